package stripe

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

// A search promises no order, and its pages belong to a moment of the index.
// All matches are therefore read, which for a name or an address are few,
// ordered as lists are, and paged here.

// matches is what the searches for several values found.
type matches[W any] struct {
	objects []*object[W]
	failed  []error // by value
}

// search reads everything that has one of the values. A value whose search
// failed has an error.
func (c *collection[T, W]) search(ctx context.Context, op string, values []string, want commerce.Groups) matches[W] {
	var clauses []clause
	for i, value := range values {
		clauses = append(clauses, c.clauses(value, i)...)
	}
	queries := pack(clauses)
	found := make([][]*object[W], len(queries))
	errs := c.each(len(queries), func(i int) (err error) {
		found[i], err = c.searchAll(ctx, op, queries[i].text, want)
		return err
	})
	out := matches[W]{failed: make([]error, len(values))}
	seen := make(map[string]bool)
	for i, q := range queries {
		for _, value := range q.values {
			if errs[i] != nil {
				out.failed[value] = errs[i]
			}
		}
		for _, o := range found[i] {
			h, err := o.place()
			if err != nil || !seen[h.ID] { // a broken one is kept, to be reported
				seen[h.ID] = true
				out.objects = append(out.objects, o)
			}
		}
	}
	return out
}

func (c *collection[T, W]) searchAll(ctx context.Context, op, text string, want commerce.Groups) ([]*object[W], error) {
	query := url.Values{"query": {text}, "limit": {"100"}}
	c.expandRows(query, want)
	var data []*object[W]
	for range mostPages {
		answer, err := readPage(ctx, c.client, c.shape, op, c.path+"/search", query)
		if err != nil {
			return nil, err
		}
		data = append(data, answer.objects...)
		if !answer.more || answer.next == "" {
			return data, nil
		}
		query.Set("page", answer.next)
	}
	return nil, &sources.Error{
		Kind: sources.KindUnsupported, Source: c.source, Op: op,
		Reason: fmt.Sprintf("more than %d %s have one of the values of %q", mostPages*maxPage, c.noun, c.searched),
	}
}

// listSearched returns the page of a listing that has a condition on the searched field.
func (c *collection[T, W]) listSearched(ctx context.Context, op string, q sources.Query, values []commerce.Value) (sources.Page[T], error) {
	after, err := c.readCursor(q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Text()
	}
	found := c.search(ctx, op, texts, q.Want)
	for _, err := range found.failed {
		if err != nil {
			return sources.Page[T]{}, err
		}
	}
	b, err := c.rows(ctx, op, found.objects, q)
	if err != nil {
		return sources.Page[T]{}, err
	}
	return c.pageOf(q, b, after)
}

// pageOf orders what matches and returns the part behind the position.
func (c *collection[T, W]) pageOf(q sources.Query, b batch[T], after *position) (sources.Page[T], error) {
	b.rows = slices.DeleteFunc(slices.Clone(b.rows), func(r row[T]) bool { return r.node == nil })
	slices.SortFunc(b.rows, newestFirst)
	if after != nil {
		last := row[T]{id: after.ID, created: after.Created}
		b.rows = slices.DeleteFunc(b.rows, func(r row[T]) bool { return newestFirst(r, last) <= 0 })
	}
	return c.paged(q, b, after)
}

func (c *collection[T, W]) findSearched(ctx context.Context, op string, values []string, queries []sources.Query, want commerce.Groups) (map[string]sources.Page[T], error) {
	texts := make([]string, len(values))
	for i, q := range queries {
		texts[i] = q.Where[len(q.Where)-1].Values[0].Text()
	}
	found := c.search(ctx, op, texts, want)
	all, err := c.rows(ctx, op, found.objects, sources.Query{Want: want})
	if err != nil {
		return nil, err
	}
	out := make(map[string]sources.Page[T], len(values))
	errs := append(slices.Clone(found.failed), all.missing...)
	for i, value := range values {
		if found.failed[i] != nil {
			continue
		}
		page, err := c.pageOf(queries[i], c.matching(all, queries[i]), nil)
		if err != nil {
			return nil, err
		}
		out[value] = page
	}
	if err := parallel.Gather(ctx, c.source, op, errs, len(out) > 0); err != nil {
		return partly(out, err)
	}
	return out, nil
}

// matching returns the rows that satisfy the query.
func (c *collection[T, W]) matching(all batch[T], q sources.Query) batch[T] {
	var out batch[T]
	for _, r := range all.rows {
		if r.node != nil && sources.MatchesAll(c.kind, q.Where, r.node) {
			out.rows = append(out.rows, r)
		}
	}
	return out
}
