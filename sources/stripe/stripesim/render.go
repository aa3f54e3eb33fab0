package stripesim

import (
	"maps"
	"time"
)

// orNull renders an unset text as null.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func timeOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

// metadata renders unset metadata as {}, never as null.
func metadata(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

func pointerCopy[T any](p *T) *T {
	if p == nil {
		return nil
	}
	clone := *p
	return &clone
}

// Address is a postal address. Empty fields are null.
type Address struct {
	City, Country, Line1, Line2, PostalCode, State string
}

func (a *Address) render() object {
	if a == nil {
		a = &Address{}
	}
	return object{
		"city": orNull(a.City), "country": orNull(a.Country), "line1": orNull(a.Line1),
		"line2": orNull(a.Line2), "postal_code": orNull(a.PostalCode), "state": orNull(a.State),
	}
}

func (a *Address) renderOrNull() any {
	if a == nil {
		return nil
	}
	return a.render()
}

// Shipping is where a payment's goods go.
type Shipping struct {
	Name, Phone, Carrier, TrackingNumber string
	Address                              Address
}

func (s *Shipping) renderOrNull() any {
	if s == nil {
		return nil
	}
	return object{
		"address": s.Address.render(), "name": s.Name, "phone": orNull(s.Phone),
		"carrier": orNull(s.Carrier), "tracking_number": orNull(s.TrackingNumber),
	}
}

// BillingDetails is who pays.
type BillingDetails struct {
	Email, Name, Phone string
	Address            *Address
}

func (b BillingDetails) render() object {
	return object{
		"address": b.Address.render(), "email": orNull(b.Email), "name": orNull(b.Name),
		"phone": orNull(b.Phone), "tax_id": nil,
	}
}

func (b BillingDetails) clone() BillingDetails {
	b.Address = pointerCopy(b.Address)
	return b
}

// cloneMetadata keeps the caller's map out of the store and the store's map
// out of the caller's hands.
func cloneMetadata(m map[string]string) map[string]string { return maps.Clone(m) }
