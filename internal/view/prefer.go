package view

import (
	"context"
	"fmt"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// maxRecords is how many records of one thing one source is asked for. More
// are duplicates that no merge can make sense of.
const maxRecords = 10

// PreferOption changes how Prefer merges.
type PreferOption func(*preferences)

type preferences struct {
	orders map[commerce.Groups][]string
	rules  map[string]Rule
	outer  *sources.Sort
}

// OrderOf sets the sources from which the attributes of the group come, in
// order; group 0 is the core. Without it, that is all: the primary, and the
// secondaries as they are given. The record itself is always the last resort.
func OrderOf(group commerce.Groups, names ...string) PreferOption {
	return func(p *preferences) { p.orders[group] = names }
}

// RuleOf sets the rule of one attribute.
func RuleOf(attribute string, rule Rule) PreferOption {
	return func(p *preferences) { p.rules[attribute] = rule }
}

// OuterJoin has the listing go on, in one order, with what only secondaries
// have; order is the listing's own. Each page then costs an anti-join: one Find
// by the match field in every source before the item's own.
func OuterJoin(order sources.Sort) PreferOption {
	return func(p *preferences) { p.outer = &order }
}

// Prefer returns a collection of the primary's entities, each enriched with
// what the secondaries' records of the same thing say. Records match by one
// field's value. For a page, each secondary is asked at most once: by one Find
// on the field, for the items of which it can tell something that was asked.
//
// Filters and sorts are the primary's, on its own records. A secondary that
// fails leaves its attributes to the others, and is named in the page's
// Missing, or in a *Partial beside the map of Get and Find; it never fails
// what the primary has answered. Get takes ids of secondaries too, and returns
// the merged entity under the id that was asked; Find by the match field also
// finds what only secondaries have.
//
// Of several records of one thing in a source the oldest counts, and all are
// members. Records of the primary itself are never merged with each other.
//
// It fails when a source has no name or one that is taken, when one cannot find
// by the match field alone, and when an option names what does not exist.
func Prefer[T any](m Merge[T], primary sources.Collection[T], secondaries []sources.Collection[T], opts ...PreferOption) (sources.Collection[T], error) {
	prefs := preferences{orders: make(map[commerce.Groups][]string), rules: make(map[string]Rule)}
	for _, o := range opts {
		o(&prefs)
	}
	p := &prefer[T]{merge: m, sources: append([]sources.Collection[T]{primary}, secondaries...), lone: true}
	if err := p.name(); err != nil {
		return nil, err
	}
	if err := p.plan(prefs); err != nil {
		return nil, err
	}
	if prefs.outer == nil {
		return p, nil
	}
	return newOuter(p, *prefs.outer)
}

type prefer[T any] struct {
	merge      Merge[T]
	match      commerce.Field[T]
	sources    []sources.Collection[T]
	names      []string
	attributes []attribute[T]
	// base is the source whose records are listed: 0 but in the parts of an outer join.
	base int
	// lone says that Find also finds what only other sources have.
	lone bool
}

// name checks the sources, and that each can be asked by the match field.
func (p *prefer[T]) name() error {
	var ok bool
	if p.match, ok = p.merge.Kind.Field(p.merge.Match); !ok {
		return fmt.Errorf("kind %s has no field %q to match by", p.merge.Kind.Name, p.merge.Match)
	}
	for _, c := range p.sources {
		t := c.Traits()
		if t.Source == "" || slices.Contains(p.names, t.Source) {
			return fmt.Errorf("the sources of a merged %s need names that differ: %q does not", p.merge.Kind.Name, t.Source)
		}
		if !slices.Contains(t.Joins, p.match.Name) || slices.ContainsFunc(t.Requires, func(f string) bool { return f != p.match.Name }) {
			return fmt.Errorf("source %q cannot find by %q alone, by which records of kind %s match", t.Source, p.match.Name, p.merge.Kind.Name)
		}
		p.names = append(p.names, t.Source)
	}
	return nil
}

// plan gives each attribute its rule and order.
func (p *prefer[T]) plan(prefs preferences) error {
	for _, a := range p.merge.Attributes {
		if rule, ok := prefs.rules[a.Name]; ok {
			a.Rule = rule
			delete(prefs.rules, a.Name)
		}
		if a.Rule == Sum && a.Add == nil {
			return fmt.Errorf("%s of kind %s cannot be summed", a.Name, p.merge.Kind.Name)
		}
		order, err := p.order(prefs.orders, a.Group)
		if err != nil {
			return err
		}
		p.attributes = append(p.attributes, attribute[T]{a, order})
	}
	for name := range prefs.rules {
		return fmt.Errorf("kind %s has no attribute %q to merge", p.merge.Kind.Name, name)
	}
	return nil
}

func (p *prefer[T]) order(orders map[commerce.Groups][]string, group commerce.Groups) ([]int, error) {
	names, ok := orders[group]
	if !ok {
		names = p.names
	}
	out := make([]int, len(names))
	for i, name := range names {
		if out[i] = slices.Index(p.names, name); out[i] < 0 {
			return nil, fmt.Errorf("there is no source %q to prefer for kind %s", name, p.merge.Kind.Name)
		}
	}
	return out, nil
}

func (p *prefer[T]) primary() sources.Collection[T] { return p.sources[p.base] }

// Traits returns those of the primary, under no name.
func (p *prefer[T]) Traits() sources.Traits {
	t := p.primary().Traits()
	t.Source = ""
	return t
}

// own returns the groups to ask a single source for.
func (p *prefer[T]) own(want commerce.Groups) commerce.Groups { return want &^ p.merge.Members }

// Query lists the primary and enriches the page.
func (p *prefer[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if q.After != "" && isLone(q) {
		return sources.Page[T]{}, sources.FromContext(ctx, "", "list")
	}
	want := q.Want
	q.Want = p.own(want)
	page, err := p.primary().Query(ctx, q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	bases := make([]*T, len(page.Items))
	for i, item := range page.Items {
		bases[i] = item.Node
	}
	merged, failures, err := p.enrich(ctx, bases, want)
	if err != nil {
		return sources.Page[T]{}, err
	}
	items := make([]sources.Item[T], len(page.Items))
	for i, item := range page.Items {
		items[i] = sources.Item[T]{Node: merged[i], Place: item.Place}
	}
	page.Items, page.Missing = items, append(slices.Clip(page.Missing), failures...)
	return page, nil
}
