package woocommerce

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/sources"
)

// allVariations is the list of the variations of all products, since version 10.3.
const allVariations = "/variations"

// isVariation reports a row of a list of variations, which before version 8.3
// say no type.
func (w *goodWire) isVariation() bool { return w.Type == "" || w.Type == "variation" }

func (w *goodWire) isVariable() bool {
	return len(w.Variations) > 0 || strings.HasPrefix(w.Type, "variable")
}

// isVariant reports what is bought itself: a variation, or a product without
// any. A group is only shown together.
func (w *goodWire) isVariant() bool {
	return w.isVariation() || !w.isVariable() && w.Type != "grouped"
}

// addVariations reads the variations of the products.
func (c *client) addVariations(ctx context.Context, op string, wires []*goodWire) error {
	parents := make(map[int64]int64)
	var ids []int64
	for _, w := range wires {
		for _, id := range w.Variations {
			parents[id] = w.ID
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := c.variationsByID(ctx, op, ids, parents, variantFields)
	if err != nil {
		return err
	}
	byID := make(map[int64]*goodWire, len(found))
	for _, v := range found {
		byID[v.ID] = v
	}
	for _, w := range wires {
		for _, id := range w.Variations {
			if v := byID[id]; v != nil && !isHiddenGood(v, nil) {
				w.variants = append(w.variants, v)
			}
		}
	}
	return nil
}

// variationsByID reads variations: all at once since version 10.3, before that
// below the products that they are of.
func (c *client) variationsByID(ctx context.Context, op string, ids []int64, parents map[int64]int64, fields string) ([]*goodWire, error) {
	query := goodQuery(fields)
	if !c.variations.holds() {
		found, err := allByIDs(ctx, c, op, allVariations, query, ids, (*goodWire).decode)
		if !isNoRoute(err) {
			return adopt(found, parents), err
		}
		c.variations.note()
	}
	below := make(map[int64][]int64)
	var order []int64
	for _, id := range ids {
		p := parents[id]
		if p != 0 && below[p] == nil {
			order = append(order, p)
		}
		below[p] = append(below[p], id)
	}
	found := make([][]*goodWire, len(order))
	errs := each(len(order), func(i int) (err error) {
		found[i], err = allByIDs(ctx, c, op, "/products/"+keyOf(order[i])+"/variations", query, below[order[i]], (*goodWire).decode)
		if isMissing(err) {
			err = nil // the product has gone meanwhile
		}
		return err
	})
	return adopt(slices.Concat(found...), parents), first(errs)
}

// adopt tells variations of which product they are: before version 8.3 they do
// not say it themselves.
func adopt(found []*goodWire, parents map[int64]int64) []*goodWire {
	for _, w := range found {
		if w.ParentID == 0 {
			w.ParentID = parents[w.ID]
		}
	}
	return found
}

// goodsByID reads products and variations, which share one sequence of ids.
func (c *client) goodsByID(ctx context.Context, op string, ids []int64, fields string) ([]*goodWire, error) {
	var found [2][]*goodWire
	lists := []string{"/products", allVariations}
	if c.variations.holds() {
		lists = lists[:1]
	}
	errs := each(len(lists), func(i int) (err error) {
		found[i], err = byIDs(ctx, c, op, lists[i], goodQuery(fields), ids, (*goodWire).decode)
		return err
	})
	switch {
	case errs[0] != nil: // where WooCommerce is switched off, no list is there
		return nil, errs[0]
	case len(errs) > 1 && isNoRoute(errs[1]):
		c.variations.note()
	case len(errs) > 1:
		return append(found[0], found[1]...), errs[1]
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id int64) bool {
		return slices.ContainsFunc(found[0], func(w *goodWire) bool { return w.ID == id })
	})
	parents, err := c.parentsOf(ctx, op, ids)
	if err != nil || len(parents) == 0 {
		return found[0], err
	}
	ids = slices.DeleteFunc(ids, func(id int64) bool { return parents[id] == 0 })
	found[1], err = c.variationsByID(ctx, op, ids, parents, fields)
	return append(found[0], found[1]...), err
}

// mostParentPages bounds the search for the products of variations: a thousand
// variable products.
const mostParentPages = 10

// parentsOf finds the products of variations in shops that cannot be asked for
// a variation alone: products name theirs.
func (c *client) parentsOf(ctx context.Context, op string, ids []int64) (map[int64]int64, error) {
	out := make(map[int64]int64, len(ids))
	query := url.Values{
		"_fields": {"id,variations"}, "status": {"any"}, "type": {"variable"},
		"orderby": {"id"}, "order": {"asc"}, "per_page": {strconv.Itoa(maxPage)},
	}
	for page := 1; len(out) < len(ids); page++ {
		if page > mostParentPages {
			return nil, c.tooOld(op)
		}
		query.Set("page", strconv.Itoa(page))
		rows, _, err := readRows(ctx, c, op, "/products", query, (*goodWire).decode)
		if err != nil {
			return nil, err
		}
		for _, w := range rows {
			for _, id := range w.Variations {
				if slices.Contains(ids, id) {
					out[id] = w.ID
				}
			}
		}
		if len(rows) < maxPage {
			break
		}
	}
	return out, nil
}

func (c *client) tooOld(op string) error {
	return &sources.Error{
		Kind: sources.KindUnsupported, Source: c.source, Op: op,
		Reason: "the shop lists variations only product by product: update WooCommerce to version 10.3 or newer",
	}
}
