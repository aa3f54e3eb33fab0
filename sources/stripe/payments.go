package stripe

import (
	"context"
	"net/url"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// payments lists by time and customer, and finds by the name of the order,
// under the given keys of metadata.
func payments(c *client, orderKeys []string) resource[commerce.Payment, intent] {
	return resource[commerce.Payment, intent]{
		kind:      commerce.Payments,
		noun:      "payments",
		path:      "/v1/payment_intents",
		locate:    locatePayment,
		expand:    expandPayment,
		parameter: "customer",
		prefix:    "cus_",
		searched:  "orderName",
		clauses: func(value string, index int) []clause {
			return metadataClauses(orderKeys, value, index)
		},
		shape: intentShape(orderKeys),
		read: func(ctx context.Context, objects []*object[intent], want commerce.Groups) []result[commerce.Payment] {
			r := &reader{source: c.source, account: c.account, orderKeys: orderKeys, reading: commerce.ReadNow()}
			return c.readPayments(ctx, r, objects, want)
		},
	}
}

// intentShape reads intents with their metadata under the keys.
func intentShape(keys []string) shape[intent] {
	return shape[intent]{
		decode: func(in *intent, r *jsonx.Reader) { in.decode(r, keys) },
		head:   func(in *intent) head { return head{ID: in.ID, Created: in.Created} },
	}
}

// locatePayment finds an intent by its own id or by that of one of its charges,
// which begins with py_ for some methods of payment.
func locatePayment(key string) (place, bool) {
	switch {
	case isKey(key, "pi_"):
		return place{path: "/v1/payment_intents/" + key}, true
	case isKey(key, "ch_"), isKey(key, "py_"):
		return place{path: "/v1/charges/" + key, inner: "payment_intent"}, true
	}
	return place{}, false
}

// expandPayment names what comes along in the same request.
func expandPayment(want commerce.Groups) []string {
	out := []string{"latest_charge"}
	if want.Has(commerce.PaymentFees) {
		out = append(out, "latest_charge.balance_transaction")
	}
	if want.Has(commerce.PaymentRefunds) || want.Has(commerce.PaymentTransactions) {
		out = append(out, "latest_charge.refunds")
	}
	return out
}

// readPayments translates intents and reads beside each what it does not show itself.
func (c *client) readPayments(ctx context.Context, r *reader, objects []*object[intent], want commerce.Groups) []result[commerce.Payment] {
	out := make([]result[commerce.Payment], len(objects))
	intents := make([]*intent, len(objects))
	for i, o := range objects {
		intents[i] = &o.wire
		if o.wrong {
			out[i].err = errShape
		}
	}
	beside, errs := c.readAllBeside(ctx, intents, out, want)
	for i := range out {
		if errs[i] != nil {
			out[i].err = errs[i]
		}
		if out[i].err == nil {
			out[i].node, out[i].err = r.payment(intents[i], beside[i], want)
		}
		if out[i].err != nil {
			out[i].node = nil
		}
	}
	return out
}

// readAllBeside reads what the intents do not show, for those that could be read.
func (c *client) readAllBeside(ctx context.Context, intents []*intent, read []result[commerce.Payment], want commerce.Groups) ([]*movements, []error) {
	beside := make([]*movements, len(intents))
	var tries map[string][]*charge
	if want.Has(commerce.PaymentTransactions) {
		var readable []*intent
		for i, in := range intents {
			if read[i].err == nil {
				readable = append(readable, in)
			}
		}
		var err error
		if tries, err = c.readTries(ctx, readable); err != nil && isPassing(err) {
			return beside, slices.Repeat([]error{err}, len(intents))
		}
	}
	errs := c.each(len(intents), func(i int) (err error) {
		if read[i].err == nil {
			beside[i], err = c.readBeside(ctx, intents[i], tries[intents[i].ID], want)
		}
		return err
	})
	return beside, errs
}

// readBeside reads the tries before the latest, of which an intent does not
// even say whether there are any, unless they are known, and refunds that did
// not come along.
func (c *client) readBeside(ctx context.Context, in *intent, tries []*charge, want commerce.Groups) (*movements, error) {
	if in.LatestCharge == nil || !isKey(in.ID, "pi_") {
		return nil, nil
	}
	beside := movements{charges: tries}
	if tries == nil && want.Has(commerce.PaymentTransactions) {
		charges, err := readAll(ctx, c, chargeShape, "get transactions", "/v1/charges", url.Values{
			"payment_intent": {in.ID}, "expand[]": {"data.refunds"},
		})
		if err != nil {
			return nil, err
		}
		beside.charges = charges
	}
	if !beside.needRefunds(in, want) {
		return &beside, nil
	}
	refunds, err := readAll(ctx, c, refundShape, "get refunds", "/v1/refunds", url.Values{"payment_intent": {in.ID}})
	beside.refunds = refunds
	return &beside, err
}

// needRefunds reports whether there may be refunds that no charge has brought
// along: more than its first page, or, where only the latest charge is known
// and it did not succeed, those of an earlier one that did.
func (m *movements) needRefunds(in *intent, want commerce.Groups) bool {
	if !want.Has(commerce.PaymentRefunds) && !want.Has(commerce.PaymentTransactions) {
		return false
	}
	for _, c := range m.tries(in) {
		if !c.Refunds.OK || c.Refunds.Value.HasMore {
			return true
		}
	}
	received := in.AmountReceived.Value > 0
	return m.charges == nil && received && in.LatestCharge.Status != "succeeded"
}
