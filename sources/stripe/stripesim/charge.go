package stripesim

import "time"

// Charge is one try to move money. Amounts are integers in the smallest unit
// of the currency. amount_refunded, refunded and disputed follow from the
// refunds and disputes.
type Charge struct {
	ID       string
	Created  time.Time
	Amount   int64
	Currency string // lower case
	Status   string // succeeded (default), pending or failed
	// Uncaptured is Stripe's captured, negated, so that the usual charge needs
	// nothing. Charges of an intent that requires capture are always uncaptured.
	Uncaptured bool
	// AmountCaptured is the captured part; 0 means all of a captured charge.
	// What is left of a smaller part is released, which Stripe shows as a refund
	// without a balance transaction.
	AmountCaptured            int64
	PaymentIntent             string // set by PutPaymentIntent
	Customer                  string
	BillingDetails            BillingDetails
	Description               string
	FailureCode               string
	FailureMessage            string
	DeclineCode               string // outcome.reason of a failed charge
	Metadata                  map[string]string
	PaymentMethod             string
	PaymentMethodType         string // default card
	Card                      *Card  // for the type card
	ReceiptEmail              string
	ReceiptNumber             string
	Shipping                  *Shipping
	StatementDescriptor       string
	StatementDescriptorSuffix string
	TransferGroup             string
	// BalanceTransaction sets the settlement exactly; nil derives it from the
	// fees and rates of the account. Uncaptured, pending and failed charges
	// have none.
	BalanceTransaction *BalanceTransaction

	transaction    string
	amountRefunded int64
	disputed       bool
}

func (c *Charge) key() (string, time.Time) { return c.ID, c.Created }

func (c *Charge) filter(name string) string {
	switch name {
	case "customer":
		return c.Customer
	case "payment_intent":
		return c.PaymentIntent
	case "transfer_group":
		return c.TransferGroup
	}
	return ""
}

func (c Charge) clone() Charge {
	c.BillingDetails = c.BillingDetails.clone()
	c.Metadata = cloneMetadata(c.Metadata)
	c.Card = pointerCopy(c.Card)
	c.Shipping = pointerCopy(c.Shipping)
	c.BalanceTransaction = pointerCopy(c.BalanceTransaction)
	return c
}

// settled says whether the charge has moved money.
func (c *Charge) settled() bool { return c.Status == "succeeded" && !c.Uncaptured }

func (c *Charge) refunded() bool { return c.amountRefunded > 0 && c.amountRefunded >= c.Amount }

func (c *Charge) render(v *view) object {
	rendered := object{
		"id": c.ID, "object": "charge", "created": c.Created.Unix(), "livemode": v.livemode,
		"amount": c.Amount, "amount_captured": c.AmountCaptured, "amount_refunded": c.amountRefunded,
		"application": nil, "application_fee": nil, "application_fee_amount": nil,
		"balance_transaction": orNull(c.transaction), "billing_details": c.BillingDetails.render(),
		"calculated_statement_descriptor": orNull(c.StatementDescriptor), "captured": c.settled(),
		"currency": c.Currency, "customer": orNull(c.Customer), "description": orNull(c.Description),
		"disputed": c.disputed, "failure_balance_transaction": nil, "failure_code": orNull(c.FailureCode),
		"failure_message": orNull(c.FailureMessage), "fraud_details": object{}, "metadata": metadata(c.Metadata),
		"on_behalf_of": nil, "outcome": c.outcome(), "paid": c.Status == "succeeded",
		"payment_intent": orNull(c.PaymentIntent), "payment_method": orNull(c.PaymentMethod),
		"payment_method_details": c.methodDetails(), "radar_options": object{},
		"receipt_email": orNull(c.ReceiptEmail), "receipt_number": orNull(c.ReceiptNumber), "receipt_url": c.receiptURL(),
		"refunded": c.refunded(), "review": nil, "shipping": c.Shipping.renderOrNull(), "source_transfer": nil,
		"statement_descriptor":        orNull(c.StatementDescriptor),
		"statement_descriptor_suffix": orNull(c.StatementDescriptorSuffix), "status": c.Status,
		"transfer_data": nil, "transfer_group": orNull(c.TransferGroup),
	}
	return rendered
}

func (c *Charge) receiptURL() any {
	if c.Status != "succeeded" {
		return nil
	}
	return "https://pay.stripe.com/receipts/" + c.ID
}

func (c *Charge) methodDetails() object {
	if c.PaymentMethodType == "card" {
		return object{"type": "card", "card": c.Card.withDefaults().renderPayment(c.Amount)}
	}
	return object{"type": c.PaymentMethodType, c.PaymentMethodType: object{}}
}

func (c *Charge) outcome() object {
	const normal = 12
	outcome := object{
		"advice_code": nil, "network_advice_code": nil, "network_decline_code": nil,
		"network_status": "approved_by_network", "reason": nil, "risk_level": "normal", "risk_score": normal,
		"seller_message": "Payment complete.", "type": "authorized",
	}
	if c.Status == "failed" {
		outcome["network_status"], outcome["type"] = "declined_by_network", "issuer_declined"
		outcome["reason"] = orNull(c.DeclineCode)
		outcome["seller_message"] = "The bank did not return any further details with this decline."
	}
	return outcome
}
