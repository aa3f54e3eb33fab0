package shopifysim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// pageLimit is the most objects one connection answers.
const pageLimit = 250

// cursor is what an opaque cursor holds: the place of one object in one order.
type cursor struct {
	LastID int64  `json:"last_id"`
	Text   string `json:"last_text,omitempty"`
	Number int64  `json:"last_value,omitempty"`
	Sort   string `json:"sort"`
}

func (e entry) cursor(sort string) string {
	text, err := json.Marshal(cursor{LastID: e.id, Text: e.value.text, Number: e.value.number, Sort: sort})
	if err != nil {
		panic(fmt.Sprintf("encode cursor: %v", err)) // Plain texts and numbers always encode.
	}
	return base64.StdEncoding.EncodeToString(text)
}

func parseCursor(text, sort string) (entry, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return entry{}, badRequest("Invalid cursor for current pagination sort.")
	}
	var at cursor
	if err := json.Unmarshal(raw, &at); err != nil || at.Sort != sort {
		return entry{}, badRequest("Invalid cursor for current pagination sort.")
	}
	return entry{value: sortValue{at.Text, at.Number}, id: at.LastID}, nil
}

// listing is what a connection pages through.
type listing struct {
	entries []entry
	sort    string         // names the order, so that cursors of another one are refused
	keep    func(any) bool // nil keeps everything
	depth   int            // how many objects deep paging may go, 0 for no limit
}

// page is one answered page of a connection.
type page struct {
	entries          []entry
	sort             string
	hasNext, hasPrev bool
}

// edge and pageInfo are parts of a connection as the API answers them.
type edge struct {
	Cursor string
	Node   any
}

type pageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

func (p *page) edges() []any {
	edges := make([]any, 0, len(p.entries))
	for _, e := range p.entries {
		edges = append(edges, &edge{Cursor: e.cursor(p.sort), Node: e.object})
	}
	return edges
}

func (p *page) nodes() []any {
	nodes := make([]any, 0, len(p.entries))
	for _, e := range p.entries {
		nodes = append(nodes, e.object)
	}
	return nodes
}

func (p *page) info() *pageInfo {
	info := &pageInfo{HasNextPage: p.hasNext, HasPreviousPage: p.hasPrev}
	if len(p.entries) > 0 {
		info.StartCursor = new(p.entries[0].cursor(p.sort))
		info.EndCursor = new(p.entries[len(p.entries)-1].cursor(p.sort))
	}
	return info
}

// listOf makes a listing of a fixed list, in its own order.
func listOf[T any](items []T, id func(*T) string) listing {
	entries := make([]entry, len(items))
	for i := range items {
		entries[i] = entry{value: numberValue(i), object: &items[i]}
		if id != nil {
			entries[i].id = legacyID(id(&items[i]))
		}
	}
	return listing{entries: entries, sort: "POSITION"}
}

// window is the part of a listing that the arguments of a connection name.
type window struct {
	count    int
	backward bool
	lo, hi   int
	reverse  bool
}

// paginate answers one page by the arguments of a connection.
func paginate(l listing, args map[string]any) (*page, error) {
	w, err := openWindow(l, args)
	if err != nil {
		return nil, err
	}
	if l.depth > 0 && w.lo+w.count > l.depth && l.matches(w, 0, w.lo)+w.count > l.depth {
		return nil, badRequest(fmt.Sprintf("Pagination is limited to %d objects. Use a more specific query, or a bulk operation.", l.depth))
	}
	first, last, picked := l.pick(w)
	result := &page{entries: picked, sort: l.sort}
	result.hasPrev = l.any(w, 0, first)
	result.hasNext = l.any(w, last, len(l.entries))
	return result, nil
}

func openWindow(l listing, args map[string]any) (window, error) {
	w := window{hi: len(l.entries), reverse: args["reverse"] == true}
	first, hasFirst, err := countArg(args, "first")
	if err != nil {
		return w, err
	}
	last, hasLast, err := countArg(args, "last")
	switch {
	case err != nil:
		return w, err
	case hasFirst && hasLast:
		return w, badRequest("providing both first and last is not supported")
	case hasFirst:
		w.count = first
	case hasLast:
		w.count, w.backward = last, true
	default:
		return w, badRequest("you must provide one of first or last")
	}
	if text, said := args["after"].(string); said {
		at, err := parseCursor(text, l.sort)
		if err != nil {
			return w, err
		}
		w.lo = after(l.entries, at, w.reverse)
	}
	if text, said := args["before"].(string); said {
		at, err := parseCursor(text, l.sort)
		if err != nil {
			return w, err
		}
		w.hi = max(w.lo, before(l.entries, at, w.reverse))
	}
	return w, nil
}

// countArg reads first or last and keeps to the limit.
func countArg(args map[string]any, name string) (int, bool, error) {
	value, said := intArg(args, name)
	switch {
	case !said:
		return 0, false, nil
	case value < 0:
		return 0, true, badRequest(name + " cannot be negative")
	case value > pageLimit:
		return 0, true, badRequest(fmt.Sprintf("%s cannot exceed %d", name, pageLimit))
	default:
		return value, true, nil
	}
}

func (l listing) at(w window, i int) entry {
	if w.reverse {
		return l.entries[len(l.entries)-1-i]
	}
	return l.entries[i]
}

func (l listing) kept(w window, i int) bool {
	return l.keep == nil || l.keep(l.at(w, i).object)
}

// pick returns the chosen entries and the places where they begin and end.
func (l listing) pick(w window) (first, last int, picked []entry) {
	first, last = w.lo, w.lo
	if w.backward {
		first, last = w.hi, w.hi
		for i := w.hi - 1; i >= w.lo && len(picked) < w.count; i-- {
			if l.kept(w, i) {
				picked, first = append(picked, l.at(w, i)), i
			}
		}
		for i, j := 0, len(picked)-1; i < j; i, j = i+1, j-1 {
			picked[i], picked[j] = picked[j], picked[i]
		}
		return first, last, picked
	}
	for i := w.lo; i < w.hi && len(picked) < w.count; i++ {
		if l.kept(w, i) {
			picked, last = append(picked, l.at(w, i)), i+1
		}
	}
	return first, last, picked
}

// any reports whether an entry between two places is kept.
func (l listing) any(w window, from, to int) bool {
	for i := from; i < to; i++ {
		if l.kept(w, i) {
			return true
		}
	}
	return false
}

// matches counts the kept entries between two places.
func (l listing) matches(w window, from, to int) int {
	if l.keep == nil {
		return to - from
	}
	sum := 0
	for i := from; i < to; i++ {
		if l.kept(w, i) {
			sum++
		}
	}
	return sum
}
