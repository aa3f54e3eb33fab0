package stripesim_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func catalogue(t *testing.T) *fixture {
	f := start(t, unlimited())
	f.customer(stripesim.Customer{ID: "cus_1", Created: after(1), Email: "amy@rocketrides.io", Name: "Amy O'Hara", Phone: "+4912345", Metadata: map[string]string{"tier": "Gold", "we\"ird": "x"}})
	f.customer(stripesim.Customer{ID: "cus_2", Created: after(2), Email: "bob@example.com", Name: "Bob"})
	for i, p := range []stripesim.PaymentIntent{
		{ID: "pi_1", Amount: 1000, Currency: "usd", Customer: "cus_1", Status: "succeeded", Metadata: map[string]string{"order_id": "A-1"}},
		{ID: "pi_2", Amount: 2000, Currency: "eur", Status: "requires_payment_method", Metadata: map[string]string{"order_id": "A-2", "note": ""}},
		{ID: "pi_3", Amount: 3000, Currency: "eur", Status: "succeeded", Charges: []stripesim.Charge{{
			ID: "ch_3", Card: &stripesim.Card{Brand: "amex", Last4: "0005", ExpYear: 2031},
			BillingDetails: stripesim.BillingDetails{Address: &stripesim.Address{PostalCode: "94107"}},
		}}},
	} {
		p.Created = after(i)
		f.intent(p)
	}
	must[stripesim.Refund](t)(f.PutRefund(stripesim.Refund{Charge: "ch_3"}))
	return f
}

func query(object, text string) string {
	return "/v1/" + object + "/search?query=" + url.QueryEscape(text)
}

