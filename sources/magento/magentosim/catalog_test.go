package magentosim_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// seedCatalog puts a configurable product with two children, a bundle, a
// virtual product and a bag, in two sources.
func seedCatalog(t testing.TB, s *magentosim.Sim) {
	t.Helper()
	product := must[magentosim.Product](t)
	colour := func(value string) []magentosim.Attribute {
		return []magentosim.Attribute{{Code: "color", Value: value}, {Code: "description", Value: "Cool & dry"}}
	}
	product(s.PutProduct(magentosim.Product{ID: 100, SKU: "TEE", Name: "Tee", TypeID: "configurable", CategoryIDs: []string{"11", "12"}, Attributes: colour("0"), Children: []string{"TEE-M", "TEE-L"},
		Options: []magentosim.ConfigurableOption{{AttributeID: 93, Label: "Color", Values: []int64{52, 53}}},
		Media:   []magentosim.MediaEntry{{File: "/t/e/tee.jpg", Types: []string{"image", "thumbnail"}}}}))
	for i, size := range []string{"M", "L"} {
		product(s.PutProduct(magentosim.Product{ID: int64(101 + i), SKU: "TEE-" + size, Name: "Tee " + size, Visibility: 1, Price: dec("22"), Weight: dec("0.5"), CategoryIDs: []string{"11"}, Attributes: colour(fmt.Sprint(52 + i)),
			Stores: map[string]magentosim.StoreValues{"de": {Name: "Hemd " + size, Price: new(dec("19.9"))}}, CreatedAt: at12(-3), UpdatedAt: at12(i - 2)}))
	}
	product(s.PutProduct(magentosim.Product{ID: 200, SKU: "BAG/1,2", Name: "Bag", Price: dec("36.5"), Weight: dec("1")}))
	product(s.PutProduct(magentosim.Product{ID: 300, SKU: "GIFT", Name: "Voucher", TypeID: "virtual", Price: dec("10"), Disabled: true}))
	product(s.PutProduct(magentosim.Product{ID: 400, SKU: "SET", Name: "Set", TypeID: "bundle", CategoryIDs: []string{"32"}, Bundle: []magentosim.BundleOption{{Title: "Shirt", Links: []magentosim.BundleLink{{SKU: "TEE-M", Price: dec("20")}, {SKU: "TEE-L"}}}}}))
	must[magentosim.Source](t)(s.PutSource(magentosim.Source{Code: "east", Name: "East", Email: "e@shop.example", ContactName: "E", Description: "East", Phone: "1", Street: "Way 1", City: "Raleigh", Region: magentosim.Region{ID: 45}, Latitude: new(dec("38.741321")), Longitude: new(dec("-90.4"))}))
	must[magentosim.Stock](t)(s.PutStock(magentosim.Stock{Name: "Both", Websites: []string{"base"}, Sources: []string{"default", "east"}}))
	for _, item := range []magentosim.SourceItem{{SKU: "TEE-M", Quantity: qty(5)}, {SKU: "TEE-M", SourceCode: "east", Quantity: qty(7)}, {SKU: "TEE-L", OutOfStock: true, Quantity: qty(1)}, {SKU: "BAG/1,2", Quantity: dec("2.5")}} {
		must[magentosim.SourceItem](t)(s.PutSourceItem(item))
	}
}

func withStores() magentosim.Options {
	return magentosim.Options{Stores: []magentosim.StoreView{{ID: 1, Code: "default", Name: "English"}, {ID: 2, Code: "de", Name: "Deutsch"}}}
}

