package stripe_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim/stripespec"
)

type schema struct {
	Enum       []any             `json:"enum"`
	Properties map[string]schema `json:"properties"`
}

// schemas reads the objects of the specification, or skips the test.
func schemas(t *testing.T) map[string]schema {
	t.Helper()
	var doc struct {
		Components struct {
			Schemas map[string]schema `json:"schemas"`
		} `json:"components"`
	}
	decodeFile(t, filepath.Join(stripespec.Dir(t), "openapi_2026-08-26.trimmed.json"), &doc)
	return doc.Components.Schemas
}

func decodeFile(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

func enumOf(t *testing.T, all map[string]schema, object, property string) []string {
	t.Helper()
	var words []string
	for _, word := range all[object].Properties[property].Enum {
		words = append(words, word.(string))
	}
	if len(words) == 0 {
		t.Fatalf("%s.%s has no enum in the specification", object, property)
	}
	return words
}

// TestEveryWordIsMapped reads the words from the specification, so that a
// newer one shows what has come.
func TestEveryWordIsMapped(t *testing.T) {
	all := schemas(t)
	for _, word := range enumOf(t, all, "payment_intent", "status") {
		p, err := read(t, intentWith(object{"status": word}), 0)
		if err != nil || p.StatusValue() == commerce.PaymentStatusUnknown {
			t.Errorf("payment intent %q is not mapped: error %v", word, err)
		}
	}
	for _, word := range enumOf(t, all, "charge", "status") {
		c := chargeWith(object{"status": word})
		p, err := read(t, intentWith(object{"latest_charge": c}), commerce.PaymentTransactions, c)
		if err != nil || p.Transactions[0].StatusValue() == commerce.TransactionStatusUnknown {
			t.Errorf("charge %q is not mapped: error %v", word, err)
		}
	}
	for _, word := range enumOf(t, all, "payment_intent", "cancellation_reason") {
		p, err := read(t, intentWith(object{"status": "canceled", "cancellation_reason": word}), 0)
		if want := commerce.PaymentStatusCancelled; err != nil || p.StatusValue() != want && word != "expired" {
			t.Errorf("canceled for reason %q is %v, error %v", word, p.StatusValue(), err)
		}
	}
}

func TestEveryMethodIsMapped(t *testing.T) {
	all := schemas(t)
	types := enumOf(t, all, "payment_method", "type")
	for typ := range all["payment_method_details"].Properties {
		types = append(types, typ)
	}
	unknown := []string{"crypto", "custom", "stripe_account"} // no kind of ours fits
	for _, typ := range types {
		if typ == "type" {
			continue
		}
		p, err := read(t, intentWith(object{"latest_charge": chargeWith(object{"payment_method_details": object{"type": typ, typ: object{}}})}), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Method.KindValue() == commerce.PaymentMethodKindUnknown; got != slices.Contains(unknown, typ) {
			t.Errorf("method %q becomes %+v", typ, p.Method.Kind)
		}
		if p.Method.Kind.Raw != commerce.Text(typ) {
			t.Errorf("method %q loses its word", typ)
		}
	}
}

func TestCurrencies(t *testing.T) {
	var facts struct {
		Stripe struct {
			Zero  []string `json:"zero_decimal"`
			Three []string `json:"three_decimal"`
		} `json:"stripe"`
	}
	decodeFile(t, filepath.Join(stripespec.Dir(t), "..", "currencies.json"), &facts)
	want := map[string]string{"usd": "10", "isk": "10", "ugx": "10", "huf": "10", "twd": "10", "clf": "10"}
	for _, code := range facts.Stripe.Zero {
		want[strings.ToLower(code)] = "1000"
	}
	for _, code := range facts.Stripe.Three {
		want[strings.ToLower(code)] = "1"
	}
	for code, amount := range want {
		p, err := read(t, intentWith(object{"currency": code}), 0)
		if err != nil {
			t.Fatal(err)
		}
		if p.Amount.Amount.String() != amount || p.Amount.Currency != strings.ToUpper(code) {
			t.Errorf("1000 smallest units of %s are %s, want %s", code, p.Amount, amount)
		}
	}
}

// TestOfficialExamples reads Stripe's own fixtures.
func TestOfficialExamples(t *testing.T) {
	example := func(name string) object {
		var o object
		decodeFile(t, filepath.Join(stripespec.Dir(t), "examples", name+".json"), &o)
		return o
	}
	in, c, back := example("payment_intent"), example("charge"), example("refund")
	in["id"] = "pi_1"
	c["balance_transaction"] = example("balance_transaction")
	c["refunds"] = refundList(back)
	in["latest_charge"] = c
	p, err := read(t, in, commerce.Payments.AllGroups(), c)
	if err != nil {
		t.Fatal(err)
	}
	if p.Amount.String() != "10.99 USD" || p.StatusValue() != commerce.PaymentStatusFailed || p.Failure.Code != "idempotency_error" || text(p.Net) != "1.00 USD" {
		t.Errorf("%+v", p)
	}
	if len(p.Transactions) != 2 || p.Transactions[0].KindValue() != commerce.TransactionKindAuthorization {
		t.Errorf("%d transactions", len(p.Transactions))
	}
	for _, file := range []string{"customer", "deleted_customer"} {
		w := example(file)
		raw, _ := json.Marshal(w)
		source := respond(t, http.StatusOK, string(raw))
		id := commerce.ID{Source: name, Key: w["id"].(string)}
		found, err := source.Customers.Get(t.Context(), []commerce.ID{id}, commerce.Customers.AllGroups())
		if exists := file == "customer"; err != nil || (found[id] != nil) != exists {
			t.Errorf("%s: found %v, error %v", file, found, err)
		}
	}
}

// TestMockAcceptsEveryRequest sends all forms of requests to Stripe's own
// mock, which refuses parameters and expansions that Stripe does not know.
func TestMockAcceptsEveryRequest(t *testing.T) {
	source := openAt(t, stripespec.Mock(t).URL)
	if err := source.Check(t.Context()); err != nil {
		t.Errorf("check: %v", err)
	}
	allGroups(t, source.Payments, commerce.Payments, "pi_1", "ch_1", "py_1")
	allGroups(t, source.Customers, commerce.Customers, "cus_1")
}

func allGroups[T any](t *testing.T, c sources.Collection[T], kind commerce.Kind[T], keys ...string) {
	t.Helper()
	var ids []commerce.ID
	for _, key := range keys {
		ids = append(ids, commerce.ID{Source: name, Key: key})
	}
	from, to := sources.Bound{Value: commerce.Time(epoch)}, sources.Bound{Value: commerce.Time(epoch.Add(time.Hour)), Open: true}
	span := sources.Predicate{Field: "createdAt", Op: sources.Range, From: &from, To: &to}
	customers := sources.Predicate{Field: "customer", Op: sources.Eq, Values: []commerce.Value{commerce.String(name + ":cus_1"), commerce.String(name + ":cus_2")}}
	for want := range kind.AllGroups() + 1 {
		_, err := c.Get(t.Context(), ids, want)
		accepted(t, "get", err)
		for _, where := range [][]sources.Predicate{nil, {span}, {customers}, {span, customers}} {
			if len(where) > 0 && where[len(where)-1].Field == "customer" && !slices.Contains(c.Traits().Joins, "customer") {
				continue
			}
			_, err = c.Query(t.Context(), sources.Query{Where: where, First: 10, Want: want})
			accepted(t, "list", err)
		}
		for _, join := range c.Traits().Joins {
			_, err = c.Find(t.Context(), join, []string{name + ":cus_1", `O'Brien "\"`, "a@b.c"}, sources.Query{First: 3, Want: want, Where: []sources.Predicate{span}})
			accepted(t, "find by "+join, err)
		}
	}
}

// accepted fails unless a request was understood. The mock's fixed answers may
// contradict what was asked, which is malformed and no matter here.
func accepted(t *testing.T, what string, err error) {
	t.Helper()
	if err != nil && sources.KindOf(err) != sources.KindMalformed {
		t.Errorf("%s: %v", what, err)
	}
}
