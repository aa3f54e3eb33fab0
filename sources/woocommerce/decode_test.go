package woocommerce_test

import (
	"encoding/json"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce"
)

func TestEveryFieldIsDecoded(t *testing.T) {
	for _, twin := range woocommerce.Twins() {
		twin.EveryField(t, woocommerce.Samples())
	}
}

// answered returns objects as a simulated shop writes them, by the name of their twin.
func answered(t *testing.T) map[string][][]byte {
	t.Helper()
	s := fullShop(t)
	out := map[string][][]byte{"parcel": {[]byte(`{"tracking_provider":"","custom_tracking_provider":"Post","tracking_number":"AB1","date_shipped":"1767323045","tracking_id":"f00","item_id":4,"qty":2}`)}}
	for path, twin := range map[string]string{
		"orders": "order", "customers?role=all": "customer", "products": "good", "variations": "good", "products?sku=T,4711": "good", "refunds": "refund",
		"orders/100/notes": "note", "orders/100/fulfillments": "fulfilment",
	} {
		for _, o := range asList(fromShop(t, s, path)) {
			out[twin] = append(out[twin], encoded(t, o))
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
