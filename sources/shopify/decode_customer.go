package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *customerWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "firstName":
			w.FirstName = r.Text()
		case "lastName":
			w.LastName = r.Text()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "defaultEmailAddress":
			fill(r, &w.Email, (*emailWire).decode)
		case "defaultPhoneNumber":
			fill(r, &w.Phone, (*phoneWire).decode)
		case "defaultAddress":
			fill(r, &w.DefaultAddress, (*addressWire).decode)
		case "addressesV2":
			fillNodes(r, &w.Addresses, (*addressWire).decode)
		case "state":
			w.State = r.Word()
		case "tags":
			w.Tags = readTexts(r)
		case "note":
			w.Note = r.Text()
		case "locale":
			w.Locale = r.Word()
		case "numberOfOrders":
			w.Orders = readNumeral(r)
		case "amountSpent":
			fill(r, &w.Spent, (*moneyWire).decode)
		case "metafields":
			fillNodes(r, &w.Metafields, (*metafieldWire).decode)
		}
	}
}

func (w *emailWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "emailAddress":
			w.Address = r.Text()
		}
	}
}

func (w *phoneWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "phoneNumber":
			w.Number = r.Text()
		}
	}
}
