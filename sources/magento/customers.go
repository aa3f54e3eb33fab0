package magento

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

type customerWire struct {
	ID        optInt  `json:"id"`
	Email     optText `json:"email"`
	FirstName optText `json:"firstname"`
	LastName  optText `json:"lastname"`
	// Unconfirmed is set while the account waits for its confirmation. The value
	// itself is a secret and not kept.
	Unconfirmed secretWire              `json:"confirmation"`
	CreatedAt   optText                 `json:"created_at"`
	UpdatedAt   optText                 `json:"updated_at"`
	Addresses   listWire[addressWire]   `json:"addresses"`
	Attributes  listWire[attributeWire] `json:"custom_attributes"`
	Others      othersWire              `json:"extension_attributes"`
}

// secretWire is whether there is a text.
type secretWire bool

func (w *customerWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = readInt(r)
		case "email":
			w.Email = r.Text()
		case "firstname":
			w.FirstName = r.Text()
		case "lastname":
			w.LastName = r.Text()
		case "confirmation":
			w.Unconfirmed = secretWire(len(r.Raw()) > 0)
		case "created_at":
			w.CreatedAt = r.Text()
		case "updated_at":
			w.UpdatedAt = r.Text()
		case "addresses":
			w.Addresses = readList(r, (*addressWire).decode)
		case "custom_attributes":
			w.Attributes = readList(r, (*attributeWire).decode)
		case extensions:
			w.Others = readOthers(r)
		}
	}
}

// customers lists accounts. The same address can have one in each website.
func customers() resource[commerce.Customer, customerWire] {
	return resource[commerce.Customer, customerWire]{
		kind: commerce.Customers,
		noun: "customers",
		path: "/V1/customers/search",
		key:  "entity_id",
		columns: map[string]column{
			"email":     {name: "email", ops: sources.Eq},
			"firstName": {name: "firstname", ops: sources.Eq | sources.Prefix},
			"lastName":  {name: "lastname", ops: sources.Eq | sources.Prefix},
			"createdAt": {name: "created_at", ops: sources.Eq | sources.Range, sorts: true},
			"updatedAt": {name: "updated_at", ops: sources.Eq | sources.Range, sorts: true},
		},
		joins: []string{"email"},
		fields: func(want commerce.Groups) string {
			fields := "id,email,firstname,lastname,confirmation,created_at,updated_at"
			if want.Has(commerce.CustomerContact) {
				fields += ",addresses[" + addressFields + ",default_billing,default_shipping]"
			}
			if want.Has(commerce.CustomerAttributes) {
				fields += ",custom_attributes," + extensions
			}
			return fields
		},
		decode:    (*customerWire).decode,
		id:        func(w *customerWire) int64 { return w.ID.Value },
		translate: readCustomer,
	}
}

func readCustomer(r *reader, w *customerWire) *commerce.Customer {
	c := &commerce.Customer{
		Origin:    r.origin(r.needID(w.ID, "id"), "customer", "customer/index/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		FirstName: text(w.FirstName),
		LastName:  text(w.LastName),
		Email:     text(w.Email),
		CreatedAt: r.instant(w.CreatedAt, "created_at"),
		State:     derived(commerce.CustomerStateEnabled),
	}
	if w.Unconfirmed {
		c.State = commerce.State[commerce.CustomerState]{Value: commerce.CustomerStateDisabled, RawField: "confirmation", Mapping: commerce.MappingLossy}
	}
	for i := range w.Addresses {
		a := &w.Addresses[i]
		address := r.address(a)
		c.Addresses = append(c.Addresses, *address)
		if c.DefaultAddress == nil || a.DefaultBilling.Value {
			c.DefaultAddress, c.Phone = address, address.Phone
		}
	}
	if r.holds.Has(commerce.CustomerAttributes) {
		c.Attributes = append(undefined(w.Attributes), extended(w.Others)...)
	}
	return c
}
