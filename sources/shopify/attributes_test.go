package shopify_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// metafields are texts of each type, as Shopify's documents write them, with
// what is read of them.
var metafields = []struct {
	typ, text string
	want      commerce.AttributeType
	value     commerce.JSON
}{
	{"boolean", "true", "BOOLEAN", "true"},
	{"color", "#fff123", "TEXT", `"#fff123"`},
	{"date", "2022-02-02", "DATE", `"2022-02-02"`},
	{"date_time", "2024-01-01T12:30:00", "DATE_TIME", `"2024-01-01T12:30:00Z"`},
	{"date_time", "2024-01-01T12:30:00.25+02:00", "DATE_TIME", `"2024-01-01T10:30:00.25Z"`},
	{"dimension", `{"unit":"CENTIMETERS","value":25.0}`, "MEASUREMENT", `{"value":"25.0","unit":"CENTIMETERS"}`},
	{"id", "00123", "TEXT", `"00123"`},
	{"json", `{"a": [1, 2.50, 9007199254740993, -9007199254740992, 1e3, true, null], "e1": "1.5 \" 2"}`, "JSON",
		`{"a":[1,"2.50","9007199254740993",-9007199254740992,"1e3",true,null],"e1":"1.5 \" 2"}`},
	{"language", "de", "TEXT", `"de"`},
	{"link", `{"text":"More","url":"https://shopify.example"}`, "JSON", `{"text":"More","url":"https://shopify.example"}`},
	{"money", `{"amount":"5.99","currency_code":"CAD"}`, "MONEY", `{"amount":"5.99","currencyCode":"CAD"}`},
	{"money", `{"amount":12345678901234567.89,"currency_code":"JPY"}`, "MONEY", `{"amount":"12345678901234567.89","currencyCode":"JPY"}`},
	{"multi_line_text_field", "a\nb", "TEXT", `"a\nb"`},
	{"number_decimal", "10.40", "DECIMAL", `"10.40"`},
	{"number_decimal", "1.0e-05", "DECIMAL", `"0.00001"`},
	{"number_integer", "10", "INTEGER", "10"},
	{"number_integer", "-9007199254740992", "INTEGER", "-9007199254740992"},
	{"number_integer", "9007199254740993", "INTEGER", `"9007199254740993"`},
	{"rating", `{"value":"3.5","scale_min":"1.0","scale_max":"5.0"}`, "RATING", `{"value":"3.5","min":"1.0","max":"5.0"}`},
	{"rich_text_field", `{"type":"root","children":[]}`, "JSON", `{"type":"root","children":[]}`},
	{"single_line_text_field", `<b> "x"`, "TEXT", `"<b> \"x\""`},
	{"url", "https://www.shopify.com", "URL", `"https://www.shopify.com"`},
	{"volume", `{"unit":"ml","value":20}`, "MEASUREMENT", `{"value":"20","unit":"ml"}`},
	{"product_reference", "gid://shopify/Product/1", "REFERENCE", `"gid://shopify/Product/1"`},
	{"list.color", `["#fff123","#000"]`, "LIST", `["#fff123","#000"]`},
	{"list.date_time", `["2024-01-01T12:30:00"]`, "LIST", `["2024-01-01T12:30:00Z"]`},
	{"list.dimension", `[{"unit":"cm","value":1e-7}]`, "LIST", `[{"value":"0.0000001","unit":"cm"}]`},
	{"list.link", `[{"text":"a","url":"https://a.example"}]`, "LIST", `[{"text":"a","url":"https://a.example"}]`},
	{"list.number_decimal", `["1.50", 2.5]`, "LIST", `["1.50","2.5"]`},
	{"list.number_integer", `[1, 9007199254740993]`, "LIST", `[1,"9007199254740993"]`},
	{"list.rating", `[{"value":"3.5","scale_min":"1","scale_max":"5"}]`, "LIST", `[{"value":"3.5","min":"1","max":"5"}]`},
	{"list.variant_reference", `["gid://shopify/ProductVariant/1"]`, "LIST", `["gid://shopify/ProductVariant/1"]`},
	{"list.single_line_text_field", `[]`, "LIST", `[]`},
	{"integer", "7", "INTEGER", "7"},
	{"string", "7", "TEXT", `"7"`},
	{"json_string", `"a"`, "JSON", `"a"`},

	// What is not known, or not what its type promises, is kept as it is written.
	{"hologram", `{"a":1}`, "UNKNOWN", `"{\"a\":1}"`},
	{"list.hologram", `[1]`, "UNKNOWN", `"[1]"`},
	{"list.list.color", `[["#fff"]]`, "UNKNOWN", `"[[\"#fff\"]]"`},
	{"", "x", "UNKNOWN", `"x"`},
	{"boolean", "yes", "UNKNOWN", `"yes"`},
	{"date", "2022-02-30", "UNKNOWN", `"2022-02-30"`},
	{"date_time", "yesterday", "UNKNOWN", `"yesterday"`},
	{"json", `{"a":`, "UNKNOWN", `"{\"a\":"`},
	{"money", `{"amount":"5.99"}`, "UNKNOWN", `"{\"amount\":\"5.99\"}"`},
	{"money", `[]`, "UNKNOWN", `"[]"`},
	{"number_decimal", "1e999999999", "UNKNOWN", `"1e999999999"`},
	{"number_decimal", "NaN", "UNKNOWN", `"NaN"`},
	{"number_integer", "1.5", "UNKNOWN", `"1.5"`},
	{"number_integer", "", "UNKNOWN", `""`},
	{"rating", `{"value":"3.5"}`, "UNKNOWN", `"{\"value\":\"3.5\"}"`},
	{"weight", `{"value":"1"}`, "UNKNOWN", `"{\"value\":\"1\"}"`},
	{"list.number_integer", `[1,"x"]`, "UNKNOWN", `"[1,\"x\"]"`},
	{"list.single_line_text_field", `["a",null]`, "UNKNOWN", `"[\"a\",null]"`},
	{"list.color", "null", "UNKNOWN", `"null"`},
}

