package shopifysim

import (
	"regexp"
	"slices"
	"strings"
)

// These small objects are made when asked for.
type (
	priceRange  struct{ MinVariantPrice, MaxVariantPrice *MoneyV2 }
	optionValue struct {
		ID, Name    string
		HasVariants bool
	}
	mediaPreview struct {
		Image  *Image
		Status string
	}
)

var htmlTag = regexp.MustCompile(`<[^>]*>`)

func productResolvers() map[string]resolver {
	return map[string]resolver{
		"Product.description":           on(description),
		"Product.totalInventory":        get(func(c *call, p *Product) any { return c.store.totalInventory(p) }),
		"Product.tracksInventory":       get(func(c *call, p *Product) any { return c.store.tracksInventory(p) }),
		"Product.hasOnlyDefaultVariant": get(hasOnlyDefaultVariant),
		"Product.hasOutOfStockVariants": get(hasOutOfStockVariants),
		"Product.variants":              on(productVariants),
		"Product.variantsCount":         get(func(c *call, p *Product) any { return counted(len(c.store.variantsOf[p.ID])) }),
		"Product.options":               on(func(_ *call, p *Product, args map[string]any) (any, error) { return firstOf(p.Options, args) }),
		"Product.media": on(func(_ *call, p *Product, args map[string]any) (any, error) {
			return paginate(listOf(p.Media, func(m *MediaImage) string { return m.ID }), args)
		}),
		"Product.mediaCount":          get(func(_ *call, p *Product) any { return counted(len(p.Media)) }),
		"Product.featuredMedia":       get(featuredMedia),
		"Product.featuredImage":       get(featuredImage),
		"Product.priceRangeV2":        get(variantPrices),
		"ProductOption.optionValues":  get(optionValues),
		"MediaImage.mediaContentType": get(func(_ *call, _ *MediaImage) any { return "IMAGE" }),
		"MediaImage.status":           get(func(_ *call, _ *MediaImage) any { return "READY" }),
		"MediaImage.preview":          get(func(_ *call, m *MediaImage) any { return &mediaPreview{Image: m.Image, Status: "READY"} }),
	}
}

// description is the text of the HTML, cut at the argument's length.
func description(_ *call, p *Product, args map[string]any) (any, error) {
	plain := strings.Join(strings.Fields(htmlTag.ReplaceAllString(p.DescriptionHTML, " ")), " ")
	if at, said := intArg(args, "truncateAt"); said && at >= 0 {
		if runes := []rune(plain); len(runes) > at {
			return string(runes[:at]), nil
		}
	}
	return plain, nil
}

func (c *call) variants(p *Product) []*ProductVariant {
	var variants []*ProductVariant
	for _, id := range c.store.variantsOf[p.ID] {
		variants = append(variants, c.store.variants[id])
	}
	return variants
}

func hasOnlyDefaultVariant(c *call, p *Product) any {
	variants := c.variants(p)
	return len(variants) == 1 && variants[0].Title == "Default Title"
}

func hasOutOfStockVariants(c *call, p *Product) any {
	return slices.ContainsFunc(c.variants(p), func(v *ProductVariant) bool { return c.store.variantQuantity(v) <= 0 })
}

func productVariants(c *call, p *Product, args map[string]any) (any, error) {
	l := listing{sort: textArg(args, "sortKey")}
	for _, v := range c.variants(p) {
		l.entries = append(l.entries, entry{value: c.store.sortValue(l.sort, v), id: legacyID(v.ID), object: v})
	}
	slices.SortFunc(l.entries, entry.compare)
	return paginate(l, args)
}

func featuredMedia(_ *call, p *Product) any {
	if len(p.Media) == 0 {
		return nil
	}
	return &p.Media[0]
}

func featuredImage(_ *call, p *Product) any {
	if len(p.Media) == 0 {
		return nil
	}
	return found(p.Media[0].Image)
}

// variantPrices is the lowest and the highest price, zero without variants.
func variantPrices(c *call, p *Product) any {
	currency := c.store.shop.CurrencyCode
	low, high := &MoneyV2{CurrencyCode: currency}, &MoneyV2{CurrencyCode: currency}
	for i, v := range c.variants(p) {
		if i == 0 || v.Price.LessThan(low.Amount) {
			low.Amount = v.Price
		}
		if i == 0 || v.Price.GreaterThan(high.Amount) {
			high.Amount = v.Price
		}
	}
	return &priceRange{low, high}
}

// optionValues number the values after their option.
func optionValues(c *call, o *ProductOption) any {
	values := make([]optionValue, 0, len(o.Values))
	for i, name := range o.Values {
		used := false
		for _, id := range c.store.variantsOf[o.productID] {
			used = used || slices.Contains(c.store.variants[id].SelectedOptions, SelectedOption{o.Name, name})
		}
		values = append(values, optionValue{ID: gidOf("ProductOptionValue", legacyID(o.ID)*100+int64(i)), Name: name, HasVariants: used})
	}
	return values
}

func variantResolvers() map[string]resolver {
	return map[string]resolver{
		"ProductVariant.product":            get(func(c *call, v *ProductVariant) any { return found(c.store.products[v.ProductID]) }),
		"ProductVariant.inventoryItem":      get(func(c *call, v *ProductVariant) any { return found(c.store.items[v.InventoryItemID]) }),
		"ProductVariant.displayName":        get(func(c *call, v *ProductVariant) any { return c.store.displayName(v) }),
		"ProductVariant.inventoryQuantity":  get(func(c *call, v *ProductVariant) any { return c.store.variantQuantity(v) }),
		"ProductVariant.requiresComponents": get(func(_ *call, _ *ProductVariant) any { return false }),
		"ProductVariant.availableForSale": get(func(c *call, v *ProductVariant) any {
			item := c.store.items[v.InventoryItemID]
			return item == nil || !item.Tracked || v.InventoryPolicy == "CONTINUE" || c.store.variantQuantity(v) > 0
		}),
		"ProductVariant.sellableOnlineQuantity": get(sellableOnline),
	}
}

// sellableOnline is what is available where online orders are fulfilled.
func sellableOnline(c *call, v *ProductVariant) any {
	sum := 0
	for _, id := range c.store.levelsOfItem[v.InventoryItemID] {
		level := c.store.levels[id]
		if place := c.store.locations[level.LocationID]; place != nil && place.FulfillsOnlineOrders && !level.Deactivated {
			sum += level.quantity("available")
		}
	}
	return sum
}
