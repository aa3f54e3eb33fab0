package woocommerce

import (
	"slices"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// valuesOf returns the values that a field must equal one of, in order; filtered is
// false when there is no such condition.
func valuesOf(where []sources.Predicate, field string) (values []string, filtered bool) {
	for _, p := range where {
		if p.Field != field || p.Op != sources.Eq {
			continue
		}
		var own []string
		for _, v := range p.Values {
			own = append(own, v.Text())
		}
		if filtered {
			own = slices.DeleteFunc(own, func(v string) bool { return !slices.Contains(values, v) })
		}
		slices.Sort(own)
		values, filtered = slices.Compact(own), true
	}
	return values, filtered
}

// referencesOf returns the ids that a reference must be one of, in order.
func (c *client) referencesOf(where []sources.Predicate, field string) (ids []int64, filtered bool) {
	values, filtered := valuesOf(where, field)
	for _, v := range values {
		id, err := commerce.ParseID(v)
		if n, ok := number(id.Key); err == nil && ok && id.Source == c.source {
			ids = append(ids, n)
		}
	}
	return ids, filtered
}

// spanOf returns the time that the ranges of both fields leave, widened to
// whole seconds and to bounds that the list leaves out: rows are checked again.
func spanOf(where []sources.Predicate, created, changed string) span {
	var s span
	for _, p := range where {
		if p.Op != sources.Range {
			continue
		}
		switch p.Field {
		case created:
			narrow(&s.after, &s.before, p)
		case changed:
			narrow(&s.changed, &s.changedUntil, p)
		}
	}
	return s
}

func narrow(after, before *time.Time, p sources.Predicate) {
	if p.From != nil {
		if at := p.From.Value.Instant().Truncate(time.Second).Add(-time.Second); at.After(*after) {
			*after = at
		}
	}
	if p.To != nil {
		if at := p.To.Value.Instant().Truncate(time.Second).Add(2 * time.Second); before.IsZero() || at.Before(*before) {
			*before = at
		}
	}
}
