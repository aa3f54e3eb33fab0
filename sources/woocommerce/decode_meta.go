package woocommerce

import (
	"encoding/json"
	"strconv"

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

// mostDeep bounds the values that are read: one that is deeper is left out.
const mostDeep = 64

// readJSONValue reads any value exactly: what a float would not hold is a text
// in it. It is empty for one that is too deep.
func readJSONValue(r *jsonx.Reader) commerce.JSON {
	out, ok := appendValue(nil, r, 0)
	if !ok {
		return ""
	}
	return commerce.JSON(out)
}

func appendValue(out []byte, r *jsonx.Reader, depth int) (_ []byte, ok bool) {
	switch r.Kind() {
	case jsonx.Text:
		return append(out, commerce.JSONString(r.Text().Value)...), true
	case jsonx.Number:
		return append(out, exactly(r.Numeral().Value)...), true
	case jsonx.Null:
		r.Skip()
		return append(out, "null"...), true
	case jsonx.Object, jsonx.Array:
		if depth >= mostDeep {
			r.Skip()
			return out, false
		}
		return appendParts(out, r, depth+1)
	}
	return strconv.AppendBool(out, r.Bool().Value), true
}

func appendParts(out []byte, r *jsonx.Reader, depth int) (_ []byte, ok bool) {
	open, closing, next := byte('['), byte(']'), r.Element
	named := r.Kind() == jsonx.Object
	if named {
		open, closing, next = '{', '}', r.Member
	}
	if ok = named && r.Object() || !named && r.Array(); !ok {
		return out, false
	}
	out = append(out, open)
	for n := 0; next(); n++ {
		if n > 0 {
			out = append(out, ',')
		}
		if named {
			out = append(append(out, commerce.JSONString(string(r.Name()))...), ':')
		}
		var read bool
		out, read = appendValue(out, r, depth)
		ok = ok && read
	}
	return append(out, closing), ok
}

// exactly returns a number as it is, if a float holds it, else as a text.
func exactly(number string) commerce.JSON {
	const most = 1<<53 - 1
	if n, err := strconv.ParseInt(number, 10, 64); err == nil && n >= -most && n <= most {
		return commerce.JSON(number)
	}
	return commerce.JSONString(number)
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
