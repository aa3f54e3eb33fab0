package stripesim_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// customers seeds cus_01 … cus_nn, a second apart, the last one the newest.
func customers(f *fixture, n int) {
	for i := 1; i <= n; i++ {
		f.customer(stripesim.Customer{ID: fmt.Sprintf("cus_%02d", i), Created: after(i), Email: fmt.Sprintf("%d@example.com", i%3)})
	}
}

func TestPagesForwardWithInsertsBetween(t *testing.T) {
	f := start(t, unlimited())
	customers(f, 7)
	var seen []string
	target := "/v1/customers?limit=3"
	for more := true; more; {
		page := f.get(target)
		f.want(page, "/v1/customers", "url")
		f.want(page, "list", "object")
		for id := range strings.FieldsSeq(ids(page)) {
			seen = append(seen, id)
		}
		more = page["has_more"].(bool)
		target = "/v1/customers?limit=3&starting_after=" + seen[len(seen)-1]
		// A newer customer between two pages neither shifts nor repeats rows.
		f.customer(stripesim.Customer{ID: fmt.Sprintf("cus_new%d", len(seen)), Created: after(100 + len(seen))})
	}
	want := "cus_07 cus_06 cus_05 cus_04 cus_03 cus_02 cus_01"
	if got := strings.Join(seen, " "); got != want {
		t.Errorf("seen %s, want %s", got, want)
	}
}

func TestPagesBackwardWithInsertsBetween(t *testing.T) {
	f := start(t, unlimited())
	customers(f, 5)
	page := f.get("/v1/customers?limit=2&ending_before=cus_01")
	if got := ids(page); got != "cus_03 cus_02" {
		t.Errorf("first page back %s, want cus_03 cus_02", got)
	}
	f.want(page, true, "has_more")
	f.customer(stripesim.Customer{ID: "cus_06", Created: after(6)})
	page = f.get("/v1/customers?limit=2&ending_before=cus_03")
	if got := ids(page); got != "cus_05 cus_04" {
		t.Errorf("second page back %s, want cus_05 cus_04", got)
	}
	f.want(page, true, "has_more")
	page = f.get("/v1/customers?limit=2&ending_before=cus_05")
	if got := ids(page); got != "cus_06" {
		t.Errorf("third page back %s, want cus_06", got)
	}
	f.want(page, false, "has_more")
}

func TestEqualTimesKeepOneOrder(t *testing.T) {
	f := start(t, unlimited())
	for i := range 5 {
		f.customer(stripesim.Customer{ID: fmt.Sprintf("cus_%d", i), Created: epoch})
	}
	all := ids(f.get("/v1/customers"))
	paged := ids(f.get("/v1/customers?limit=2")) + " " + ids(f.get("/v1/customers?limit=3&starting_after=cus_3"))
	if all != "cus_4 cus_3 cus_2 cus_1 cus_0" || paged != all {
		t.Errorf("all %s, paged %s", all, paged)
	}
}

func TestCursorOfADeletedCustomer(t *testing.T) {
	f := start(t, unlimited())
	customers(f, 3)
	f.ok(f.DeleteCustomer("cus_02"))
	if got := ids(f.get("/v1/customers")); got != "cus_03 cus_01" {
		t.Errorf("list %s, want it without the deleted customer", got)
	}
	if got := ids(f.get("/v1/customers?starting_after=cus_02")); got != "cus_01" {
		t.Errorf("page after the deleted customer %s, want cus_01", got)
	}
	if got := ids(f.get("/v1/customers?ending_before=cus_02")); got != "cus_03" {
		t.Errorf("page before the deleted customer %s, want cus_03", got)
	}
}

func TestDefaultLimitIsTen(t *testing.T) {
	f := start(t, unlimited())
	customers(f, 11)
	page := f.get("/v1/customers")
	if got := len(page["data"].([]any)); got != 10 {
		t.Errorf("%d rows, want 10", got)
	}
	f.want(page, true, "has_more")
	if got := f.get("/v1/customers?limit=11"); got["has_more"].(bool) {
		t.Error("has_more on a page that ends exactly")
	}
}

