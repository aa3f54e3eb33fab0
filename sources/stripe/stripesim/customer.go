package stripesim

import (
	"slices"
	"time"
)

// Customer is a customer of the merchant. An ID, a creation time and nothing
// else are made up when they are unset.
type Customer struct {
	ID               string
	Created          time.Time
	Email            string
	Name             string
	Phone            string
	Description      string
	BusinessName     string
	IndividualName   string
	CustomerAccount  string
	Currency         string // lower case, null until the first invoice
	Balance          int64  // in Currency's smallest unit
	Delinquent       bool
	Address          *Address
	Shipping         *Shipping
	Metadata         map[string]string
	PreferredLocales []string
	TaxExempt        string // default none
	// DefaultPaymentMethod is invoice_settings.default_payment_method.
	DefaultPaymentMethod string

	deleted bool
}

func (c *Customer) key() (string, time.Time) { return c.ID, c.Created }

func (c *Customer) filter(name string) string {
	if name == "email" {
		return c.Email
	}
	return ""
}

func (c Customer) clone() Customer {
	c.Address = pointerCopy(c.Address)
	c.Shipping = pointerCopy(c.Shipping)
	c.Metadata = cloneMetadata(c.Metadata)
	c.PreferredLocales = slices.Clone(c.PreferredLocales)
	return c
}

func (c *Customer) render(v *view) object {
	if c.deleted {
		return object{"id": c.ID, "object": "customer", "deleted": true}
	}
	rendered := object{
		"id": c.ID, "object": "customer", "created": c.Created.Unix(), "livemode": v.livemode,
		"email": orNull(c.Email), "name": orNull(c.Name), "phone": orNull(c.Phone), "description": orNull(c.Description),
		"address": c.Address.renderOrNull(), "shipping": c.Shipping.renderOrNull(),
		"balance": c.Balance, "currency": orNull(c.Currency), "delinquent": c.Delinquent,
		"customer_account": orNull(c.CustomerAccount), "default_source": nil, "discount": nil,
		"invoice_prefix": invoicePrefix(c.ID), "next_invoice_sequence": 1,
		"invoice_settings": object{
			"custom_fields": nil, "default_payment_method": orNull(c.DefaultPaymentMethod),
			"footer": nil, "rendering_options": nil,
		},
		"metadata": metadata(c.Metadata), "preferred_locales": list(c.PreferredLocales),
		"tax_exempt": c.TaxExempt, "test_clock": nil,
	}
	if c.BusinessName != "" {
		rendered["business_name"] = c.BusinessName
	}
	if c.IndividualName != "" {
		rendered["individual_name"] = c.IndividualName
	}
	return rendered
}

// invoicePrefix makes up the eight letters that begin invoice numbers.
func invoicePrefix(id string) string {
	const length = 8
	prefix := make([]byte, 0, length)
	for i := len(id) - 1; i >= 0 && len(prefix) < length; i-- {
		letter := id[i]
		if letter >= 'a' && letter <= 'z' {
			letter -= 'a' - 'A'
		}
		prefix = append(prefix, letter)
	}
	return string(prefix)
}