func TestProductsAreLikeTheExamples(t *testing.T) {
	f := start(t, withStores())
	seedCatalog(t, f.Sim)
	// Custom attributes are what a shop makes them.
	ours := func(name string) any {
		product := example(t, name).(object)
		product["custom_attributes"] = product["custom_attributes"].([]any)[:1]
		return product
	}
	sameShape(t, "configurable", ours("product_configurable.json"), f.get("/rest/V1/products/TEE"))
	sameShape(t, "simple", ours("product_simple.json"), f.get("/rest/V1/products/TEE-M"))
	sameShape(t, "bundle", ours("product_bundle.json"), f.get("/rest/V1/products/SET"))
	sameShape(t, "media", example(t, "product_media.json"), f.get("/rest/V1/products/TEE/media"))
	sameShape(t, "sources", example(t, "sources_search.json"), f.get(search("/rest/V1/inventory/sources", []string{"0 source_code eq east"})))
	sameShape(t, "source items", example(t, "source_items_search.json"), f.get(search("/rest/V1/inventory/source-items", []string{"0 sku eq TEE-M"})))
	sameShape(t, "stocks", example(t, "stocks_search.json"), f.get(search("/rest/V1/inventory/stocks", []string{"0 name like %t%"})))
	sameShape(t, "salable", example(t, "are_products_salable.json"), f.get("/rest/V1/inventory/are-products-salable?skus[0]=TEE-M&skus[1]=GIFT&stockId=2"))
}

func TestProducts(t *testing.T) {
	f := start(t, withStores())
	seedCatalog(t, f.Sim)
	for _, test := range []struct{ store, filter, want string }{
		{"all", "0 sku in tee-m,TEE-L", "TEE-M TEE-L"},
		{"all", "0 sku eq BAG/1,2", "BAG/1,2"},
		{"all", "0 sku in BAG/1,2", ""},
		{"all", "0 type_id eq configurable", "TEE"},
		{"all", "0 status eq 2", "GIFT"},
		{"all", "0 visibility neq 1", "TEE BAG/1,2 GIFT SET"},
		{"all", "0 category_id eq 12", "TEE"},
		{"all", "0 category_id in 12,32", "TEE SET"},
		{"all", "0 color eq 53", "TEE-L"},
		{"all", "0 url_key like tee-%", "TEE-M TEE-L"},
		{"all", "0 price gteq 22", "TEE-M TEE-L BAG/1,2"},
		{"all", "0 updated_at gteq 2026-08-31 12:00:00", "TEE TEE-L BAG/1,2 GIFT SET"},
		{"all", "0 name like Tee%", "TEE TEE-M TEE-L"},
		{"de", "0 name like Hemd%", "TEE-M TEE-L"},
	} {
		answer := f.get(search("/rest/"+test.store+"/V1/products", []string{test.filter}))
		if got := strings.TrimSpace(column(answer, "sku")); got != test.want {
			t.Errorf("%s: %q, want %q", test.filter, got, test.want)
		}
	}
	f.want(f.get("/rest/all/V1/products/tee-m"), "Tee M", "name")
	f.want(f.get("/rest/de/V1/products/TEE-M"), "19.9", "price")
	f.want(f.get("/rest/all/V1/products/TEE-M?storeId=2"), "Hemd M", "name")
	f.want(f.get("/rest/V1/products/BAG%2F1,2"), "200", "id")
	f.want(f.get("/rest/V1/products/TEE"), "101", "extension_attributes", "configurable_product_links", 0)
	f.want(f.get("/rest/V1/configurable-products/TEE/children"), "TEE-L", 1, "sku")
	f.want(f.get("/rest/V1/configurable-products/TEE/options/all"), "52", 0, "values", 0, "value_index")
	f.want(f.get("/rest/V1/bundle-products/SET/children"), "TEE-M", 0, "sku")
	if at(f.get(search("/rest/V1/products", []string{"0 sku eq TEE-M"})), "items", 0, "extension_attributes", "stock_item") != nil {
		t.Error("a list shows stock")
	}
	f.want(f.fail("/rest/V1/products/none", 404), "The product that was requested doesn't exist. Verify the product and try again.", "message")
	f.want(f.fail(search("/rest/V1/products", []string{"0 colour eq 1"}), 400), "colour", "parameters", 0)
	if _, err := f.PutProduct(magentosim.Product{ID: 9, SKU: "tee", Name: "Tee"}); err == nil {
		t.Error("a sku is taken twice")
	}
}

