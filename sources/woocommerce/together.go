package woocommerce

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// findTogether reads the first pages of several values from lists that hold the
// rows of all of them. It returns nil where those have more rows than come at
// once: then each value is better asked for alone.
func (c *collection[T, W]) findTogether(ctx context.Context, op, field string, values []string, queries []sources.Query) (map[string]sources.Page[T], error) {
	q := queries[0]
	all := make([]commerce.Value, len(values))
	for i, one := range queries {
		all[i] = one.Where[len(one.Where)-1].Values[0]
	}
	q.Where = append(q.Where[:len(q.Where)-1:len(q.Where)-1], sources.Predicate{Field: field, Op: sources.Eq, Values: all})
	q.First = maxPage
	parts, err := c.parts(ctx, op, q, nil)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if p.more || p.broken {
			return nil, nil
		}
	}
	out := make(map[string]sources.Page[T], len(values))
	for i, value := range values {
		page, err := c.page(ctx, op, queries[i], c.partsOf(parts, field, value, len(c.lanes(queries[i].Want, queries[i].Where))), nil)
		if err != nil {
			return nil, err
		}
		if len(page.Items) > 0 || len(page.Missing) > 0 {
			out[value] = page
		}
	}
	return out, nil
}

// partsOf returns the rows of one value, as the lists of that value alone would
// hold them: in so many lanes.
func (c *collection[T, W]) partsOf(parts []part[W], field, value string, lanes int) []part[W] {
	out := make([]part[W], max(lanes, 1))
	for i, p := range parts {
		own := &out[min(i, len(out)-1)]
		for _, r := range p.rows {
			if c.valueOf(field, r.wire) == value {
				r.lane = min(i, len(out)-1)
				r.upTo = len(own.rows) + 1
				own.rows = append(own.rows, r)
			}
		}
	}
	return out
}
