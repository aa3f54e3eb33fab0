package woocommerce_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/galleria-graph/galleria/sources"
)

func TestBrokenEntitiesTakeNoOthersAlong(t *testing.T) {
	s := newShop(t)
	s.lists("/orders", orderWith(object{"id": 1, "total": "ten"}), orderWith(object{"id": 2}), orderWith(object{"id": 3, "currency": "?"}))
	page, err := s.open().Orders.Query(t.Context(), sources.Query{First: 10})
	if err != nil || len(page.Items) != 1 || page.Items[0].Node.ID.Key != "2" || len(page.Missing) != 2 {
		t.Fatalf("%d items, missing %v, error %v", len(page.Items), page.Missing, err)
	}
	for _, err := range page.Missing {
		if sources.KindOf(err) != sources.KindMalformed {
			t.Error(err)
		}
	}
}

func TestNoticesBeforeTheAnswer(t *testing.T) {
	s := newShop(t)
	source := s.open()
	for _, noise := range []string{
		"\ufeff", "  \n", "<br />\n<b>Warning</b>:  Undefined array key \"x\" in <b>/srv/a.php</b> on line <b>3</b><br />\n",
		"Notice: Array [to] {string} conversion\n",
	} {
		s.routes["/orders"] = says(200, noise+`[{"id":1,"status":"processing","currency":"EUR","total":"1.00"}]`)
		if o := get(t, source.Orders, "1", 0); o.Total.Shop.String() != "1.00 EUR" {
			t.Errorf("after %q: %+v", noise, o.Total)
		}
	}
}

func TestErrorsByCode(t *testing.T) {
	s := newShop(t)
	const html = "<!doctype html><title>Wartung</title>"
	for _, tc := range []struct {
		answer http.HandlerFunc
		kind   sources.ErrorKind
		reason string
	}{
		{says(401, `{"code":"woocommerce_rest_authentication_error","message":"geheim"}`), sources.KindDenied, "revoked"},
		{says(403, `{"code":"woocommerce_rest_cannot_view","message":"geheim"}`), sources.KindDenied, "shop manager"},
		{says(404, `{"code":"rest_no_route","message":"geheim"}`), sources.KindDenied, "too old"},
		{says(404, html, "Content-Type", "text/html"), sources.KindDenied, "permalinks"},
		{says(400, `{"code":"rest_invalid_param","message":"geheim","data":{"params":{}}}`), sources.KindInternal, "parameter"},
		{says(429, html, "Retry-After", "7"), sources.KindLimited, "too many"},
		{says(503, html, "Content-Type", "text/html"), sources.KindUnavailable, "maintenance"},
		{says(508, html, "Content-Type", "text/html"), sources.KindLimited, "too many"},
		{says(502, html, "Content-Type", "text/html"), sources.KindUnavailable, "web page"},
		{says(500, "<b>Notice</b> geheim "+`{"code":"internal_server_error","message":"geheim"}`), sources.KindUnavailable, ""},
		{says(200, html, "Content-Type", "text/html"), sources.KindMalformed, "web page"},
		{says(200, `{"geheim":1}`), sources.KindMalformed, "not a list"},
		{says(200, `geheim`), sources.KindMalformed, "not JSON"},
		{says(302, ``, "Location", "/geheim"), sources.KindMalformed, "redirect"},
	} {
		s.routes["/orders"] = tc.answer
		_, err := s.open().Orders.Query(t.Context(), sources.Query{First: 5})
		if sources.KindOf(err) != tc.kind || err == nil || !strings.Contains(err.Error(), tc.reason) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("error %v, want kind %v for %q", err, tc.kind, tc.reason)
		}
	}
}

func TestCheckSaysWhatToMend(t *testing.T) {
	s := newShop(t)
	source := s.open()
	wants := func(part string) {
		t.Helper()
		if err := source.Check(t.Context()); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("check: %v, want %q", err, part)
		}
	}
	wants("activate")
	s.lists("/orders")
	s.routes["/customers"] = says(403, `{"code":"woocommerce_rest_cannot_view"}`)
	wants("may not read customers")
	s.lists("/customers")
	s.lists("/products")
	s.routes["/data/currencies/current"] = says(200, `{"code":"Euro"}`)
	wants("currency")
	s.routes["/data/currencies/current"] = says(200, `{"code":"EUR"}`)
	if err := source.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestAtMostFourRequests lets requests only pass four at a time.
func TestAtMostFourRequests(t *testing.T) {
	s := newShop(t)
	var under, most atomic.Int64
	arrived := make(chan struct{})
	s.routes["/orders"] = func(w http.ResponseWriter, r *http.Request) {
		n := under.Add(1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		select {
		case arrived <- struct{}{}: // two meet
		case <-arrived:
		case <-r.Context().Done():
		}
		under.Add(-1)
		says(200, `[]`)(w, r)
	}
	source := s.open()
	var values []string
	for i := range 32 {
		values = append(values, fmt.Sprintf("%s:%d", name, i+1))
	}
	if _, err := source.Orders.Find(t.Context(), "customer", values, sources.Query{First: 1}); err != nil {
		t.Fatal(err)
	}
	if n := most.Load(); n > 4 || n < 2 || len(s.requests("/orders")) != 32 {
		t.Errorf("%d requests at once, %d in all", n, len(s.requests("/orders")))
	}
}
