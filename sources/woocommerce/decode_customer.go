package woocommerce

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *customerWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		if w.member(name, r) {
			return
		}
		switch string(name) {
		case "email":
			w.Email = readText(r)
		case "first_name":
			w.FirstName = readText(r)
		case "last_name":
			w.LastName = readText(r)
		case "billing":
			w.Billing.decode(r)
		case "shipping":
			w.Shipping.decode(r)
		case "meta_data":
			w.Meta = list(r, (*metaWire).decode)
		}
	})
}

func (w *addressWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "first_name":
			w.FirstName = readText(r)
		case "last_name":
			w.LastName = readText(r)
		case "company":
			w.Company = readText(r)
		case "address_1":
			w.Address1 = readText(r)
		case "address_2":
			w.Address2 = readText(r)
		case "city":
			w.City = readWord(r)
		case "state":
			w.State = readWord(r)
		case "postcode":
			w.Postcode = readText(r)
		case "country":
			w.Country = readWord(r)
		case "email":
			w.Email = readText(r)
		case "phone":
			w.Phone = readText(r)
		}
	})
}
