package woocommerce

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// decode reads an entry, whatever its value is: the key may come behind it.
func (w *metaWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "key":
			w.Key = readWord(r)
		case "value":
			w.decodeValue(r)
		}
	})
}

func (w *metaWire) decodeValue(r *jsonx.Reader) {
	switch r.Kind() {
	case jsonx.Text, jsonx.Number:
		w.Text = readText(r)
	case jsonx.Array, jsonx.Object:
		w.Items = list(r, (*metaItem).decode)
	default:
		r.Skip()
	}
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
