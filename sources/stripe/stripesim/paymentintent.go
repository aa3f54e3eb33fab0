package stripesim

import (
	"slices"
	"time"
)

// PaymentIntent is one payment with its tries.
//
// Amounts are integers in the smallest unit of the currency. The latest
// charge, amount_received and amount_capturable follow from the charges. An
// unset status follows from the charges too; a status that cannot be without a
// charge (succeeded, requires_capture, processing) makes one when Charges is
// empty.
type PaymentIntent struct {
	ID                 string
	Created            time.Time
	Amount             int64
	Currency           string // lower case, default the account's
	Status             string
	CaptureMethod      string // automatic, automatic_async (default) or manual
	ConfirmationMethod string // default automatic
	Customer           string
	CustomerAccount    string
	Description        string
	Metadata           map[string]string
	// OrderReference is payment_details.order_reference.
	OrderReference            string
	PaymentMethod             string
	PaymentMethodTypes        []string // default card
	ReceiptEmail              string
	SetupFutureUsage          string
	Shipping                  *Shipping
	StatementDescriptor       string
	StatementDescriptorSuffix string
	TransferGroup             string
	CanceledAt                time.Time
	CancellationReason        string
	LastPaymentError          *PaymentError
	// Charges are the tries, the oldest first. What a charge leaves unset it
	// has from the intent.
	Charges []Charge

	latestCharge    string
	amountReceived  int64
	amountAvailable int64 // amount_capturable
}

// PaymentError is why a try failed.
type PaymentError struct {
	Code        string // such as card_declined
	DeclineCode string // such as insufficient_funds
	Message     string
	Charge      string
}

func (e *PaymentError) renderOrNull() any {
	if e == nil {
		return nil
	}
	rendered := object{"type": "card_error", "code": e.Code, "message": e.Message}
	for name, value := range map[string]string{"decline_code": e.DeclineCode, "charge": e.Charge} {
		if value != "" {
			rendered[name] = value
		}
	}
	return rendered
}

func (p *PaymentIntent) key() (string, time.Time) { return p.ID, p.Created }

func (p *PaymentIntent) filter(name string) string {
	switch name {
	case "customer":
		return p.Customer
	case "customer_account":
		return p.CustomerAccount
	}
	return ""
}

func (p PaymentIntent) clone() PaymentIntent {
	p.Metadata = cloneMetadata(p.Metadata)
	p.PaymentMethodTypes = slices.Clone(p.PaymentMethodTypes)
	p.Shipping = pointerCopy(p.Shipping)
	p.LastPaymentError = pointerCopy(p.LastPaymentError)
	p.Charges = slices.Clone(p.Charges)
	for i := range p.Charges {
		p.Charges[i] = p.Charges[i].clone()
	}
	return p
}

func (p *PaymentIntent) render(v *view) object {
	rendered := object{
		"id": p.ID, "object": "payment_intent", "created": p.Created.Unix(), "livemode": v.livemode,
		"amount": p.Amount, "amount_capturable": p.amountAvailable, "amount_received": p.amountReceived,
		"amount_details": object{"tip": object{}}, "currency": p.Currency, "status": p.Status,
		"allowed_payment_method_types": nil, "application": nil, "application_fee_amount": nil,
		"automatic_payment_methods": nil, "canceled_at": timeOrNull(p.CanceledAt),
		"cancellation_reason": orNull(p.CancellationReason), "capture_method": p.CaptureMethod,
		"client_secret": p.ID + "_secret_sim", "confirmation_method": p.ConfirmationMethod,
		"customer": orNull(p.Customer), "customer_account": orNull(p.CustomerAccount),
		"description": orNull(p.Description), "excluded_payment_method_types": nil,
		"last_payment_error": p.LastPaymentError.renderOrNull(), "latest_charge": orNull(p.latestCharge),
		"managed_payments": nil, "metadata": metadata(p.Metadata), "next_action": p.nextAction(), "on_behalf_of": nil,
		"payment_method": orNull(p.PaymentMethod), "payment_method_configuration_details": nil,
		"payment_method_options": object{}, "payment_method_types": p.PaymentMethodTypes, "processing": nil,
		"receipt_email": orNull(p.ReceiptEmail), "review": nil, "setup_future_usage": orNull(p.SetupFutureUsage),
		"shipping": p.Shipping.renderOrNull(), "statement_descriptor": orNull(p.StatementDescriptor),
		"statement_descriptor_suffix": orNull(p.StatementDescriptorSuffix),
		"transfer_data":               nil, "transfer_group": orNull(p.TransferGroup),
	}
	if p.OrderReference != "" {
		rendered["payment_details"] = object{"customer_reference": nil, "order_reference": p.OrderReference}
	}
	return rendered
}

// nextAction is what the payer has to do while the intent waits for it.
func (p *PaymentIntent) nextAction() any {
	if p.Status != "requires_action" {
		return nil
	}
	return object{"type": "redirect_to_url", "redirect_to_url": object{
		"return_url": "https://example.com/return", "url": "https://hooks.stripe.com/redirect/" + p.ID,
	}}
}
