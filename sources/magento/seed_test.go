package magento_test

import (
	"fmt"
	"maps"
	"strconv"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") }

func number(d commerce.Decimal) jsonNumber { return jsonNumber(d.String()) }

// jsonNumber is written as it stands, as Magento writes decimals.
type jsonNumber string

func (n jsonNumber) MarshalJSON() ([]byte, error) { return []byte(n), nil }

func id(key string) int {
	n, err := strconv.Atoi(key)
	if err != nil {
		panic(err)
	}
	return n
}

// columnsOf takes the texts and numbers of a row for its columns.
func columnsOf(body object, more map[string]string) map[string]string {
	out := map[string]string{}
	for name, v := range body {
		switch v := v.(type) {
		case string, int, jsonNumber:
			out[name] = fmt.Sprint(v)
		}
	}
	maps.Copy(out, more)
	return out
}

// makeOrder returns an order with all that Magento can hold: a number by store,
// states of its own, and no tags and tests.
func makeOrder(i int) *commerce.Order {
	o := sourcetest.MakeOrder(name, i)
	o.ProcessedAt, o.CancelledAt, o.CancelReason = time.Time{}, time.Time{}, commerce.State[commerce.CancelReason]{}
	o.Test, o.Tags = false, nil
	for n, l := range o.LineItems { // a SKU is required
		if l.SKU == "" {
			l.SKU = commerce.Text(fmt.Sprintf("NO-%d", n))
		}
	}
	o.PaymentStatus.Value = commerce.OrderPaymentStatusPending
	if o.Total.Shop.Amount.Sign() == 0 {
		o.PaymentStatus.Value = commerce.OrderPaymentStatusNotRequired
	} else if i%2 == 0 {
		o.PaymentStatus.Value = commerce.OrderPaymentStatusPaid
	} else if o.StatusValue() == commerce.OrderStatusCancelled {
		o.PaymentStatus.Value = commerce.OrderPaymentStatusVoided
	}
	if i%8 == 6 {
		o.Email = "guest@example.com"
		o.Customer.Email = o.Email
	}
	return o
}

var stateOf = map[commerce.OrderStatus]string{
	commerce.OrderStatusOpen: "processing", commerce.OrderStatusCompleted: "complete", commerce.OrderStatusCancelled: "canceled",
}

func orderEntry(o *commerce.Order) entry {
	total := number(o.Total.Shop.Amount)
	body := object{
		"entity_id": id(o.ID.Key), "increment_id": o.Name, "state": stateOf[o.StatusValue()], "status": "some_label",
		"created_at": stamp(o.PlacedAt), "updated_at": stamp(o.UpdatedAt), "customer_email": string(o.Email),
		"base_currency_code": o.Total.Shop.Currency, "order_currency_code": o.Total.Shop.Currency,
		"base_grand_total": total, "grand_total": total, "store_name": "Main Website\nMain Website Store\nDefault",
		"payment": object{"entity_id": 1, "method": "checkmo", "account_status": nil, "additional_information": []any{nil, "x"}},
	}
	if !o.Customer.ID.IsZero() {
		body["customer_id"] = id(o.Customer.ID.Key)
	}
	if o.PaymentStatusValue() == commerce.OrderPaymentStatusPaid {
		body["base_total_paid"], body["total_paid"] = total, total
	}
	items := []object{}
	for _, l := range o.LineItems {
		shipped := 0
		if o.FulfillmentStatusValue() == commerce.OrderFulfillmentStatusFulfilled {
			shipped = l.Quantity.Ordered
		}
		items = append(items, object{
			"item_id": id(l.ID.Key), "sku": string(l.SKU), "name": l.Title, "product_id": 7, "product_type": "simple", "qty_ordered": l.Quantity.Ordered,
			"qty_shipped": shipped, "qty_refunded": 0, "qty_canceled": 0, "base_price": number(l.UnitPrice.Shop.Amount), "base_row_total": number(l.Total.Shop.Amount),
			"price": number(l.UnitPrice.Shop.Amount), "row_total": number(l.Total.Shop.Amount),
		})
	}
	body["items"] = items
	if a := o.ShippingAddress; a != nil {
		body["extension_attributes"] = object{"shipping_assignments": []object{{"shipping": object{"address": object{"country_id": string(a.CountryCode)}}}}}
	} else {
		body["extension_attributes"] = []any{}
	}
	return entry{columnsOf(body, nil), body}
}

// makeCustomer returns a customer with all that Magento can hold.
func makeCustomer(i int) *commerce.Customer {
	c := sourcetest.MakeCustomer(name, i)
	c.Tags, c.Note, c.Locale, c.OrdersCount, c.TotalSpent = nil, "", "", nil, nil
	c.State.Value = commerce.CustomerStateEnabled
	if i%3 == 1 {
		c.State.Value = commerce.CustomerStateDisabled
	}
	if c.Email == "" {
		c.Email = "nobody@example.com"
	}
	c.Phone = ""
	if c.DefaultAddress != nil {
		c.Phone = c.DefaultAddress.Phone
	}
	return c
}

func customerEntry(c *commerce.Customer) entry {
	body := object{
		"id": id(c.ID.Key), "email": string(c.Email), "firstname": string(c.FirstName), "lastname": string(c.LastName),
		"created_at": stamp(c.CreatedAt), "updated_at": stamp(c.UpdatedAt), "confirmation": nil,
	}
	if c.StateValue() == commerce.CustomerStateDisabled {
		body["confirmation"] = "secret-of-an-email"
	}
	addresses := []object{}
	for _, a := range c.Addresses {
		addresses = append(addresses, object{
			"firstname": string(a.FirstName), "lastname": string(a.LastName), "street": []string{string(a.Address1)}, "city": string(a.City),
			"postcode": string(a.Zip), "country_id": string(a.CountryCode), "telephone": string(a.Phone), "default_billing": true,
			"region": object{"region": nil, "region_code": nil, "region_id": 0},
		})
	}
	body["addresses"] = addresses
	columns := columnsOf(body, map[string]string{"entity_id": c.ID.Key})
	return entry{columns, body}
}

// makeProduct returns a product that is its own only variant.
func makeProduct(i int) *commerce.Product {
	p := sourcetest.MakeProduct(name, i)
	p.Vendor, p.Tags, p.Options, p.Variants = "", nil, nil, nil
	p.ProductType = "simple"
	p.Status.Value = commerce.ProductStatusActive
	if i%3 == 1 {
		p.Status.Value = commerce.ProductStatusDraft
	}
	return p
}

func productEntry(p *commerce.Product) entry {
	status := 1
	if p.StatusValue() == commerce.ProductStatusDraft {
		status = 2
	}
	body := object{
		"id": id(p.ID.Key), "sku": "P-" + p.ID.Key, "name": p.Title, "price": jsonNumber("9.5"), "status": status, "visibility": 4, "type_id": "simple",
		"created_at": stamp(p.CreatedAt), "updated_at": stamp(p.UpdatedAt), "extension_attributes": []any{},
		"custom_attributes": []object{{"attribute_code": "url_key", "value": string(p.Handle)}, {"attribute_code": "category_ids", "value": []string{"1"}}},
	}
	return entry{columnsOf(body, map[string]string{"entity_id": p.ID.Key, "url_key": string(p.Handle)}), body}
}

// makeVariant returns a variant that is a product of its own, with a SKU, as all have in Magento.
func makeVariant(i int) *commerce.ProductVariant {
	v := sourcetest.MakeVariant(name, i)
	v.SKU, v.ProductID, v.InventoryItemID = commerce.Text(fmt.Sprintf("SKU, %d", i)), v.ID, v.ID
	if i%2 == 0 {
		v.SKU = commerce.Text(fmt.Sprintf("sku/%d", i))
	}
	v.CompareAtPrice, v.Options = nil, nil
	return v
}

func variantEntry(v *commerce.ProductVariant) entry {
	body := object{
		"id": id(v.ID.Key), "sku": string(v.SKU), "name": string(v.Title), "price": number(v.Price.Amount), "status": 1, "visibility": 4, "type_id": "simple",
		"created_at": stamp(v.CreatedAt), "updated_at": stamp(v.UpdatedAt),
	}
	more := map[string]string{"entity_id": v.ID.Key}
	if v.Barcode != "" {
		more["ean"] = string(v.Barcode)
		body["custom_attributes"] = []object{{"attribute_code": "ean", "value": string(v.Barcode)}}
	}
	return entry{columnsOf(body, more), body}
}

func makeItem(i int) *commerce.InventoryItem {
	item := sourcetest.MakeInventoryItem(name, i)
	item.SKU = commerce.Text(fmt.Sprintf("SKU-%03d", i))
	return item
}

func itemEntry(item *commerce.InventoryItem) entry {
	body := object{
		"id": id(item.ID.Key), "sku": string(item.SKU), "type_id": "virtual", "created_at": stamp(item.CreatedAt), "updated_at": stamp(item.UpdatedAt),
		"extension_attributes": object{"stock_item": object{"manage_stock": item.Tracked}},
	}
	return entry{columnsOf(body, map[string]string{"entity_id": item.ID.Key}), body}
}

func makeLocation(i int) *commerce.Location {
	l := sourcetest.MakeLocation(name, i)
	l.ID.Key = fmt.Sprintf("source_%02d", i)
	return l
}

func locationEntry(l *commerce.Location) entry {
	enabled := "0"
	if l.IsActive {
		enabled = "1"
	}
	body := object{"source_code": l.ID.Key, "name": l.Name, "enabled": l.IsActive, "postcode": "1", "latitude": jsonNumber("38.74132")}
	return entry{columnsOf(body, map[string]string{"enabled": enabled}), body}
}
