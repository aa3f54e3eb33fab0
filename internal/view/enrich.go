package view

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// records are what the sources say of things, by source and by key.
type records[T any] []map[string][]*T

// of returns the records of one thing, by source.
func (r records[T]) of(key string) map[int][]*T {
	out := make(map[int][]*T, len(r))
	for source, byKey := range r {
		if found := byKey[key]; key != "" && len(found) > 0 {
			out[source] = found
		}
	}
	return out
}

// enrich merges each of the base source's records with those of the others.
// Failures name the sources that could not be asked; err says that the caller has gone.
func (p *prefer[T]) enrich(ctx context.Context, bases []*T, want commerce.Groups) (merged []*T, failures []error, err error) {
	found, failures, err := p.gather(ctx, bases, nil, want)
	if err != nil {
		return nil, nil, err
	}
	merged = make([]*T, len(bases))
	for i, base := range bases {
		merged[i] = p.merged(record[T]{p.base, base}, found.of(p.key(base)), want)
	}
	return merged, failures, nil
}

// key returns the value by which records match; "" for a record that matches none.
func (p *prefer[T]) key(e *T) string {
	if values := p.match.Values(e); len(values) > 0 {
		return values[0].Format()
	}
	return ""
}

// gather asks each source once for the records of what it can tell something
// about, and of all the lone keys.
func (p *prefer[T]) gather(ctx context.Context, bases []*T, lone []string, want commerce.Groups) (records[T], []error, error) {
	found := make(records[T], len(p.sources))
	errs := make([]error, len(p.sources))
	asked := make([][]string, len(p.sources))
	var asking []int
	for s := range p.sources {
		if asked[s] = p.keysFor(s, bases, lone, want); len(asked[s]) > 0 {
			asking = append(asking, s)
		}
	}
	together(asking, len(p.sources), func(s int) {
		groups := p.groupsFrom(s, want)
		if len(lone) > 0 {
			groups = p.own(want) // a record of it may have to stand alone
		}
		found[s], errs[s] = p.recordsIn(ctx, s, asked[s], groups)
	})
	if err := sources.FromContext(ctx, "", "merge"); err != nil {
		return nil, nil, err
	}
	return found, slices.DeleteFunc(errs, func(err error) bool { return err == nil }), nil
}

// keysFor returns the keys of which the source is asked. A source before the
// base's has no record of its things; the base's own is asked for members only.
func (p *prefer[T]) keysFor(source int, bases []*T, lone []string, want commerce.Groups) []string {
	members := want&p.merge.Members != 0
	if source < p.base || source == p.base && !members {
		return nil
	}
	var keys []string
	if source != p.base {
		keys = slices.Clone(lone)
	}
	for _, base := range bases {
		if key := p.key(base); key != "" && (members || p.tells(source, base, want)) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// tells reports whether the source's record can change what is shown of the base.
func (p *prefer[T]) tells(source int, base *T, want commerce.Groups) bool {
	for i := range p.attributes {
		a := &p.attributes[i]
		if !want.Has(a.Group) || !a.partakes(source) {
			continue
		}
		if a.Rule != First || a.rank(source) < a.rank(p.base) || !a.Has(base) {
			return true
		}
	}
	return false
}

// recordsIn asks one source, and puts the records of each key in order: the oldest first.
func (p *prefer[T]) recordsIn(ctx context.Context, source int, keys []string, groups commerce.Groups) (map[string][]*T, error) {
	c := p.sources[source]
	traits := c.Traits()
	q := sources.Query{First: min(maxRecords, traits.MaxPage), Want: groups}
	if oldest := (sources.Sort{Field: "createdAt"}); traits.Sortable(oldest) {
		q.Sort = oldest
	}
	pages, err := findAll(ctx, c, p.match.Name, keys, q, defaultParallel)
	out := make(map[string][]*T, len(pages))
	for key, page := range pages {
		for _, item := range page.Items {
			out[key] = append(out[key], item.Node)
		}
		slices.SortFunc(out[key], p.older)
		if err == nil && len(page.Missing) > 0 {
			err = partialOf(page.Missing)
		}
	}
	return out, err
}

// groupsFrom returns the groups that the source is asked for: those of the
// attributes in which it takes part.
func (p *prefer[T]) groupsFrom(source int, want commerce.Groups) commerce.Groups {
	var groups commerce.Groups
	for i := range p.attributes {
		if p.attributes[i].partakes(source) {
			groups |= p.attributes[i].Group
		}
	}
	return want & groups
}

func (p *prefer[T]) older(a, b *T) int {
	return cmp.Or(
		sources.Order(p.merge.Kind, sources.Sort{Field: "createdAt"})(a, b),
		cmp.Compare(p.merge.Kind.ID(a).Key, p.merge.Kind.ID(b).Key),
	)
}

// merged returns the base with what the rules choose from the others.
func (p *prefer[T]) merged(base record[T], others map[int][]*T, want commerce.Groups) *T {
	members := want&p.merge.Members != 0
	if len(others) == 0 && !members {
		return base.node
	}
	e := *base.node
	p.merge.Kind.Origin(&e).Holds |= want
	var conflicts []commerce.Conflict
	for i := range p.attributes {
		a := &p.attributes[i]
		if !want.Has(a.Group) {
			continue
		}
		candidates := a.candidates(base, others)
		chosen, disputed := p.choose(a, &e, candidates)
		if disputed && members {
			conflicts = append(conflicts, p.conflict(a, candidates, chosen))
		}
	}
	if members {
		p.merge.SetMembers(&e, p.members(base, others), conflicts)
	}
	return &e
}

// choose gives e the attribute that its rule chooses, and returns the index of
// the candidate, and whether there was another of another value that contradicts it.
func (p *prefer[T]) choose(a *attribute[T], e *T, candidates []record[T]) (chosen int, disputed bool) {
	if len(candidates) == 0 {
		return 0, false
	}
	for i, c := range candidates {
		if a.Rule == Newest && p.changed(c).After(p.changed(candidates[chosen])) {
			chosen = i
		}
	}
	a.Set(e, candidates[chosen].node)
	for i, c := range candidates {
		if a.Rule == Sum && i > 0 {
			disputed = !a.Add(e, c.node) || disputed
		}
		if a.Rule != Sum && !a.Own && a.Format(c.node) != a.Format(candidates[chosen].node) {
			disputed = true
		}
	}
	return chosen, disputed
}

func (p *prefer[T]) changed(r record[T]) time.Time {
	return p.merge.Kind.Origin(r.node).UpdatedAt
}

func (p *prefer[T]) conflict(a *attribute[T], candidates []record[T], chosen int) commerce.Conflict {
	c := commerce.Conflict{Field: a.Name, Rule: a.describe(p.names), Chosen: p.names[candidates[chosen].source]}
	for i, r := range candidates {
		v := commerce.SourceValue{Source: p.names[r.source], Value: a.Format(r.node)}
		if i == chosen {
			c.Values = slices.Insert(c.Values, 0, v)
			continue
		}
		c.Values = append(c.Values, v)
	}
	return c
}

// members returns the origins of all records, the base's first; nothing when
// it is the only one.
func (p *prefer[T]) members(base record[T], others map[int][]*T) []commerce.Origin {
	own := p.merge.Kind.Origin(base.node)
	out := []commerce.Origin{*own}
	for s := range p.sources {
		for _, node := range others[s] {
			if o := p.merge.Kind.Origin(node); o.ID != own.ID {
				out = append(out, *o)
			}
		}
	}
	if len(out) == 1 {
		return nil
	}
	return out
}
