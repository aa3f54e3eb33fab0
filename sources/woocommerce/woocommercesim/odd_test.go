package woocommercesim_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

func TestHabitsOfPlugins(t *testing.T) {
	for _, tc := range []struct {
		kind woocommercesim.FaultKind
		want []string
	}{
		{woocommercesim.FaultNumbersAsText, []string{`"id":"727"`, `"prices_include_tax":""`, `"quantity":"2"`}},
		{woocommercesim.FaultTextAsNumbers, []string{`"total":29.35`, `"number":727`, `"postcode":94103`}},
		{woocommercesim.FaultFalseForEmpty, []string{`"coupon_lines":false`, `"date_completed_gmt":false`, `"sku":false`}},
		{woocommercesim.FaultObjectForList, []string{`"line_items":{"1":{"id":315`, `"refunds":{}`}},
		{woocommercesim.FaultListForObject, []string{`"image":[]`}},
		{woocommercesim.FaultTextForNull, []string{`"date_completed_gmt":""`}},
		{woocommercesim.FaultNullForEmpty, []string{`"coupon_lines":null`, `"customer_id":null`, `"customer_note":null`}},
		{woocommercesim.FaultMark, []string{"\ufeff[{"}},
	} {
		f := start(t, woocommercesim.Options{})
		f.order(example())
		f.AddFault(woocommercesim.Fault{Kind: tc.kind, Count: 1})
		_, body := f.send(request("/wp-json/wc/v3/orders"))
		if list := strings.TrimPrefix(string(body), "\ufeff"); !json.Valid([]byte(list)) || list[0] != '[' {
			t.Errorf("%s: no list: %s", tc.kind, body)
		}
		for _, want := range tc.want {
			if !strings.Contains(string(body), want) {
				t.Errorf("%s: no %s in %s", tc.kind, want, body)
			}
		}
		f.get("orders")
	}
}

func TestRetryDateAndLanguage(t *testing.T) {
	f := start(t, woocommercesim.Options{Translate: func(s string) string { return "Fehler: " + s }})
	f.AddFault(woocommercesim.Fault{Kind: woocommercesim.FaultUnavailable, RetryAfter: 90 * time.Second, RetryDate: true, Count: 1})
	response, _ := f.do(request("/wp-json/wc/v3/orders"))
	if got := response.Header.Get("Retry-After"); got != "Tue, 01 Sep 2026 12:01:30 GMT" || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%d, to come back %q", response.StatusCode, got)
	}
	f.shows(f.fail("orders/1", 404), object{"code": "woocommerce_rest_shop_order_invalid_id", "message": "Fehler: Invalid ID."})
}
