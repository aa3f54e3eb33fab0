package shopify

import (
	"context"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// entity is one entity of an answer in its wire form.
type entity[W any] struct {
	wire  W
	there bool // not null
	wrong *jsonx.WrongType
	at    int // its place in the list that brought it
}

func (e *entity[W]) decode(r *jsonx.Reader, decode func(*W, *jsonx.Reader)) {
	e.there = r.Kind() != jsonx.Null
	part := r.Begin()
	decode(&e.wire, r)
	e.wrong = r.End(part)
}

// lookupAnswer is the answer to a lookup by ids: an entity for each.
type lookupAnswer[W any] struct {
	there, whole bool // not null; a list as it was promised
	list         []*entity[W]
}

func (l *lookupAnswer[W]) decode(ctx context.Context, r *jsonx.Reader, decode func(*W, *jsonx.Reader)) {
	l.there, l.whole, l.list = r.Kind() != jsonx.Null, r.Kind() == jsonx.Array, nil
	for ok := r.Array(); ok && r.Element(); {
		e := &entity[W]{at: len(l.list)}
		e.decode(r, decode)
		l.list = append(l.list, e)
		stopIfEnded(ctx, r)
	}
}

// laneAnswer is the answer to one lane of a listing.
type laneAnswer[W any] struct {
	there bool
	wrong *jsonx.WrongType
	edges jsonx.Opt[[]edge[W]]
	page  jsonx.Opt[pageInfoWire]
}

type edge[W any] struct {
	cursor string
	node   *entity[W]
}

func (l *laneAnswer[W]) decode(ctx context.Context, r *jsonx.Reader, decode func(*W, *jsonx.Reader)) {
	*l = laneAnswer[W]{there: r.Kind() != jsonx.Null}
	part := r.Begin()
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "edges":
			l.decodeEdges(ctx, r, decode)
		case "pageInfo":
			fill(r, &l.page, (*pageInfoWire).decode)
		}
	}
	l.wrong = r.End(part)
}

func (l *laneAnswer[W]) decodeEdges(ctx context.Context, r *jsonx.Reader, decode func(*W, *jsonx.Reader)) {
	if l.edges.OK = r.Array(); !l.edges.OK {
		return
	}
	for r.Element() {
		e := edge[W]{node: &entity[W]{at: len(l.edges.Value)}}
		for ok := r.Object(); ok && r.Member(); {
			switch string(r.Name()) {
			case "cursor":
				e.cursor = r.Text().Value
			case "node":
				e.node.decode(r, decode)
			}
		}
		l.edges.Value = append(l.edges.Value, e)
		stopIfEnded(ctx, r)
	}
}

// stopIfEnded ends the reading of an answer that nobody waits for any more.
func stopIfEnded(ctx context.Context, r *jsonx.Reader) {
	if ctx.Err() != nil {
		r.Stop()
	}
}