func TestMetafieldTypes(t *testing.T) {
	tried := map[string]bool{}
	for _, row := range metafields {
		typ, value := shopify.AttributeOf(row.typ, row.text)
		if typ != row.want || value != row.value {
			t.Errorf("%s %s is %s %s, want %s %s", row.typ, row.text, typ, value, row.want, row.value)
		}
		tried[row.typ] = true
	}
	measure := `{"value":"1.0","unit":"x"}`
	for _, name := range shopify.MetafieldTypes() {
		if tried[name] || strings.HasSuffix(name, "_reference") {
			continue
		}
		if typ, value := shopify.AttributeOf(name, measure); typ != commerce.AttributeTypeMeasurement || value != commerce.JSON(measure) {
			t.Errorf("%s is %s %s: try it", name, typ, value)
		}
	}
}

// Whatever a metafield holds, its value is JSON, and what is a number in it is exact as a float.
func FuzzMetafield(f *testing.F) {
	for _, row := range metafields {
		f.Add(row.typ, row.text)
	}
	f.Fuzz(func(t *testing.T, typ, text string) {
		got, value := shopify.AttributeOf(typ, text)
		if !json.Valid([]byte(value)) {
			t.Fatalf("%s %q is %s %q, which is not JSON", typ, text, got, value)
		}
		var holds any
		decoder := json.NewDecoder(strings.NewReader(string(value)))
		decoder.UseNumber()
		if err := decoder.Decode(&holds); err != nil {
			t.Fatal(err)
		}
		exactly(t, typ, text, holds)
	})
}

func exactly(t *testing.T, typ, text string, v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			exactly(t, typ, text, e)
		}
	case map[string]any:
		for _, e := range v {
			exactly(t, typ, text, e)
		}
	case json.Number:
		n, err := v.Int64()
		if err != nil || n > 1<<53 || n < -1<<53 {
			t.Fatalf("%s %q holds the number %s", typ, text, v)
		}
	}
}

// More metafields than a page holds are all read, with each kind that has them.
func TestManyMetafields(t *testing.T) {
	s := openShop(t, generous())
	many := make([]shopifysim.Metafield, 120)
	for i := range many {
		many[i] = shopifysim.Metafield{Key: "k" + strings.Repeat("x", i), Type: "number_integer", Value: "7"}
	}
	c := must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{Metafields: many}))
	o := must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{Metafields: many}))
	p := must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{Title: "Tea", Metafields: many}))
	v := must[shopifysim.ProductVariant](t)(s.PutVariant(shopifysim.ProductVariant{ProductID: p.ID}))
	if err := s.SetMetafields(v.ID, many...); err != nil {
		t.Fatal(err)
	}
	s.since()
	id := func(key string) commerce.ID { return commerce.ID{Source: sourceName, Key: key} }
	customers, err1 := s.Customers.Get(t.Context(), []commerce.ID{id(c.ID)}, commerce.CustomerAttributes)
	orders, err2 := s.Orders.Get(t.Context(), []commerce.ID{id(o.ID)}, commerce.OrderAttributes)
	products, err3 := s.Products.Get(t.Context(), []commerce.ID{id(p.ID)}, commerce.ProductAttributes|commerce.ProductWithVariants)
	variants, err4 := s.Variants.Get(t.Context(), []commerce.ID{id(v.ID)}, commerce.VariantAttributes)
	for _, err := range []error{err1, err2, err3, err4} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for what, got := range map[string][]commerce.Attribute{
		"customer": customers[id(c.ID)].Attributes, "order": orders[id(o.ID)].Attributes,
		"product": products[id(p.ID)].Attributes, "variant": variants[id(v.ID)].Attributes,
	} {
		want := commerce.Attribute{Namespace: "custom", Key: many[119].Key, Type: "INTEGER", RawType: "number_integer", Value: "7"}
		if len(got) != 120 || got[119] != want {
			t.Errorf("the %s has %d attributes", what, len(got))
		}
	}
	if inside := products[id(p.ID)].Variants[0]; inside.Holds != 0 || inside.Attributes != nil {
		t.Errorf("a variant inside its product holds %b", inside.Holds)
	}
	if n := len(s.since()); n > 12 {
		t.Errorf("four entities of 120 metafields took %d requests", n)
	}
}
