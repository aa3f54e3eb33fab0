package stripesim

import "time"

// CheckoutSession is a visit to Stripe's payment page. Amounts are integers in
// the smallest unit of the currency.
type CheckoutSession struct {
	ID                string
	Created           time.Time
	ExpiresAt         time.Time // default a day after Created
	AmountSubtotal    int64     // default AmountTotal
	AmountTotal       int64
	Currency          string // lower case, default the account's
	ClientReferenceID string
	Customer          string
	CustomerAccount   string
	CustomerEmail     string // customer_details.email
	CustomerName      string // customer_details.name
	Metadata          map[string]string
	Mode              string // payment (default), setup or subscription
	PaymentIntent     string
	PaymentLink       string
	PaymentStatus     string // paid, unpaid or no_payment_required; default by Status
	Status            string // open, complete (default) or expired
	Subscription      string
}

func (c *CheckoutSession) key() (string, time.Time) { return c.ID, c.Created }

func (c *CheckoutSession) filter(name string) string {
	switch name {
	case "payment_intent":
		return c.PaymentIntent
	case "customer":
		return c.Customer
	case "customer_account":
		return c.CustomerAccount
	case "customer_details[email]":
		return c.CustomerEmail
	case "payment_link":
		return c.PaymentLink
	case "status":
		return c.Status
	case "subscription":
		return c.Subscription
	}
	return ""
}

func (c CheckoutSession) clone() CheckoutSession {
	c.Metadata = cloneMetadata(c.Metadata)
	return c
}

func (c *CheckoutSession) render(v *view) object {
	rendered := object{
		"id": c.ID, "object": "checkout.session", "created": c.Created.Unix(), "livemode": v.livemode,
		"expires_at": c.ExpiresAt.Unix(), "amount_subtotal": c.AmountSubtotal, "amount_total": c.AmountTotal,
		"currency": c.Currency, "client_reference_id": orNull(c.ClientReferenceID), "customer": orNull(c.Customer),
		"customer_account": orNull(c.CustomerAccount), "customer_details": c.customerDetails(), "customer_email": nil,
		"metadata": metadata(c.Metadata), "mode": c.Mode, "payment_intent": orNull(c.PaymentIntent),
		"payment_link": orNull(c.PaymentLink), "payment_status": c.PaymentStatus, "status": c.Status,
		"subscription": orNull(c.Subscription), "url": c.url(),
		"automatic_tax": object{"enabled": false, "liability": nil, "provider": nil, "status": nil},
		"custom_fields": []any{}, "custom_text": object{
			"after_submit": nil, "shipping_address": nil, "submit": nil, "terms_of_service_acceptance": nil,
		},
		"payment_method_types": []string{"card"}, "payment_method_options": object{}, "shipping_options": []any{},
		"success_url": "https://example.com/success", "cancel_url": "https://example.com/cancel",
		"ui_mode": "hosted_page", "phone_number_collection": object{"enabled": false},
		"total_details": object{"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
	}
	for _, name := range []string{
		"adaptive_pricing", "after_expiration", "allow_promotion_codes", "billing_address_collection", "client_secret",
		"collected_information", "consent", "consent_collection", "currency_conversion", "customer_creation", "discounts",
		"integration_identifier", "invoice", "invoice_creation", "locale", "managed_payments", "origin_context",
		"payment_method_collection", "payment_method_configuration_details", "permissions", "recovered_from",
		"saved_payment_method_options", "setup_intent", "shipping_address_collection", "shipping_cost", "submit_type",
		"wallet_options",
	} {
		rendered[name] = nil
	}
	return rendered
}

func (c *CheckoutSession) customerDetails() any {
	if c.CustomerEmail == "" && c.CustomerName == "" {
		return nil
	}
	return object{
		"address": (*Address)(nil).render(), "business_name": nil, "email": orNull(c.CustomerEmail), "individual_name": nil,
		"name": orNull(c.CustomerName), "phone": nil, "tax_exempt": "none", "tax_ids": []any{},
	}
}

func (c *CheckoutSession) url() any {
	if c.Status != "open" {
		return nil
	}
	return "https://checkout.stripe.com/c/pay/" + c.ID
}
