package stripesim

import "time"

// PaymentMethod is a stored way to pay. Types other than card are shown with
// an empty inner object, which is all that the specification requires of most.
type PaymentMethod struct {
	ID             string
	Created        time.Time
	Customer       string
	Type           string // default card
	Card           *Card  // for the type card
	BillingDetails BillingDetails
	Metadata       map[string]string
}

func (m *PaymentMethod) key() (string, time.Time) { return m.ID, m.Created }

func (m *PaymentMethod) filter(string) string { return "" }

func (m PaymentMethod) clone() PaymentMethod {
	m.Card = pointerCopy(m.Card)
	m.BillingDetails = m.BillingDetails.clone()
	m.Metadata = cloneMetadata(m.Metadata)
	return m
}

func (m *PaymentMethod) render(v *view) object {
	rendered := object{
		"id": m.ID, "object": "payment_method", "created": m.Created.Unix(), "livemode": v.livemode,
		"allow_redisplay": "unspecified", "billing_details": m.BillingDetails.render(),
		"customer": orNull(m.Customer), "customer_account": nil,
		"metadata": metadata(m.Metadata), "type": m.Type,
	}
	if m.Type == "card" {
		rendered["card"] = m.Card.withDefaults().renderMethod()
	} else {
		rendered[m.Type] = object{}
	}
	return rendered
}
