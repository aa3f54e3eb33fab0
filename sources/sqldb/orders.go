package sqldb

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/shopspring/decimal"
)

// orders maps columns to orders.
func orders() spec[commerce.Order] {
	type T = commerce.Order
	attributes := []attribute[T]{
		bag("total", "total", func(o *T) *commerce.MoneyBag { return &o.Total }).need(),
		plain("name", "name", func(o *T) *string { return &o.Name }),
		instant("placedAt", "placedAt", func(o *T) *time.Time { return &o.PlacedAt }).need(),
		instant("processedAt", "processedAt", func(o *T) *time.Time { return &o.ProcessedAt }),
		instant("cancelledAt", "", func(o *T) *time.Time { return &o.CancelledAt }),
		instant("closedAt", "", func(o *T) *time.Time { return &o.ClosedAt }),
		instant("updatedAt", "updatedAt", func(o *T) *time.Time { return &o.UpdatedAt }),
		state("status", "status", orderStatuses(), func(o *T) *commerce.State[commerce.OrderStatus] { return &o.Status }),
		state("paymentStatus", "paymentStatus", orderPaymentStatuses(), func(o *T) *commerce.State[commerce.OrderPaymentStatus] { return &o.PaymentStatus }),
		state("fulfillmentStatus", "fulfillmentStatus", orderFulfillmentStatuses(), func(o *T) *commerce.State[commerce.OrderFulfillmentStatus] { return &o.FulfillmentStatus }),
		state("returnStatus", "", orderReturnStatuses(), func(o *T) *commerce.State[commerce.OrderReturnStatus] { return &o.ReturnStatus }),
		state("cancelReason", "", cancelReasons(), func(o *T) *commerce.State[commerce.CancelReason] { return &o.CancelReason }),
		flag("test", "test", func(o *T) *bool { return &o.Test }),
		text("note", "", func(o *T) *commerce.Text { return &o.Note }),
		list("tags", func(o *T) *[]string { return &o.Tags }),
		text("channel", "", func(o *T) *commerce.Text { return &o.Channel }),
		reference("customer", "customer", func(o *T) *commerce.ID { return &o.Customer.ID }),
		folded("email", "email", func(o *T, v commerce.Text) { o.Email, o.Customer.Email = v, v }),
		text("phone", "", func(o *T) *commerce.Text { return &o.Phone }),
		text("url", "", func(o *T) *commerce.Text { return &o.URL }),
		maybeBag("subtotal", func(o *T) **commerce.MoneyBag { return &o.Subtotal }),
		maybeBag("totalDiscounts", func(o *T) **commerce.MoneyBag { return &o.TotalDiscounts }),
		maybeBag("totalShipping", func(o *T) **commerce.MoneyBag { return &o.TotalShipping }),
		maybeBag("totalTax", func(o *T) **commerce.MoneyBag { return &o.TotalTax }),
		maybeBag("totalRefunded", func(o *T) **commerce.MoneyBag { return &o.TotalRefunded }),
	}
	attributes = append(attributes, address("billingAddress.", "", func(o *T) **commerce.Address { return &o.BillingAddress })...)
	attributes = append(attributes, address("shippingAddress.", "country", func(o *T) **commerce.Address { return &o.ShippingAddress })...)
	return spec[T]{key: "orders", kind: commerce.Orders, lead: "total", attributes: attributes, children: orderChildren()}
}

func orderChildren() []childSpec[commerce.Order] {
	type T = commerce.Order
	currency := func(o *T) string { return o.Total.Shop.Currency }
	lines := child("lines", commerce.OrderLines, lineItems(), currency, func(o *T, rows []*commerce.LineItem) { o.LineItems = rows })
	lines.fields = map[string]string{"sku": "sku"}
	return []childSpec[T]{
		words("tags", 0, "tag", func(o *T) *[]string { return &o.Tags }),
		lines,
		child("discounts", commerce.OrderCharges, discounts(), currency, func(o *T, rows []*commerce.DiscountApplication) { o.Discounts = values(rows) }),
		child("taxLines", commerce.OrderCharges, taxLines(), currency, func(o *T, rows []*commerce.TaxLine) { o.TaxLines = values(rows) }),
		child("shippingLines", commerce.OrderCharges, shippingLines(), currency, func(o *T, rows []*commerce.ShippingLine) { o.ShippingLines = values(rows) }),
		child("transactions", commerce.OrderTransactions, transactions(), currency, func(o *T, rows []*commerce.Transaction) { o.Transactions = rows }),
		child("refunds", commerce.OrderRefunds, refunds(), currency, func(o *T, rows []*commerce.Refund) { o.Refunds = rows }),
		child("fulfillments", commerce.OrderFulfillments, fulfillments(), nil, func(o *T, rows []*commerce.Fulfillment) { o.Fulfillments = rows }),
	}
}

