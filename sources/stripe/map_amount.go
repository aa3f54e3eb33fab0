package stripe

import "github.com/galleria-graph/galleria/commerce"

// amounts sets what was authorized, captured and refunded. An intent has at
// most one charge that succeeds, the latest, so that its amounts are the intent's.
func (in *intent) amounts(p *commerce.Payment) (err error) {
	set := func(to **commerce.Money, units int64) {
		m, failed := money(units, in.Currency)
		if failed != nil {
			err = failed
		}
		*to = &m
	}
	c := in.LatestCharge
	switch {
	case c == nil || c.failed():
		set(&p.AmountAuthorized, 0)
	case c.Status == "succeeded":
		set(&p.AmountAuthorized, c.Amount.Value)
	}
	if units := in.collected(); units.OK {
		set(&p.AmountCaptured, units.Value)
	}
	set(&p.AmountRefunded, in.refunded())
	return err
}

// refunded is what was given back of what was captured. Stripe counts the part
// of an authorization that it releases, because less was captured, as refunded
// too: that part never moved.
func (in *intent) refunded() int64 {
	c := in.LatestCharge
	if c == nil {
		return 0
	}
	released := max(0, c.Amount.Value-c.AmountCaptured.Value-in.AmountCapturable)
	return max(0, c.AmountRefunded.Value-released)
}

// fees returns what Stripe keeps and what remains, in the currency of
// settlement. A charge that has not settled has neither.
func (c *charge) fees() ([]commerce.Fee, *commerce.Money, error) {
	if c == nil || !c.BalanceTransaction.OK {
		return nil, nil, nil
	}
	b := &c.BalanceTransaction.Value
	if !b.Net.OK || b.FeeDetails == nil {
		return nil, nil, broken("balance_transaction")
	}
	net, err := money(b.Net.Value, b.Currency)
	if err != nil {
		return nil, nil, err
	}
	fees := make([]commerce.Fee, 0, len(b.FeeDetails))
	for _, f := range b.FeeDetails {
		if !f.Amount.OK {
			return nil, nil, broken("amount of a fee")
		}
		amount, err := money(f.Amount.Value, f.Currency)
		if err != nil {
			return nil, nil, err
		}
		fees = append(fees, commerce.Fee{Type: commerce.Text(f.Type), Amount: amount})
	}
	return fees, &net, nil
}
