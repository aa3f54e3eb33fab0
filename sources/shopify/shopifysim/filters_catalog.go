package shopifysim

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

func productFilters() map[string]filter {
	type p = *Product
	return map[string]filter{
		"default": tokenized(words(func(s *store, p p) []string {
			return append([]string{p.Title, p.Vendor, p.ProductType, strings.Join(p.Tags, " ")}, variantWords(s, p, func(v *ProductVariant) *string { return v.SKU })...)
		})),
		"id":           number(func(_ *store, object any) int64 { return legacyID(object.(p).ID) }),
		"title":        tokenized(words(func(_ *store, p p) []string { return []string{p.Title} })),
		"handle":       exact(words(func(_ *store, p p) []string { return []string{p.Handle} })),
		"vendor":       exact(words(func(_ *store, p p) []string { return []string{p.Vendor} })),
		"product_type": exact(words(func(_ *store, p p) []string { return []string{p.ProductType} })),
		"status":       exact(words(func(_ *store, p p) []string { return []string{p.Status} })),
		"tag":          exact(words(func(_ *store, p p) []string { return p.Tags })),
		"tag_not":      without(exact(words(func(_ *store, p p) []string { return p.Tags }))),
		"created_at":   moment(at(func(p p) *time.Time { return &p.CreatedAt })),
		"updated_at":   moment(at(func(p p) *time.Time { return &p.UpdatedAt })),
		"published_at": moment(at(func(p p) *time.Time { return p.PublishedAt })),
		"gift_card":    boolean(func(_ *store, object any) bool { return object.(p).IsGiftCard }),
		"inventory_total": numeric(func(s *store, object any) decimal.Decimal {
			return decimal.NewFromInt(int64(s.totalInventory(object.(p))))
		}),
		"tracks_inventory": boolean(func(s *store, object any) bool {
			return s.tracksInventory(object.(p))
		}),
		"sku": exact(words(func(s *store, p p) []string {
			return variantWords(s, p, func(v *ProductVariant) *string { return v.SKU })
		})),
		"barcode": exact(words(func(s *store, p p) []string {
			return variantWords(s, p, func(v *ProductVariant) *string { return v.Barcode })
		})),
		"variant_title": tokenized(words(func(s *store, p p) []string {
			return variantWords(s, p, func(v *ProductVariant) *string { return &v.Title })
		})),
		"variant_id": exact(words(func(s *store, p p) []string {
			return variantWords(s, p, func(v *ProductVariant) *string {
				_, id, _ := strings.Cut(v.ID, "ProductVariant/")
				return &id
			})
		})),
		"price": numericAny(func(s *store, object any) []decimal.Decimal {
			var prices []decimal.Decimal
			for _, id := range s.variantsOf[object.(p).ID] {
				prices = append(prices, s.variants[id].Price)
			}
			return prices
		}),
	}
}

// variantWords reads one text of each variant of a product.
func variantWords(s *store, p *Product, read func(*ProductVariant) *string) []string {
	var all []string
	for _, id := range s.variantsOf[p.ID] {
		all = append(all, text(read(s.variants[id])))
	}
	return all
}

func variantFilters() map[string]filter {
	type v = *ProductVariant
	product := func(read func(*Product) []string) func(*store, any) []string {
		return words(func(s *store, v v) []string {
			if product := s.products[v.ProductID]; product != nil {
				return read(product)
			}
			return nil
		})
	}
	productID := func(_ *store, v v) []string {
		_, id, _ := strings.Cut(v.ProductID, "Product/")
		return []string{id}
	}
	option := func(n int) filter {
		return exact(words(func(_ *store, v v) []string {
			if n >= len(v.SelectedOptions) {
				return nil
			}
			return []string{v.SelectedOptions[n].Value}
		}))
	}
	return map[string]filter{
		"default": tokenized(words(func(s *store, v v) []string {
			return []string{s.displayName(v), text(v.SKU), text(v.Barcode)}
		})),
		"id":          number(func(_ *store, object any) int64 { return legacyID(object.(v).ID) }),
		"product_id":  number(func(_ *store, object any) int64 { return legacyID(object.(v).ProductID) }),
		"product_ids": exact(words(productID)),
		"title":       tokenized(words(func(_ *store, v v) []string { return []string{v.Title} })),
		"sku":         exact(words(func(_ *store, v v) []string { return []string{text(v.SKU)} })),
		"barcode":     exact(words(func(_ *store, v v) []string { return []string{text(v.Barcode)} })),
		"updated_at":  moment(at(func(v v) *time.Time { return &v.UpdatedAt })),
		"taxable":     boolean(func(_ *store, object any) bool { return object.(v).Taxable }),
		"inventory_quantity": numeric(func(s *store, object any) decimal.Decimal {
			return decimal.NewFromInt(int64(s.variantQuantity(object.(v))))
		}),
		"option1":        option(0),
		"option2":        option(1),
		"option3":        option(2),
		"product_status": exact(product(func(p *Product) []string { return []string{p.Status} })),
		"product_type":   exact(product(func(p *Product) []string { return []string{p.ProductType} })),
		"vendor":         exact(product(func(p *Product) []string { return []string{p.Vendor} })),
		"tag":            exact(product(func(p *Product) []string { return p.Tags })),
		"tag_not":        without(exact(product(func(p *Product) []string { return p.Tags }))),
	}
}

func itemFilters() map[string]filter {
	type i = *InventoryItem
	return map[string]filter{
		"id":         number(func(_ *store, object any) int64 { return legacyID(object.(i).ID) }),
		"sku":        exact(words(func(_ *store, i i) []string { return []string{text(i.SKU)} })),
		"created_at": moment(at(func(i i) *time.Time { return &i.CreatedAt })),
		"updated_at": moment(at(func(i i) *time.Time { return &i.UpdatedAt })),
	}
}

func locationFilters() map[string]filter {
	type l = *Location
	return map[string]filter{
		"default": tokenized(words(func(_ *store, l l) []string {
			return []string{l.Name, text(l.Address.Address1), text(l.Address.City), text(l.Address.Zip)}
		})),
		"id":          number(func(_ *store, object any) int64 { return legacyID(object.(l).ID) }),
		"location_id": number(func(_ *store, object any) int64 { return legacyID(object.(l).ID) }),
		"name":        tokenized(words(func(_ *store, l l) []string { return []string{l.Name} })),
		"active":      boolean(func(_ *store, object any) bool { return !object.(l).Inactive }),
		"city":        exact(words(func(_ *store, l l) []string { return []string{text(l.Address.City)} })),
		"country":     exact(words(func(_ *store, l l) []string { return []string{text(l.Address.Country), text(l.Address.CountryCode)} })),
		"province":    exact(words(func(_ *store, l l) []string { return []string{text(l.Address.Province)} })),
		"zip":         exact(words(func(_ *store, l l) []string { return []string{text(l.Address.Zip)} })),
		"address1":    tokenized(words(func(_ *store, l l) []string { return []string{text(l.Address.Address1)} })),
		"address2":    tokenized(words(func(_ *store, l l) []string { return []string{text(l.Address.Address2)} })),
		"created_at":  moment(at(func(l l) *time.Time { return &l.CreatedAt })),
	}
}
