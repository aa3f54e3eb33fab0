package magento

import (
	"cmp"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

func readProduct(r *reader, w *productWire) *commerce.Product {
	p := &commerce.Product{
		Origin:      r.origin(r.needID(w.ID, "id"), "product", "catalog/product/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		Title:       w.Name.Value,
		Handle:      commerce.Text(w.attribute("url_key")),
		ProductType: text(w.Type),
		Status:      productStates.state("status", formatOpt(w.Status)),
		CreatedAt:   r.instant(w.CreatedAt, "created_at"),
	}
	if r.holds.Has(commerce.ProductContent) {
		p.DescriptionHTML = commerce.Text(w.attribute("description"))
		p.Media = r.media(w.Media)
	}
	return p
}

func (r *reader) media(list []mediaWire) []commerce.Media {
	shown := slices.DeleteFunc(slices.Clone(list), func(m mediaWire) bool { return m.Disabled.Value })
	slices.SortStableFunc(shown, func(a, b mediaWire) int { return cmp.Compare(a.Position.Value, b.Position.Value) })
	out := make([]commerce.Media, 0, len(shown))
	for _, m := range shown {
		media := commerce.Media{Type: m.Type.Value, Alt: text(m.Label)}
		if r.shop.media != "" && m.File.Value != "" {
			media.URL = commerce.Text(r.shop.media + "catalog/product" + m.File.Value)
		}
		out = append(out, media)
	}
	return out
}

// readVariant reads a product as what is bought. One that is visible by itself
// is its own product's only variant.
func readVariant(r *reader, w *productWire) *commerce.ProductVariant {
	v := &commerce.ProductVariant{
		Origin:    r.origin(r.needID(w.ID, "id"), "product", "catalog/product/edit/id", r.instant(w.UpdatedAt, "updated_at")),
		Title:     text(w.Name),
		SKU:       commerce.Text(need(r, w.SKU, "sku")),
		CreatedAt: r.instant(w.CreatedAt, "created_at"),
	}
	switch owner, known := r.owners[w.ID.Value]; {
	case known:
		v.ProductID = commerce.ID{Source: r.source, Key: formatInt(owner)}
	case w.Visibility.Value != hidden:
		v.ProductID = v.ID
	}
	r.prices(v, w)
	if r.barcode != "" {
		v.Barcode = commerce.Text(w.attribute(r.barcode))
	}
	if w.Weight.OK {
		v.Weight = &commerce.Weight{Value: r.decimal(w.Weight, "weight"), Unit: r.shop.weightUnit}
	}
	if w.Type.Value != bundle {
		v.InventoryItemID = v.ID
	}
	return v
}

// prices reads what is asked for now, and beside a special price what is asked
// for else. What groups of customers, quantities and price rules change is not
// said. The parts of a bundle can make up its price, and a special one of it is a
// share.
func (r *reader) prices(v *commerce.ProductVariant, w *productWire) {
	if !w.Price.OK || w.Type.Value == bundle && r.number(w.Price, "price").Sign() == 0 {
		return
	}
	price := commerce.NewMoney(r.decimal(w.Price, "price"), r.shop.currency)
	v.Price = &price
	written := w.attribute("special_price")
	if written == "" || w.Type.Value == bundle || !r.inSeason(w) {
		return
	}
	amount, ok := parseDecimal(written)
	if !ok || amount.Cmp(price.Amount) >= 0 {
		return // the lower of both is asked for
	}
	special := commerce.NewMoney(amount, r.shop.currency)
	v.Price, v.CompareAtPrice = &special, &price
}

// inSeason reports whether the days of a special price are now, which are days
// of the shop's own zone. A day that is missing is no bound.
func (r *reader) inSeason(w *productWire) bool {
	today := r.reading.FetchedAt.In(r.shop.zone).Format(time.DateOnly)
	day := func(code string) string {
		written := w.attribute(code)
		return written[:min(len(written), len(time.DateOnly))]
	}
	from, to := day("special_from_date"), day("special_to_date")
	return (from == "" || from <= today) && (to == "" || today <= to)
}
