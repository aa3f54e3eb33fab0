package woocommerce

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// Entity is what a text was read as.
type Entity struct {
	ID     commerce.ID
	Order  *commerce.Order
	Broken string
}

// Readers read and translate one object of a kind, as it stands in an answer,
// with all groups. Each reports whether the text is JSON.
func Readers() map[string]func(text []byte) (Entity, bool) {
	c := &client{source: "x", shop: "https://shop.example"}
	good := func(read func(*reader, *goodWire) commerce.ID) func([]byte) (Entity, bool) {
		return entity((*goodWire).decode, func(r *reader, w *goodWire) Entity { return Entity{ID: read(r, w)} }, c)
	}
	return map[string]func([]byte) (Entity, bool){
		"order": entity((*orderWire).decode, func(r *reader, w *orderWire) Entity {
			o := r.order(w)
			return Entity{ID: o.ID, Order: o}
		}, c),
		"customer": entity((*customerWire).decode, func(r *reader, w *customerWire) Entity { return Entity{ID: r.customer(w).ID} }, c),
		"product":  good(func(r *reader, w *goodWire) commerce.ID { return r.product(w).ID }),
		"variant":  good(func(r *reader, w *goodWire) commerce.ID { return r.variant(w).ID }),
		"item":     good(func(r *reader, w *goodWire) commerce.ID { return r.inventoryItem(w).ID }),
		"refund":   entity((*refundWire).decode, func(_ *reader, w *refundWire) Entity { return Entity{ID: commerce.ID{Key: keyOf(w.ID)}} }, c),
		"fulfilment": entity((*fulfillmentWire).decode, func(r *reader, w *fulfillmentWire) Entity {
			return Entity{ID: r.fulfillment(w).ID}
		}, c),
	}
}

func entity[W any](decode func(*W, *jsonx.Reader), read func(*reader, *W) Entity, c *client) func([]byte) (Entity, bool) {
	return func(text []byte) (Entity, bool) {
		w := new(W)
		if readJSON(text, func(in *jsonx.Reader) { *w = *new(W); decode(w, in) }) != nil {
			return Entity{}, false
		}
		r := &reader{client: c, reading: commerce.ReadNow(), holds: 1<<8 - 1, shopCode: "EUR"}
		e := read(r, w)
		e.Broken = r.broken
		return e, true
	}
}
