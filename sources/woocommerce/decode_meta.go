package woocommerce

import (
	"encoding/json"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// decode reads an entry, whatever its value is.
func (w *metaWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "key":
			w.Key = readWord(r)
		case "value":
			w.Value = readJSONValue(r)
		}
	})
}

// readJSONValue reads any value exactly.
func readJSONValue(r *jsonx.Reader) commerce.JSON {
	value, err := commerce.ParseJSON(r.Verbatim())
	if err != nil { // of syntax, or it is deeper than anyone reads
		return ""
	}
	return value
}

// text is the value where it is a text or a number, else empty.
func (w *metaWire) text() string {
	if w.Value == "" || w.Value[0] == '{' || w.Value[0] == '[' {
		return ""
	}
	if w.Value[0] != '"' {
		if w.Value[0] == 't' || w.Value[0] == 'f' || w.Value[0] == 'n' {
			return ""
		}
		return string(w.Value)
	}
	var text string
	if json.Unmarshal([]byte(w.Value), &text) != nil { // it was written as a text
		return ""
	}
	return text
}

// items are the objects in the value.
func (w *metaWire) items() (out []metaItem) {
	if w.text() != "" {
		return nil
	}
	_ = jsonx.Read([]byte(w.Value), func(r *jsonx.Reader) { out = list(r, (*metaItem).decode) }) // it was written as JSON
	return out
}

func (w *metaItem) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "item_id":
			w.ItemID = readNumber(r)
		case "qty":
			w.Quantity = readWord(r)
		case "tracking_id":
			w.TrackingID = readText(r)
		case "tracking_provider":
			w.Provider = readText(r)
		case "custom_tracking_provider":
			w.CustomProvider = readText(r)
		case "tracking_number":
			w.Number = readText(r)
		case "custom_tracking_link":
			w.Link = readText(r)
		case "date_shipped":
			w.Shipped = readNumber(r)
		}
	})
}
