package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *productWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "title":
			w.Title = r.Text()
		case "handle":
			w.Handle = r.Text()
		case "vendor":
			w.Vendor = r.Word()
		case "productType":
			w.ProductType = r.Word()
		case "status":
			w.Status = r.Word()
		case "tags":
			w.Tags = readTexts(r)
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "descriptionHtml":
			w.DescriptionHTML = r.Text()
		case "options":
			fillList(r, &w.Options, (*optionWire).decode)
		case "media":
			fillNodes(r, &w.Media, (*mediaWire).decode)
		case "variants":
			fillNodes(r, &w.Variants, (*variantWire).decode)
		case "metafields":
			fillNodes(r, &w.Metafields, (*metafieldWire).decode)
		}
	}
}

func (w *optionWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "name":
			w.Name = r.Word()
		case "values":
			w.Values = readTexts(r)
		}
	}
}

func (w *mediaWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "mediaContentType":
			w.Type = r.Word()
		case "alt":
			w.Alt = r.Text()
		case "preview":
			fill(r, &w.Preview, (*previewWire).decode)
		}
	}
}

func (w *previewWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "image":
			fill(r, &w.Image, (*imageWire).decode)
		}
	}
}

func (w *imageWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "url":
			w.URL = r.Text()
		}
	}
}

func (w *variantWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "title":
			w.Title = r.Text()
		case "sku":
			w.SKU = r.Text()
		case "barcode":
			w.Barcode = r.Text()
		case "price":
			w.Price = readNumeral(r)
		case "compareAtPrice":
			w.CompareAtPrice = readNumeral(r)
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "product":
			fill(r, &w.Product, (*refWire).decode)
		case "selectedOptions":
			fillList(r, &w.Options, (*selectedOptionWire).decode)
		case "inventoryItem":
			fill(r, &w.InventoryItem, (*stockWire).decode)
		case "metafields":
			fillNodes(r, &w.Metafields, (*metafieldWire).decode)
		}
	}
}

func (w *selectedOptionWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "name":
			w.Name = r.Word()
		case "value":
			w.Value = r.Text()
		}
	}
}

func (w *stockWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "measurement":
			fill(r, &w.Measurement, (*measurementWire).decode)
		}
	}
}

func (w *measurementWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "weight":
			fill(r, &w.Weight, (*weightWire).decode)
		}
	}
}

func (w *weightWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "value":
			w.Value = readNumeral(r)
		case "unit":
			w.Unit = r.Word()
		}
	}
}
