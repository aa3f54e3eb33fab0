package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *draftWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Text()
		case "status":
			w.Status = r.Word()
		case "email":
			w.Email = r.Text()
		case "phone":
			w.Phone = r.Text()
		case "note2":
			w.Note = r.Text()
		case "tags":
			w.Tags = readTexts(r)
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "customer":
			fill(r, &w.Customer, (*buyerWire).decode)
		case "billingAddress":
			fill(r, &w.BillingAddress, (*addressWire).decode)
		case "shippingAddress":
			fill(r, &w.ShippingAddress, (*addressWire).decode)
		case "subtotalPriceSet":
			fillBag(r, &w.Subtotal)
		case "totalDiscountsSet":
			fillBag(r, &w.Discounts)
		case "totalShippingPriceSet":
			fillBag(r, &w.Shipping)
		case "totalTaxSet":
			fillBag(r, &w.Tax)
		case "totalPriceSet":
			fillBag(r, &w.Total)
		case "lineItems":
			fillNodes(r, &w.Lines, (*draftLineWire).decode)
		case "discountCodes":
			w.Codes = readTexts(r)
		case "appliedDiscount":
			fill(r, &w.Discount, (*draftDiscountWire).decode)
		case "taxLines":
			fillList(r, &w.TaxLines, (*taxLineWire).decode)
		case "shippingLine":
			fill(r, &w.ShippingLine, (*shippingLineWire).decode)
		case "events":
			fillNodes(r, &w.Events, (*eventWire).decode)
		case "metafields":
			fillNodes(r, &w.Metafields, (*metafieldWire).decode)
		}
	}
}

func (w *draftLineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Text()
		case "title":
			w.Title = r.Text()
		case "variantTitle":
			w.VariantTitle = r.Text()
		case "sku":
			w.SKU = r.Text()
		case "quantity":
			w.Quantity = r.Int()
		case "requiresShipping":
			w.RequiresShipping = r.Bool()
		case "variant":
			fill(r, &w.Variant, (*refWire).decode)
		case "product":
			fill(r, &w.Product, (*refWire).decode)
		case "originalUnitPriceSet":
			fillBag(r, &w.UnitPrice)
		case "approximateDiscountedUnitPriceSet":
			fillBag(r, &w.DiscountedPrice)
		case "discountedTotalSet":
			fillBag(r, &w.Total)
		case "taxLines":
			fillList(r, &w.TaxLines, (*taxLineWire).decode)
		}
	}
}

func (w *draftDiscountWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "title":
			w.Title = r.Text()
		case "value":
			w.Value = readNumeral(r)
		case "valueType":
			w.ValueType = r.Word()
		case "amountSet":
			fillBag(r, &w.Amount)
		}
	}
}