func TestSearch(t *testing.T) {
	f := catalogue(t)
	for _, test := range []struct{ object, query, want string }{
		{"customers", `email:'amy@rocketrides.io'`, "cus_1"},
		{"customers", `email:"AMY@ROCKETRIDES.IO"`, "cus_1"},
		{"customers", `email:'amy'`, ""},
		{"customers", `email~"rocket"`, "cus_1"},
		{"customers", `email~'EXAMPLE'`, "cus_2"},
		{"customers", `name:'Amy O\'Hara'`, "cus_1"},
		{"customers", `name:"Amy O'Hara"`, "cus_1"},
		{"customers", `phone~"123"`, "cus_1"},
		{"customers", `phone:null`, "cus_2"},
		{"customers", `-phone:NULL`, "cus_1"},
		{"customers", `metadata['tier']:'gold'`, "cus_1"},
		{"customers", `metadata["we\"ird"]:'x'`, "cus_1"},
		{"customers", `-metadata["tier"]:null`, "cus_1"},
		{"customers", `metadata["tier"]:null`, "cus_2"},
		{"customers", `-email:'bob@example.com'`, "cus_1"},
		{"customers", `email~'exa' OR email~'rocket'`, "cus_2 cus_1"},
		{"customers", `email~'exa' email~'rocket'`, ""},
		{"payment_intents", `metadata['order_id']:'A-1' AND status:'succeeded'`, "pi_1"},
		{"payment_intents", `metadata['order_id']:'A-1' and status:'canceled'`, ""},
		{"payment_intents", `amount>1000`, "pi_3 pi_2"},
		{"payment_intents", `amount>=1000 amount<3000`, "pi_2 pi_1"},
		{"payment_intents", `amount<=1000`, "pi_1"},
		{"payment_intents", `amount:2000`, "pi_2"},
		{"payment_intents", `amount="2000"`, "pi_2"},
		{"payment_intents", `-amount:2000`, "pi_3 pi_1"},
		{"payment_intents", `created>` + seconds(after(0).Unix()), "pi_3 pi_2"},
		{"payment_intents", `currency:'EUR' AND -status:'succeeded'`, "pi_2"},
		{"payment_intents", `customer:'cus_1'`, "pi_1"},
		{"payment_intents", `customer:null`, "pi_3 pi_2"},
		{"payment_intents", "status:'succeeded'\n AND  currency:'eur'", "pi_3"},
		{"charges", `payment_method_details.card.last4:0005`, "ch_3"},
		{"charges", `payment_method_details.card.brand:'amex' payment_method_details.card.exp_year:2031`, "ch_3"},
		{"charges", `billing_details.address.postal_code:'94107'`, "ch_3"},
		{"charges", `refunded:'true'`, "ch_3"},
		{"charges", `disputed:'true'`, ""},
	} {
		t.Run(test.query, func(t *testing.T) {
			f.t = t
			page := f.get(query(test.object, test.query))
			f.want(page, "search_result", "object")
			f.want(page, "/v1/"+test.object+"/search", "url")
			if got := ids(page); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestRefusedQueries(t *testing.T) {
	f := catalogue(t)
	for _, text := range []string{
		`email`, `email:`, `:`, `email:amy`, `email:'amy`, `name!'a'`, `unknown:'a'`, `currency~'eur'`, `email~'am'`, `email>3`,
		`amount~1`, `amount>abc`, `amount>null`, `metadata:'x'`, `metadata[key]:'x'`, `metadata['k':'x'`, `metadata['k']~'xyz'`,
		`email:'a@b.c' AND amount>1`, `name:'a' AND`, `(name:'a')`, `name~null`, strings.Repeat("name:'a' ", 11),
		`name:'a' AND name:'b' OR name:'c'`, `name:'a' name:'b' OR name:'c'`,
	} {
		t.Run(text, func(t *testing.T) {
			f.t = t
			problem := f.fail(query("customers", text), http.StatusBadRequest)
			if text == "amount~1" || strings.HasPrefix(text, "amount>") || strings.Contains(text, "currency") {
				problem = f.fail(query("charges", text), http.StatusBadRequest)
			}
			f.want(problem, "query", "param")
		})
	}
}

// There "search" is an id like any other, and reading by id takes no query.
func TestObjectsWithoutSearch(t *testing.T) {
	f := catalogue(t)
	for _, object := range []string{"refunds", "disputes", "payouts", "balance_transactions"} {
		f.want(f.fail(query(object, `amount>1`), http.StatusBadRequest), "parameter_unknown", "code")
		f.want(f.fail("/v1/"+object+"/search", http.StatusNotFound), "resource_missing", "code")
	}
}

func TestSearchPages(t *testing.T) {
	f := start(t, unlimited())
	customers(f, 7)
	first := f.get(query("customers", "created>0") + "&limit=3&expand[]=total_count")
	f.want(first, 7, "total_count")
	f.want(first, true, "has_more")
	token := first["next_page"].(string)
	f.customer(stripesim.Customer{ID: "cus_new", Created: after(100)})
	second := f.get(query("customers", "created>0") + "&limit=3&page=" + token)
	third := f.get(query("customers", "created>0") + "&limit=3&page=" + second["next_page"].(string))
	if got := ids(first) + "|" + ids(second) + "|" + ids(third); got != "cus_07 cus_06 cus_05|cus_04 cus_03 cus_02|cus_01" {
		t.Errorf("pages %s", got)
	}
	f.want(third, nil, "next_page")
	f.want(third, false, "has_more")
	f.want(f.fail(query("customers", "created>1")+"&page="+token, http.StatusBadRequest), "page", "param")
	f.want(f.fail(query("customers", "created>0")+"&page=nonsense", http.StatusBadRequest), "page", "param")
}

func TestSearchLags(t *testing.T) {
	options := unlimited()
	options.SearchLag = time.Minute
	f := start(t, options)
	f.customer(stripesim.Customer{ID: "cus_seed", Name: "Seeded"})
	must[stripesim.Customer](t)(f.CreateCustomer(stripesim.Customer{ID: "cus_live", Name: "Lively"}))
	search := func(name string) string { return ids(f.get(query("customers", "name:'"+name+"'"))) }
	if search("Seeded") != "cus_seed" || search("Lively") != "" {
		t.Errorf("at once: seeded %q, created %q; want only the seed", search("Seeded"), search("Lively"))
	}
	f.ok(f.UpdateCustomer("cus_seed", func(c *stripesim.Customer) { c.Name = "Renamed" }))
	f.now = f.now.Add(59 * time.Second)
	f.ok(f.UpdateCustomer("cus_seed", func(c *stripesim.Customer) { c.Phone = "1" }))
	if search("Seeded") != "cus_seed" || search("Renamed") != "" || search("Lively") != "" {
		t.Error("a change is seen before the lag has passed")
	}
	f.now = f.now.Add(time.Second)
	if search("Lively") != "cus_live" {
		t.Error("the new customer is not seen after the lag")
	}
	f.now = f.now.Add(time.Minute)
	if search("Renamed") != "cus_seed" || search("Seeded") != "" {
		t.Error("the change is not seen after the lag")
	}
}
