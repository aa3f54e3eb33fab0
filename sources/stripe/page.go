package stripe

import (
	"context"
	"net/url"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// shape is how objects of one kind are read from an answer.
type shape[W any] struct {
	decode func(*W, *jsonx.Reader)
	head   func(*W) head
}

var (
	chargeShape = shape[charge]{(*charge).decode, func(c *charge) head { return head{ID: c.ID, Created: c.Created} }}
	tryShape    = shape[try]{(*try).decode, func(t *try) head { return head{ID: t.ID, Created: t.Created} }}
	refundShape = shape[refund]{(*refund).decode, func(b *refund) head { return head{ID: b.ID, Created: b.Created} }}
)

// object is one object of an answer. A wrong one has a field of another type
// than Stripe promises, and is only good for its head.
type object[W any] struct {
	head
	wire  W
	wrong bool
}

func (s shape[W]) object(r *jsonx.Reader) *object[W] {
	o := new(object[W])
	part := r.Begin()
	s.decode(&o.wire, r)
	o.wrong = r.End(part) != nil
	o.head = s.head(&o.wire)
	return o
}

// place returns the head; an error when the object has none.
func (o *object[W]) place() (head, error) {
	if o.ID == "" || !o.Created.OK {
		return head{}, broken("id")
	}
	return o.head, nil
}

// page is an answer of a list or search. Its objects are judged one by one, so
// that a broken one does not take the others along.
type page[W any] struct {
	objects []*object[W]
	more    bool
	next    string // of searches only
}

// last returns the id of the last object; empty when it has none.
func (p *page[W]) last() string {
	if len(p.objects) == 0 {
		return ""
	}
	h, err := p.objects[len(p.objects)-1].place()
	if err != nil {
		return ""
	}
	return h.ID
}

const notAPage = "the answer is not a page of objects"

// readPage reads a page of a list or search.
func readPage[W any](ctx context.Context, c *client, s shape[W], op, path string, query url.Values) (*page[W], error) {
	p := new(page[W])
	var listed, told bool
	err := c.get(ctx, op, path, query, notAPage, func(r *jsonx.Reader) {
		for ok := r.Object(); ok && r.Member(); {
			switch string(r.Name()) {
			case "data":
				p.objects = p.objects[:0]
				listed = r.Kind() == jsonx.Array
				for ok := r.Array(); ok && r.Element(); {
					p.objects = append(p.objects, s.object(r))
					if ctx.Err() != nil {
						r.Stop()
					}
				}
			case "has_more":
				more := r.Bool()
				p.more, told = more.Value, more.OK
			case "next_page":
				p.next = r.Text().Value
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if !listed || !told {
		return nil, c.malformed(op, notAPage)
	}
	return p, nil
}

// readOne reads one object, which stands under the name inner when that is not
// empty; nil when there is none under it.
func readOne[W any](ctx context.Context, c *client, s shape[W], op, path, inner string, query url.Values) (o *object[W], err error) {
	err = c.get(ctx, op, path, query, "the answer is not an object", func(r *jsonx.Reader) {
		if inner == "" {
			o = s.object(r)
			return
		}
		for ok := r.Object(); ok && r.Member(); {
			if string(r.Name()) != inner {
				continue
			}
			if o = nil; r.Kind() != jsonx.Null {
				o = s.object(r)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return o, nil
}

// mostPages bounds how far a list inside one object, or the matches of one
// search, are followed: a thousand objects.
const mostPages = 10

// readAll reads a list to its end. It never returns nil without an error.
func readAll[W any](ctx context.Context, c *client, s shape[W], op, path string, query url.Values) ([]*W, error) {
	query.Set("limit", "100")
	out := []*W{}
	wrong := false
	for range mostPages {
		p, err := readPage(ctx, c, s, op, path, query)
		if err != nil {
			return nil, err
		}
		for _, o := range p.objects {
			out = append(out, &o.wire)
			wrong = wrong || o.wrong
		}
		if !p.more {
			if wrong {
				return nil, c.classify(op, errShape)
			}
			return out, nil
		}
		last := p.last()
		if last == "" {
			return nil, c.malformed(op, "a page that is not the last has no object to continue after")
		}
		query.Set("starting_after", last)
	}
	return nil, &sources.Error{Kind: sources.KindUnsupported, Source: c.source, Op: op, Reason: "a payment has more than 1000 charges or refunds"}
}
