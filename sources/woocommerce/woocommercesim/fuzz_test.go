package woocommercesim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim/woocommercespec"
)

// FuzzQuery sends any query and wants an answer of the API's form: a list, or
// parameters that are refused.
func FuzzQuery(f *testing.F) {
	for _, seed := range []string{
		"", "page=2&per_page=1", "include=1,2&orderby=include", "include[]=1&include[]=2", "after=2026-01-02T03:04:05Z&dates_are_gmt=true",
		"page=9223372036854775807", "offset=-9223372036854775808", "dp=-1", "dp=99999999999999999999", "_fields=id,billing.email,..", "%=%&a[b]=c&[]=1",
		"search=%ff&status=any", "per_page=1e2", "page=1.0&customer=0x1", "_fields[]=.&rest_route=/wc/v3/orders", "page[]=1", "a=1&a[]=2&a=3",
		"oauth_nonce=1&oauth_consumer_key=ck_sim&oauth_timestamp=1&oauth_signature=x&oauth_signature_method=HMAC-SHA1",
	} {
		f.Add("orders", seed)
		f.Add("products", seed)
	}
	sim := woocommercesim.New(woocommercesim.Options{})
	order := example()
	if _, err := sim.PutOrder(order); err != nil {
		f.Fatal(err)
	}
	if _, err := sim.PutProduct(woocommercesim.Product{ID: 93, Name: "Cup"}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path, query string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path, r.URL.RawQuery = "/wp-json/wc/v3/"+path, query
		r.SetBasicAuth("ck_sim", "cs_sim")
		w := httptest.NewRecorder()
		sim.ServeHTTP(w, r)
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") || !json.Valid(w.Body.Bytes()) {
			t.Fatalf("%s?%s: %d %s", path, query, w.Code, w.Body)
		}
		switch w.Code {
		case http.StatusOK, http.StatusBadRequest, http.StatusUnauthorized, http.StatusNotFound:
		default:
			t.Errorf("%s?%s: %d %s", path, query, w.Code, w.Body)
		}
	})
}

// TestConcurrentUse reads while the shop goes on, for the race detector.
func TestConcurrentUse(t *testing.T) {
	sim := woocommercesim.New(woocommercesim.Options{Fulfillments: true})
	spec := woocommercespec.Find(t)
	if _, err := sim.PutProduct(woocommercesim.Product{ID: 93, Merchandise: woocommercesim.Merchandise{ManageStock: true, Stock: 999}}); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				order := example()
				order.ID, order.Paid, order.Status = 0, time.Time{}, "pending"
				for i := range order.Lines {
					order.Lines[i].ID = 0
				}
				placed, err := sim.CreateOrder(order)
				if err != nil {
					t.Error(err)
					return
				}
				errs := []error{sim.Pay(placed.ID, "ch"), sim.Complete(placed.ID), sim.SetStock(93, 5), sim.Override("orders", placed.ID, "number", json.RawMessage(`"X"`))}
				_, refused := sim.Refund(woocommercesim.Refund{OrderID: placed.ID, Amount: d("1")})
				for _, err := range append(errs, refused) {
					if err != nil {
						t.Error(err)
					}
				}
			}
		})
		group.Go(func() {
			for range 20 {
				r := request("/wp-json/wc/v3/orders?orderby=modified")
				w := httptest.NewRecorder()
				sim.ServeHTTP(w, r)
				if spec == nil {
					continue
				}
				r.URL.RawQuery = ""
				if err := spec.CheckResponse(r, w.Code, w.Header(), w.Body.Bytes()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}
