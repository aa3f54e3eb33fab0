package woocommerce

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *goodWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		if w.member(name, r) || w.part(name, r) {
			return
		}
		switch string(name) {
		case "type":
			w.Type = readWord(r)
		case "name":
			w.Name = readText(r)
		case "slug":
			w.Slug = readText(r)
		case "sku":
			w.SKU = readText(r)
		case "global_unique_id":
			w.Barcode = readText(r)
		case "price":
			w.Price = readWord(r)
		case "regular_price":
			w.RegularPrice = readWord(r)
		case "on_sale":
			w.OnSale = readTruth(r)
		case "weight":
			w.Weight = readWord(r)
		case "description":
			w.Description = readText(r)
		case "manage_stock":
			w.Stock = readStock(r)
		case "stock_quantity":
			w.StockQuantity = readWord(r)
		case "parent_id":
			w.ParentID = readNumber(r)
		}
	})
}

// readStock reads true, false or "parent".
func readStock(r *jsonx.Reader) stock {
	if r.Kind() == jsonx.Text {
		switch readWord(r) {
		case "parent":
			return itsParents
		case "yes", "1", "true":
			return itsOwn
		}
		return uncounted
	}
	if readTruth(r) == yes {
		return itsOwn
	}
	return uncounted
}

func (w *goodWire) part(name []byte, r *jsonx.Reader) bool {
	switch string(name) {
	case "variations":
		w.Variations = readNumbers(r)
	case "categories":
		w.Categories = list(r, (*termWire).decode)
	case "tags":
		w.Tags = list(r, (*termWire).decode)
	case "brands":
		w.Brands = list(r, (*termWire).decode)
	case "images":
		w.Images = list(r, (*imageWire).decode)
	case "attributes":
		w.Attributes = list(r, (*attributeWire).decode)
	case "meta_data":
		w.Meta = list(r, (*metaWire).decode)
	default:
		return false
	}
	return true
}

func (w *termWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		if string(name) == "name" {
			w.Name = readText(r)
		}
	})
}

func (w *imageWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "src":
			w.Source = readText(r)
		case "alt":
			w.Alt = readText(r)
		}
	})
}

func (w *attributeWire) decode(r *jsonx.Reader) {
	members(r, func(name []byte) {
		switch string(name) {
		case "name":
			w.Name = readText(r)
		case "variation":
			w.Variation = readTruth(r)
		case "options":
			w.Options = readTexts(r)
		case "option":
			w.Option = readText(r)
		}
	})
}
