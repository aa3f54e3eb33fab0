package woocommerce_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce"
)

func TestEveryFieldIsDecoded(t *testing.T) {
	for _, twin := range woocommerce.Twins() {
		twin.EveryField(t, woocommerce.Samples())
	}
}

// answered returns the objects of which everything in a simulated shop is read,
// by the name of their twin.
func answered(t *testing.T) map[string][][]byte {
	t.Helper()
	shop := fullShop(t)
	var mu sync.Mutex
	bodies := map[string][]byte{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		shop.ServeHTTP(answer, r)
		mu.Lock()
		if path := r.URL.Path; len(answer.Body.Bytes()) > len(bodies[path]) {
			bodies[path] = answer.Body.Bytes()
		}
		mu.Unlock()
		says(answer.Code, answer.Body.String())(w, r)
	}))
	t.Cleanup(server.Close)
	everything(t, openAt(t, server.URL))
	out := map[string][][]byte{"parcel": {[]byte(`{"tracking_provider":"","custom_tracking_provider":"Post","tracking_number":"AB1","date_shipped":"1767323045","tracking_id":"f00","item_id":4,"qty":2}`)}}
	for path, twin := range map[string]string{
		"orders": "order", "customers": "customer", "products": "good", "variations": "good", "refunds": "refund", "orders/100/notes": "note", "orders/100/fulfillments": "fulfilment",
	} {
		var list []json.RawMessage
		if err := json.Unmarshal(bodies["/wp-json/wc/v3/"+path], &list); err != nil || len(list) == 0 {
			t.Fatalf("%s: %d objects, error %v", path, len(list), err)
		}
		for _, o := range list {
			out[twin] = append(out[twin], o)
		}
	}
	return out
}

func TestDecodersAgreeWithEncodingJSON(t *testing.T) {
	twins := woocommerce.Twins()
	for name, texts := range answered(t) {
		t.Run(name, func(t *testing.T) { twins[name].CheckMutants(t, texts) })
	}
}

func FuzzTwins(f *testing.F) {
	twins := woocommerce.Twins()
	for _, text := range oddities {
		for name := range twins {
			f.Add(name, []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		if twin, ok := twins[name]; ok && json.Valid(text) {
			twin.Compare(t, text)
		}
	})
}
