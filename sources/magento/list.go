package magento

import (
	"context"
	"errors"
	"slices"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// row is one entity of a list. One that is wrong has a value of another type
// than Magento promises.
type row[W any] struct {
	wire  W
	wrong bool
}

// answer is one page of a list.
type answer[W any] struct {
	rows  []row[W]
	total int64
	known bool // whether it is a list at all
}

func (a *answer[W]) decode(r *jsonx.Reader, decode func(*W, *jsonx.Reader)) {
	if r.Kind() == jsonx.Array { // an object without members, as PHP writes it
		emptyObject(r)
		return
	}
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "items":
			a.known = true
			for ok := r.Array(); ok && r.Element(); {
				part := r.Begin()
				a.rows = append(a.rows, row[W]{})
				at := &a.rows[len(a.rows)-1]
				decode(&at.wire, r)
				at.wrong = r.End(part) != nil
			}
		case "total_count":
			a.total = readInt(r).Value
		}
	}
}

// list reads one page, of fewer rows than are asked for where the shop limits
// them, and reports whether it is full. An answer that comes back empty although
// rows are counted was trimmed by a release that cannot: it is asked for whole,
// from then on, too.
func list[W any](ctx context.Context, c *client, op, path string, q criteria, decode func(*W, *jsonx.Reader)) ([]row[W], bool, error) {
	for {
		if most := int(c.mostRows.Load()); most > 0 {
			q.size = min(q.size, most)
		}
		rows, err := listAny(ctx, c, op, path, q, decode)
		var limit *pageLimit
		if errors.As(err, &limit) && limit.most < q.size { // else it is no answer to this question
			c.mostRows.Store(int64(limit.most))
			continue
		}
		return rows, len(rows) >= q.size, err
	}
}

func listAny[W any](ctx context.Context, c *client, op, path string, q criteria, decode func(*W, *jsonx.Reader)) ([]row[W], error) {
	if _, whole := c.untrimmed.Load(path); whole {
		q.fields = ""
	}
	a, err := listOnce(ctx, c, op, path, q, decode)
	if err != nil {
		return nil, err
	}
	if q.fields != "" && len(a.rows) == 0 && (a.total > 0 || !a.known) {
		q.fields = ""
		if a, err = listOnce(ctx, c, op, path, q, decode); err != nil {
			return nil, err
		}
		if len(a.rows) > 0 {
			c.untrimmed.Store(path, true)
		}
	}
	if !a.known {
		return nil, c.malformed(op, "the answer is no list")
	}
	return a.rows, nil
}

func listOnce[W any](ctx context.Context, c *client, op, path string, q criteria, decode func(*W, *jsonx.Reader)) (answer[W], error) {
	var a answer[W]
	err := c.get(ctx, op, path, q.params(), func(r *jsonx.Reader) { a.decode(r, decode) })
	return a, err
}

// listing says how all rows of a list are read that belong to some others.
type listing[W any] struct {
	path, column string // by which the others are named
	scope        [][]filter
	key          string // the unique column
	fields       string
	most         int // how many of the others one request names
	decode       func(*W, *jsonx.Reader)
	id           func(*W) int64
}

// pageSize is how many rows a list has that is read to its end; Magento's own
// limit is 300 where one is set.
const pageSize = 300

// all reads the rows whose column has one of the values, by keyset, in one
// request unless there are very many. The same row never comes twice. A row
// that is not of the shape promised is among the broken ones, with as much as
// could be read.
func (l listing[W]) all(ctx context.Context, c *client, op string, values []string) (rows, broken []W, err error) {
	parts := batches(values, l.most)
	found, wrong := make([][]W, len(parts)), make([][]W, len(parts))
	errs := each(len(parts), func(i int) (err error) {
		found[i], wrong[i], err = l.part(ctx, c, op, parts[i])
		return err
	})
	return slices.Concat(found...), slices.Concat(wrong...), joined(errs)
}

// whole is all for what must not lack a row.
func (l listing[W]) whole(ctx context.Context, c *client, op string, values []string) ([]W, error) {
	rows, broken, err := l.all(ctx, c, op, values)
	if err == nil && len(broken) > 0 {
		err = c.wrongRow(op)
	}
	return rows, err
}

func (l listing[W]) part(ctx context.Context, c *client, op string, values []string) (found, broken []W, err error) {
	last := int64(0)
	for {
		q := criteria{groups: append(slices.Clone(l.scope), oneOf(l.column, values)), sorts: []order{{l.key, false}}, size: pageSize, fields: l.fields}
		if last > 0 {
			q.groups = append(q.groups, []filter{{l.key, "gt", formatInt(last)}})
		}
		rows, full, err := list(ctx, c, op, l.path, q, l.decode)
		if err != nil {
			return nil, nil, err
		}
		before := last
		for i := range rows {
			id := l.id(&rows[i].wire)
			if rows[i].wrong || id <= 0 {
				broken = append(broken, rows[i].wire)
			} else if id > last { // else it is a repetition
				found = append(found, rows[i].wire)
			}
			last = max(last, id)
		}
		if !full || last == before {
			return found, broken, nil
		}
	}
}
