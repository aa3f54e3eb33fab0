package shopify_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// exampleReaders put an example into the shop, and tell what the connector makes of it.
func exampleReaders() map[string]func(*testing.T, *shop, example) carried {
	return map[string]func(*testing.T, *shop, example) carried{
		"orders__create":             orderExample,
		"customers__create":          customerExample,
		"products__create":           productExample,
		"variants__in_stock":         variantExample,
		"inventory_items__create":    itemExample,
		"inventory_levels__update":   levelExample,
		"locations__create":          locationExample,
		"fulfillments__create":       fulfillmentExample,
		"refunds__create":            refundExample,
		"order_transactions__create": transactionExample,
	}
}

// one reads the entity that has the gid, with all groups.
func one[T any](t *testing.T, k commerce.Kind[T], c sources.Collection[T], gid string) *T {
	t.Helper()
	id := commerce.ID{Source: sourceName, Key: gid}
	found, err := c.Get(t.Context(), []commerce.ID{id}, k.AllGroups())
	if err != nil || found[id] == nil {
		t.Fatalf("%s is not found: %v", gid, err)
	}
	return found[id]
}

func orderExample(t *testing.T, s *shop, x example) carried {
	buyer := must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{ID: x.text("customer", "admin_graphql_api_id"), Email: x.maybe("customer", "email")}))
	bag := func(name string) *shopifysim.MoneyBag { return new(x.bag(name)) }
	w := shopifysim.Order{
		ID: x.text("admin_graphql_api_id"), Name: x.text("name"), CustomerID: buyer.ID, Email: x.maybe("email"), Phone: x.maybe("phone"), Note: x.maybe("note"),
		Tags: strings.Split(x.text("tags"), ", "), Test: x.yes("test"), SourceName: x.maybe("source_name"),
		CreatedAt: x.time(t, "created_at"), ProcessedAt: x.time(t, "processed_at"), UpdatedAt: x.time(t, "updated_at"), CancelledAt: at(x.time(t, "cancelled_at")), ClosedAt: at(x.time(t, "closed_at")),
		CancelReason: strings.ToUpper(x.text("cancel_reason")), FinancialStatus: strings.ToUpper(x.text("financial_status")), FulfillmentStatus: strings.ToUpper(x.text("fulfillment_status")),
		CurrencyCode: x.text("currency"), PresentmentCurrency: x.text("presentment_currency"), BillingAddress: x.address("billing_address"), ShippingAddress: x.address("shipping_address"),
	}
	w.SubtotalPriceSet, w.TotalDiscountsSet, w.TotalShippingPriceSet = bag("subtotal_price_set"), bag("total_discounts_set"), bag("total_shipping_price_set")
	w.TotalTaxSet, w.TotalPriceSet = bag("total_tax_set"), bag("total_price_set")
	for i := range x.count("line_items") {
		l := x.under("line_items", i)
		var product shopifysim.Product
		if l.at("product_id") != nil {
			product = must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{ID: gid("Product", l.text("product_id")), Title: l.text("title")}))
		}
		w.LineItems = append(w.LineItems, shopifysim.LineItem{
			ID: l.text("admin_graphql_api_id"), Title: l.text("title"), VariantTitle: l.maybe("variant_title"), SKU: l.maybe("sku"), ProductID: product.ID,
			Quantity: l.number(t, "quantity"), CurrentQuantity: new(l.number(t, "current_quantity")), UnfulfilledQuantity: new(l.number(t, "fulfillable_quantity")),
			RequiresShipping: l.yes("requires_shipping"), OriginalUnitPriceSet: l.bag("price_set"),
		})
	}
	for i := range x.count("shipping_lines") {
		l := x.under("shipping_lines", i)
		w.ShippingLines = append(w.ShippingLines, shopifysim.ShippingLine{Title: l.text("title"), Code: l.maybe("code"), OriginalPriceSet: l.bag("price_set"), DiscountedPriceSet: new(l.bag("discounted_price_set"))})
	}
	must[shopifysim.Order](t)(s.PutOrder(w))
	return orderCarried(one(t, commerce.Orders, s.Orders, w.ID))
}

