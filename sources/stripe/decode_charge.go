package stripe

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func readCharge(r *jsonx.Reader) *charge {
	if !r.Object() {
		return nil
	}
	c := new(charge)
	for r.Member() {
		c.member(r)
	}
	return c
}

func (c *charge) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		c.member(r)
	}
}

func (t *try) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		if string(r.Name()) == "payment_intent" {
			t.PaymentIntent = readReference(r)
		} else {
			t.member(r)
		}
	}
}

// member reads the member at hand, if it is one that is asked for.
func (c *charge) member(r *jsonx.Reader) {
	switch string(r.Name()) {
	case "id":
		c.ID = r.Text().Value
	case "amount":
		c.Amount = r.Int()
	case "amount_captured":
		c.AmountCaptured = r.Int()
	case "amount_refunded":
		c.AmountRefunded = r.Int()
	case "balance_transaction":
		c.BalanceTransaction = readBalanceEntry(r)
	case "billing_details":
		for ok := r.Object(); ok && r.Member(); {
			if string(r.Name()) == "email" {
				c.BillingDetails.Email = r.Text().Value
			}
		}
	case "captured":
		c.Captured = r.Bool()
	case "created":
		c.Created = r.Int()
	case "currency":
		c.Currency = r.Word().Value
	case "failure_code":
		c.FailureCode = r.Word().Value
	case "livemode":
		c.Livemode = r.Bool()
	case "outcome":
		for ok := r.Object(); ok && r.Member(); {
			if string(r.Name()) == "reason" {
				c.Outcome.Reason = r.Word().Value
			}
		}
	case "payment_method_details":
		c.PaymentMethodDetails = readMethodDetails(r)
	case "receipt_email":
		c.ReceiptEmail = r.Text().Value
	case "refunds":
		c.Refunds = readRefundList(r)
	case "status":
		c.Status = r.Word().Value
	}
}

// readBalanceEntry reads a balance transaction, or its id in place of it.
func readBalanceEntry(r *jsonx.Reader) jsonx.Opt[balanceEntry] {
	var b balanceEntry
	if r.Kind() == jsonx.Text {
		b.ID = r.Text().Value
		return jsonx.Some(b)
	}
	if !r.Object() {
		return jsonx.Opt[balanceEntry]{}
	}
	for r.Member() {
		switch string(r.Name()) {
		case "id":
			b.ID = r.Text().Value
		case "currency":
			b.Currency = r.Word().Value
		case "fee_details":
			b.FeeDetails = readFees(r)
		case "net":
			b.Net = r.Int()
		}
	}
	return jsonx.Some(b)
}

// readFees returns nil only when there is no list.
func readFees(r *jsonx.Reader) []fee {
	if !r.Array() {
		return nil
	}
	out := []fee{}
	for r.Element() {
		var f fee
		for ok := r.Object(); ok && r.Member(); {
			switch string(r.Name()) {
			case "amount":
				f.Amount = r.Int()
			case "currency":
				f.Currency = r.Word().Value
			case "type":
				f.Type = r.Word().Value
			}
		}
		out = append(out, f)
	}
	return out
}
