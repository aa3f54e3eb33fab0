package shopify

import (
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

// under returns the faults at or below a place of the answer.
func (a *answer) under(place ...string) []fault {
	var out []fault
	for i := range a.faults {
		if a.faults[i].under(place...) {
			out = append(out, a.faults[i])
		}
	}
	return out
}

// translate reads the entities with all of their inner connections. An entity
// that could not be read is nil, and its error is among the errors. One that
// lacks only what the token may not see arrives without it, and the denial is
// among the errors, once. Place says where in the answer an entity stood.
func (c *collection[T, W]) translate(ctx context.Context, op string, a *answer, list []*entity[W], place func(at int) []string, want commerce.Groups) ([]*T, []error) {
	wires := make([]*W, len(list))
	out := make([]*T, len(list))
	var errs errorList
	for i, e := range list {
		w, err := c.judge(op, a, e, place)
		wires[i] = w
		errs.add(err)
	}
	broken := c.finishAll(ctx, op, wires)
	reading := commerce.ReadNow()
	for i, w := range wires {
		switch {
		case w == nil:
		case broken[i] != nil:
			errs.add(broken[i])
		default:
			r := &reader{source: c.source, domain: c.domain, currency: a.currency, reading: reading, holds: want}
			e := c.read(r, w)
			if r.broken != "" {
				errs.add(c.malformed(op, r.broken))
				continue
			}
			out[i] = e
		}
	}
	return out, errs.list
}

// judge returns an entity's wire form. A denial is an error beside the entity,
// any other fault one in place of it.
func (c *collection[T, W]) judge(op string, a *answer, e *entity[W], place func(at int) []string) (*W, error) {
	var denied error
	if len(a.faults) > 0 {
		if faults := a.under(place(e.at)...); len(faults) > 0 {
			denied = c.faultError(op, faults, nil)
			if !e.there || sources.KindOf(denied) != sources.KindDenied {
				return nil, denied
			}
		}
	}
	switch {
	case !e.there:
		return nil, c.malformed(op, "node")
	case e.wrong != nil && e.wrong.Place != "":
		return nil, c.malformed(op, e.wrong.Place)
	case e.wrong != nil:
		return nil, c.malformed(op, "value")
	}
	return &e.wire, denied
}

// finishAll reads all inner connections to their end, and returns what broke
// which entity.
func (c *collection[T, W]) finishAll(ctx context.Context, op string, wires []*W) map[int]error {
	broken := map[int]error{}
	for {
		all := c.tailsOf(wires, broken)
		if len(all) == 0 {
			return broken
		}
		c.finish(ctx, op, unfinished(all))
		for _, t := range all {
			if t.err != nil {
				broken[t.entity] = c.named(op, t.err)
			}
		}
	}
}

// tailsOf returns the tails of the entities that are not broken. There are more
// of them when some that were finished have brought objects with tails.
func (c *collection[T, W]) tailsOf(wires []*W, broken map[int]error) []*tail {
	var all []*tail
	for i, w := range wires {
		if w == nil || broken[i] != nil {
			continue
		}
		for _, t := range c.tails(w) {
			t.entity = i
			all = append(all, &t)
		}
	}
	return all
}

// named gives an error of ours the source and the attempt.
func (c *client) named(op string, err error) error {
	if err == error(errBrokenPage) { //nolint:errorlint // the very value, not one that wraps it
		return &sources.Error{Kind: errBrokenPage.Kind, Source: c.source, Op: op, Reason: errBrokenPage.Reason}
	}
	return err
}

func (c *collection[T, W]) malformed(op, field string) error {
	return &sources.Error{
		Kind: sources.KindMalformed, Source: c.source, Op: op,
		Reason: "one " + c.noun + " came without a readable " + field + ", which Shopify's schema promises",
	}
}

// errorList collects errors, those that say the same only once.
type errorList struct{ list []error }

func (l *errorList) add(errs ...error) {
	for _, err := range errs {
		if err != nil && !slices.ContainsFunc(l.list, func(other error) bool { return other.Error() == err.Error() }) {
			l.list = append(l.list, err)
		}
	}
}

// result returns the error of a call of which some parts failed: see [parallel.Gather].
func (l *errorList) result(ctx context.Context, source, op string, answered bool) error {
	return parallel.Gather(ctx, source, op, l.list, answered)
}
