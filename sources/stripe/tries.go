package stripe

import (
	"context"
	"net/url"
	"strconv"
)

// Stripe lists the charges of one intent a request. Intents of a listing stand
// close together in time, and so do their charges: those lie between the
// intent's creation and that of its latest charge. A few pages of all charges
// of that time often hold the tries of all intents of a page.

const (
	// fewIntents is how many intents are cheaper to ask for one by one.
	fewIntents = 3
	// longTry is how long, in seconds, an intent may be tried and still count
	// as close to the others.
	longTry = 3600
)

// readTries returns the charges of as many of the intents as it found all of, by
// intent. It goes on only while a page of charges saves more requests than it costs.
func (c *client) readTries(ctx context.Context, intents []*intent) (map[string][]*charge, error) {
	var open []*intent
	for _, in := range intents {
		if in.LatestCharge != nil && in.check() == nil && in.LatestCharge.Created.Value-in.Created.Value <= longTry {
			open = append(open, in)
		}
	}
	if len(open) <= fewIntents {
		return nil, nil
	}
	query := url.Values{"limit": {strconv.Itoa(maxPage)}, "expand[]": {"data.refunds"}}
	spanOf(open).put(query)
	found := make(map[string][]*charge)
	complete := make(map[string][]*charge)
	for {
		answer, err := readPage(ctx, c, tryShape, "get transactions", "/v1/charges", query)
		if err != nil {
			return nil, err
		}
		oldest, ok := sortTries(answer.objects, found)
		if !ok {
			return complete, nil // a broken charge: the intents that are left are asked for one by one
		}
		before := len(open)
		open = settle(open, found, complete, oldest, !answer.more)
		if !answer.more || before-len(open) < 2 || len(open) < 2 {
			return complete, nil
		}
		query.Set("starting_after", answer.last())
	}
}

// spanOf is the time in which all charges of the intents were made.
func spanOf(intents []*intent) window {
	span := window{latest, earliest}
	for _, in := range intents {
		span.from = min(span.from, in.Created.Value)
		span.to = max(span.to, in.LatestCharge.Created.Value)
	}
	return span
}

// sortTries adds a page of charges to those of their intents, and returns the
// time of the last. It fails for a page with a charge that it cannot read.
func sortTries(objects []*object[try], found map[string][]*charge) (oldest int64, ok bool) {
	for _, o := range objects {
		w := &o.wire
		if o.wrong || w.check() != nil {
			return 0, false
		}
		oldest = w.Created.Value
		if w.PaymentIntent != "" {
			found[string(w.PaymentIntent)] = append(found[string(w.PaymentIntent)], &w.charge)
		}
	}
	return oldest, len(objects) > 0
}

// settle moves the intents whose charges have all been read to complete, and
// returns the others. An intent whose latest charge is not among those found is
// left: Stripe's lists leave some objects out, those of test clocks.
func settle(open []*intent, found, complete map[string][]*charge, oldest int64, end bool) []*intent {
	var left []*intent
	for _, in := range open {
		charges := found[in.ID]
		if (end || in.Created.Value > oldest) && hasCharge(charges, in.LatestCharge.ID) {
			complete[in.ID] = charges
		} else {
			left = append(left, in)
		}
	}
	return left
}

func hasCharge(charges []*charge, id string) bool {
	for _, c := range charges {
		if c.ID == id {
			return true
		}
	}
	return false
}
