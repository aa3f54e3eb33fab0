package magento

import (
	"context"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// valueList is the values that a column may have.
type valueList struct {
	column string
	values []string
}

func (v valueList) size() int { return len(encodeParams([]param{{"", strings.Join(v.values, ",")}})) }

// searching is the searches that together find all rows of the open lanes, and
// some others perhaps.
type searching struct {
	searches [][][]filter
	none     bool  // whether nothing can be found
	reach    int64 // the id behind which nothing is found yet; 0 for none
}

// plan divides the longest list of values among searches. What does not fit an
// address then is left to the comparison afterwards.
func (c *collection[T, W]) plan(ctx context.Context, op string, r *reader, open []*lane[T, W], where []sources.Predicate, from place) (plan searching, err error) {
	groups := slices.Clone(c.scope)
	var lists []valueList
	room := maxAddress - maxValueBytes - 3*filterBytes
	push := func(more ...[]filter) {
		if size := len(encodeParams((&criteria{groups: more}).params())); size <= room {
			room -= size
			groups = append(groups, more...)
		}
	}
	for _, p := range conditions(open, where) {
		f, _ := c.kind.Field(p.Field)
		if c.within[p.Field] != nil {
			list, named, err := c.named(ctx, op, r, f.Type, p, open[0].query.Sort, from, &plan)
			if err != nil {
				return plan, err
			}
			if named {
				lists = append(lists, list)
			}
			continue
		}
		by := c.columns[p.Field]
		if p.Op == sources.Eq && by.words == nil {
			lists = append(lists, valueList{by.name, texts(c.source, f.Type, p.Values)})
			continue
		}
		more, none := filters(by, f.Type, p)
		if none {
			plan.none = true
			return plan, nil
		}
		push(more...)
	}
	slices.SortStableFunc(lists, func(a, b valueList) int { return b.size() - a.size() })
	for i, l := range lists {
		if len(l.values) == 0 && plan.reach == 0 {
			plan.none = true
			return plan, nil
		}
		if i > 0 {
			push(oneOf(l.column, l.values))
		}
	}
	if len(lists) == 0 {
		plan.searches = [][][]filter{groups}
		return plan, nil
	}
	for _, part := range batches(lists[0].values, maxIDs) {
		plan.searches = append(plan.searches, append(slices.Clone(groups), oneOf(lists[0].column, part)))
	}
	return plan, nil
}

// named returns the ids of the entities that another list names, and whether
// they could be named.
func (c *collection[T, W]) named(ctx context.Context, op string, r *reader, t commerce.FieldType, p sources.Predicate, sort sources.Sort, from place, plan *searching) (valueList, bool, error) {
	own := sort == sources.Sort{}
	ids, reach, err := c.within[p.Field](ctx, op, texts(c.source, t, p.Values), from.id, own)
	if err != nil || reach < 0 {
		return valueList{}, false, err
	}
	if reach > 0 && (plan.reach == 0 || reach < plan.reach) {
		plan.reach = reach
	}
	return valueList{c.key, r.own(ids)}, true, nil
}

// conditions are what the lanes have in common and, of a lookup, that the
// field has a value of one of them.
func conditions[T, W any](open []*lane[T, W], where []sources.Predicate) []sources.Predicate {
	if len(open[0].query.Where) == len(where) {
		return where
	}
	p := open[0].query.Where[len(where)]
	p.Values = nil
	for _, l := range open {
		p.Values = append(p.Values, l.query.Where[len(where)].Values...)
	}
	return append(slices.Clip(where), p)
}
