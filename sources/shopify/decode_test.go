package shopify_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
)

func TestEveryFieldIsDecoded(t *testing.T) {
	for _, twin := range shopify.Twins() {
		twin.EveryField(t, shopify.Samples())
	}
}

// answered returns entities as the simulation writes them, by their types.
func answered(t testing.TB) map[string][][]byte {
	t.Helper()
	out := map[string][][]byte{"Order": {wholeOrder()}}
	s := openShop(t, priced())
	for i := range 6 {
		putOrder(t, s, makeOrder(i))
		putCustomer(t, s, makeCustomer(i))
		putProduct(t, s, makeProduct(i))
		putItem(t, s, makeItem(i))
		putLocation(t, s, makeLocation(i))
	}
	kind := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := httptest.NewRecorder()
		s.ServeHTTP(recorder, r)
		var body struct {
			Data map[string]struct {
				Edges []struct{ Node json.RawMessage }
			}
		}
		if err := json.Unmarshal(recorder.Body.Bytes(), &body); err != nil {
			t.Error(err)
		}
		for _, e := range body.Data["l0"].Edges {
			out[kind] = append(out[kind], e.Node)
		}
		w.Write(recorder.Body.Bytes())
	}))
	t.Cleanup(server.Close)
	source := openAt(t, server.URL, s.Token())
	kind = "Order"
	whole(t, commerce.Orders, source.Orders)
	kind = "DraftOrder"
	if _, err := source.Orders.Query(t.Context(), sources.Query{First: 3, Want: commerce.Orders.AllGroups(), Where: inState(commerce.OrderStatusDraft)}); err != nil {
		t.Fatal(err)
	}
	kind = "Customer"
	whole(t, commerce.Customers, source.Customers)
	kind = "Product"
	whole(t, commerce.Products, source.Products)
	kind = "ProductVariant"
	whole(t, commerce.ProductVariants, source.Variants)
	kind = "InventoryItem"
	whole(t, commerce.InventoryItems, source.InventoryItems)
	kind = "Location"
	whole(t, commerce.Locations, source.Locations)
	return out
}

// wholeOrder is an order with something in every part.
func wholeOrder() []byte {
	body := wholeAnswer("true")
	return []byte(body[strings.Index(body, "[{")+1 : strings.LastIndex(body, "]}}")])
}

func whole[T any](t testing.TB, k commerce.Kind[T], c sources.Collection[T]) {
	t.Helper()
	if _, err := c.Query(t.Context(), sources.Query{First: 3, Want: k.AllGroups()}); err != nil {
		t.Fatal(err)
	}
}

func TestDecodersAgreeWithEncodingJSON(t *testing.T) {
	texts := answered(t)
	for name, twin := range shopify.Twins() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			twin.CheckMutants(t, texts[name])
		})
	}
}

func FuzzDecode(f *testing.F) {
	for name, texts := range answered(f) {
		f.Add(name, texts[0])
		f.Add(name, texts[len(texts)-1])
	}
	twins := shopify.Twins()
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		if twin, ok := twins[name]; ok {
			twin.Compare(t, text)
		}
	})
}

// BenchmarkDecode decodes the objects of one page alone, without the request and the mapping.
func BenchmarkDecode(b *testing.B) {
	texts := answered(b)
	for name, twin := range shopify.Twins() {
		twin.Benchmark(b, texts[name])
	}
}
