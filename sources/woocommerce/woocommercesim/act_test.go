package woocommercesim_test

import (
	"net/http"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// shelf seeds a shop with a product and a variation that have stock.
func shelf(f *fixture) woocommercesim.Order {
	f.product(woocommercesim.Product{ID: 10, Name: "Cup", Created: after(-9), Merchandise: woocommercesim.Merchandise{SKU: "CUP", RegularPrice: "5", ManageStock: true, Stock: 3}})
	f.product(woocommercesim.Product{ID: 20, Name: "Shirt", Created: after(-9), Type: "variable"})
	f.variation(woocommercesim.Variation{ID: 21, ParentID: 20, Created: after(-9), Merchandise: woocommercesim.Merchandise{SKU: "SHIRT-M", RegularPrice: "9.50", ManageStock: true, Stock: 1}})
	f.customer(woocommercesim.Customer{ID: 7, Email: "ann@example.com", Created: after(-9)})
	return must[woocommercesim.Order](f.t)(f.CreateOrder(woocommercesim.Order{CustomerID: 7, Lines: []woocommercesim.Line{
		{Name: "Cup", ProductID: 10, Quantity: d("2"), Subtotal: d("10"), Total: d("10")},
		{Name: "Shirt - M", ProductID: 20, VariationID: 21, Quantity: d("1"), Subtotal: d("9.50"), Total: d("9.50")},
	}}))
}

func TestLifeOfAnOrder(t *testing.T) {
	f := start(t, woocommercesim.Options{Fulfillments: true})
	o := shelf(f)
	f.shows(f.get("orders/22"), object{"status": "pending", "date_paid": nil, "needs_payment": true, "line_items.1.sku": "SHIRT-M", "line_items.1.parent_name": "Shirt"})
	f.shows(f.get("customers/7"), object{"is_paying_customer": false})
	f.now = after(1)
	f.ok(f.Pay(o.ID, "ch_1"))
	f.shows(f.get("orders/22"), object{"status": "processing", "date_paid_gmt": "2026-09-01T13:00:00", "transaction_id": "ch_1", "date_modified_gmt": "2026-09-01T13:00:00"})
	f.shows(f.get("products/10"), object{"stock_quantity": 1, "date_modified_gmt": "2026-09-01T13:00:00"})
	f.shows(f.get("products/20/variations/21"), object{"stock_quantity": 0, "stock_status": "outofstock"})
	f.shows(f.get("customers/7"), object{"is_paying_customer": true})
	f.now = after(2)
	if _, err := f.Fulfil(woocommercesim.Fulfillment{OrderID: o.ID, Items: []woocommercesim.Parcel{{Item: o.Lines[0].ID, Quantity: 2}}, TrackingNumber: "1Z9", Provider: "ups"}); err != nil {
		t.Fatal(err)
	}
	f.shows(f.get("orders/22/fulfillments"), object{
		"0.entity_id": "22", "0.is_fulfilled": true, "0.date_updated": "2026-09-01T14:00:00Z", "0.date_deleted": nil,
		"0.meta_data.0.value.0.qty": 2, "0.meta_data.1.value": "1Z9", "0.meta_data.2.key": "_shipment_provider",
	})
	f.ok(f.Complete(o.ID))
	f.shows(f.get("orders/22"), object{"status": "completed", "date_completed_gmt": "2026-09-01T14:00:00", "date_paid_gmt": "2026-09-01T13:00:00"})
	f.now = after(3)
	part := woocommercesim.Refund{OrderID: o.ID, Restock: true, Lines: []woocommercesim.RefundLine{{Item: o.Lines[0].ID, Quantity: d("1"), Total: d("5")}}}
	must[woocommercesim.Refund](t)(f.Refund(part))
	f.shows(f.get("orders/22"), object{"status": "completed", "refunds.0.total": "-5.00", "date_modified_gmt": "2026-09-01T15:00:00", "total": "19.50"})
	f.shows(f.get("products/10"), object{"stock_quantity": 2})
	if _, err := f.Refund(woocommercesim.Refund{OrderID: o.ID, Amount: d("14.51")}); err == nil {
		t.Error("more can be given back than was paid")
	}
	must[woocommercesim.Refund](t)(f.Refund(woocommercesim.Refund{OrderID: o.ID, Amount: d("14.50")}))
	f.shows(f.get("orders/22"), object{"status": "refunded", "refunds.0.total": "-14.50", "refunds.1.total": "-5.00"})
	f.lists(map[string]string{"refunds?parent=22&orderby=id&order=asc": "23 24", "refunds?parent=9": "", "orders/22/refunds?include=24": "24", "refunds?parent_exclude=22": ""})
	f.ok(f.DeleteRefund(24))
	f.shows(f.get("orders/22"), object{"refunds.0.total": "-5.00", "refunds.1": nil})
	f.lists(map[string]string{"orders/22/notes": "3 2 1", "orders/22/notes?type=customer": ""})
	f.shows(f.get("orders/22/notes"), object{"0.note": "Order status changed from Completed to Refunded."})
}

func TestCancelGivesGoodsBack(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	o := shelf(f)
	f.ok(f.SetStatus(o.ID, "on-hold"))
	f.shows(f.get("products/10"), object{"stock_quantity": 1})
	f.ok(f.Cancel(o.ID))
	f.shows(f.get("products/10"), object{"stock_quantity": 3})
	if f.Pay(o.ID, "ch_1") == nil {
		t.Error("a cancelled order is paid")
	}
	if _, err := f.Fulfil(woocommercesim.Fulfillment{OrderID: o.ID}); err == nil {
		t.Error("fulfilled without the feature")
	}
}

func TestTrashAndDelete(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	o := shelf(f)
	f.refund(woocommercesim.Refund{OrderID: o.ID, Amount: d("1")})
	f.now = after(1)
	f.ok(f.TrashOrder(o.ID))
	f.lists(map[string]string{"orders?include=22": "", "orders?status=trash": "22"})
	f.shows(f.get("orders/22"), object{"status": "trash", "date_modified_gmt": "2026-09-01T13:00:00"})
	if f.TrashOrder(o.ID) == nil {
		t.Error("an order went into the trash twice")
	}
	f.ok(f.RestoreOrder(o.ID))
	f.shows(f.get("orders/22"), object{"status": "pending"})
	f.ok(f.DeleteProduct(10))
	f.fail("products/10", http.StatusNotFound)
	f.shows(f.get("orders/22"), object{"line_items.0.product_id": 0, "line_items.0.sku": nil, "line_items.1.product_id": 20})
	f.ok(f.DeleteVariation(21))
	f.lists(map[string]string{"products/20/variations": "", "variations?include=21": ""})
	f.shows(f.get("orders/22"), object{"line_items.1.sku": nil, "line_items.1.variation_id": 21})
	f.ok(f.DeleteCustomer(7))
	f.shows(f.get("orders/22"), object{"customer_id": 0})
	f.ok(f.DeleteOrder(o.ID))
	f.fail("orders/22", http.StatusNotFound)
	f.lists(map[string]string{"refunds": "", "orders?status=any,trash": ""})
	f.ok(f.TrashProduct(20))
	f.lists(map[string]string{"products": "", "products?status=trash": "20"})
	for _, err := range []error{f.DeleteOrder(22), f.DeleteProduct(10), f.DeleteVariation(21), f.DeleteCustomer(7), f.RestoreOrder(22), f.SetStock(20, 1)} {
		if err == nil {
			t.Error("what is not there was changed")
		}
	}
}

func TestUpdates(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	o := shelf(f)
	f.now = after(1)
	f.ok(f.UpdateOrder(o.ID, func(o *woocommercesim.Order) { o.ID, o.CustomerNote = 99, "ring twice" }))
	f.ok(f.UpdateCustomer(7, func(c *woocommercesim.Customer) { c.LastName = "Lee" }))
	f.ok(f.UpdateProduct(10, func(p *woocommercesim.Product) { p.RegularPrice = "6" }))
	f.ok(f.UpdateVariation(21, func(v *woocommercesim.Variation) { v.SalePrice, v.SaleFrom = "8", after(2) }))
	f.ok(f.SetStock(21, 5))
	f.lists(map[string]string{
		"orders?modified_after=2026-09-01T12:30:00":                        "22",
		"products?modified_after=2026-09-01T12:30:00&orderby=id&order=asc": "10 20",
	})
	f.shows(f.get("orders/22"), object{"customer_note": "ring twice"})
	f.shows(f.get("customers/7"), object{"last_name": "Lee", "date_modified": "2026-09-01T13:00:00"})
	f.shows(f.get("products/10"), object{"price": "6"})
	f.shows(f.get("products/20/variations/21"), object{"price": "9.50", "on_sale": false, "stock_quantity": 5})
	f.now = after(2)
	f.shows(f.get("products/20/variations/21"), object{"price": "8", "on_sale": true})
	f.shows(f.get("products/20"), object{"price": "8", "on_sale": true, "regular_price": "", "variations.0": 21})
}

func TestRefusedSeeds(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	o := shelf(f)
	for name, seed := range map[string]func() error{
		"an id twice": func() error { _, err := f.PutProduct(woocommercesim.Product{ID: o.ID}); return err },
		"no order":    func() error { _, err := f.PutRefund(woocommercesim.Refund{OrderID: 9, Amount: d("1")}); return err },
		"no amount":   func() error { _, err := f.PutRefund(woocommercesim.Refund{OrderID: o.ID}); return err },
		"no line": func() error {
			_, err := f.PutRefund(woocommercesim.Refund{OrderID: o.ID, Lines: []woocommercesim.RefundLine{{Item: 99}}})
			return err
		},
		"a note":   func() error { _, err := f.PutNote(woocommercesim.Note{OrderID: 9}); return err },
		"a parent": func() error { _, err := f.PutVariation(woocommercesim.Variation{ParentID: 10}); return err },
		"no JSON": func() error {
			_, err := f.PutOrder(woocommercesim.Order{Meta: []woocommercesim.Meta{{Value: func() {}}}})
			return err
		},
		"an order twice":  func() error { _, err := f.CreateOrder(woocommercesim.Order{ID: o.ID}); return err },
		"no kind":         func() error { return f.Override("coupons", 1, "code", []byte("1")) },
		"no JSON over it": func() error { return f.Override("orders", 1, "code", []byte("{")) },
	} {
		if seed() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestSeedsAreCopied changes what was seeded afterwards.
func TestSeedsAreCopied(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	seed := example()
	got := f.order(seed)
	seed.Lines[0].Name, got.Lines[0].Name = "other", "other"
	seed.Meta[0].Value, got.TaxRate.Label = "other", "other"
	f.shows(f.get("orders/727"), object{"line_items.0.name": "Woo Single #1", "meta_data.0.value": "yes", "tax_lines.0.label": "State Tax"})
}
