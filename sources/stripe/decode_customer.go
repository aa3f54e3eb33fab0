package stripe

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *customer) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text().Value
		case "address":
			w.Address.decode(r)
		case "business_name":
			w.BusinessName = r.Text().Value
		case "created":
			w.Created = r.Int()
		case "deleted":
			w.Deleted = r.Bool().Value
		case "description":
			w.Description = r.Text().Value
		case "email":
			w.Email = r.Text().Value
		case "livemode":
			w.Livemode = r.Bool()
		case "name":
			w.Name = r.Text().Value
		case "phone":
			w.Phone = r.Text().Value
		case "preferred_locales":
			if w.PreferredLocales = nil; !r.Array() {
				continue
			}
			w.PreferredLocales = []string{}
			for r.Element() {
				w.PreferredLocales = append(w.PreferredLocales, r.Word().Value)
			}
		case "shipping":
			w.decodeShipping(r)
		}
	}
}

func (w *customer) decodeShipping(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "address":
			w.Shipping.Address.decode(r)
		case "name":
			w.Shipping.Name = r.Text().Value
		case "phone":
			w.Shipping.Phone = r.Text().Value
		}
	}
}

func (a *address) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "city":
			a.City = r.Text().Value
		case "country":
			a.Country = r.Word().Value
		case "line1":
			a.Line1 = r.Text().Value
		case "line2":
			a.Line2 = r.Text().Value
		case "postal_code":
			a.PostalCode = r.Text().Value
		case "state":
			a.State = r.Text().Value
		}
	}
}
