package magento_test

import (
	"fmt"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// TestEveryStateIsFound: each of Magento's states by its canonical one, and
// what extensions have added as UNKNOWN.
func TestEveryStateIsFound(t *testing.T) {
	s := newShop(t)
	states := []string{"new", "pending_payment", "payment_review", "processing", "complete", "closed", "canceled", "holded", "galactic", "UNKNOWN"}
	for i, state := range states {
		must[magentosim.Order](t)(s.PutOrder(magentosim.Order{EntityID: int64(i + 1), State: state, CustomerEmail: "a@example.com", Items: []magentosim.OrderItem{{SKU: "mug", Name: "Mug"}}}))
	}
	c := s.open().Orders
	for status, want := range map[commerce.OrderStatus]string{
		"OPEN": "[1 4 8]", "PENDING": "[2 3]", "COMPLETED": "[5 6]", "CANCELLED": "[7]", "UNKNOWN": "[9 10]", "DRAFT": "[]",
	} {
		where := []sources.Predicate{{Field: "status", Op: sources.Eq, Values: []commerce.Value{commerce.String(string(status))}}}
		if got := fmt.Sprint(listed(t, commerce.Orders, c, sources.Query{First: 2, Where: where})); got != want {
			t.Errorf("%s finds %s, want %s", status, got, want)
		}
	}
	some := []sources.Predicate{{Field: "status", Op: sources.Eq, Values: []commerce.Value{commerce.String("UNKNOWN"), commerce.String("CANCELLED")}}}
	if got := fmt.Sprint(listed(t, commerce.Orders, c, sources.Query{First: 9, Where: some})); got != "[7 9 10]" {
		t.Errorf("two states find %s", got)
	}
}

// TestUnseenWords fail nothing, and are kept where a word has a place.
func TestUnseenWords(t *testing.T) {
	product := `{"id":5,"sku":"x","name":"X","status":3,"visibility":9,"type_id":"hologram","created_at":"2026-01-02 03:04:05","updated_at":"2026-01-02 03:04:05",` +
		`"media_gallery_entries":[{"media_type":"smell","file":"/x"}],"custom_attributes":[{"attribute_code":"odd","value":"1"},{"attribute_code":"odder","value":{"a":1.5}},{"value":"x"}]}`
	odd := `{"attribute_id":1,"attribute_code":"odd","frontend_input":"swatch","backend_type":"blob"},{"attribute_id":2,"attribute_code":"odder"}`
	source := answering(t, map[string]string{"/V1/products": items(product), "/V1/products/attributes": items(odd)})
	found, err := source.Products.Get(t.Context(), []commerce.ID{key("5")}, commerce.Products.AllGroups())
	if err != nil {
		t.Fatal(err)
	}
	p := found[key("5")]
	if p.StatusValue() != commerce.ProductStatusUnknown || p.Status.Raw != "3" || p.ProductType != "hologram" || p.Media[0].Type != "smell" || len(p.Variants) != 1 {
		t.Errorf("product %+v", p)
	}
	if got := described(p.Attributes); got != `odd:UNKNOWN="1" odder:JSON={"a":"1.5"}` || p.Attributes[0].RawType != "swatch" {
		t.Errorf("attributes %s", got)
	}
	o := readOrder(t, `,"state":"galactic","status":"odd","payment":{"method":"barter"},"items":[{"item_id":1,"product_type":"hologram","qty_ordered":1,"base_price":1,"base_row_total":1}]`)
	if o.StatusValue() != commerce.OrderStatusUnknown || o.Status.Raw != "galactic" || o.Status.Mapping != commerce.MappingUnknown {
		t.Errorf("order %+v", o)
	}
}
