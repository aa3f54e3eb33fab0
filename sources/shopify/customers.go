package shopify

import "github.com/galleria-graph/galleria/commerce"

const addressFields = "firstName lastName company address1 address2 city province provinceCode zip countryCode: countryCodeV2 phone"

func customers() *resource[commerce.Customer, customerWire] {
	return &resource[commerce.Customer, customerWire]{
		kind:     commerce.Customers,
		typ:      "Customer",
		root:     "customers",
		noun:     "customer",
		fields:   customerFields,
		sortEnum: "CustomerSortKeys",
		ownKey:   "ID",
		keys:     map[string]string{"createdAt": "CREATED_AT", "updatedAt": "UPDATED_AT"},
		filters: map[string]filter{
			"email":     text("email"),
			"phone":     text("phone"),
			"firstName": text("first_name"),
			"lastName":  text("last_name"),
			"tag":       listed("tag"),
			"createdAt": moments("customer_date"),
			"updatedAt": moments("updated_at"),
			"state": words("state", map[commerce.CustomerState][]string{
				commerce.CustomerStateEnabled:  {"ENABLED"},
				commerce.CustomerStateDisabled: {"DISABLED", "DECLINED"},
				commerce.CustomerStateInvited:  {"INVITED"},
			}, commerce.CustomerStateUnknown),
		},
		joins: []string{"email", "phone"},
		tails: func(w *customerWire) []tail {
			return append(tailsOf(w.ID, &w.Addresses, addressesTail, (*addressWire).decode), tailsOf(w.ID, &w.Metafields, metafieldsTail("Customer"), (*metafieldWire).decode)...)
		},
		decode: (*customerWire).decode,
		read:   readCustomer,
	}
}

func addressSelection() fields { return scalars(addressFields) }

func customerFields(want commerce.Groups) fields {
	parts := []fields{scalars("id firstName lastName createdAt updatedAt"), object("defaultEmailAddress", scalars("emailAddress"))}
	if want.Has(commerce.CustomerContact) {
		parts = append(parts,
			object("defaultPhoneNumber", scalars("phoneNumber")),
			object("defaultAddress", addressSelection()),
			inner("addressesV2", addressSelection()))
	}
	if want.Has(commerce.CustomerProfile) {
		parts = append(parts, scalars("state tags note locale"))
	}
	if want.Has(commerce.CustomerStatistics) {
		parts = append(parts, scalars("numberOfOrders"), object("amountSpent", scalars(moneyFields)))
	}
	if want.Has(commerce.CustomerAttributes) {
		parts = append(parts, metafieldsSelection())
	}
	return selection(parts...)
}

func readCustomer(r *reader, w *customerWire) *commerce.Customer {
	c := &commerce.Customer{
		Origin:    r.origin(w.ID, "Customer", "customers", r.instant(w.UpdatedAt, "updatedAt")),
		FirstName: optional(w.FirstName),
		LastName:  optional(w.LastName),
		CreatedAt: r.instant(w.CreatedAt, "createdAt"),
	}
	if w.Email.OK {
		c.Email = commerce.Text(need(r, w.Email.Value.Address, "defaultEmailAddress.emailAddress"))
	}
	if r.holds.Has(commerce.CustomerContact) {
		r.contact(c, w)
	}
	if r.holds.Has(commerce.CustomerProfile) {
		c.State = customerStates.promised(r, "state", w.State)
		c.Tags = r.strings(w.Tags, "tags")
		c.Note = optional(w.Note)
		c.Locale = commerce.Text(need(r, w.Locale, "locale"))
	}
	if r.holds.Has(commerce.CustomerStatistics) {
		c.OrdersCount = r.count(w.Orders, "numberOfOrders")
		spent := r.money(w.Spent, "amountSpent")
		c.TotalSpent = &spent
	}
	if r.holds.Has(commerce.CustomerAttributes) {
		c.Attributes = r.attributes(w.Metafields)
	}
	return c
}

func (r *reader) contact(c *commerce.Customer, w *customerWire) {
	if w.Phone.OK {
		c.Phone = commerce.Text(need(r, w.Phone.Value.Number, "defaultPhoneNumber.phoneNumber"))
	}
	c.DefaultAddress = r.maybeAddress(&w.DefaultAddress)
	for a := range nodes(r, w.Addresses, "addressesV2") {
		c.Addresses = append(c.Addresses, *r.address(a))
	}
}
