package shopify_test

import (
	"encoding/json"
	"math/bits"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// What is counted for a document is never less than Shopify's published rule
// takes for it, whatever groups it asks for.
func TestPricesAreUpperBounds(t *testing.T) {
	sim := shopifysim.New(shopifysim.Options{Cost: shopifysim.CostLinear, MaxQueryCost: 1e9, Bucket: shopifysim.Bucket{Capacity: 1e9, RestoreRate: 1e9}})
	for _, d := range shopify.Documents(func(want, all commerce.Groups) bool {
		n := bits.OnesCount32(uint32(want))
		return n <= 1 || want == all
	}) {
		for _, size := range [][2]int{{1, 4}, {7, 10}, {250, 50}} {
			text, variables, counted := d(size[0], size[1])
			body, err := json.Marshal(map[string]any{"query": text, "variables": variables})
			if err != nil {
				t.Fatal(err)
			}
			request := httptest.NewRequest(http.MethodPost, "/admin/api/"+shopifysim.Version+"/graphql.json", strings.NewReader(string(body)))
			request.Header.Set("X-Shopify-Access-Token", sim.Token())
			recorder := httptest.NewRecorder()
			sim.ServeHTTP(recorder, request)
			var answer struct {
				Extensions struct {
					Cost struct{ RequestedQueryCost float64 }
				}
			}
			if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			if asked := answer.Extensions.Cost.RequestedQueryCost; asked <= 0 || asked > counted {
				t.Errorf("%d and %d of it are counted as %.0f points and cost %.0f: %.200s\n%s", size[0], size[1], counted, asked, recorder.Body, text)
			}
		}
	}
}

// Orders of which nobody wants what is new are asked for as they always were.
func TestOrdersAskForNoMore(t *testing.T) {
	before, err := os.ReadFile("testdata/order_documents.graphql")
	if err != nil {
		t.Fatal(err)
	}
	old := commerce.OrderLines | commerce.OrderCharges | commerce.OrderTransactions | commerce.OrderRefunds | commerce.OrderFulfillments
	now := shopify.OrderDocuments(0) + shopify.OrderDocuments(old)
	if now != string(before) {
		t.Errorf("orders are asked for by\n%s, want\n%s", now, before)
	}
}
