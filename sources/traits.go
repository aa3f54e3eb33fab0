package sources

import (
	"fmt"
	"slices"
)

// Sortable reports whether the collection promises the order. It always
// promises its own, the zero Sort.
func (t Traits) Sortable(s Sort) bool { return s == Sort{} || slices.Contains(t.Sorts, s) }

// BothWays returns the sorts by the fields, up and down.
func BothWays(fields ...string) []Sort {
	out := make([]Sort, 0, 2*len(fields))
	for _, f := range fields {
		out = append(out, Sort{Field: f}, Sort{Field: f, Desc: true})
	}
	return out
}

// Handles reports whether the collection evaluates the predicate itself.
func (t Traits) Handles(p Predicate) bool { return t.Filters[p.Field]&p.Op != 0 }

// Split divides the predicates into those that the collection evaluates and
// those that remain for the caller, each in the order given.
func (q Query) Split(t Traits) (handled, remaining []Predicate) {
	if !slices.ContainsFunc(q.Where, func(p Predicate) bool { return !t.Handles(p) }) {
		return slices.Clip(q.Where), nil
	}
	for _, p := range q.Where {
		if t.Handles(p) {
			handled = append(handled, p)
		} else {
			remaining = append(remaining, p)
		}
	}
	return handled, remaining
}

// CheckQuery returns the error with which a collection of these traits must
// refuse the query, or nil. Connectors call it first.
func (t Traits) CheckQuery(q Query) error {
	const op = "list"
	for _, p := range q.Where {
		if !t.Handles(p) {
			return t.refuse(op, fmt.Sprintf("cannot filter by %q in that way", p.Field))
		}
	}
	if !t.Sortable(q.Sort) {
		return t.refuse(op, fmt.Sprintf("cannot sort by %q in that direction", q.Sort.Field))
	}
	if q.First < 1 || q.First > t.MaxPage {
		return t.refuse(op, fmt.Sprintf("a page has 1 to %d items, not %d", t.MaxPage, q.First))
	}
	for _, field := range t.Requires {
		if !slices.ContainsFunc(q.Where, func(p Predicate) bool { return p.Field == field && p.Op == Eq }) {
			return t.refuse(op, fmt.Sprintf("cannot list without a value for %q", field))
		}
	}
	return t.checkPredicates(op, q.Where)
}

// CheckGet returns the error with which a collection must refuse a Get of so many ids, or nil.
func (t Traits) CheckGet(n int) error {
	if n > t.MaxBatch {
		return t.refuse("get", fmt.Sprintf("takes %d ids at once, not %d", t.MaxBatch, n))
	}
	return nil
}

// CheckFind returns the error with which a collection must refuse the Find, or nil.
func (t Traits) CheckFind(field string, values []string, q Query) error {
	const op = "find"
	if !slices.Contains(t.Joins, field) {
		return t.refuse(op, fmt.Sprintf("cannot look up by %q", field))
	}
	if len(values) > t.MaxBatch {
		return t.refuse(op, fmt.Sprintf("takes %d values at once, not %d", t.MaxBatch, len(values)))
	}
	if q.After != "" {
		return &Error{Kind: KindInvalid, Source: t.Source, Op: op, Reason: "a lookup of many values begins at the beginning"}
	}
	t.Requires = slices.DeleteFunc(slices.Clone(t.Requires), func(r string) bool { return r == field })
	return t.CheckQuery(q)
}

func (t Traits) checkPredicates(op string, where []Predicate) error {
	for _, p := range where {
		ok := false
		switch p.Op {
		case Eq:
			ok = len(p.Values) > 0
		case Prefix:
			ok = len(p.Values) == 1 && p.Values[0].Text() != ""
		case Range:
			ok = p.From != nil || p.To != nil
		}
		if !ok {
			return &Error{Kind: KindInvalid, Source: t.Source, Op: op, Reason: fmt.Sprintf("the condition on %q has no value", p.Field)}
		}
	}
	return nil
}

func (t Traits) refuse(op, reason string) error {
	return &Error{Kind: KindUnsupported, Source: t.Source, Op: op, Reason: reason}
}