func TestBareProductLists(t *testing.T) {
	f := start(t, magentosim.Options{BareProductLists: true})
	seedCatalog(t, f.Sim)
	if at(f.get(search("/rest/V1/products", []string{"0 sku eq TEE"})), "items", 0, "extension_attributes", "configurable_product_links") != nil {
		t.Error("a bare list shows links")
	}
	f.want(f.get("/rest/V1/products/TEE"), "102", "extension_attributes", "configurable_product_links", 1)
}

func TestStock(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedCatalog(t, f.Sim)
	salable := func(path, want string) {
		t.Helper()
		f.want(f.get("/rest/V1/inventory/"+path), want)
	}
	salable("get-product-salable-quantity/TEE-M/1", "5")
	salable("get-product-salable-quantity/TEE-M/2", "12")
	salable("get-product-salable-quantity/TEE-L/2", "0")
	salable("get-product-salable-quantity/BAG%2F1,2/1", "2.5")
	f.ok(f.PutReservation(2, "tee-m", qty(-4)))
	salable("get-product-salable-quantity/TEE-M/2", "8")
	f.fail("/rest/V1/inventory/get-product-salable-quantity/TEE/2", http.StatusBadRequest)
	f.fail("/rest/V1/inventory/get-product-salable-quantity/TEE-M/9", http.StatusNotFound)
	f.fail("/rest/V1/inventory/get-product-salable-quantity/none/1", http.StatusNotFound)
	for sku, want := range map[string]bool{"TEE": true, "TEE-L": false, "SET": true, "GIFT": false} {
		if got := f.get("/rest/V1/inventory/is-product-salable/" + sku + "/1"); got != want {
			t.Errorf("%s is salable: %v", sku, got)
		}
	}
	f.want(f.get("/rest/V1/stockItems/TEE-M"), "5", "qty")
	f.want(f.get("/rest/V1/stockStatuses/TEE-M"), "1", "stock_status")
	f.ok(f.MoveStock("TEE-M", "east", "default", qty(2)))
	f.ok(f.SetStock("TEE-L", "east", qty(3)))
	f.want(f.get("/rest/V1/stockItems/TEE-M"), "7", "qty")
	f.want(f.get(search("/rest/V1/inventory/source-items", []string{"0 source_code eq east", "1 quantity gt 0", "2 sku in TEE-M,TEE-L"})), "2", "total_count")
	f.want(f.get(search("/rest/V1/inventory/stock-source-links", []string{"0 stock_id eq 2"})), "east", "items", 1, "source_code")
	f.want(f.get("/rest/V1/inventory/sources/east"), "38.741321", "latitude")
	f.want(f.get("/rest/V1/inventory/stocks/1"), "Default Stock", "name")
	f.fail("/rest/V1/inventory/sources/west", http.StatusNotFound)
	for what, err := range map[string]error{
		"too much moves": f.MoveStock("TEE-M", "east", "default", qty(99)), "a configurable product has stock": f.SetStock("TEE", "east", qty(1)),
		"an unknown source holds stock": f.SetStock("TEE-M", "west", qty(1)), "an unknown stock reserves": f.PutReservation(9, "TEE-M", decimal.Zero),
	} {
		if err == nil {
			t.Error(what)
		}
	}
	f.ok(f.DeleteProduct(101))
	f.fail("/rest/V1/products/TEE-M", http.StatusNotFound)
	f.want(f.get(search("/rest/V1/inventory/source-items", []string{"0 sku eq TEE-M"})), "0", "total_count")
}

