package woocommerce

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// Entity is what a text was read as.
type Entity struct {
	ID     commerce.ID
	Order  *commerce.Order
	Whole  any // all that was made of it
	Broken string
}

// Readers read and translate one object of a kind, as it stands in an answer,
// with all groups. Each reports whether the text is JSON.
func Readers() map[string]func(text []byte) (Entity, bool) {
	c := &client{source: "x", shop: "https://shop.example"}
	one := func(id commerce.ID, whole ...any) Entity { return Entity{ID: id, Whole: whole} }
	good := func(read func(*reader, *goodWire) Entity) func([]byte) (Entity, bool) {
		return entity((*goodWire).decode, read, c)
	}
	return map[string]func([]byte) (Entity, bool){
		"order": entity((*orderWire).decode, func(r *reader, w *orderWire) Entity {
			o := r.order(w)
			return Entity{ID: o.ID, Order: o, Whole: o}
		}, c),
		"customer": entity((*customerWire).decode, func(r *reader, w *customerWire) Entity {
			u := r.customer(w)
			return one(u.ID, u)
		}, c),
		"product": good(func(r *reader, w *goodWire) Entity {
			p := r.product(w)
			return one(p.ID, p, w.Variations)
		}),
		"variant": good(func(r *reader, w *goodWire) Entity {
			v := r.ownVariant(w)
			return one(v.ID, v)
		}),
		"item": good(func(r *reader, w *goodWire) Entity {
			if w.Stock != itsOwn {
				return Entity{ID: commerce.ID{Source: "x", Key: keyOf(max(w.ID, 1))}}
			}
			item := r.inventoryItem(w)
			return one(item.ID, item)
		}),
		"refund": entity((*refundWire).decode, func(r *reader, w *refundWire) Entity {
			o := &orderWire{Currency: "EUR", InclusiveTax: yes, details: map[int64]*refundWire{w.ID: w}}
			summary := &refundSummaryWire{ID: w.ID, Total: "-1", Reason: w.Reason}
			return one(commerce.ID{Source: "x", Key: keyOf(w.ID)}, r.refund(summary, o, r.amounts(o)))
		}, c),
		"fulfilment": entity((*fulfillmentWire).decode, func(r *reader, w *fulfillmentWire) Entity {
			o := &orderWire{parcels: []*fulfillmentWire{w}}
			return one(commerce.ID{Source: "x", Key: keyOf(w.ID)}, r.fulfillments(o))
		}, c),
		"note": entity((*noteWire).decode, func(_ *reader, w *noteWire) Entity {
			return one(commerce.ID{Source: "x", Key: keyOf(w.ID)}, comments(&orderWire{notes: []*noteWire{w}}))
		}, c),
	}
}

func entity[W any](decode func(*W, *jsonx.Reader), read func(*reader, *W) Entity, c *client) func([]byte) (Entity, bool) {
	return func(text []byte) (Entity, bool) {
		w := new(W)
		if readJSON(text, func(in *jsonx.Reader) { *w = *new(W); decode(w, in) }) != nil {
			return Entity{}, false
		}
		r := &reader{client: c, reading: commerce.ReadNow(), holds: 1<<16 - 1, shopCode: "EUR"}
		e := read(r, w)
		e.Broken = r.broken
		return e, true
	}
}
