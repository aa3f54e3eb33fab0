package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *orderWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Text()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "processedAt":
			w.ProcessedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "cancelledAt":
			w.CancelledAt = readInstant(r)
		case "closedAt":
			w.ClosedAt = readInstant(r)
		case "displayFinancialStatus":
			w.Financial = r.Word()
		case "displayFulfillmentStatus":
			w.Fulfillment = r.Word()
		case "returnStatus":
			w.Return = r.Word()
		case "cancelReason":
			w.CancelReason = r.Word()
		case "test":
			w.Test = r.Bool()
		case "edited":
			w.Edited = r.Bool()
		case "note":
			w.Note = r.Text()
		case "tags":
			w.Tags = readTexts(r)
		case "sourceName":
			w.SourceName = r.Word()
		case "customer":
			fill(r, &w.Customer, (*buyerWire).decode)
		case "email":
			w.Email = r.Text()
		case "phone":
			w.Phone = r.Text()
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
		case "totalRefundedSet":
			fillBag(r, &w.Refunded)
		case "lineItems":
			fillNodes(r, &w.Lines, (*lineWire).decode)
		case "discountApplications":
			fillNodes(r, &w.Applications, (*discountWire).decode)
		case "taxLines":
			fillList(r, &w.TaxLines, (*taxLineWire).decode)
		case "shippingLines":
			fillNodes(r, &w.ShippingLines, (*shippingLineWire).decode)
		case "transactions":
			fillList(r, &w.Transactions, (*transactionWire).decode)
		case "refunds":
			fillList(r, &w.Refunds, (*refundWire).decode)
		case "fulfillments":
			fillList(r, &w.Fulfillments, (*fulfillmentWire).decode)
		case "events":
			fillNodes(r, &w.Events, (*eventWire).decode)
		case "metafields":
			fillNodes(r, &w.Metafields, (*metafieldWire).decode)
		default:
			w.decodeField(r)
		}
	}
}

func (w *buyerWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "defaultEmailAddress":
			fill(r, &w.Email, (*emailWire).decode)
		}
	}
}

func (w *lineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "title":
			w.Title = r.Text()
		case "variantTitle":
			w.VariantTitle = r.Text()
		case "sku":
			w.SKU = r.Text()
		case "quantity":
			w.Quantity = r.Int()
		case "currentQuantity":
			w.Current = r.Int()
		case "unfulfilledQuantity":
			w.Unfulfilled = r.Int()
		case "nonFulfillableQuantity":
			w.NonFulfillable = r.Int()
		case "requiresShipping":
			w.RequiresShipping = r.Bool()
		case "variant":
			fill(r, &w.Variant, (*refWire).decode)
		case "product":
			fill(r, &w.Product, (*refWire).decode)
		case "originalUnitPriceSet":
			fillBag(r, &w.UnitPrice)
		case "discountedUnitPriceSet":
			fillBag(r, &w.DiscountedPrice)
		case "discountedTotalSet":
			fillBag(r, &w.Total)
		case "taxLines":
			fillList(r, &w.TaxLines, (*taxLineWire).decode)
		}
	}
}

func (w *taxLineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "title":
			w.Title = r.Text()
		case "rate":
			w.Rate = readNumeral(r)
		case "priceSet":
			fillBag(r, &w.Price)
		}
	}
}

func (w *discountWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "code":
			w.Code = r.Word()
		case "title":
			w.Title = r.Text()
		case "value":
			fill(r, &w.Value, (*discountValueWire).decode)
		}
	}
}

func (w *discountValueWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "amount":
			w.Amount = readNumeral(r)
		case "currencyCode":
			w.Currency = r.Text()
		case "percentage":
			w.Percentage = readNumeral(r)
		}
	}
}

func (w *shippingLineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "title":
			w.Title = r.Text()
		case "code":
			w.Code = r.Word()
		case "discountedPriceSet":
			fillBag(r, &w.Amount)
		}
	}
}
