package sqldb_test

import (
	"maps"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// family is how one kind is kept in tables, and what loads it.
type family[T any] struct {
	create func(t testing.TB, d *database) sqldb.Tables
	put    func(t testing.TB, d *database, e *T)
	tables []string // those of children first
}

const addressColumns = "first_name {TEXT}, last_name {TEXT}, line1 {TEXT}, city {TEXT}, zip {TEXT}, country {TEXT}, address_phone {TEXT}"

func addressFields(prefix string) map[string]sqldb.Column {
	return columns(prefix+"firstName", "first_name", prefix+"lastName", "last_name", prefix+"address1", "line1", prefix+"city", "city",
		prefix+"zip", "zip", prefix+"countryCode", "country", prefix+"phone", "address_phone")
}

func addressRow(a *commerce.Address) row {
	if a == nil {
		return nil
	}
	return row{"first_name": a.FirstName, "last_name": a.LastName, "line1": a.Address1, "city": a.City, "zip": a.Zip, "country": a.CountryCode, "address_phone": a.Phone}
}

func with[V any](base map[string]V, more ...map[string]V) map[string]V {
	out := maps.Clone(base)
	for _, m := range more {
		maps.Copy(out, m)
	}
	return out
}

func money(column string) sqldb.Column { return sqldb.Column{Name: column, CurrencyColumn: "currency"} }

func orderFamily() family[commerce.Order] {
	return family[commerce.Order]{tables: []string{"order_lines", "order_tags", "order_taxes", "orders"}, create: createOrders, put: putOrder}
}

func createOrders(t testing.TB, d *database) sqldb.Tables {
	d.create(t, "orders", `id bigint PRIMARY KEY, number {TEXT} NOT NULL, placed_at {TIME} NOT NULL, processed_at {TIME}, cancelled_at {TIME}, updated_at {TIME},`+
		` status {TEXT}, payment {TEXT}, fulfillment {TEXT}, returns {TEXT}, reason {TEXT}, is_test {FLAG}, channel {TEXT}, customer_id bigint, email {TEXT},`+
		` subtotal {DECIMAL}, discounts {DECIMAL}, shipping {DECIMAL}, tax {DECIMAL}, total {DECIMAL} NOT NULL, currency char(3), `+addressColumns)
	d.create(t, "order_lines", `id bigint PRIMARY KEY, order_id bigint NOT NULL, title {TEXT}, sku {TEXT}, qty int, price {DECIMAL}, discounted {DECIMAL},`+
		` total {DECIMAL}, fulfilled int, refunded int, cancelled int, remaining int, ships {FLAG}`)
	d.create(t, "order_tags", `order_id bigint, tag {TEXT}`)
	d.create(t, "order_taxes", `order_id bigint, n int, title {TEXT}, rate {DECIMAL}, amount {DECIMAL}`)
	return sqldb.Tables{Orders: orderTable(d)}
}

func orderTable(d *database) *sqldb.Table {
	return &sqldb.Table{
		Table: d.table("orders"), ID: "id",
		Fields: with(columns("name", "number", "placedAt", "placed_at", "processedAt", "processed_at", "cancelledAt", "cancelled_at", "updatedAt", "updated_at",
			"status", "status", "paymentStatus", "payment", "fulfillmentStatus", "fulfillment", "returnStatus", "returns", "cancelReason", "reason",
			"test", "is_test", "channel", "channel", "customer", "customer_id", "email", "email",
			"subtotal", "subtotal", "totalDiscounts", "discounts", "totalShipping", "shipping", "totalTax", "tax"),
			addressFields("shippingAddress."), map[string]sqldb.Column{"total": money("total")}),
		Children: map[string]sqldb.Child{
			"lines": {Table: d.table("order_lines"), Parent: "order_id", ID: []string{"id"}, Fields: columns(
				"title", "title", "sku", "sku", "quantity", "qty", "unitPrice", "price", "discountedUnitPrice", "discounted", "total", "total",
				"fulfilled", "fulfilled", "refunded", "refunded", "cancelled", "cancelled", "remaining", "remaining", "requiresShipping", "ships")},
			"tags":     {Table: d.table("order_tags"), Parent: "order_id", ID: []string{"order_id", "tag"}, Fields: columns("value", "tag")},
			"taxLines": {Table: d.table("order_taxes"), Parent: "order_id", ID: []string{"order_id", "n"}, Fields: columns("title", "title", "rate", "rate", "amount", "amount")},
		},
	}
}

func putOrder(t testing.TB, d *database, o *commerce.Order) {
	d.insert(t, "orders", with(row{
		"id": o.ID, "number": o.Name, "placed_at": o.PlacedAt, "processed_at": o.ProcessedAt, "cancelled_at": o.CancelledAt, "updated_at": o.UpdatedAt,
		"status": o.Status.Raw, "payment": o.PaymentStatus.Raw, "fulfillment": o.FulfillmentStatus.Raw, "returns": o.ReturnStatus.Raw,
		"reason": o.CancelReason.Raw, "is_test": o.Test, "channel": o.Channel, "customer_id": o.Customer.ID, "email": o.Email,
		"subtotal": o.Subtotal, "discounts": o.TotalDiscounts, "shipping": o.TotalShipping, "tax": o.TotalTax, "total": o.Total, "currency": o.Total.Shop.Currency,
	}, addressRow(o.ShippingAddress)))
	for _, l := range o.LineItems {
		d.insert(t, "order_lines", row{"id": l.ID, "order_id": o.ID, "title": l.Title, "sku": l.SKU, "qty": l.Quantity.Ordered, "price": l.UnitPrice,
			"discounted": l.DiscountedUnitPrice, "total": l.Total, "fulfilled": l.Quantity.Fulfilled, "refunded": l.Quantity.Refunded,
			"cancelled": l.Quantity.Cancelled, "remaining": l.Quantity.Remaining, "ships": l.RequiresShipping})
	}
	for _, tag := range o.Tags {
		d.insert(t, "order_tags", row{"order_id": o.ID, "tag": tag})
	}
	for n, tax := range o.TaxLines {
		d.insert(t, "order_taxes", row{"order_id": o.ID, "n": n, "title": tax.Title, "rate": tax.Rate, "amount": tax.Amount})
	}
}

func customerFamily() family[commerce.Customer] {
	return family[commerce.Customer]{tables: []string{"customer_tags", "customers"},
		create: func(t testing.TB, d *database) sqldb.Tables {
			d.create(t, "customers", `id {TEXT}, given {TEXT}, family {TEXT}, email {TEXT}, phone {TEXT}, state {TEXT}, note {TEXT}, locale {TEXT}, orders int,`+
				` spent bigint, currency {TEXT}, created bigint, updated bigint, `+addressColumns)
			d.create(t, "customer_tags", `customer {TEXT}, tag {TEXT}`)
			two := 2
			return sqldb.Tables{Customers: &sqldb.Table{
				Table: d.table("customers"), ID: "id",
				Fields: with(columns("firstName", "given", "lastName", "family", "email", "email", "phone", "phone", "note", "note", "locale", "locale", "ordersCount", "orders"),
					addressFields("defaultAddress."), map[string]sqldb.Column{
						"state":      {Name: "state", Values: map[string]string{"on": "ENABLED", "off": "DISABLED", "new": "INVITED"}},
						"totalSpent": {Name: "spent", CurrencyColumn: "currency", MinorDigits: &two},
						"createdAt":  {Name: "created", Type: sqldb.ColumnUnix}, "updatedAt": {Name: "updated", Type: sqldb.ColumnUnixMilli},
					}),
				Children: map[string]sqldb.Child{"tags": {Table: d.table("customer_tags"), Parent: "customer", ID: []string{"customer", "tag"}, Fields: columns("value", "tag")}},
			}}
		},
		put: func(t testing.TB, d *database, c *commerce.Customer) {
			r := with(row{"id": c.ID, "given": c.FirstName, "family": c.LastName, "email": c.Email, "phone": c.Phone, "note": c.Note, "locale": c.Locale,
				"state":  map[commerce.CustomerState]string{"ENABLED": "on", "DISABLED": "off", "INVITED": "new"}[c.State.Value],
				"orders": c.OrdersCount, "created": c.CreatedAt.Unix(), "updated": c.UpdatedAt.UnixMilli()}, addressRow(c.DefaultAddress))
			if c.TotalSpent != nil {
				r["spent"], r["currency"] = c.TotalSpent.Amount.Wide().Shift(2).IntPart(), c.TotalSpent.Currency
			}
			if c.FirstName == "" {
				r["given"] = nil // NULL is missing, and so is the empty text
			}
			d.insert(t, "customers", r)
			for _, tag := range c.Tags {
				d.insert(t, "customer_tags", row{"customer": c.ID, "tag": tag})
			}
		}}
}

func productFamily() family[commerce.Product] {
	return family[commerce.Product]{tables: []string{"product_tags", "product_options", "variants", "products"},
		create: func(t testing.TB, d *database) sqldb.Tables {
			d.create(t, "products", `id bigint PRIMARY KEY, title {TEXT}, handle {TEXT}, vendor {TEXT}, type {TEXT}, status {TEXT}, html {TEXT}, created {TIME}, updated {TIME}`)
			d.create(t, "product_tags", `product bigint, tag {TEXT}`)
			d.create(t, "product_options", `product bigint, n int, name {TEXT}, value {TEXT}`)
			tables := createVariants(t, d)
			tables.Products = &sqldb.Table{Table: d.table("products"), ID: "id",
				Fields: columns("title", "title", "handle", "handle", "vendor", "vendor", "productType", "type", "status", "status", "descriptionHtml", "html",
					"createdAt", "created", "updatedAt", "updated"),
				Children: map[string]sqldb.Child{
					"tags":    {Table: d.table("product_tags"), Parent: "product", ID: []string{"product", "tag"}, Fields: columns("value", "tag")},
					"options": {Table: d.table("product_options"), Parent: "product", ID: []string{"product", "n"}, Fields: columns("name", "name", "value", "value")},
				}}
			return tables
		},
		put: func(t testing.TB, d *database, p *commerce.Product) {
			d.insert(t, "products", row{"id": p.ID, "title": p.Title, "handle": p.Handle, "vendor": p.Vendor, "type": p.ProductType, "status": p.Status.Raw,
				"html": p.DescriptionHTML, "created": p.CreatedAt, "updated": p.UpdatedAt})
			for _, tag := range p.Tags {
				d.insert(t, "product_tags", row{"product": p.ID, "tag": tag})
			}
			for _, o := range p.Options {
				for n, v := range o.Values {
					d.insert(t, "product_options", row{"product": p.ID, "n": n, "name": o.Name, "value": v})
				}
			}
			for _, v := range p.Variants {
				putVariant(t, d, v)
			}
		}}
}

func variantFamily() family[commerce.ProductVariant] {
	return family[commerce.ProductVariant]{tables: []string{"variants"}, create: createVariants, put: putVariant}
}

func createVariants(t testing.TB, d *database) sqldb.Tables {
	d.create(t, "variants", `id bigint PRIMARY KEY, product_id bigint, title {TEXT}, sku {TEXT}, barcode {TEXT}, price {DECIMAL}, compare_at {DECIMAL}, currency {TEXT},`+
		` item_id bigint, weight {DECIMAL}, unit {TEXT}, created {TIME}, updated {TIME}`)
	return sqldb.Tables{Variants: &sqldb.Table{Table: d.table("variants"), ID: "id",
		Fields: with(columns("product", "product_id", "title", "title", "sku", "sku", "barcode", "barcode", "inventoryItem", "item_id", "weight", "weight",
			"weightUnit", "unit", "createdAt", "created", "updatedAt", "updated"),
			map[string]sqldb.Column{"price": money("price"), "compareAtPrice": money("compare_at")})}}
}

func putVariant(t testing.TB, d *database, v *commerce.ProductVariant) {
	r := row{"id": v.ID, "product_id": v.ProductID, "title": v.Title, "sku": v.SKU, "barcode": v.Barcode, "price": v.Price, "compare_at": v.CompareAtPrice,
		"currency": v.Price.Currency, "item_id": v.InventoryItemID, "created": v.CreatedAt, "updated": v.UpdatedAt}
	if v.Weight != nil {
		r["weight"], r["unit"] = v.Weight.Value.String(), v.Weight.Unit
	}
	d.insert(t, "variants", r)
}

func inventoryFamily() family[commerce.InventoryItem] {
	return family[commerce.InventoryItem]{tables: []string{"levels", "items"},
		create: func(t testing.TB, d *database) sqldb.Tables {
			d.create(t, "items", `id bigint PRIMARY KEY, sku {TEXT}, tracked {FLAG}, created {TIME}, updated {TIME}`)
			d.create(t, "levels", `id bigint PRIMARY KEY, item bigint, place bigint, place_name {TEXT}, available int, on_hand int, committed int`)
			return sqldb.Tables{Inventory: &sqldb.Table{Table: d.table("items"), ID: "id",
				Fields: columns("sku", "sku", "tracked", "tracked", "createdAt", "created", "updatedAt", "updated"),
				Children: map[string]sqldb.Child{"levels": {Table: d.table("levels"), Parent: "item", ID: []string{"id"}, Fields: columns(
					"location", "place", "locationName", "place_name", "available", "available", "onHand", "on_hand", "committed", "committed")}}}}
		},
		put: func(t testing.TB, d *database, i *commerce.InventoryItem) {
			d.insert(t, "items", row{"id": i.ID, "sku": i.SKU, "tracked": i.Tracked, "created": i.CreatedAt, "updated": i.UpdatedAt})
			for _, l := range i.Levels {
				d.insert(t, "levels", row{"id": l.ID, "item": i.ID, "place": l.LocationID, "place_name": l.LocationName,
					"available": l.Quantity("AVAILABLE"), "on_hand": l.Quantity("ON_HAND"), "committed": l.Quantity("COMMITTED")})
			}
		}}
}

func locationFamily() family[commerce.Location] {
	return family[commerce.Location]{tables: []string{"places"},
		create: func(t testing.TB, d *database) sqldb.Tables {
			d.create(t, "places", `id bigint PRIMARY KEY, name {TEXT}, kind {TEXT}, open {FLAG}, updated {TIME}, `+addressColumns)
			return sqldb.Tables{Locations: &sqldb.Table{Table: d.table("places"), ID: "id",
				Fields: with(columns("name", "name", "kind", "kind", "isActive", "open", "updatedAt", "updated"), addressFields("address."))}}
		},
		put: func(t testing.TB, d *database, l *commerce.Location) {
			d.insert(t, "places", with(row{"id": l.ID, "name": l.Name, "kind": l.Kind.Raw, "open": l.IsActive, "updated": l.UpdatedAt}, addressRow(l.Address)))
		}}
}

func paymentFamily() family[commerce.Payment] {
	return family[commerce.Payment]{tables: []string{"payment_orders", "movements", "payment_fees", "payments"}, create: createPayments, put: putPayment}
}

func createPayments(t testing.TB, d *database) sqldb.Tables {
	d.create(t, "payments", `id bigint PRIMARY KEY, status {TEXT}, amount {DECIMAL} NOT NULL, captured {DECIMAL}, net {DECIMAL}, currency {TEXT}, created {TIME}, updated {TIME},`+
		` test {FLAG}, customer bigint, email {TEXT}, method {TEXT}, brand {TEXT}, last_four {TEXT}`)
	d.create(t, "payment_orders", `payment bigint, number {TEXT}`)
	d.create(t, "movements", `id bigint PRIMARY KEY, payment bigint, kind {TEXT}, status {TEXT}, amount {DECIMAL}, at {TIME}`)
	d.create(t, "payment_fees", `payment bigint, type {TEXT}, amount {DECIMAL}`)
	return sqldb.Tables{Payments: &sqldb.Table{Table: d.table("payments"), ID: "id",
		Fields: with(columns("status", "status", "amountCaptured", "captured", "net", "net", "createdAt", "created", "updatedAt", "updated", "test", "test",
			"customer", "customer", "email", "email", "method", "method", "brand", "brand", "lastFour", "last_four"),
			map[string]sqldb.Column{"amount": money("amount")}),
		Children: map[string]sqldb.Child{
			"orderNames": {Table: d.table("payment_orders"), Parent: "payment", ID: []string{"payment", "number"}, Fields: columns("value", "number")},
			"transactions": {Table: d.table("movements"), Parent: "payment", ID: []string{"id"}, Fields: columns(
				"kind", "kind", "status", "status", "amount", "amount", "processedAt", "at")},
			"fees": {Table: d.table("payment_fees"), Parent: "payment", ID: []string{"payment", "type"}, Fields: columns("type", "type", "amount", "amount")},
		}}}
}

func putPayment(t testing.TB, d *database, p *commerce.Payment) {
	r := row{"id": p.ID, "status": p.Status.Raw, "amount": p.Amount, "captured": p.AmountCaptured, "net": p.Net, "currency": p.Amount.Currency,
		"created": p.CreatedAt, "updated": p.UpdatedAt, "test": p.Test, "customer": p.Customer.ID, "email": p.Customer.Email}
	if p.Method != nil {
		r["method"], r["brand"], r["last_four"] = p.Method.Kind.Raw, p.Method.Brand, p.Method.LastFour
	}
	d.insert(t, "payments", r)
	for _, number := range p.OrderNames {
		d.insert(t, "payment_orders", row{"payment": p.ID, "number": number})
	}
	for _, m := range p.Transactions {
		d.insert(t, "movements", row{"id": m.ID, "payment": p.ID, "kind": m.Kind.Raw, "status": m.Status.Raw, "amount": m.Amount, "at": m.ProcessedAt})
	}
	for _, f := range p.Fees {
		d.insert(t, "payment_fees", row{"payment": p.ID, "type": f.Type, "amount": f.Amount})
	}
}
