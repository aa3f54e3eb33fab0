package view

import (
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Get returns merged entities: for ids of the primary its own, enriched; for
// ids of a secondary that of the thing which it is a record of.
func (p *prefer[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := sources.FromContext(ctx, "", "get"); err != nil {
		return nil, err
	}
	if err := p.Traits().CheckGet(len(ids)); err != nil {
		return nil, err
	}
	got, errs := p.getRecords(ctx, ids, want)
	if err := sources.FromContext(ctx, "", "get"); err != nil {
		return nil, err
	}
	if len(got) == 0 && len(errs) > 0 && !slices.ContainsFunc(errs, func(err error) bool { return !lost(err) }) {
		return nil, joinedErrors(errs)
	}
	merged, failures, err := p.mergeRecords(ctx, got, want)
	if err != nil {
		return nil, err
	}
	return merged, partialOf(append(errs, failures...))
}

// getRecords returns each source's own records, by the id that was asked.
func (p *prefer[T]) getRecords(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]record[T], []error) {
	bySource := make([][]commerce.ID, len(p.sources))
	var asking []int
	for _, id := range ids {
		if s := slices.Index(p.names, id.Source); s >= 0 {
			if len(bySource[s]) == 0 {
				asking = append(asking, s)
			}
			bySource[s] = append(bySource[s], id)
		}
	}
	all := collect[commerce.ID, record[T]](len(ids))
	together(asking, len(p.sources), func(s int) {
		found, err := getAll(ctx, p.sources[s], bySource[s], p.own(want), defaultParallel)
		part := make(map[commerce.ID]record[T], len(found))
		for id, e := range found {
			part[id] = record[T]{s, e}
		}
		all.add(part, err)
	})
	return all.found, all.errs
}

// mergeRecords finds the primary's record of each secondary's, and enriches all.
func (p *prefer[T]) mergeRecords(ctx context.Context, got map[commerce.ID]record[T], want commerce.Groups) (map[commerce.ID]*T, []error, error) {
	bases, asked := make(map[commerce.ID]*T), make(map[commerce.ID]string)
	out := make(map[commerce.ID]*T, len(got))
	for id, r := range got {
		switch key := p.key(r.node); {
		case r.source == p.base:
			bases[id] = r.node
		case key == "":
			out[id] = p.merged(r, nil, want)
		default:
			asked[id] = key
		}
	}
	things, failures, err := p.resolve(ctx, asked, want)
	if err != nil {
		return nil, nil, err
	}
	var all []*T
	var lone []string
	for id, key := range asked {
		if found := things[key]; found != nil {
			bases[id] = found
		} else if _, known := things[key]; known {
			lone = append(lone, key)
		}
	}
	for _, base := range bases {
		all = append(all, base)
	}
	found, more, err := p.gather(ctx, all, lone, want)
	if err != nil {
		return nil, nil, err
	}
	for id, base := range bases {
		out[id] = p.merged(record[T]{p.base, base}, found.of(p.key(base)), want)
	}
	for id, key := range asked {
		if bases[id] == nil && slices.Contains(lone, key) {
			out[id] = p.mergedLone(key, found, got[id], want)
		}
	}
	return out, append(failures, more...), nil
}

// resolve returns the primary's record of each key: nil where it has none, and
// no entry where it could not say.
func (p *prefer[T]) resolve(ctx context.Context, asked map[commerce.ID]string, want commerce.Groups) (map[string]*T, []error, error) {
	if len(asked) == 0 {
		return nil, nil, nil
	}
	keys := make([]string, 0, len(asked))
	for _, key := range asked {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	found, failed := p.recordsIn(ctx, p.base, slices.Compact(keys), p.own(want))
	if err := sources.FromContext(ctx, "", "get"); err != nil {
		return nil, nil, err
	}
	var failures []error
	if failed != nil {
		failures = append(failures, failed)
	}
	things := make(map[string]*T, len(keys))
	for _, key := range keys {
		if len(found[key]) > 0 {
			things[key] = found[key][0]
		} else if len(failures) == 0 {
			things[key] = nil
		}
	}
	return things, failures, nil
}

// mergedLone merges the records of a thing that the primary does not have. The
// first source that has it stands in for the primary; own is the record that
// was asked for, should no other be found.
func (p *prefer[T]) mergedLone(key string, found records[T], own record[T], want commerce.Groups) *T {
	others := found.of(key)
	for s := range p.sources {
		if s != p.base && len(others[s]) > 0 {
			return p.merged(record[T]{s, others[s][0]}, others, want)
		}
	}
	if own.node == nil {
		return nil
	}
	return p.merged(own, nil, want)
}
