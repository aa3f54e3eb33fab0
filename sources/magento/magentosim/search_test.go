package magentosim_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
)

func TestSearchCriteria(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedOrders(t, f.Sim)
	for _, test := range []struct {
		name    string
		filters []string
		want    string
	}{
		{"all", nil, "1 2 3 4 5 6 7 8 9 10"},
		{"equal", []string{"0 entity_id eq 3"}, "3"},
		{"text beside a number", []string{"0 entity_id eq 3abc"}, "3"},
		{"text is no number", []string{"0 increment_id eq 3"}, ""},
		{"increment id", []string{"0 increment_id eq 000000003"}, "3"},
		{"not equal leaves null out", []string{"0 customer_id neq 1"}, "2 5 8"},
		{"in", []string{"0 entity_id in 7,2,99"}, "2 7"},
		{"not in", []string{"0 entity_id nin 1,2,3,4,5,6,7"}, "8 9 10"},
		{"texts in", []string{"0 status in Pending,none"}, "1 3 5 7 9"},
		{"letters' case", []string{"0 customer_email eq C1@shop.EXAMPLE"}, "1 4 7 10"},
		{"like", []string{"0 customer_email like c_@%"}, "1 2 3 4 5 6 7 8 9 10"},
		{"like inside", []string{"0 customer_email like %2@%"}, "2 5 8"},
		{"not like", []string{"0 customer_email nlike %2@%"}, "1 3 4 6 7 9 10"},
		{"greater", []string{"0 entity_id gt 8"}, "9 10"},
		{"greater or equal", []string{"0 entity_id gteq 9"}, "9 10"},
		{"more or equal", []string{"0 entity_id moreq 9"}, "9 10"},
		{"less", []string{"0 entity_id lt 3"}, "1 2"},
		{"less or equal", []string{"0 entity_id lteq 2"}, "1 2"},
		{"decimals", []string{"0 grand_total gt 143.43"}, "10"},
		{"from to", []string{"0 created_at from 2026-08-29 12:00:00", "1 created_at to 2026-08-30 12:00:00"}, "2 3"},
		{"null", []string{"0 customer_id null"}, "3 6 9"},
		{"not null", []string{"0 customer_id notnull"}, "1 2 4 5 7 8 10"},
		{"in a set", []string{"0 status finset processing"}, "2 4 6 8 10"},
		{"not in a set", []string{"0 status nfinset processing"}, "1 3 5 7 9"},
		{"one or the other", []string{"0 entity_id eq 1", "0 entity_id eq 2"}, "1 2"},
		{"both", []string{"0 status eq pending", "1 customer_id eq 1"}, "1 7"},
		{"one of and both", []string{"0 entity_id eq 1", "0 entity_id eq 2", "1 status eq processing"}, "2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := *f
			f.t = t
			answer := f.get(search("/rest/V1/orders", test.filters))
			if got := column(answer, "entity_id"); got != test.want {
				t.Errorf("orders %s, want %s", got, test.want)
			}
		})
	}
}

func TestSpellings(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedOrders(t, f.Sim)
	for _, query := range []string{
		"searchCriteria[filter_groups][0][filters][0][field]=entity_id&searchCriteria[filter_groups][0][filters][0][value]=3&searchCriteria[filter_groups][0][filters][0][condition_type]=eq",
		"searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=entity_id&searchCriteria[filterGroups][0][filters][0][value]=3&searchCriteria[filterGroups][0][filters][0][conditionType]=eq",
		"searchCriteria[filterGroups][7][filters][4][field]=entity_id&searchCriteria[filterGroups][7][filters][4][value]=3",
	} {
		answer := f.get("/rest/default/V1/orders?" + query)
		if got := column(answer, "entity_id"); got != "3" {
			t.Errorf("%s: orders %s", query, got)
		}
		f.want(answer, "eq", "search_criteria", "filter_groups", 0, "filters", 0, "condition_type")
	}
}

// TestEmptyIndexes: PHP counts [] up for every parameter, so that one filter
// falls into three.
func TestEmptyIndexes(t *testing.T) {
	f := start(t, magentosim.Options{DeveloperMode: true})
	seedOrders(t, f.Sim)
	answer := f.fail("/rest/V1/orders?searchCriteria[filterGroups][][filters][][field]=status&searchCriteria[filterGroups][][filters][][value]=pending", http.StatusInternalServerError)
	if message := answer["message"].(string); !strings.Contains(message, "Unknown column ''") {
		t.Errorf("message %q", message)
	}
	if answer["trace"] == nil {
		t.Error("no trace in developer mode")
	}
}