func lineItems() part[commerce.LineItem] {
	type T = commerce.LineItem
	return part[T]{
		origin: func(l *T) *commerce.Origin { return &l.Origin }, lead: "unitPrice",
		attributes: []attribute[T]{
			bag("unitPrice", "", func(l *T) *commerce.MoneyBag { return &l.UnitPrice }).need(),
			count("quantity", func(l *T, n int) { l.Quantity.Ordered = n }).need(),
			plain("title", "", func(l *T) *string { return &l.Title }),
			text("variantTitle", "", func(l *T) *commerce.Text { return &l.VariantTitle }),
			text("sku", "sku", func(l *T) *commerce.Text { return &l.SKU }),
			reference("variant", "", func(l *T) *commerce.ID { return &l.VariantID }),
			reference("product", "", func(l *T) *commerce.ID { return &l.ProductID }),
			maybeCount("fulfilled", func(l *T) **int { return &l.Quantity.Fulfilled }),
			maybeCount("refunded", func(l *T) **int { return &l.Quantity.Refunded }),
			maybeCount("cancelled", func(l *T) **int { return &l.Quantity.Cancelled }),
			maybeCount("remaining", func(l *T) **int { return &l.Quantity.Remaining }),
			maybeBag("discountedUnitPrice", func(l *T) **commerce.MoneyBag { return &l.DiscountedUnitPrice }),
			bag("total", "", func(l *T) *commerce.MoneyBag { return &l.Total }),
			{name: "requiresShipping", use: useFlag, set: func(l *T, v datum) { l.RequiresShipping = &v.yes }},
			instant("updatedAt", "", func(l *T) *time.Time { return &l.UpdatedAt }),
		},
		finish: func(l *T) {
			if l.Total.Shop.Currency != "" {
				return
			}
			price := l.UnitPrice.Shop
			if l.DiscountedUnitPrice != nil {
				price = l.DiscountedUnitPrice.Shop
			}
			units := decimal.NewFromInt(int64(l.Quantity.Ordered))
			l.Total = commerce.SingleCurrency(commerce.NewMoney(commerce.DecimalOf(price.Amount.Wide().Mul(units)), price.Currency))
		},
	}
}

func discounts() part[commerce.DiscountApplication] {
	type T = commerce.DiscountApplication
	return part[T]{attributes: []attribute[T]{
		text("title", "", func(d *T) *commerce.Text { return &d.Title }),
		text("code", "", func(d *T) *commerce.Text { return &d.Code }),
		maybeAmount("amount", func(d *T) **commerce.Money { return &d.Amount }),
		number("percentage", func(d *T) **commerce.Decimal { return &d.Percentage }),
	}, lead: "amount"}
}

func taxLines() part[commerce.TaxLine] {
	type T = commerce.TaxLine
	return part[T]{attributes: []attribute[T]{
		bag("amount", "", func(t *T) *commerce.MoneyBag { return &t.Amount }).need(),
		text("title", "", func(t *T) *commerce.Text { return &t.Title }),
		number("rate", func(t *T) **commerce.Decimal { return &t.Rate }),
	}, lead: "amount"}
}

func shippingLines() part[commerce.ShippingLine] {
	type T = commerce.ShippingLine
	return part[T]{attributes: []attribute[T]{
		bag("amount", "", func(s *T) *commerce.MoneyBag { return &s.Amount }).need(),
		text("title", "", func(s *T) *commerce.Text { return &s.Title }),
		text("code", "", func(s *T) *commerce.Text { return &s.Code }),
	}, lead: "amount"}
}

func fulfillments() part[commerce.Fulfillment] {
	type T = commerce.Fulfillment
	tracking := func(name string, of func(*commerce.Tracking) *commerce.Text) attribute[T] {
		return text(name, "", func(f *T) *commerce.Text {
			if len(f.Tracking) == 0 {
				f.Tracking = make([]commerce.Tracking, 1)
			}
			return of(&f.Tracking[0])
		})
	}
	return part[T]{origin: func(f *T) *commerce.Origin { return &f.Origin }, attributes: []attribute[T]{
		text("name", "", func(f *T) *commerce.Text { return &f.Name }),
		state("status", "", fulfillmentStatuses(), func(f *T) *commerce.State[commerce.FulfillmentStatus] { return &f.Status }),
		reference("location", "", func(f *T) *commerce.ID { return &f.LocationID }),
		tracking("trackingCompany", func(t *commerce.Tracking) *commerce.Text { return &t.Company }),
		tracking("trackingNumber", func(t *commerce.Tracking) *commerce.Text { return &t.Number }),
		tracking("trackingUrl", func(t *commerce.Tracking) *commerce.Text { return &t.URL }),
		state("trackingStatus", "", trackingStatuses(), func(f *T) *commerce.State[commerce.TrackingStatus] { return &f.TrackingStatus }),
		instant("estimatedDeliveryAt", "", func(f *T) *time.Time { return &f.EstimatedDeliveryAt }),
		instant("deliveredAt", "", func(f *T) *time.Time { return &f.DeliveredAt }),
		instant("createdAt", "", func(f *T) *time.Time { return &f.CreatedAt }),
		instant("updatedAt", "", func(f *T) *time.Time { return &f.UpdatedAt }),
	}}
}
