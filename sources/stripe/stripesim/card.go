package stripesim

// Card is what Stripe shows of a card. Unset fields get those of the test card
// 4242 4242 4242 4242.
type Card struct {
	Brand       string // visa, mastercard, amex …
	Country     string // of the issuer
	ExpMonth    int
	ExpYear     int
	Fingerprint string
	Funding     string // credit, debit, prepaid, unknown
	Last4       string
	Wallet      string // apple_pay, google_pay, link …; empty for none
}

func (c *Card) withDefaults() Card {
	const month, year = 8, 2030
	card := Card{}
	if c != nil {
		card = *c
	}
	setDefault(&card.Brand, "visa")
	setDefault(&card.Country, "US")
	setDefault(&card.Funding, "credit")
	setDefault(&card.Last4, "4242")
	setDefault(&card.Fingerprint, "Sim"+card.Brand+card.Last4)
	setDefault(&card.ExpMonth, month)
	setDefault(&card.ExpYear, year)
	return card
}

func setDefault[T comparable](field *T, value T) {
	var unset T
	if *field == unset {
		*field = value
	}
}

func (c Card) wallet() any {
	if c.Wallet == "" {
		return nil
	}
	wallet := object{"type": c.Wallet, "dynamic_last4": nil}
	if c.Wallet != "link" {
		wallet[c.Wallet] = object{}
	}
	return wallet
}

func cardChecks() object {
	return object{"address_line1_check": nil, "address_postal_code_check": nil, "cvc_check": "pass"}
}

// renderPayment is charge.payment_method_details.card.
func (c Card) renderPayment(authorized int64) object {
	return object{
		"amount_authorized": authorized, "authorization_code": nil, "brand": c.Brand, "checks": cardChecks(),
		"country": c.Country, "exp_month": c.ExpMonth, "exp_year": c.ExpYear, "fingerprint": c.Fingerprint,
		"funding": c.Funding, "last4": c.Last4, "network": c.Brand, "wallet": c.wallet(),
		"extended_authorization": object{"status": "disabled"}, "incremental_authorization": object{"status": "unavailable"},
		"multicapture": object{"status": "unavailable"},
		"overcapture":  object{"maximum_amount_capturable": authorized, "status": "unavailable"},
		"installments": nil, "mandate": nil, "network_token": object{"used": false}, "network_transaction_id": nil,
		"regulated_status": "unregulated", "three_d_secure": nil, "transaction_link_id": nil,
	}
}

// renderMethod is payment_method.card.
func (c Card) renderMethod() object {
	return object{
		"brand": c.Brand, "checks": cardChecks(), "country": c.Country, "display_brand": c.Brand,
		"exp_month": c.ExpMonth, "exp_year": c.ExpYear, "fingerprint": c.Fingerprint, "funding": c.Funding,
		"generated_from": nil, "last4": c.Last4, "networks": object{"available": []string{c.Brand}, "preferred": nil},
		"regulated_status": "unregulated", "three_d_secure_usage": object{"supported": true}, "wallet": c.wallet(),
	}
}