func TestFilters(t *testing.T) {
	f := shop(t, unlimited())
	must[stripesim.Payout](t)(f.PutPayout(stripesim.Payout{ID: "po_2", Created: after(-10), Amount: 100, Currency: "eur", Status: "pending", Transactions: []string{transactionOf(f, "ch_1")}}))
	settlement, unix := transactionOf(f, "ch_1"), epoch.Unix()
	for _, test := range []struct{ path, query, want string }{
		{"/v1/customers", "email=Ann@example.com", "cus_1"},
		{"/v1/customers", "email=ann@example.com", ""}, // case-sensitive
		{"/v1/customers", "test_clock=clock_1", ""},
		{"/v1/payment_intents", "customer=cus_1", "pi_1"},
		{"/v1/payment_intents", "customer_account=acct_9", ""},
		{"/v1/charges", "customer=cus_1", "ch_1 ch_0"},
		{"/v1/charges", "payment_intent=pi_1", "ch_1 ch_0"},
		{"/v1/charges", "payment_intent=pi_1&created[lt]=" + seconds(unix-90), "ch_0"},
		{"/v1/charges", "payment_intent=pi_wait", ""},
		{"/v1/charges", "transfer_group=group&customer=cus_1", "ch_1 ch_0"},
		{"/v1/charges", "transfer_group=other", ""},
		{"/v1/refunds", "charge=ch_1", "re_1"},
		{"/v1/refunds", "charge=ch_0", ""},
		{"/v1/refunds", "payment_intent=pi_1", "re_1"},
		{"/v1/disputes", "charge=ch_1", "dp_1"},
		{"/v1/disputes", "payment_intent=pi_wait", ""},
		{"/v1/balance_transactions", "source=ch_1", settlement},
		{"/v1/balance_transactions", "source=unknown", ""},
		{"/v1/balance_transactions", "payout=po_2", settlement},
		{"/v1/balance_transactions", "type=charge&created[lte]=" + seconds(unix-90), settlement},
		{"/v1/balance_transactions", "currency=usd", ""},
		{"/v1/payouts", "status=pending", "po_2"},
		{"/v1/payouts", "destination=ba_1", "po_1"},
		{"/v1/payouts", "arrival_date[gte]=" + seconds(after(2*86400).Truncate(86400e9).Unix()), "po_1 po_2"},
		{"/v1/payouts", "arrival_date[gt]=" + seconds(after(3*86400).Unix()), ""},
		{"/v1/checkout/sessions", "payment_intent=pi_1", "cs_1"},
		{"/v1/checkout/sessions", "customer=cus_1", "cs_1"},
		{"/v1/checkout/sessions", "customer_details[email]=ann@example.com", "cs_1"},
		{"/v1/checkout/sessions", "status=open", "cs_2"},
		{"/v1/checkout/sessions", "payment_link=plink_1", ""},
		{"/v1/payment_intents", "created=" + seconds(unix-80), "pi_wait"},
		{"/v1/payment_intents", "created[gte]=" + seconds(unix-80) + "&created[lt]=" + seconds(unix-60), "pi_held pi_wait"},
		{"/v1/payment_intents", "created[gt]=" + seconds(unix-80) + "&created[lte]=" + seconds(unix-60), "pi_failed pi_held"},
		{"/v1/payment_intents", "created[gt]=" + seconds(unix) + "&created[lt]=" + seconds(unix-60), ""},
		{"/v1/payment_intents", "created[gt]=9223372036854775807", ""},
	} {
		t.Run(test.path+"?"+test.query, func(t *testing.T) {
			f.t = t
			page := f.get(test.path + "?" + test.query)
			if got := ids(page); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			f.want(page, false, "has_more")
		})
	}
}

func transactionOf(f *fixture, charge string) string {
	return f.get("/v1/charges/" + charge)["balance_transaction"].(string)
}

func seconds(unix int64) string { return fmt.Sprint(unix) }

func TestFilteredPages(t *testing.T) {
	f := start(t, unlimited())
	customers(f, 9)
	page := f.get("/v1/customers?limit=2&email=" + url.QueryEscape("0@example.com"))
	if got := ids(page); got != "cus_09 cus_06" || page["has_more"] != true {
		t.Errorf("first page %s, more %v", got, page["has_more"])
	}
	page = f.get("/v1/customers?limit=2&starting_after=cus_06&email=" + url.QueryEscape("0@example.com"))
	if got := ids(page); got != "cus_03" || page["has_more"] != false {
		t.Errorf("second page %s, more %v", got, page["has_more"])
	}
}

func TestRefusedParameters(t *testing.T) {
	f := shop(t, unlimited())
	for _, test := range []struct{ target, code, param string }{
		{"/v1/charges?email=a", "parameter_unknown", "email"},
		{"/v1/charges?created[after]=1", "parameter_unknown", "created[after]"},
		{"/v1/charges/ch_1?limit=1", "parameter_unknown", "limit"},
		{"/v1/account?limit=1", "parameter_unknown", "limit"},
		{"/v1/charges/search?query=amount%3E1&created=1", "parameter_unknown", "created"},
		{"/v1/charges?limit=0", "parameter_invalid_integer", "limit"},
		{"/v1/charges?limit=101", "parameter_invalid_integer", "limit"},
		{"/v1/charges?limit=ten", "parameter_invalid_integer", "limit"},
		{"/v1/charges?limit=", "parameter_invalid_empty", "limit"},
		{"/v1/charges?customer=", "parameter_invalid_empty", "customer"},
		{"/v1/charges?created=yesterday", "parameter_invalid_integer", "created"},
		{"/v1/charges?created[gte]=x", "parameter_invalid_integer", "created[gte]"},
		{"/v1/charges?customer=cus_none", "resource_missing", "customer"},
		{"/v1/refunds?charge=ch_none", "resource_missing", "charge"},
		{"/v1/balance_transactions?payout=po_none", "resource_missing", "payout"},
		{"/v1/charges?starting_after=ch_none", "resource_missing", "starting_after"},
		{"/v1/charges?ending_before=ch_none", "resource_missing", "ending_before"},
		{"/v1/charges?starting_after=ch_1&ending_before=ch_1", "", ""},
		{"/v1/checkout/sessions?status=paid", "", "status"},
		{"/v1/payouts?status=sent", "", "status"},
		{"/v1/events?type=a&types[]=b", "", "types"},
		{"/v1/events?delivery_success=maybe", "", "delivery_success"},
		{"/v1/charges?expand=data.customer", "", "expand"},
		{"/v1/charges?expand[a]=data.customer", "", "expand"},
		{"/v1/charges/search", "parameter_missing", "query"},
		{"/v1/charges?%zz=1", "", ""},
	} {
		t.Run(test.target, func(t *testing.T) {
			f.t = t
			problem := f.fail(test.target, 400)
			f.want(problem, "invalid_request_error", "type")
			if code, _ := problem["code"].(string); code != test.code {
				t.Errorf("code %q, want %q", code, test.code)
			}
			if param, _ := problem["param"].(string); param != test.param {
				t.Errorf("param %q, want %q", param, test.param)
			}
		})
	}
}
