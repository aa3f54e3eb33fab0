package woocommercesim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

func TestOrderIsDerived(t *testing.T) {
	f := start(t, woocommercesim.Options{Zone: time.FixedZone("", -3*60*60)})
	f.order(example())
	f.refund(woocommercesim.Refund{ID: 730, OrderID: 727, Amount: d("9"), Reason: "late"})
	f.refund(woocommercesim.Refund{OrderID: 727, By: 1, Lines: []woocommercesim.RefundLine{{Item: 315, Quantity: d("1"), Total: d("3"), TotalTax: d("0.225")}}})
	order := f.get("orders/727")
	f.shows(order, object{
		"number": "727", "total": "29.35", "total_tax": "1.35", "cart_tax": "1.35", "shipping_total": "10.00", "discount_total": "0.00",
		"date_created": "2026-09-01T09:00:00", "date_created_gmt": "2026-09-01T12:00:00", "date_completed": nil,
		"line_items.0.price": 3, "line_items.0.total": "6.00", "line_items.0.taxes.0.total": "0.45", "line_items.0.sku": nil,
		"line_items.1.taxes.0.total": "0.9", "line_items.1.sku": "Bar3", "line_items.1.meta_data.0.display_key": "color",
		"refunds.0.total": "-3.23", "refunds.1.total": "-9.00", "refunds.1.reason": "late", "refunds.1.id": 730,
		"tax_lines.0.rate_id": 75, "tax_lines.0.tax_total": "1.35", "meta_data.0.value": "yes",
		"_links.self.0.href": "https://example.com/wp-json/wc/v3/orders/727",
	})
	refund := f.get("orders/727/refunds/731")
	f.shows(refund, object{
		"amount": "3.23", "parent_id": 727, "line_items.0.quantity": -1, "line_items.0.total": "-3.00", "line_items.0.price": 3,
		"line_items.0.meta_data.0.key": "_refunded_item_id", "line_items.0.meta_data.0.value": "315",
	})
	f.shows(f.get("orders/727?dp=4"), object{"total": "29.3500", "refunds.0.total": "-3.2250", "line_items.0.price": 3})
}

func TestUnroundedPriceAndShopDecimals(t *testing.T) {
	none := 0
	f := start(t, woocommercesim.Options{Decimals: &none, Currency: "JPY"})
	f.order(woocommercesim.Order{ID: 1, Lines: []woocommercesim.Line{{Quantity: d("3"), Subtotal: d("10"), Total: d("10")}, {Quantity: d("0.5"), Total: d("1")}}})
	f.shows(f.get("orders/1"), object{
		"total": "11", "currency": "JPY", "line_items.0.price": 10.0 / 3, "line_items.1.quantity": 0.5, "line_items.1.price": 2, "discount_total": "-1",
	})
	f.shows(f.get("data/currencies/current"), object{"code": "JPY", "symbol": "&yen;"})
	f.shows(f.get("system_status"), object{"settings.number_of_decimals": 0, "environment.version": woocommercesim.DefaultVersion})
}

func TestOrderFilters(t *testing.T) {
	f := start(t, woocommercesim.Options{Statuses: []string{"shipped"}})
	f.order(woocommercesim.Order{ID: 1, Created: after(3), Status: "pending", Billing: woocommercesim.Address{Email: "Guest@Example.com", FirstName: "Ann"}})
	f.order(woocommercesim.Order{ID: 2, Created: after(1), Modified: after(9), Status: "completed", CustomerID: 7, CreatedVia: "admin"})
	f.order(woocommercesim.Order{ID: 3, Created: after(2), Status: "trash", CustomerID: 7})
	f.order(woocommercesim.Order{ID: 4, Created: after(2), Status: "checkout-draft"})
	f.order(woocommercesim.Order{ID: 5, Created: after(4), Status: "shipped", ParentID: 2, Lines: []woocommercesim.Line{{Name: "Blue cup", ProductID: 44, Quantity: d("1")}}})
	f.lists(map[string]string{
		"orders":                             "5 1 4 2",
		"orders?order=asc":                   "2 4 1 5",
		"orders?orderby=id":                  "5 4 2 1",
		"orders?orderby=id&order=asc":        "1 2 4 5",
		"orders?orderby=modified":            "2 5 1 4",
		"orders?orderby=title&order=asc":     "2 4 1 5",
		"orders?include=2,5,3,99,2":          "5 2",
		"orders?include=2,5&orderby=include": "2 5",
		"orders?include[]=2&include[]=5":     "5 2",
		"orders?include=":                    "5 1 4 2",
		"orders?exclude=1,5":                 "4 2",
		"orders?status=trash":                "3",
		"orders?status=trash&include=3":      "3",
		"orders?include=3":                   "",
		"orders?status=any":                  "5 1 4 2",
		"orders?status=completed,shipped":    "5 2",
		"orders?status[]=completed":          "2",
		"orders?customer=7":                  "2",
		"orders?customer=99":                 "",
		"orders?customer=7&include=1,2":      "2",
		"orders?customer=0":                  "5 1 4 2", // 0 is no filter
		"orders?product=44":                  "5",
		"orders?created_via=admin":           "2",
		"orders?parent=2":                    "5",
		"orders?parent_exclude=2":            "1 4 2",
		"orders?search=guest@example":        "1",
		"orders?search=2":                    "2",
		"orders?search=ANN":                  "1",
		"orders?search=blue":                 "5",
		"orders?page=2&per_page=3":           "2",
		"orders?offset=1&per_page=2":         "1 4",
		"orders?page=9":                      "",
		"orders?email=nobody@example.com":    "5 1 4 2", // there is no such filter
	})
}