func TestRefusedSearches(t *testing.T) {
	f := start(t, magentosim.Options{InputLimits: true})
	seedOrders(t, f.Sim)
	for _, test := range []struct {
		target  string
		status  int
		message string
	}{
		{"/rest/V1/orders", 400, `"%fieldName" is required. Enter and try again.`},
		{search("/rest/V1/orders", []string{"0 payment.method eq x"}), 500, "Internal Error. Details are available in Magento log file. Report ID: webapi-5f00000000001"},
		{search("/rest/V1/orders", nil, "searchCriteria[sortOrders][0][field]=nothing"), 500, "Internal Error. Details are available in Magento log file. Report ID: webapi-5f00000000002"},
		{search("/rest/V1/orders", []string{"0 updated_at gteq 2026-08-29T12:00:00Z"}), 500, "Internal Error. Details are available in Magento log file. Report ID: webapi-5f00000000003"},
		{search("/rest/V1/orders", []string{"0 entity_id gt 1"}, "searchCriteria[pageSize]=many"), 400, `Error occurred during "%fieldName" processing. %details`},
		{search("/rest/V1/orders", []string{"0 entity_id gt 1"}, "searchCriteria[pageSize]=301"), 400, "Maximum SearchCriteria pageSize is %max"},
		{search("/rest/V1/orders", []string{"0 entity_id gt 1"}, "searchCriteria[sortOrders][0][field]=entity_id", "searchCriteria[sortOrders][0][direction]=up"), 400, "The sort order has to be specified as %1 or %2."},
		{"/rest/V1/orders/99", 404, "The entity that was requested doesn't exist. Verify the entity and try again."},
		{"/rest/V1/orders/x", 400, `Error occurred during "%fieldName" processing. %details`},
		{"/rest/V1/nothing", 404, "Request does not match any route."},
		{"/rest/nowhere/V1/orders", 404, "Request does not match any route."},
		{"/rest/V2/orders", 404, "Request does not match any route."},
		{"/orders", 404, "Request does not match any route."},
	} {
		if answer := f.fail(test.target, test.status); answer["message"] != test.message {
			t.Errorf("%s: message %q, want %q", test.target, answer["message"], test.message)
		}
	}
}

func TestPages(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedOrders(t, f.Sim)
	page := func(parameters ...string) any {
		return f.get(search("/rest/all/V1/orders", nil, parameters...))
	}
	for _, test := range []struct{ size, page, want string }{
		{"4", "1", "1 2 3 4"}, {"4", "3", "9 10"}, {"4", "4", "9 10"}, {"4", "99999999", "9 10"}, {"5", "3", "6 7 8 9 10"}, {"100", "7", "1 2 3 4 5 6 7 8 9 10"},
	} {
		answer := page("searchCriteria[pageSize]="+test.size, "searchCriteria[currentPage]="+test.page)
		if got := column(answer, "entity_id"); got != test.want {
			t.Errorf("page %s of %s: %s, want %s", test.page, test.size, got, test.want)
		}
		f.want(answer, "10", "total_count")
		f.want(answer, test.size, "search_criteria", "page_size")
		f.want(answer, test.page, "search_criteria", "current_page")
	}
	answer := page("searchCriteria[sortOrders][0][field]=status", "searchCriteria[sortOrders][0][direction]=ASC", "searchCriteria[sortOrders][1][field]=entity_id")
	if got := column(answer, "entity_id"); got != "9 7 5 3 1 10 8 6 4 2" {
		t.Errorf("sorted: %s", got)
	}
	f.want(answer, "DESC", "search_criteria", "sort_orders", 1, "direction")
	answer = page("searchCriteria[sortOrders][0][field]=created_at", "searchCriteria[sortOrders][0][direction]=ASC", "searchCriteria[pageSize]=2")
	if got := column(answer, "entity_id"); got != "10 9" {
		t.Errorf("the oldest: %s", got)
	}
	answer = page("searchCriteria[sortOrders][0][field]=grand_total", "searchCriteria[pageSize]=2")
	if got := column(answer, "entity_id"); got != "10 9" {
		t.Errorf("the dearest: %s", got)
	}
}

func TestPageOptions(t *testing.T) {
	f := start(t, magentosim.Options{EmptyPastTheEnd: true, InputLimits: true, DefaultPageSize: 3})
	seedOrders(t, f.Sim)
	if got := column(f.get(search("/rest/V1/orders", nil)), "entity_id"); got != "1 2 3" {
		t.Errorf("default page size: %s", got)
	}
	answer := f.get(search("/rest/V1/orders", nil, "searchCriteria[currentPage]=5"))
	if got := column(answer, "entity_id"); got != "" {
		t.Errorf("past the end: %s", got)
	}
	f.want(answer, "10", "total_count")
}

func TestFields(t *testing.T) {
	f := start(t, magentosim.Options{})
	seedOrders(t, f.Sim)
	answer := f.get(search("/rest/V1/orders", []string{"0 entity_id eq 3"}, "fields=items[increment_id,payment[last_trans_id],items[sku]],total_count"))
	if len(answer.(object)) != 2 || len(at(answer, "items", 0).(object)) != 3 {
		t.Errorf("answer %v", answer)
	}
	f.want(answer, "pi_1", "items", 0, "payment", "last_trans_id")
	f.want(answer, "BAG", "items", 0, "items", 2, "sku")
	f.want(answer, "1", "total_count")
	if got := f.get("/rest/V1/orders/3?fields=entity_id"); len(got.(object)) != 1 {
		t.Errorf("one order: %v", got)
	}
	if got := f.do(f.request("/rest/V1/orders/3?fields=a.b")).Body.String(); got != "[]" {
		t.Errorf("fields that cannot be read: %s", got)
	}
	answer = f.get(search("/rest/V1/orders", []string{"0 entity_id eq 99"}, "fields=items[increment_id],total_count"))
	if items, there := answer.(object)["items"]; !there || items != nil {
		t.Errorf("no rows: %v", answer)
	}
}

func TestLongAddress(t *testing.T) {
	f := start(t, magentosim.Options{})
	w := f.do(f.request("/rest/V1/orders?searchCriteria=&fields=" + strings.Repeat("a", 8200)))
	if w.Code != http.StatusRequestURITooLong || w.Header().Get("Content-Type") != "text/html" {
		t.Errorf("status %d", w.Code)
	}
}
