package woocommerce

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

const notAList = "the answer is not a list"

// readRows reads the rows of a list.
func readRows[W any](ctx context.Context, c *client, op, path string, query url.Values, decode func(*W, *jsonx.Reader)) ([]*W, told, error) {
	var rows []*W
	listed := false
	t, err := c.get(ctx, op, path, query, notAList, func(r *jsonx.Reader) {
		rows, listed = nil, r.Kind() == jsonx.Array
		for ok := listed && r.Array(); ok && r.Element(); {
			if r.Kind() != jsonx.Object {
				r.Skip()
				rows = append(rows, new(W)) // it has no id, and is reported for that
				continue
			}
			w := new(W)
			decode(w, r)
			rows = append(rows, w)
			if ctx.Err() != nil {
				r.Stop()
			}
		}
	})
	if err == nil && !listed {
		err = c.malformed(op, notAList)
	}
	if err != nil {
		return nil, t, err
	}
	return rows, t, nil
}

// byIDs reads the rows with the ids, which are at most maxBatch.
func byIDs[W any](ctx context.Context, c *client, op, path string, query url.Values, ids []int64, decode func(*W, *jsonx.Reader)) ([]*W, error) {
	query = maps.Clone(query)
	query.Set("include", joined(ids))
	query.Set("orderby", "include")
	query.Set("per_page", strconv.Itoa(maxBatch))
	rows, _, err := readRows(ctx, c, op, path, query, decode)
	return rows, err
}

// allByIDs reads any number of rows by id.
func allByIDs[W any](ctx context.Context, c *client, op, path string, query url.Values, ids []int64, decode func(*W, *jsonx.Reader)) ([]*W, error) {
	parts := slices.Collect(slices.Chunk(ids, maxBatch))
	found := make([][]*W, len(parts))
	errs := each(len(parts), func(i int) (err error) {
		found[i], err = byIDs(ctx, c, op, path, query, parts[i], decode)
		return err
	})
	if err := first(errs); err != nil {
		return nil, err
	}
	return slices.Concat(found...), nil
}

func joined(ids []int64) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = keyOf(id)
	}
	return strings.Join(texts, ",")
}
