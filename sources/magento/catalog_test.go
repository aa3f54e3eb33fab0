package magento_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

func described(list []commerce.Attribute) string {
	var out []string
	for _, a := range list {
		out = append(out, strings.TrimPrefix(fmt.Sprintf("%s.%s:%s=%s", a.Namespace, a.Key, a.Type, a.Value), "."))
	}
	return strings.Join(out, " ")
}

// TestProductAttributes are of the type that their definition says.
func TestProductAttributes(t *testing.T) {
	s := newShop(t)
	choices := []magentosim.AttributeOption{{ID: 52, Label: "Blue"}, {ID: 53, Label: "Red, dark"}}
	for i, a := range []magentosim.ProductAttribute{
		{Code: "color", Options: choices}, {Code: "colors", Input: "multiselect", Options: choices}, {Code: "fragile", Input: "boolean"}, {Code: "odd", Input: "boolean"},
		{Code: "born", Input: "date"}, {Code: "seen", Input: "datetime"}, {Code: "cost", Input: "price"}, {Code: "net", Input: "weight"}, {Code: "care", Input: "textarea"},
		{Code: "note", Input: "text"},
	} {
		a.ID = int64(100 + i)
		must[magentosim.ProductAttribute](t)(s.PutAttribute(a))
	}
	must[magentosim.Product](t)(s.PutProduct(magentosim.Product{ID: 5, SKU: "tee", Name: "Tee", Attributes: []magentosim.Attribute{
		{Code: "color", Value: "53"}, {Code: "colors", Value: "52,53,54"}, {Code: "fragile", Value: "1"}, {Code: "odd", Value: "maybe"},
		{Code: "born", Value: "2026-01-31 00:00:00"}, {Code: "seen", Value: "2026-01-31 23:30:00"}, {Code: "cost", Value: "4.9500"}, {Code: "net", Value: "0.25"},
		{Code: "care", Value: "wash \"cold\""}, {Code: "note", Value: "7"}, {Code: "strange", Value: "x"}, {Code: "tags", Values: []string{"a", "b"}},
		{Code: "url_key", Value: "tee"}, {Code: "options_container", Value: "c"}, {Code: "required_options", Value: "0"}, {Code: "has_options", Value: "0"}, {Code: "tax_class_id", Value: "2"},
	}}))
	source := s.open()
	const want = `color:TEXT="Red, dark" colors:LIST=["Blue","Red, dark","54"] fragile:BOOLEAN=true odd:UNKNOWN="maybe" born:DATE="2026-01-31" ` +
		`seen:DATE_TIME="2026-01-31T23:30:00Z" cost:DECIMAL="4.9500" net:DECIMAL="0.25" care:TEXT="wash \"cold\"" note:TEXT="7" strange:UNKNOWN="x" tags:LIST=["a","b"]`
	products, err := source.Products.Get(t.Context(), []commerce.ID{key("5")}, commerce.ProductAttributes)
	if err != nil {
		t.Fatal(err)
	}
	if got := described(products[key("5")].Attributes); !strings.HasPrefix(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if a := products[key("5")].Attributes; a[0].RawType != "select" || a[10].RawType != "" {
		t.Errorf("raw types %q and %q", a[0].RawType, a[10].RawType)
	}
	variants, err := source.Variants.Get(t.Context(), []commerce.ID{key("5")}, commerce.VariantAttributes)
	if err != nil || !strings.HasPrefix(described(variants[key("5")].Attributes), want) {
		t.Errorf("of the variant %s, error %v", described(variants[key("5")].Attributes), err)
	}
	s.paths()
	if _, err := source.Products.Query(t.Context(), sources.Query{First: 9, Want: commerce.Products.AllGroups()}); err != nil {
		t.Fatal(err)
	}
	if got := s.paths(); got["/V1/products/attributes"] != 1 || got["/V1/products"] != 1 {
		t.Errorf("asked %v", got)
	}
}

// TestSpecialPrice is asked for on its days, which are days of the shop.
func TestSpecialPrice(t *testing.T) {
	day := func(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) + " 00:00:00" }
	for i, tc := range []struct{ special, from, to, price, compareAt string }{
		{"7.5000", "", "", "7.50 GBP", "9.50 GBP"},
		{"7.5", day(-2), day(2), "7.50 GBP", "9.50 GBP"},
		{"7.5", day(2), "", "9.50 GBP", ""},
		{"7.5", day(-9), day(-2), "9.50 GBP", ""},
		{"9.5", "", "", "9.50 GBP", ""},
		{"cheap", "", "", "9.50 GBP", ""},
		{"", "", "", "9.50 GBP", ""},
	} {
		s := newShop(t)
		p := magentosim.Product{ID: 5, SKU: "tee", Name: "Tee", Price: decimal.RequireFromString("9.5")}
		for code, value := range map[string]string{"special_price": tc.special, "special_from_date": tc.from, "special_to_date": tc.to} {
			if value != "" {
				p.Attributes = append(p.Attributes, magentosim.Attribute{Code: code, Value: value})
			}
		}
		must[magentosim.Product](t)(s.PutProduct(p))
		found, err := s.open().Variants.Get(t.Context(), []commerce.ID{key("5")}, 0)
		if err != nil {
			t.Fatal(err)
		}
		compareAt := ""
		if m := found[key("5")].CompareAtPrice; m != nil {
			compareAt = m.String()
		}
		if got := found[key("5")].Price.String(); got != tc.price || compareAt != tc.compareAt {
			t.Errorf("%d: %s instead of %q, want %s instead of %q", i, got, compareAt, tc.price, tc.compareAt)
		}
	}
}

