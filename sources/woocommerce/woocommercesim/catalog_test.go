package woocommercesim_test

import (
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

func TestProductFilters(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	goods := func(sku, price string) woocommercesim.Merchandise {
		return woocommercesim.Merchandise{SKU: sku, RegularPrice: price}
	}
	f.product(woocommercesim.Product{ID: 1, Name: "Blue cup", Created: after(1), Merchandise: goods("CUP-1", "5.00"), Categories: []woocommercesim.Term{{ID: 9, Name: "Cups", Slug: "cups"}}})
	f.product(woocommercesim.Product{ID: 2, Name: "Apron", Created: after(2), Modified: after(8), Merchandise: goods("AP", "20"), Featured: true, TotalSales: 4})
	f.product(woocommercesim.Product{ID: 3, Name: "Shirt", Created: after(3), Type: "variable", Status: "draft"})
	f.variation(woocommercesim.Variation{ID: 4, ParentID: 3, Created: after(3), Attributes: []woocommercesim.Choice{{ID: 6, Name: "Color", Option: "Black"}}, Merchandise: goods("SH-B", "9")})
	f.variation(woocommercesim.Variation{ID: 5, ParentID: 3, Created: after(4), Attributes: []woocommercesim.Choice{{Name: "Size", Option: "M"}}, Merchandise: goods("SH-M", "8")})
	f.product(woocommercesim.Product{ID: 6, Created: after(5), Status: "trash"})
	sale := goods("S", "30")
	sale.SalePrice, sale.ManageStock, sale.Backorders = "10", true, "notify"
	f.product(woocommercesim.Product{ID: 7, Name: "Zebra", Created: after(6), Merchandise: sale})
	f.lists(map[string]string{
		"products": "7 3 2 1", "products?status=draft": "3", "products?status=trash": "6", "products?type=variable": "3",
		"products?include=3,4,6": "3", "products?sku=AP,CUP-1": "2 1", "products?sku=SH-B": "4", "products?sku=SH-M,AP,SH-B": "5 4 2", "products?sku=SH-B&type=variable": "", "products?search_sku=up": "1",
		"products?search=cup": "1", "products?slug=blue-cup": "1", "products?category=9": "1", "products?featured=true": "2",
		"products?on_sale=true": "7", "products?on_sale=0": "3 2 1", "products?stock_status=onbackorder": "7", "products?min_price=8&max_price=10": "7 3",
		"products?orderby=title&order=asc": "2 1 3 7", "products?orderby=price&order=asc": "1 3 7 2", "products?orderby=popularity": "2 7 3 1",
		"products?after=2026-09-01T14:30:00": "7 3", "products?modified_after=2026-09-01T19:00:00": "2", "products?orderby=include&include=7,1": "7 1",
		"products/3/variations": "5 4", "products/3/variations?include=4,1": "4", "products/1/variations": "", "variations": "5 4",
		"variations?include=4,5&orderby=include": "4 5", "variations?sku=SH-M": "5", "variations?max_price=8": "5", "variations?parent=3": "5 4", "variations?parent=9": "",
		"products/3/variations?orderby=id&order=asc": "4 5", "variations?modified_after=2999-01-01T00:00:00": "5 4", // no such filter
	})
	f.shows(f.get("products/3/variations/4"), object{
		"permalink": "https://example.com/product/shirt/?attribute_pa_color=black", "name": "Black", "parent_id": 3, "image": nil, "price": "9",
		"_links.up.0.href": "https://example.com/wp-json/wc/v3/products/3",
	})
	f.shows(f.get("products?sku=SH-B"), object{
		"0.id": 4, "0.type": "variation", "0.parent_id": 3, "0.name": "Shirt - Black", "0.attributes.0.option": "Black", "0.price": "9", "0.manage_stock": false,
	})
	f.shows(f.get("products/7"), object{"price": "10", "stock_quantity": 0, "backordered": true, "stock_status": "onbackorder"})
	f.shows(f.get("products/1"), object{"price": "5.00", "stock_quantity": nil, "sale_price": "", "categories.0.name": "Cups"})
}

func TestStockOfTheParent(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.product(woocommercesim.Product{ID: 1, Type: "variable", Merchandise: woocommercesim.Merchandise{ManageStock: true, Stock: 4}})
	f.variation(woocommercesim.Variation{ID: 2, ParentID: 1})
	f.shows(f.get("products/1/variations/2"), object{"manage_stock": "parent", "stock_quantity": 4, "stock_status": "instock"})
	f.shows(f.get("products/1"), object{"manage_stock": true, "price": "", "purchasable": false})
}

func TestCustomerFilters(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.customer(woocommercesim.Customer{ID: 1, Role: "administrator", Email: "boss@example.com", Created: after(3)})
	f.customer(woocommercesim.Customer{ID: 2, Email: "Zoe@example.com", FirstName: "zoe", Created: after(2)})
	f.customer(woocommercesim.Customer{ID: 3, Email: "ann@example.com", FirstName: "Ann", LastName: "Lee", Created: after(5)})
	f.lists(map[string]string{
		"customers": "3 2", "customers?role=all": "3 1 2", "customers?role=administrator": "1", "customers?include=1,2": "2",
		"customers?include=1,2&role=all&orderby=include": "1 2", "customers?email=zoe@EXAMPLE.com": "2", "customers?email=boss@example.com": "",
		"customers?email=boss@example.com&role=all": "1", "customers?orderby=id&order=desc": "3 2", "customers?orderby=registered_date": "2 3",
		"customers?search=lee": "3", "customers?search=zoe@": "2", "customers?exclude=3": "2", "customers?per_page=1&page=2": "2",
		"customers?after=2999-01-01T00:00:00": "3 2", // no such filter
	})
	f.shows(f.get("customers/3"), object{"username": "ann", "role": "customer", "date_created_gmt": "2026-09-01T17:00:00"})
}

func TestWebhooksAndGateways(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	test := true
	f.PutGateway(woocommercesim.Gateway{ID: "bacs", Title: "Transfer"})
	f.PutGateway(woocommercesim.Gateway{ID: "stripe", Title: "Card", Enabled: true, Test: &test, Supports: []string{"products", "refunds"}})
	f.PutGateway(woocommercesim.Gateway{ID: "bacs", Title: "Bank transfer"})
	f.shows(f.get("payment_gateways"), object{
		"0.id": "bacs", "0.title": "Bank transfer", "1.id": "stripe", "1.settings.testmode.value": "yes", "1.enabled": true, "2": nil,
	})
	must[woocommercesim.Webhook](t)(f.PutWebhook(woocommercesim.Webhook{ID: 142, Name: "Orders", Topic: "order.updated", DeliveryURL: "https://example.org/hook"}))
	must[woocommercesim.Webhook](t)(f.PutWebhook(woocommercesim.Webhook{Status: "disabled", Topic: "product.updated"}))
	f.lists(map[string]string{"webhooks": "143 142", "webhooks?status=active": "142", "webhooks?status=all&search=order": "142"})
	f.shows(f.get("webhooks/142"), object{"resource": "order", "event": "updated", "status": "active"})
}
