package woocommercesim_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

func TestFaults(t *testing.T) {
	for _, tc := range []struct {
		fault    woocommercesim.Fault
		status   int
		media    string
		begins   string
		retry    string
		readable bool
	}{
		{woocommercesim.Fault{Kind: woocommercesim.FaultMaintenance}, 503, "text/html", "<!DOCTYPE", "", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultMaintenance, RetryAfter: 90 * time.Second}, 503, "text/html", "<!DOCTYPE", "90", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultRateLimited, RetryAfter: 1500 * time.Millisecond}, 429, "text/html", "<!DOCTYPE", "2", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultLoad}, 508, "text/html", "<!DOCTYPE", "", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultBadGateway}, 502, "text/html", "<!DOCTYPE", "", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultChallenge}, 200, "text/html", "<!DOCTYPE", "", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultCritical}, 500, "application/json", `{"code":"internal_server_error"`, "", true},
		{woocommercesim.Fault{Kind: woocommercesim.FaultNotice}, 200, "application/json", "<br />\n<b>Notice</b>", "", false},
		{woocommercesim.Fault{Kind: woocommercesim.FaultTruncated}, 200, "application/json", `[{"id":727`, "", false},
	} {
		f := start(t, woocommercesim.Options{})
		f.order(example())
		tc.fault.Path, tc.fault.Count = "/orders", 1
		f.AddFault(tc.fault)
		f.lists(map[string]string{"customers": ""}) // another path
		response, body := f.send(request("/wp-json/wc/v3/orders"))
		header := response.Header
		if response.StatusCode != tc.status || !strings.HasPrefix(header.Get("Content-Type"), tc.media) ||
			!strings.HasPrefix(string(body), tc.begins) || header.Get("Retry-After") != tc.retry || json.Valid(body) != tc.readable {
			t.Errorf("%s: %d %v %.60q", tc.fault.Kind, response.StatusCode, header, body)
		}
		if tc.fault.Kind == woocommercesim.FaultNotice && !json.Valid(body[bytes.IndexByte(body, '['):]) {
			t.Errorf("no answer behind the notice: %s", body)
		}
		f.lists(map[string]string{"orders": "727"}) // it happened once
	}
}

func TestFaultOfARouteInTheQuery(t *testing.T) {
	f := start(t, woocommercesim.Options{PlainPermalinks: true})
	f.AddFault(woocommercesim.Fault{Kind: woocommercesim.FaultLoad, Path: "/orders"})
	for route, fails := range map[string]bool{"orders": true, "products": false} {
		response, _ := f.send(request("/?rest_route=/wc/v3/" + route))
		if (response.StatusCode != http.StatusOK) != fails {
			t.Errorf("%s: %d", route, response.StatusCode)
		}
	}
}

func TestFaultsByRateAreRepeatable(t *testing.T) {
	draw := func() (failed string) {
		f := start(t, woocommercesim.Options{Seed: 7})
		f.AddFault(woocommercesim.Fault{Kind: woocommercesim.FaultLoad, Rate: 0.5})
		for range 20 {
			response, _ := f.send(request("/wp-json/wc/v3/orders"))
			failed += map[bool]string{true: "x", false: "."}[response.StatusCode != http.StatusOK]
		}
		f.ClearFaults()
		f.get("orders")
		return failed
	}
	if first, second := draw(), draw(); first != second || !strings.Contains(first, "x") || !strings.Contains(first, ".") {
		t.Errorf("%s and %s", first, second)
	}
}

func TestLatencyAndHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := start(t, woocommercesim.Options{})
		f.SetLatency(3 * time.Second)
		begin := time.Now()
		f.get("orders")
		if took := time.Since(begin); took != 3*time.Second {
			t.Errorf("took %v", took)
		}
		f.SetLatency(0)
		f.AddFault(woocommercesim.Fault{Kind: woocommercesim.FaultHang})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		begin = time.Now()
		f.send(request("/wp-json/wc/v3/orders").WithContext(ctx))
		if took := time.Since(begin); took != time.Minute {
			t.Errorf("hung for %v", took)
		}
	})
}

func TestReset(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.AddFault(woocommercesim.Fault{Kind: woocommercesim.FaultReset})
	server := httptest.NewServer(f)
	defer server.Close()
	if response, err := server.Client().Get(server.URL + "/wp-json/wc/v3/orders"); err == nil {
		response.Body.Close()
		t.Error("an answer came")
	}
}

func TestOverride(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.order(example())
	f.order(woocommercesim.Order{ID: 900, Status: "wc-odd"})
	f.spec = nil // what plug-ins do fits nothing
	for path, value := range map[string]string{
		"billing.phone": "null", "line_items.0.quantity": `"2"`, "total": "29.35", "tracking": `{"a":[1]}`, "line_items.1.meta_data.0.value": `{"x":1}`,
		"line_items.9.quantity": "1", "nothing.below": "1", "number.below": "1",
	} {
		f.ok(f.Override("orders", 727, path, json.RawMessage(value)))
	}
	for _, answer := range []any{f.get("orders/727"), f.get("orders?include=727").([]any)[0]} {
		f.shows(answer, object{
			"billing.phone": nil, "billing.email": "john.doe@example.com", "line_items.0.quantity": "2", "total": 29.35, "tracking.a.0": 1,
			"line_items.1.meta_data.0.value.x": 1, "line_items.1.quantity": 1, "number": "727", "nothing": nil,
		})
	}
	f.ok(f.Override("orders", 727, "total", nil))
	f.shows(f.get("orders/727"), object{"total": "29.35"})
	f.shows(f.get("orders/900"), object{"status": "wc-odd", "total": "0.00"})
}

// TestJSONIsWrittenAsPHPDoes looks at the bytes.
func TestJSONIsWrittenAsPHPDoes(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.order(woocommercesim.Order{ID: 1, CustomerNote: "a/b \"é\" 😀 <b>\n\x01\xff", Meta: []woocommercesim.Meta{
		{Key: "empty", Value: map[string]any{}}, {Key: "tree", Value: map[string]any{"b": []any{1, nil}, "a": 1.5}},
	}})
	_, body := f.send(request("/wp-json/wc/v3/orders/1"))
	for _, want := range []string{`"customer_note":"a\/b \"\u00e9\" \ud83d\ude00 <b>\n\u0001\ufffd"`, `"value":[]`, `"value":{"a":1.5,"b":[1,null]}`} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("no %s in %s", want, body)
		}
	}
}

func TestRecorder(t *testing.T) {
	seen := ""
	f := start(t, woocommercesim.Options{Recorder: func(r *http.Request) { seen = r.URL.Path }})
	f.get("orders")
	f.SetRecorder(nil)
	f.get("customers")
	if seen != "/wp-json/wc/v3/orders" || f.Requests() != 2 {
		t.Errorf("%s, %d requests", seen, f.Requests())
	}
}