func orderCarried(o *commerce.Order) carried {
	c := carried{
		"admin_graphql_api_id": o.ID.Key, "name": o.Name, "email": string(o.Email), "phone": string(o.Phone), "note": string(o.Note), "test": fmt.Sprint(o.Test), "source_name": string(o.Channel),
		"tags": strings.Join(o.Tags, ", "), "created_at": moment(o.PlacedAt), "processed_at": moment(o.ProcessedAt), "updated_at": moment(o.UpdatedAt), "cancelled_at": moment(o.CancelledAt), "closed_at": moment(o.ClosedAt),
		"cancel_reason": state(o.CancelReason), "financial_status": state(o.PaymentStatus), "fulfillment_status": strings.TrimPrefix(state(o.FulfillmentStatus), "unfulfilled"),
		"currency": o.Total.Shop.Currency, "presentment_currency": o.Total.Presentment().Currency,
		"subtotal_price": o.Subtotal.Shop.Amount.String(), "total_discounts": o.TotalDiscounts.Shop.Amount.String(), "total_tax": o.TotalTax.Shop.Amount.String(), "total_price": o.Total.Shop.Amount.String(),
		"customer.admin_graphql_api_id": o.Customer.ID.Key, "customer.email": string(o.Customer.Email),
	}
	c.bag("subtotal_price_set", *o.Subtotal)
	c.bag("total_discounts_set", *o.TotalDiscounts)
	c.bag("total_shipping_price_set", *o.TotalShipping)
	c.bag("total_tax_set", *o.TotalTax)
	c.bag("total_price_set", o.Total)
	c.address("billing_address", o.BillingAddress)
	c.address("shipping_address", o.ShippingAddress)
	for name, count := range map[string]int{"tax_lines": len(o.TaxLines), "discount_applications": len(o.Discounts), "refunds": len(o.Refunds), "fulfillments": len(o.Fulfillments), "returns": len(o.Returns)} {
		c.none(name, count)
	}
	for i, l := range o.LineItems {
		at := fmt.Sprintf("line_items[%d].", i)
		c[at+"admin_graphql_api_id"], c[at+"title"], c[at+"variant_title"], c[at+"sku"] = l.ID.Key, l.Title, string(l.VariantTitle), string(l.SKU)
		c[at+"quantity"], c[at+"current_quantity"], c[at+"fulfillable_quantity"] = fmt.Sprint(l.Quantity.Ordered), fmt.Sprint(l.Quantity.Ordered-*l.Quantity.Refunded-*l.Quantity.Cancelled), fmt.Sprint(*l.Quantity.Remaining)
		c[at+"requires_shipping"], c[at+"product_id"], c[at+"variant_id"], c[at+"price"] = fmt.Sprint(*l.RequiresShipping), last(l.ProductID), last(l.VariantID), l.UnitPrice.Shop.Amount.String()
		c.bag(at+"price_set", l.UnitPrice)
		c.none(at+"tax_lines", len(l.TaxLines))
	}
	for i, l := range o.ShippingLines {
		at := fmt.Sprintf("shipping_lines[%d].", i)
		c[at+"title"], c[at+"code"], c[at+"discounted_price"] = string(l.Title), string(l.Code), l.Amount.Shop.Amount.String()
		c.bag(at+"discounted_price_set", l.Amount)
	}
	return c
}

func customerExample(t *testing.T, s *shop, x example) carried {
	w := shopifysim.Customer{
		ID: x.text("admin_graphql_api_id"), FirstName: x.maybe("first_name"), LastName: x.maybe("last_name"), Email: x.maybe("email"), Phone: x.maybe("phone"), Note: x.maybe("note"),
		State: strings.ToUpper(x.text("state")), CreatedAt: x.time(t, "created_at"), UpdatedAt: x.time(t, "updated_at"), Addresses: []shopifysim.MailingAddress{*x.address("default_address")},
	}
	must[shopifysim.Customer](t)(s.PutCustomer(w))
	e := one(t, commerce.Customers, s.Customers, w.ID)
	c := carried{
		"admin_graphql_api_id": e.ID.Key, "first_name": string(e.FirstName), "last_name": string(e.LastName), "email": string(e.Email), "phone": string(e.Phone), "note": string(e.Note),
		"state": state(e.State), "created_at": moment(e.CreatedAt), "updated_at": moment(e.UpdatedAt),
	}
	c.address("default_address", e.DefaultAddress)
	return c
}

