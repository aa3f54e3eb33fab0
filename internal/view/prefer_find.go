package view

import (
	"context"
	"maps"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Find asks the primary and enriches the pages. By the match field it also
// finds what only secondaries have, a page of one item.
func (p *prefer[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	want := q.Want
	q.Want = p.own(want)
	pages, failed := p.primary().Find(ctx, field, values, q)
	if lost(failed) {
		return nil, failed
	}
	lone, err := p.loneKeys(field, values, pages, failed != nil)
	if err != nil {
		return nil, err
	}
	if len(q.Where) > 0 {
		if lone, err = p.unknown(ctx, lone); err != nil {
			return nil, err
		}
	}
	var bases []*T
	for _, page := range pages {
		for _, item := range page.Items {
			bases = append(bases, item.Node)
		}
	}
	keys := make([]string, 0, len(lone))
	for _, key := range lone {
		keys = append(keys, key)
	}
	found, failures, err := p.gather(ctx, bases, keys, widened(p.merge.Kind, want, loneWhere(lone, q)))
	if err != nil {
		return nil, err
	}
	out := make(map[string]sources.Page[T], len(pages)+len(lone))
	for value, page := range pages {
		out[value] = lacking(p.mergedPage(page, found, want), failures)
	}
	for value, key := range lone {
		if err := p.addLone(out, value, key, found, q, want); err != nil {
			return nil, err
		}
		if page, ok := out[value]; ok {
			out[value] = lacking(page, failures)
		}
	}
	if failed != nil {
		failures = append(failures, failed)
	}
	return out, partialOf(failures)
}

// loneKeys returns the values that the primary has not, with their keys: none
// where its answer is partial, because then it may have them.
func (p *prefer[T]) loneKeys(field string, values []string, pages map[string]sources.Page[T], partial bool) (map[string]string, error) {
	if !p.lone || field != p.match.Name || partial {
		return nil, nil
	}
	lone := make(map[string]string)
	for _, value := range values {
		if page := pages[value]; len(page.Items) > 0 || page.HasNext {
			continue
		}
		equal, err := sources.Equals(p.match, value)
		if err != nil {
			return nil, err
		}
		if key := equal.Values[0].Format(); key != "" {
			lone[value] = key
		}
	}
	return lone, nil
}

// unknown leaves the keys that the primary has no record of at all: a
// condition may have hidden it.
func (p *prefer[T]) unknown(ctx context.Context, lone map[string]string) (map[string]string, error) {
	keys := slices.Sorted(maps.Values(lone))
	found, err := p.recordsIn(ctx, p.base, slices.Compact(keys), 0)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(lone, func(_, key string) bool { return len(found[key]) > 0 })
	return lone, nil
}

// loneWhere returns the predicates that are evaluated here, because the
// primary has nothing to evaluate them on.
func loneWhere(lone map[string]string, q sources.Query) []sources.Predicate {
	if len(lone) == 0 {
		return nil
	}
	return q.Where
}

// lacking returns the page with the sources named that could not add to its items.
func lacking[T any](page sources.Page[T], failures []error) sources.Page[T] {
	if len(page.Items) > 0 {
		page.Missing = append(slices.Clip(page.Missing), failures...)
	}
	return page
}

func (p *prefer[T]) mergedPage(page sources.Page[T], found records[T], want commerce.Groups) sources.Page[T] {
	items := make([]sources.Item[T], len(page.Items))
	for i, item := range page.Items {
		base := record[T]{p.base, item.Node}
		items[i] = sources.Item[T]{Node: p.merged(base, found.of(p.key(item.Node)), want), Place: item.Place}
	}
	page.Items = items
	return page
}

func (p *prefer[T]) addLone(out map[string]sources.Page[T], value, key string, found records[T], q sources.Query, want commerce.Groups) error {
	e := p.mergedLone(key, found, record[T]{}, want)
	if e == nil || !sources.MatchesAll(p.merge.Kind, q.Where, e) {
		return nil
	}
	equal, err := sources.Equals(p.match, value)
	if err != nil {
		return err
	}
	place := sources.PositionsOf[lonePosition](sources.CursorsOf("", q.With(equal)), 1).Add(lonePosition{Lone: true})
	out[value] = sources.Page[T]{Items: []sources.Item[T]{{Node: e, Place: place}}}
	return nil
}

// lonePosition is where what only a secondary has stands: alone.
type lonePosition struct {
	Lone bool `json:"lone"`
}

// isLone reports whether the query goes on after such an item; nothing follows it.
func isLone(q sources.Query) bool {
	var at lonePosition
	_, err := sources.CursorsOf("", q).Read(q.After, &at)
	return err == nil && at.Lone
}
