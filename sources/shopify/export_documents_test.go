package shopify

import (
	"strconv"

	"github.com/galleria-graph/galleria/commerce"
)

// Document returns the text of a document with its variables, and what is
// counted for it, where it asks for so many entities with so many objects in each
// of their inner connections.
type Document func(n, innerSize int) (text string, variables map[string]any, counted float64)

// Documents returns those that list each kind, with the groups that are chosen,
// and those of all tails.
func Documents(chosen func(want, all commerce.Groups) bool) []Document {
	out := append(documentsOf(orders(), chosen), documentsOf(drafts(), chosen)...)
	out = append(out, documentsOf(customers(), chosen)...)
	out = append(out, documentsOf(products(), chosen)...)
	out = append(out, documentsOf(variants(), chosen)...)
	out = append(out, documentsOf(inventoryItems(), chosen)...)
	for _, k := range []tailKind{
		linesTail, discountsTail, shippingTail, refundLinesTail, movementsTail, fulfillmentLinesTail, returnsTail, returnLinesTail, holdsTail,
		draftLinesTail, addressesTail, mediaTail, variantsTail, levelsTail,
		commentsTail("Order"), commentsTail(draftType), metafieldsTail("Customer"), metafieldsTail("ProductVariant"),
	} {
		out = append(out, func(n, _ int) (string, map[string]any, float64) {
			v := map[string]any{"n": n, "id0": "gid://shopify/" + k.owner + "/1", "at0": ""}
			if k.node.inner > 0 {
				v["inner"] = tailInner
			}
			return k.document(1), v, k.price(n)
		})
	}
	return out
}

func documentsOf[T, W any](r *resource[T, W], chosen func(want, all commerce.Groups) bool) []Document {
	var out []Document
	all := r.kind.AllGroups()
	for want := range all + 1 {
		if !chosen(want, all) {
			continue
		}
		d := r.listDocument(r.fields(want), 2, false)
		out = append(out, func(n, innerSize int) (string, map[string]any, float64) {
			v := map[string]any{"n": n, "reverse": false}
			if r.sortEnum != "" {
				v["sortKey"] = r.ownKey
			}
			if d.node.inner > 0 {
				v["inner"] = innerSize
			}
			for i := range 2 {
				v["q"+strconv.Itoa(i)], v["at"+strconv.Itoa(i)] = nil, nil
			}
			return d.text, v, d.price(n, innerSize)
		})
	}
	return out
}

// OrderDocuments returns the texts that list and get orders with the groups.
func OrderDocuments(want commerce.Groups) string {
	r := orders()
	return r.listDocument(r.fields(want), 1, false).text + "\n" + r.getDocument(r.fields(want)).text + "\n"
}