func TestDatesAreSiteTime(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	f := start(t, woocommercesim.Options{Zone: zone})
	f.order(woocommercesim.Order{ID: 1, Created: epoch, Modified: after(5)}) // 08:00 in New York
	f.order(woocommercesim.Order{ID: 2, Created: time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)})
	f.lists(map[string]string{
		"orders?after=2026-09-01T08:00:00":                           "",
		"orders?after=2026-09-01T07:59:59":                           "1",
		"orders?after=2026-09-01T07:59:59Z":                          "1", // the zone is ignored
		"orders?before=2026-09-01T08:00:01%2B09:00":                  "1 2",
		"orders?after=2026-09-01T11:59:59&dates_are_gmt=true":        "1",
		"orders?after=2026-09-01T12:00:00&dates_are_gmt=true":        "",
		"orders?after=2026-09-01T11:59:59":                           "",
		"orders?before=2026-01-05T07:00:01":                          "2",
		"orders?before=2026-01-05T07:00:00":                          "",
		"orders?modified_after=2026-09-01T16:59:59&dates_are_gmt=1":  "1",
		"orders?modified_before=2026-09-01T17:00:00&dates_are_gmt=1": "2",
	})
	f.shows(f.get("orders/2"), object{"date_created": "2026-01-05T07:00:00", "date_created_gmt": "2026-01-05T12:00:00"})
}

func TestInvalidIDs(t *testing.T) {
	f := start(t, woocommercesim.Options{Fulfillments: true})
	f.order(woocommercesim.Order{ID: 1, Lines: []woocommercesim.Line{{Quantity: d("1"), Total: d("1")}}})
	f.order(woocommercesim.Order{ID: 2})
	f.refund(woocommercesim.Refund{ID: 3, OrderID: 1, Amount: d("1")})
	for path, code := range map[string]string{
		"orders/9": "woocommerce_rest_shop_order_invalid_id", "orders/3": "woocommerce_rest_shop_order_invalid_id",
		"orders/99999999999999999999": "woocommerce_rest_shop_order_invalid_id",
		"orders/1/refunds/9":          "woocommerce_rest_shop_order_refund_invalid_id", "orders/2/refunds/3": "woocommerce_rest_invalid_order_refund_id",
		"orders/9/notes": "woocommerce_rest_shop_order_invalid_id", "orders/9/fulfillments": "woocommerce_rest_shop_order_invalid_id",
		"customers/9": "woocommerce_rest_invalid_id", "products/9": "woocommerce_rest_product_invalid_id",
		"products/9/variations/9": "woocommerce_rest_product_variation_invalid_id", "webhooks/9": "woocommerce_rest_shop_webhook_invalid_id",
		"orders/abc": "rest_no_route", "nothing": "rest_no_route", "orders/1/2": "rest_no_route", "": "rest_no_route", "orders/-1": "rest_no_route",
	} {
		if got := f.fail(path, http.StatusNotFound)["code"]; got != code {
			t.Errorf("%s: %v, want %s", path, got, code)
		}
	}
	f.lists(map[string]string{"orders/9/refunds": "", "orders/0/refunds": "", "products/9/variations": "", "products/0/variations": "", "orders/1/refunds": "3"})
}
