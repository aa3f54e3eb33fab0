package stripesim

import "strconv"

// fieldKind says which operators a search field takes.
type fieldKind int

const (
	tokenField     fieldKind = iota // :
	substringField                  // : and ~
	numericField                    // : > < >= <= =
	metadataField                   // : with a key
)

// searchField is a field of the query language.
type searchField struct {
	name   string
	kind   fieldKind
	text   func(e entity, key string) string // "" means absent
	number func(e entity) int64
}

// searchFields are the fields of one resource by name.
type searchFields map[string]searchField

func (f searchFields) numeric(name string, number func(entity) int64) {
	f[name] = searchField{name: name, kind: numericField, number: number}
}

func (f searchFields) token(name string, text func(entity) string) {
	f[name] = searchField{name: name, kind: tokenField, text: func(e entity, _ string) string { return text(e) }}
}

func (f searchFields) substring(name string, text func(entity) string) {
	f[name] = searchField{name: name, kind: substringField, text: func(e entity, _ string) string { return text(e) }}
}

func (f searchFields) metadata(values func(entity) map[string]string) {
	f["metadata"] = searchField{name: "metadata", kind: metadataField, text: func(e entity, key string) string { return values(e)[key] }}
}

func created(e entity) int64 {
	_, created := e.key()
	return created.Unix()
}

func customerSearch() searchFields {
	fields := searchFields{}
	fields.numeric("created", created)
	fields.substring("email", func(e entity) string { return e.(*Customer).Email })
	fields.substring("name", func(e entity) string { return e.(*Customer).Name })
	fields.substring("phone", func(e entity) string { return e.(*Customer).Phone })
	fields.metadata(func(e entity) map[string]string { return e.(*Customer).Metadata })
	return fields
}

func intentSearch() searchFields {
	fields := searchFields{}
	fields.numeric("created", created)
	fields.numeric("amount", func(e entity) int64 { return e.(*PaymentIntent).Amount })
	fields.token("currency", func(e entity) string { return e.(*PaymentIntent).Currency })
	fields.token("customer", func(e entity) string { return e.(*PaymentIntent).Customer })
	fields.token("status", func(e entity) string { return e.(*PaymentIntent).Status })
	fields.metadata(func(e entity) map[string]string { return e.(*PaymentIntent).Metadata })
	return fields
}

func chargeSearch() searchFields {
	fields := searchFields{}
	fields.numeric("created", created)
	fields.numeric("amount", func(e entity) int64 { return e.(*Charge).Amount })
	fields.token("currency", func(e entity) string { return e.(*Charge).Currency })
	fields.token("customer", func(e entity) string { return e.(*Charge).Customer })
	fields.token("status", func(e entity) string { return e.(*Charge).Status })
	fields.token("disputed", func(e entity) string { return strconv.FormatBool(e.(*Charge).disputed) })
	fields.token("refunded", func(e entity) string { return strconv.FormatBool(e.(*Charge).refunded()) })
	fields.token("billing_details.address.postal_code", postalCode)
	fields.card("brand", func(c Card) string { return c.Brand })
	fields.card("exp_month", func(c Card) string { return strconv.Itoa(c.ExpMonth) })
	fields.card("exp_year", func(c Card) string { return strconv.Itoa(c.ExpYear) })
	fields.card("fingerprint", func(c Card) string { return c.Fingerprint })
	fields.card("last4", func(c Card) string { return c.Last4 })
	fields.metadata(func(e entity) map[string]string { return e.(*Charge).Metadata })
	return fields
}

func postalCode(e entity) string {
	if address := e.(*Charge).BillingDetails.Address; address != nil {
		return address.PostalCode
	}
	return ""
}

func (f searchFields) card(name string, text func(Card) string) {
	f.token("payment_method_details.card."+name, func(e entity) string {
		charge := e.(*Charge)
		if charge.PaymentMethodType != "card" {
			return ""
		}
		return text(charge.Card.withDefaults())
	})
}
