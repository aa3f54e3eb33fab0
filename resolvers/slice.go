package resolvers

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/graph/scalar"
	"github.com/galleria-graph/galleria/sources"
)

// within answers a page of a list that its parent already holds. Its cursors
// are the keys of elements, so that they survive changes before them.
func within[T any](all []*T, key func(*T) string, first *int, after *scalar.Cursor, most int) (*model.Connection[T], error) {
	size := min(defaultPage, most)
	if first != nil {
		size = *first
	}
	if size < 1 || size > most {
		return nil, pageSize(size, most)
	}
	start := 0
	if after != nil {
		at, err := position(all, key, *after)
		if err != nil {
			return nil, err
		}
		start = at + 1
	}
	end := min(start+size, len(all))
	c := &model.Connection[T]{Edges: make([]model.Edge[T], 0, end-start), Nodes: all[start:end:end]}
	places := &elements[T]{all: all, key: key}
	for i := start; i < end; i++ {
		c.Edges = append(c.Edges, model.Edge[T]{Node: all[i], Place: sources.PlaceIn(places, i)})
	}
	c.PageInfo = model.PageInfo{HasNextPage: end < len(all), HasPreviousPage: start > 0}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.Start, c.PageInfo.End = c.Edges[0].Place, c.Edges[n-1].Place
	}
	return c, nil
}

// elements are the places of a list that its parent already holds.
type elements[T any] struct {
	all []*T
	key func(*T) string
}

// Cursor returns the cursor of the i-th element.
func (e *elements[T]) Cursor(i int) sources.Cursor {
	return sources.Cursor(base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(i) + ":" + e.key(e.all[i]))))
}

// position finds the element of a cursor: where it was, or where it has moved
// to. Of an element that is gone the place remains.
func position[T any](all []*T, key func(*T) string, c scalar.Cursor) (int, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(string(c))
	index, name, ok := strings.Cut(string(raw), ":")
	i, convErr := strconv.Atoi(index)
	if err != nil || !ok || convErr != nil || i < 0 {
		return 0, invalid("the cursor is not one of this list: pass a cursor that it has answered, unchanged")
	}
	if i < len(all) && key(all[i]) == name {
		return i, nil // first of all, should keys not differ
	}
	for j, e := range all {
		if key(e) == name {
			return j, nil
		}
	}
	return min(i, len(all)) - 1, nil
}
