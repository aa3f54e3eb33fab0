package woocommercesim

import (
	"cmp"
	"slices"
	"strconv"
)

// collectionParams are what every list of posts knows.
var collectionParams = slices.Concat(pageParams, []param{{name: "after", kind: dateParam}, {name: "before", kind: dateParam}})

// pageParams are what every list knows.
var pageParams = []param{
	{name: "page", kind: integerParam, least: 1},
	{name: "per_page", kind: integerParam, least: 1, most: 100},
	{name: "offset", kind: integerParam},
	{name: "include", kind: integersParam}, {name: "exclude", kind: integersParam},
	{name: "search", kind: textParam},
	{name: "context", kind: textParam, words: []string{"view", "edit"}},
}

var modifiedParams = []param{{name: "modified_after", kind: dateParam}, {name: "modified_before", kind: dateParam}}

var decimalsParam = []param{{name: "dp", kind: integerParam}}

// sorting are the parameters order and orderby; the first word is the default
// of each.
func sorting(order string, by ...string) []param {
	other := map[string]string{"asc": "desc", "desc": "asc"}[order]
	return []param{{name: "order", kind: textParam, words: []string{order, other}}, {name: "orderby", kind: textParam, words: by}}
}

// sorts are the orders that a list knows, ascending.
type sorts[T any] map[string]func(a, b *T) int

// listing is how a table is listed.
type listing[T any] struct {
	below  int   // the parent, 0 for all
	among  []int // the only ids that keep can keep, where those are known
	keep   func(*T) bool
	sorts  sorts[T]
	render func(*T) object
}

// pageOf finds, sorts and renders one page.
func pageOf[T any](q *query, t *table[T], l listing[T]) (answer, *apiError) {
	found := find(q, t, l)
	arrange(q, t, l, found)
	size, page := q.args.integer("per_page", 10), q.args.integer("page", 1)
	from := min(page-1, len(found)) * size // no page is so far away that it overflows
	if offset, ok := q.args["offset"].(int); ok {
		from = max(offset, -offset, 0) // absint
	}
	from = min(from, len(found))
	rendered := []object{}
	for _, row := range found[from:min(from+size, len(found))] {
		rendered = append(rendered, l.render(row))
	}
	pages := (len(found) + size - 1) / size
	return answer{body: rendered, header: q.paging(len(found), page, pages)}, nil
}

func find[T any](q *query, t *table[T], l listing[T]) []*T {
	rows := t.all()
	include, exclude := q.args.integers("include"), q.args.integers("exclude")
	switch {
	case len(include) > 0:
		rows = t.named(unique(include))
	case l.below != 0:
		rows = t.below(l.below)
	case l.among != nil:
		rows = t.named(l.among)
	}
	asked := func(row *T) bool {
		id, parent := t.key(row)
		return (l.below == 0 || parent == l.below) && !slices.Contains(exclude, id)
	}
	var found []*T
	for row := range rows {
		if l.keep(row) && asked(row) {
			found = append(found, row)
		}
	}
	return found
}

// arrange sorts what was found. Sorted by include, it stays in that order, or
// in that of ids where there is none.
func arrange[T any](q *query, t *table[T], l listing[T], found []*T) {
	by, direction := q.sortedBy()
	compare := l.sorts[by]
	if compare == nil {
		return
	}
	slices.SortFunc(found, func(a, b *T) int {
		first, _ := t.key(a)
		second, _ := t.key(b)
		return direction * cmp.Or(compare(a, b), cmp.Compare(first, second))
	})
}

// sortedBy reads orderby and order, or the route's defaults.
func (q *query) sortedBy() (by string, direction int) {
	by, order := q.args.text("orderby"), q.args.text("order")
	for _, p := range q.params {
		if p.name == "orderby" && by == "" {
			by = p.words[0]
		}
		if p.name == "order" && order == "" {
			order = p.words[0]
		}
	}
	if order == "desc" {
		return by, -1
	}
	return by, 1
}

func unique(ids []int) []int {
	seen := map[int]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(id int) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}

// paging are the headers of a list. Link names the neighbouring pages only.
func (q *query) paging(total, page, pages int) map[string]string {
	header := map[string]string{"X-WP-Total": strconv.Itoa(total), "X-WP-TotalPages": strconv.Itoa(pages)}
	link := ""
	if page > 1 {
		link = "<" + q.pageURL(max(1, min(page-1, pages))) + `>; rel="prev"`
	}
	if page < pages {
		if link != "" {
			link += ", "
		}
		link += "<" + q.pageURL(page+1) + `>; rel="next"`
	}
	if link != "" {
		header["Link"] = link
	}
	return header
}