// putExampleVariant puts a variant, which has one option.
func putExampleVariant(t *testing.T, s *shop, product string, x example) string {
	t.Helper()
	w := shopifysim.ProductVariant{
		ID: x.text("admin_graphql_api_id"), ProductID: product, Title: x.text("title"), SKU: x.maybe("sku"), Barcode: x.maybe("barcode"), Price: decimal.RequireFromString(x.text("price")),
		SelectedOptions: []shopifysim.SelectedOption{{Name: "Size", Value: x.text("option1")}}, CreatedAt: x.time(t, "created_at"), UpdatedAt: x.time(t, "updated_at"),
	}
	if x.at("compare_at_price") != nil {
		w.CompareAtPrice = new(decimal.RequireFromString(x.text("compare_at_price")))
	}
	must[shopifysim.ProductVariant](t)(s.PutVariant(w))
	return w.ID
}

func (c carried) variant(path string, v *commerce.ProductVariant) {
	c[path+"admin_graphql_api_id"], c[path+"title"], c[path+"sku"], c[path+"barcode"] = v.ID.Key, string(v.Title), string(v.SKU), string(v.Barcode)
	c[path+"price"], c[path+"created_at"], c[path+"updated_at"], c[path+"product_id"] = v.Price.Amount.String(), moment(v.CreatedAt), moment(v.UpdatedAt), last(v.ProductID)
	c[path+"option1"], c[path+"compare_at_price"] = v.Options[0].Value, ""
	if v.CompareAtPrice != nil {
		c[path+"compare_at_price"] = v.CompareAtPrice.Amount.String()
	}
}

func productExample(t *testing.T, s *shop, x example) carried {
	w := shopifysim.Product{
		ID: x.text("admin_graphql_api_id"), Title: x.text("title"), Handle: x.text("handle"), DescriptionHTML: x.text("body_html"), Vendor: x.text("vendor"), ProductType: x.text("product_type"),
		Status: strings.ToUpper(x.text("status")), Tags: strings.Split(x.text("tags"), ", "), UpdatedAt: x.time(t, "updated_at"),
	}
	must[shopifysim.Product](t)(s.PutProduct(w))
	for i := range x.count("variants") {
		putExampleVariant(t, s, w.ID, x.under("variants", i))
	}
	e := one(t, commerce.Products, s.Products, w.ID)
	c := carried{
		"admin_graphql_api_id": e.ID.Key, "title": e.Title, "handle": string(e.Handle), "body_html": string(e.DescriptionHTML), "vendor": string(e.Vendor), "product_type": string(e.ProductType),
		"status": state(e.Status), "tags": strings.Join(e.Tags, ", "), "updated_at": moment(e.UpdatedAt),
	}
	c.none("options", len(e.Options))
	c.none("media", len(e.Media))
	for i, v := range e.Variants {
		at := fmt.Sprintf("variants[%d].", i)
		c.variant(at, v)
		delete(c, at+"product_id") // the example has it rounded, unlike the product's own gid
	}
	return c
}

func variantExample(t *testing.T, s *shop, x example) carried {
	product := must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{ID: gid("Product", x.text("product_id")), Title: "T-Shirt"}))
	c := carried{}
	c.variant("", one(t, commerce.ProductVariants, s.Variants, putExampleVariant(t, s, product.ID, x)))
	return c
}

func itemExample(t *testing.T, s *shop, x example) carried {
	w := shopifysim.InventoryItem{ID: x.text("admin_graphql_api_id"), SKU: x.maybe("sku"), Tracked: x.yes("tracked"), CreatedAt: x.time(t, "created_at"), UpdatedAt: x.time(t, "updated_at")}
	must[shopifysim.InventoryItem](t)(s.PutInventoryItem(w))
	e := one(t, commerce.InventoryItems, s.InventoryItems, w.ID)
	return carried{"admin_graphql_api_id": e.ID.Key, "sku": string(e.SKU), "tracked": fmt.Sprint(e.Tracked), "created_at": moment(e.CreatedAt), "updated_at": moment(e.UpdatedAt)}
}

