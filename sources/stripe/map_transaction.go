package stripe

import (
	"cmp"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// movements is what was read beside an intent: all its charges, the newest
// first, and all its refunds. Nil says that the intent itself shows all.
type movements struct {
	charges []*charge
	refunds []*refund
}

// charges returns all tries, the oldest first.
func (m *movements) tries(in *intent) []*charge {
	var all []*charge
	switch {
	case m != nil && m.charges != nil:
		all = slices.Clone(m.charges)
	case in.LatestCharge != nil:
		all = []*charge{in.LatestCharge}
	}
	slices.Reverse(all)
	return all
}

// refundsOf returns the refunds that were read, the oldest first.
func (m *movements) refundsOf(in *intent) []*refund {
	var all []*refund
	if m != nil && m.refunds != nil {
		all = slices.Clone(m.refunds)
	} else {
		for _, c := range m.tries(in) {
			all = append(all, c.refunds()...)
		}
	}
	slices.SortStableFunc(all, func(a, b *refund) int { return compareTimes(a.Created, b.Created) })
	return all
}

func compareTimes(a, b jsonx.Opt[int64]) int {
	if !a.OK || !b.OK {
		return 0
	}
	return cmp.Compare(a.Value, b.Value)
}

// refunds returns those that came with the charge.
func (c *charge) refunds() []*refund {
	if c == nil {
		return nil
	}
	out := make([]*refund, len(c.Refunds.Value.Data))
	for i := range out {
		out[i] = &c.Refunds.Value.Data[i]
	}
	return out
}

// transactions returns the movements of money, and the tries, the oldest first.
func (r *reader) transactions(in *intent, beside *movements) ([]*commerce.Transaction, error) {
	var out []*commerce.Transaction
	tries := beside.tries(in)
	for _, c := range tries {
		moves, err := r.moves(in, c)
		if err != nil {
			return nil, err
		}
		out = append(out, moves...)
	}
	for _, back := range beside.refundsOf(in) {
		t, err := r.backwards(in, back, tries)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// moves returns a charge as a sale, or as an authorization with its capture.
func (r *reader) moves(in *intent, c *charge) ([]*commerce.Transaction, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	t := r.transaction(in, c.ID)
	t.Kind = transactionKind(commerce.TransactionKindSale, "charge", commerce.MappingDerived)
	if in.CaptureMethod == "manual" || c.Status == "succeeded" && !c.Captured.Value {
		t.Kind.Value = commerce.TransactionKindAuthorization
	}
	t.Status = chargeWords.State("status", c.Status)
	t.ErrorCode = commerce.Text(c.FailureCode)
	t.ProcessedAt = instant(c.Created.Value)
	var err error
	if t.Amount, err = money(c.Amount.Value, c.Currency); err != nil {
		return nil, err
	}
	if t.Kind.Value == commerce.TransactionKindSale || c.captured() == 0 {
		return []*commerce.Transaction{t}, nil
	}
	capture, err := r.capture(in, c, t.ID)
	return []*commerce.Transaction{t, capture}, err
}

// capture returns the capture of an authorization. Stripe gives it no object
// of its own: its balance transaction stands for it, and its time is not said.
func (r *reader) capture(in *intent, c *charge, parent commerce.ID) (*commerce.Transaction, error) {
	key := c.ID + ":capture"
	if id := c.BalanceTransaction.Value.ID; id != "" {
		key = id
	}
	t := r.transaction(in, key)
	t.ParentID = parent
	t.Kind = transactionKind(commerce.TransactionKindCapture, "charge", commerce.MappingDerived)
	t.Status = chargeWords.State("status", c.Status)
	var err error
	t.Amount, err = money(c.AmountCaptured.Value, c.Currency)
	return t, err
}

// backwards returns a refund as a transaction; the release of an authorization is a void.
func (r *reader) backwards(in *intent, back *refund, tries []*charge) (*commerce.Transaction, error) {
	if err := back.check(); err != nil {
		return nil, err
	}
	t := r.transaction(in, back.ID)
	t.Kind = transactionKind(commerce.TransactionKindRefund, "refund", commerce.MappingExact)
	if back.releases(chargeOf(back, tries)) {
		t.Kind = transactionKind(commerce.TransactionKindVoid, "refund", commerce.MappingDerived)
	}
	t.Status = refundMoves.State("status", back.Status)
	t.ErrorCode = commerce.Text(back.FailureReason)
	t.ProcessedAt = instant(back.Created.Value)
	if back.Charge != "" {
		t.ParentID = commerce.ID{Source: r.source, Key: string(back.Charge)}
	}
	var err error
	t.Amount, err = money(back.Amount.Value, back.Currency)
	return t, err
}

func (r *reader) transaction(in *intent, key string) *commerce.Transaction {
	return &commerce.Transaction{
		Origin:           r.origin("Transaction", key, 0),
		Gateway:          "stripe",
		Test:             !in.Livemode.Value,
		PaymentReference: commerce.Text(in.ID),
	}
}

func transactionKind(kind commerce.TransactionKind, object string, mapping commerce.Mapping) commerce.State[commerce.TransactionKind] {
	return commerce.State[commerce.TransactionKind]{Value: kind, Raw: commerce.Text(object), RawField: "object", Mapping: mapping}
}

// refunds returns the money given back, the oldest first. The release of an
// authorization, which Stripe also writes as a refund, gives nothing back.
func (r *reader) refunds(in *intent, beside *movements) ([]*commerce.Refund, error) {
	var out []*commerce.Refund
	tries := beside.tries(in)
	for _, back := range beside.refundsOf(in) {
		if err := back.check(); err != nil {
			return nil, err
		}
		if back.releases(chargeOf(back, tries)) {
			continue
		}
		amount, err := money(back.Amount.Value, back.Currency)
		if err != nil {
			return nil, err
		}
		out = append(out, &commerce.Refund{
			Origin:    r.origin("Refund", back.ID, 0),
			Status:    refundWords.State("status", back.Status),
			Amount:    amount,
			Reason:    commerce.Text(back.Reason),
			Note:      commerce.Text(back.Description),
			CreatedAt: instant(back.Created.Value),
			PaymentID: commerce.ID{Source: r.source, Key: in.ID},
		})
	}
	return out, nil
}

func (b *refund) check() error {
	switch {
	case b.ID == "":
		return broken("id of a refund")
	case !b.Amount.OK:
		return broken("amount of a refund")
	case !b.Created.OK:
		return broken("created of a refund")
	}
	return nil
}

// releases reports whether the refund only lets go of what was authorized and
// never captured: it succeeded and moved no balance.
func (b *refund) releases(c *charge) bool {
	if b.Reason == "expired_uncaptured_charge" {
		return true
	}
	return b.Status == "succeeded" && b.BalanceTransaction == "" && c != nil && c.AmountCaptured.Value < c.Amount.Value
}

func chargeOf(b *refund, tries []*charge) *charge {
	for _, c := range tries {
		if c.ID == string(b.Charge) {
			return c
		}
	}
	return nil
}