func TestCustomers(t *testing.T) {
	f := start(t, magentosim.Options{
		Websites: []magentosim.Website{{ID: 1, Code: "base", Name: "Main", DefaultGroupID: 1}, {ID: 2, Code: "b2b", Name: "Trade", DefaultGroupID: 1}},
		Stores:   []magentosim.StoreView{{ID: 1, Code: "default", Name: "Shop"}, {ID: 2, WebsiteID: 2, Code: "trade", Name: "Trade"}},
	})
	customer := must[magentosim.Customer](t)
	book := magentosim.CustomerAddress{Street: []string{"123 Oak Ave"}, City: "Purchase", Postcode: "10755", CountryID: "US", Phone: "1", Region: magentosim.Region{ID: 43, Code: "NY", Name: "New York"}, DefaultBilling: true, DefaultShipping: true}
	customer(f.PutCustomer(magentosim.Customer{Email: "jdoe@example.com", Name: jane, Addresses: []magentosim.CustomerAddress{book}, DateOfBirth: "1990-02-03"}))
	customer(f.PutCustomer(magentosim.Customer{Email: "JDoe@example.com", Name: jane, StoreID: 2, Subscribed: true}))
	if _, err := f.PutCustomer(magentosim.Customer{Email: "jdoe@Example.com"}); err == nil {
		t.Error("an address of mail is there twice in a website")
	}
	sameShape(t, "customer", example(t, "customer_get.json"), f.get("/rest/V1/customers/1"))
	sameShape(t, "customer", example(t, "customer_with_addresses.json"), f.get("/rest/V1/customers/1"))
	found := f.get(search("/rest/V1/customers/search", []string{"0 email eq jdoe@example.com"}))
	if got := column(found, "website_id"); got != "1 2" {
		t.Errorf("websites %s", got)
	}
	f.want(f.get(search("/rest/V1/customers/search", []string{"0 entity_id in 2", "1 firstname like J%"})), "2", "items", 0, "id")
	f.want(f.get("/rest/V1/customers/addresses/1"), "Jane", "firstname")
	f.fail(search("/rest/V1/customers/search", []string{"0 id eq 2"}), http.StatusBadRequest)
	f.now = at12(1)
	f.ok(f.UpdateCustomer(2, func(c *magentosim.Customer) { c.Email = "new@example.com" }))
	f.want(f.get(search("/rest/V1/customers/search", []string{"0 updated_at gteq 2026-09-02 12:00:00"})), "new@example.com", "items", 0, "email")
	f.ok(f.DeleteCustomer(2))
	f.want(f.fail("/rest/V1/customers/2", http.StatusNotFound), "2", "parameters", "fieldValue")
	customer(f.PutCustomer(magentosim.Customer{Email: "new@example.com", StoreID: 2}))
}

func TestStores(t *testing.T) {
	f := start(t, withStores())
	f.want(f.get("/rest/V1/store/websites"), "base", 1, "code")
	f.want(f.get("/rest/V1/store/storeGroups"), "Main Website Store", 1, "name")
	f.want(f.get("/rest/V1/store/storeViews"), "de", 2, "code")
	f.want(f.get("/rest/V1/store/storeConfigs"), "USD", 0, "base_currency_code")
	if one := f.get("/rest/all/V1/store/storeConfigs?storeCodes[0]=de").([]any); len(one) != 1 {
		t.Errorf("%d configurations", len(one))
	}
}

func TestAttributes(t *testing.T) {
	f := start(t, magentosim.Options{})
	must[magentosim.ProductAttribute](t)(f.PutAttribute(magentosim.ProductAttribute{ID: 93, Code: "color", Label: "Colour", Options: []magentosim.AttributeOption{{ID: 52, Label: "Gray"}, {Label: "Orange"}}}))
	must[magentosim.ProductAttribute](t)(f.PutAttribute(magentosim.ProductAttribute{Code: "material", Input: "text"}))
	answer := f.get(search("/rest/V1/products/attributes", []string{"0 attribute_code in color,size", "1 frontend_label eq colour"}))
	f.want(answer, "93", "items", 0, "attribute_id")
	f.want(answer, "Orange", "items", 0, "options", 2, "label")
	f.want(f.get("/rest/V1/products/attributes/color/options"), "52", 1, "value")
	f.want(f.get("/rest/V1/products/attributes/94"), "material", "attribute_code")
	f.want(f.fail("/rest/V1/products/attributes/none", http.StatusNotFound), "none", "parameters", 0)
	f.want(f.get(search("/rest/V1/products", []string{"0 material eq wool"})), "0", "total_count")
}