func levelExample(t *testing.T, s *shop, x example) carried {
	item := must[shopifysim.InventoryItem](t)(s.PutInventoryItem(shopifysim.InventoryItem{ID: gid("InventoryItem", x.text("inventory_item_id"))}))
	site := must[shopifysim.Location](t)(s.PutLocation(shopifysim.Location{ID: gid("Location", x.text("location_id")), Name: "North"}))
	must[shopifysim.InventoryLevel](t)(s.PutInventoryLevel(shopifysim.InventoryLevel{
		ID: x.text("admin_graphql_api_id"), ItemID: item.ID, LocationID: site.ID, Quantities: map[string]int{"available": x.number(t, "available")}, UpdatedAt: x.time(t, "updated_at"),
	}))
	e := one(t, commerce.InventoryItems, s.InventoryItems, item.ID)
	c := carried{"inventory_item_id": last(e.ID)}
	for _, l := range e.Levels {
		c["admin_graphql_api_id"], c["location_id"], c["updated_at"] = l.ID.Key, last(l.LocationID), moment(l.UpdatedAt)
		for _, q := range l.Quantities {
			if q.Name == commerce.InventoryQuantityNameAvailable {
				c["available"] = fmt.Sprint(q.Quantity)
			}
		}
	}
	return c
}

func locationExample(t *testing.T, s *shop, x example) carried {
	w := shopifysim.Location{
		ID: x.text("admin_graphql_api_id"), Name: x.text("name"), Inactive: !x.yes("active"), UpdatedAt: x.time(t, "updated_at"),
		Address: shopifysim.LocationAddress{
			Address1: x.maybe("address1"), Address2: x.maybe("address2"), City: x.maybe("city"), Province: x.maybe("province"), ProvinceCode: x.maybe("province_code"),
			CountryCode: x.maybe("country_code"), Zip: x.maybe("zip"), Phone: x.maybe("phone"),
		},
	}
	must[shopifysim.Location](t)(s.PutLocation(w))
	e := one(t, commerce.Locations, s.Locations, w.ID)
	a := e.Address
	return carried{
		"admin_graphql_api_id": e.ID.Key, "name": e.Name, "active": fmt.Sprint(e.IsActive), "updated_at": moment(e.UpdatedAt), "address1": string(a.Address1), "address2": string(a.Address2), "city": string(a.City),
		"province": string(a.Province), "province_code": string(a.ProvinceCode), "country_code": string(a.CountryCode), "zip": string(a.Zip), "phone": string(a.Phone),
	}
}

// exampleOrder is the order that the parts of orders in the examples belong to.
func exampleOrder(lines ...example) shopifysim.Order {
	w := shopifysim.Order{ID: gid("Order", "1"), CurrencyCode: "USD"}
	for _, line := range lines {
		w.LineItems = append(w.LineItems, shopifysim.LineItem{
			ID: line.text("admin_graphql_api_id"), Title: line.text("title"), Quantity: 1, OriginalUnitPriceSet: line.bag("price_set"),
		})
	}
	return w
}

func fulfillmentExample(t *testing.T, s *shop, x example) carried {
	var lines []example
	var sent []shopifysim.FulfillmentLineItem
	for i := range x.count("line_items") {
		lines = append(lines, x.under("line_items", i))
		sent = append(sent, shopifysim.FulfillmentLineItem{LineItemID: x.text("line_items", i, "admin_graphql_api_id"), Quantity: x.number(t, "line_items", i, "quantity")})
	}
	w := exampleOrder(lines...)
	w.Fulfillments = []shopifysim.Fulfillment{{
		ID: x.text("admin_graphql_api_id"), Name: x.text("name"), Status: strings.ToUpper(x.text("status")), CreatedAt: x.time(t, "created_at"), UpdatedAt: x.time(t, "updated_at"),
		TrackingInfo:         []shopifysim.FulfillmentTrackingInfo{{Company: x.maybe("tracking_company"), Number: x.maybe("tracking_numbers", 0), URL: x.maybe("tracking_urls", 0)}},
		FulfillmentLineItems: sent,
	}}
	must[shopifysim.Order](t)(s.PutOrder(w))
	f := one(t, commerce.Orders, s.Orders, w.ID).Fulfillments[0]
	c := carried{
		"admin_graphql_api_id": f.ID.Key, "name": string(f.Name), "status": state(f.Status), "created_at": moment(f.CreatedAt), "updated_at": moment(f.UpdatedAt), "location_id": last(f.LocationID),
		"tracking_company": string(f.Tracking[0].Company), "tracking_numbers[0]": string(f.Tracking[0].Number), "tracking_urls[0]": string(f.Tracking[0].URL),
	}
	for i, l := range f.Lines {
		at := fmt.Sprintf("line_items[%d].", i)
		c[at+"admin_graphql_api_id"], c[at+"quantity"] = l.LineItemID.Key, fmt.Sprint(l.Quantity)
	}
	return c
}

