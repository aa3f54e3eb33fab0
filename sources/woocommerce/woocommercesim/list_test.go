package woocommercesim_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

func TestPaging(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	for i := range 25 {
		f.order(woocommercesim.Order{ID: i + 1, Created: after(i)})
	}
	for _, tc := range []struct {
		query, total, pages string
		items               int
		prev, next          string
	}{
		{"", "25", "3", 10, "", "2"},
		{"page=2", "25", "3", 10, "1", "3"},
		{"page=3", "25", "3", 5, "2", ""},
		{"page=7", "25", "3", 0, "3", ""},
		{"per_page=100", "25", "1", 25, "", ""},
		{"offset=20", "25", "3", 5, "", "2"},
		{"offset=-3", "25", "3", 10, "", "2"},
		{"status=failed", "0", "0", 0, "", ""},
		{"status=failed&page=2", "0", "0", 0, "1", ""},
	} {
		response, answer := f.do(request("/wp-json/wc/v3/orders?" + tc.query))
		header := response.Header
		if header.Get("X-WP-Total") != tc.total || header.Get("X-WP-TotalPages") != tc.pages || len(answer.([]any)) != tc.items {
			t.Errorf("%s: %d of %s on %s pages", tc.query, len(answer.([]any)), header.Get("X-WP-Total"), header.Get("X-WP-TotalPages"))
		}
		links := linksOf(t, header.Get("Link"))
		if links["prev"] != tc.prev || links["next"] != tc.next {
			t.Errorf("%s: links %v", tc.query, links)
		}
	}
}

// linksOf reads the pages that a Link header names.
func linksOf(t *testing.T, header string) map[string]string {
	t.Helper()
	links := map[string]string{}
	for part := range strings.SplitSeq(header, ", ") {
		if part == "" {
			continue
		}
		address, rel, _ := strings.Cut(part, "; ")
		u, err := url.Parse(strings.Trim(address, "<>"))
		if err != nil || u.Path != "/wp-json/wc/v3/orders" {
			t.Fatalf("link %q: %v", part, err)
		}
		links[strings.Trim(rel, `rel="`)] = u.Query().Get("page")
	}
	return links
}

// TestPagesShiftUnderInserts shows why the default order cannot be walked.
func TestPagesShiftUnderInserts(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	for i := range 4 {
		f.order(woocommercesim.Order{ID: i + 1, Created: after(i)})
	}
	f.lists(map[string]string{"orders?per_page=2": "4 3"})
	f.order(woocommercesim.Order{ID: 5, Created: after(9)})
	f.lists(map[string]string{"orders?per_page=2&page=2": "3 2", "orders?per_page=2&page=2&orderby=id&order=asc": "3 4"})
}

func TestInvalidParameters(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	for query, want := range map[string]string{
		"orders?per_page=101":              "per_page must be between 1 (inclusive) and 100 (inclusive)",
		"orders?per_page=0":                "per_page must be between 1 (inclusive) and 100 (inclusive)",
		"orders?page=0":                    "page must be greater than or equal to 1",
		"orders?page=two":                  "page is not of type integer.",
		"orders?page[]=1":                  "page is not of type integer.",
		"orders?include=1,x":               "include[1] is not of type integer.",
		"orders?status=paid":               "status[0] is not one of any, trash, auto-draft,",
		"orders?order=up":                  "order is not one of desc and asc.",
		"orders?after=yesterday":           "Invalid date.",
		"orders?after=2026-02-31T00:00:00": "Invalid date.",
		"orders?modified_after=2026":       "Invalid date.",
		"orders?dates_are_gmt=yes":         "dates_are_gmt is not of type boolean.",
		"customers?role=king":              "role is not one of",
		"customers?email=nobody":           "Invalid email address.",
		"products?stock_status=some":       "stock_status is not one of instock, outofstock, and onbackorder.",
		"orders/1/notes?type=loud":         "type is not one of any, customer, and internal.",
		"orders?orderby=total":             "orderby is not one of",
	} {
		answer := f.fail(query, http.StatusBadRequest)
		params := at(answer, "data.params").(object)
		found := ""
		for _, message := range params {
			found = message.(string)
		}
		if answer["code"] != "rest_invalid_param" || !strings.HasPrefix(found, want) {
			t.Errorf("%s: %v", query, answer)
		}
	}
	both := f.fail("orders?page=0&per_page=500", http.StatusBadRequest)
	f.shows(both, object{"message": "Invalid parameter(s): page, per_page", "data.details.page.code": "rest_out_of_bounds"})
}

func TestFields(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	f.order(example())
	for query, want := range map[string]int{"_fields=id,number,total": 3, "_fields=billing.email": 1, "_fields[]=id&_fields[]=nothing": 1, "_fields=": 47} {
		got := f.get("orders?" + query).([]any)[0].(object)
		if len(got) != want {
			t.Errorf("%s: %d members: %v", query, len(got), got)
		}
	}
	trimmed := f.get("orders/727?_fields=billing.email,line_items.id,total").(object)
	f.shows(trimmed, object{"billing.email": "john.doe@example.com", "billing.phone": nil, "total": "29.35"})
	if items := trimmed["line_items"].([]any); len(items) != 0 || trimmed["_links"] == nil {
		t.Errorf("%v", trimmed)
	}
}

func TestVersions(t *testing.T) {
	old, current := start(t, woocommercesim.Options{Version: "8.1.0"}), start(t, woocommercesim.Options{Version: "10.7.1-beta.1"})
	for _, f := range []*fixture{old, current} {
		f.product(woocommercesim.Product{ID: 1, Type: "variable", Name: "Cup"})
		f.variation(woocommercesim.Variation{ID: 2, ParentID: 1})
		f.order(woocommercesim.Order{ID: 3, Status: "checkout-draft"})
		f.order(woocommercesim.Order{ID: 4, Status: "auto-draft"})
	}
	old.fail("refunds", http.StatusNotFound)
	old.fail("variations?include=2", http.StatusNotFound)
	old.fail("orders/3/fulfillments", http.StatusNotFound)
	old.lists(map[string]string{"orders": "4 3", "orders?created_via=admin": "4 3", "products/1/variations": "2"})
	current.lists(map[string]string{"orders": "", "orders?status=checkout-draft": "3", "refunds": "", "variations?include=2,9": "2"})
	for path, members := range map[string][]string{
		"products/1": {"global_unique_id", "brands", "customs_commodity_code"}, "products/1/variations/2": {"name", "parent_id", "global_unique_id"},
	} {
		before, now := old.get(path).(object), current.get(path).(object)
		for _, member := range members {
			_, had := before[member]
			_, has := now[member]
			if had || !has {
				t.Errorf("%s: %s: before %v, now %v", path, member, had, has)
			}
		}
	}
}

func TestTwoDigitCounts(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	for i := range 120 {
		f.product(woocommercesim.Product{ID: i + 1, Name: "P" + strconv.Itoa(i)})
	}
	if got := len(f.get("products?per_page=100").([]any)); got != 100 {
		t.Errorf("%d products on a page", got)
	}
}
