package magento_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

// rowTexts are rows as the simulated shop writes them, by what they are rows of.
func rowTexts(t testing.TB) map[string][][]byte {
	t.Helper()
	s := newShop(t)
	for i := range 12 {
		s.putOrder(makeOrder(i))
		s.putCustomer(makeCustomer(i))
	}
	for i := range 4 {
		s.putProduct(makeProduct(i))
		s.putLocation(makeLocation(i))
	}
	must[magentosim.Product](t)(s.PutProduct(magentosim.Product{
		ID: 5, SKU: "tee", Name: "Tee", TypeID: "configurable", Children: []string{"P-1001"}, Options: []magentosim.ConfigurableOption{{AttributeID: 83, Label: "Maker", Values: []int64{11}}},
		Media: []magentosim.MediaEntry{{File: "/t/e/tee.jpg", Label: "Tee"}}, Attributes: []magentosim.Attribute{{Code: "tags", Values: []string{"a", "b"}}},
	}))
	must[magentosim.SourceItem](t)(s.PutSourceItem(magentosim.SourceItem{SKU: "P-1001", Quantity: decimal.RequireFromString("2.5")}))
	out := map[string][][]byte{}
	for kind, path := range map[string]string{
		"orders": "orders", "customers": "customers/search", "products": "products", "transactions": "transactions", "invoices": "invoices", "creditmemos": "creditmemos",
		"shipments": "shipments", "source-items": "inventory/source-items", "sources": "inventory/sources", "attributes": "products/attributes", "items": "orders/items",
		"storeConfigs": "store/storeConfigs", "stockItems": "stockItems/P-1001",
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "/rest/all/V1/"+path+"?searchCriteria[pageSize]=12", nil)
		if fields := magento.Fields[kind]; fields != "" {
			r.URL.RawQuery += "&fields=items[" + fields + "]"
		}
		if strings.HasPrefix(path, "st") {
			r.URL.RawQuery = ""
		}
		r.Header.Set("Authorization", "Bearer "+s.AccessToken())
		s.Sim.ServeHTTP(w, r)
		answer := struct{ Items []json.RawMessage }{}
		switch text := w.Body.Bytes(); kind {
		case "storeConfigs":
			if err := json.Unmarshal(text, &answer.Items); err != nil {
				t.Fatal(err)
			}
		case "stockItems":
			answer.Items = []json.RawMessage{text}
		default:
			if err := json.Unmarshal(text, &answer); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		for _, item := range answer.Items {
			out[kind] = append(out[kind], item)
		}
	}
	out["documents"] = slices.Concat(out["invoices"], out["creditmemos"], out["shipments"])
	return out
}

// TestDecodersReadAsEncodingJSONDoes: real rows, and rows with a value changed.
func TestDecodersReadAsEncodingJSONDoes(t *testing.T) {
	texts := rowTexts(t)
	for kind, twin := range magento.Twins() {
		if len(texts[kind]) == 0 {
			t.Errorf("no rows of %s", kind)
			continue
		}
		twin.EveryField(t, magento.Samples())
		twin.CheckMutants(t, texts[kind])
	}
}

func FuzzDecoders(f *testing.F) {
	for _, rows := range rowTexts(f) {
		f.Add(rows[0])
	}
	f.Add([]byte(`{"addresses":{},"region":[],"street":["a",null],"custom_attributes":[{"value":[{"x":1.5},[]]}],"extension_attributes":{"configurable_product_links":{"1":2}}}`))
	twins := magento.Twins()
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, twin := range twins {
			twin.Compare(t, text)
		}
	})
}