func exampleTransaction(t *testing.T, x example) shopifysim.OrderTransaction {
	t.Helper()
	amount := shopifysim.SameMoney(x.text("amount"), "USD")
	return shopifysim.OrderTransaction{
		ID: x.text("admin_graphql_api_id"), Kind: strings.ToUpper(x.text("kind")), Status: strings.ToUpper(x.text("status")), Gateway: x.maybe("gateway"), PaymentID: x.maybe("payment_id"),
		AmountSet: amount, Test: x.yes("test"), ErrorCode: strings.ToUpper(x.text("error_code")), CreatedAt: x.time(t, "created_at"), ProcessedAt: at(x.time(t, "processed_at")),
	}
}

func (c carried) transaction(path string, t *commerce.Transaction) {
	c[path+"admin_graphql_api_id"], c[path+"kind"], c[path+"status"], c[path+"gateway"] = t.ID.Key, state(t.Kind), state(t.Status), string(t.Gateway)
	c[path+"payment_id"], c[path+"amount"], c[path+"test"] = string(t.PaymentReference), t.Amount.Amount.String(), fmt.Sprint(t.Test)
	c[path+"error_code"], c[path+"parent_id"], c[path+"created_at"] = strings.ToLower(string(t.ErrorCode)), last(t.ParentID), moment(t.UpdatedAt)
}

func transactionExample(t *testing.T, s *shop, x example) carried {
	w := shopifysim.Order{ID: gid("Order", "1"), CurrencyCode: "USD", Transactions: []shopifysim.OrderTransaction{exampleTransaction(t, x)}}
	must[shopifysim.Order](t)(s.PutOrder(w))
	c := carried{}
	read := one(t, commerce.Orders, s.Orders, w.ID).Transactions[0]
	c.transaction("", read)
	c["currency"] = read.Amount.Currency
	return c
}

func refundExample(t *testing.T, s *shop, x example) carried {
	var lines []example
	for i := range x.count("refund_line_items") {
		lines = append(lines, x.under("refund_line_items", i, "line_item"))
	}
	w := exampleOrder(lines...)
	refund := shopifysim.Refund{ID: x.text("admin_graphql_api_id"), Note: x.maybe("note"), CreatedAt: at(x.time(t, "created_at")), ProcessedAt: x.time(t, "processed_at")}
	for i := range x.count("refund_line_items") {
		l := x.under("refund_line_items", i)
		refund.RefundLineItems = append(refund.RefundLineItems, shopifysim.RefundLineItem{LineItemID: l.text("line_item", "admin_graphql_api_id"), Quantity: l.number(t, "quantity"), SubtotalSet: new(l.bag("subtotal_set"))})
	}
	for i := range x.count("transactions") {
		transaction := exampleTransaction(t, x.under("transactions", i))
		w.Transactions = append(w.Transactions, transaction)
		refund.TransactionIDs = append(refund.TransactionIDs, transaction.ID)
	}
	w.Refunds = []shopifysim.Refund{refund}
	must[shopifysim.Order](t)(s.PutOrder(w))
	o := one(t, commerce.Orders, s.Orders, w.ID)
	f := o.Refunds[0]
	c := carried{"admin_graphql_api_id": f.ID.Key, "note": string(f.Note), "created_at": moment(f.CreatedAt)}
	for i, l := range f.Lines {
		at := fmt.Sprintf("refund_line_items[%d].", i)
		c[at+"line_item.admin_graphql_api_id"], c[at+"quantity"], c[at+"subtotal"] = l.LineItemID.Key, fmt.Sprint(l.Quantity), l.Amount.Amount.String()
		c[at+"subtotal_set.shop_money.amount"], c[at+"subtotal_set.shop_money.currency_code"] = l.Amount.Amount.String(), l.Amount.Currency
	}
	for i, transaction := range o.Transactions {
		c.transaction(fmt.Sprintf("transactions[%d].", i), transaction)
	}
	return c
}