// TestVariantAlone finds its product by the SKU, and only one that names it.
func TestVariantAlone(t *testing.T) {
	for _, bare := range []bool{false, true} {
		s := newShop(t, func(o *magentosim.Options) { o.BareProductLists = bare })
		put := func(id int64, sku, typ string, children ...string) {
			visibility := 1
			if typ == "configurable" {
				visibility = 4
			}
			must[magentosim.Product](t)(s.PutProduct(magentosim.Product{ID: id, SKU: sku, Name: sku, TypeID: typ, Visibility: visibility, Children: children}))
		}
		put(11, "MS-Champ-S", "simple")
		put(12, "MS-Champ-M", "simple")
		put(13, "other", "simple")
		put(14, "MS-Champ-Gift", "simple")
		put(10, "MS-Champ", "configurable", "MS-Champ-S", "MS-Champ-M")
		put(8, "Things", "configurable", "other")
		put(9, "MS", "configurable", "MS-Champ-M")
		source := s.open()
		page, err := source.Variants.Query(t.Context(), sources.Query{First: 9})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, item := range page.Items {
			got[item.Node.ID.Key] = item.Node.ProductID.Key
		}
		want := map[string]string{"11": "10", "12": "9", "13": "", "14": ""}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("products %v, want %v", got, want)
		}
	}
}

// TestStoreView: names and prices are those of the store view that is configured.
func TestStoreView(t *testing.T) {
	s := newShop(t)
	price := decimal.RequireFromString("1500")
	must[magentosim.Product](t)(s.PutProduct(magentosim.Product{
		ID: 5, SKU: "tee", Name: "Tee", Price: decimal.RequireFromString("9.5"), Stores: map[string]magentosim.StoreValues{"jp": {Name: "ティー", Price: &price}},
	}))
	for store, want := range map[string]string{"": "Tee 9.50 GBP", "default": "Tee 9.50 GBP", "jp": "ティー 1500 JPY"} {
		found, err := s.open(func(c *magento.Config) { c.Store = store }).Variants.Get(t.Context(), []commerce.ID{key("5")}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if v := found[key("5")]; fmt.Sprint(v.Title, " ", v.Price) != want {
			t.Errorf("%q: %s %s, want %s", store, v.Title, v.Price, want)
		}
	}
}
