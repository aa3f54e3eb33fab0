package stripe_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/stripe"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

func keysOf[T any](kind commerce.Kind[T], page sources.Page[T]) []string {
	var out []string
	for _, item := range page.Items {
		out = append(out, kind.ID(item.Node).Key)
	}
	return out
}

func paymentID(key string) commerce.ID { return commerce.ID{Source: name, Key: key} }

// hostile are names that try to break out of a query, or that Stripe's
// comparison takes for others.
var hostile = []string{
	`#1001`, `o'brien`, `say "hi"`, `back\slash`, `\`, `\'`, `' OR status:'succeeded`, `x' OR metadata['order_id']:'1001`, `"`, `a"b'c\d`,
	`metadata['order_id']:null`, `null`, `ключ`, `明美`, `a  b`, ` lead`, `%`, `*`, `ORDER-1`, `order-1`, strings.Repeat("é", 500),
}

func TestHostileNames(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	for i, order := range hostile {
		must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{
			ID: fmt.Sprintf("pi_%d", i), Created: epoch, Amount: 100, Currency: "eur", Metadata: map[string]string{"order_id": order},
		}))
	}
	values := append(slices.Clone(hostile), "", "a\x00b", "line\nbreak", "\xff", strings.Repeat("x", 501), "nobody")
	pages, err := u.open(t).Payments.Find(t.Context(), "orderName", values, sources.Query{First: 10})
	if err != nil {
		t.Fatal(err)
	}
	for i, order := range hostile {
		if got := keysOf(commerce.Payments, pages[order]); !slices.Equal(got, []string{fmt.Sprintf("pi_%d", i)}) {
			t.Errorf("%q finds %v, want pi_%d alone", order, got, i)
		}
	}
	for _, value := range values[len(hostile):] {
		if got := keysOf(commerce.Payments, pages[value]); len(got) > 0 {
			t.Errorf("%q finds %v", value, got)
		}
	}
}

// FuzzFindByOrderName: whatever the name, the query means just it. A broken
// query would be refused, and one that means more would take the other along
// if rows were not checked.
func FuzzFindByOrderName(f *testing.F) {
	for _, order := range hostile {
		f.Add(order)
	}
	sim := stripesim.New(stripesim.Options{SecretKey: secret, Limits: stripesim.Limits{Off: true}})
	var asked []string
	sim.SetRecorder(func(r *http.Request) { asked = append(asked, r.URL.Query().Get("query")) })
	source, err := stripe.Open(stripe.Config{
		Name: name, SecretKey: secret, HTTPClient: &http.Client{Transport: direct{sim}}, OrderMetadata: []string{"order_id"},
	})
	if err != nil {
		f.Fatal(err)
	}
	if _, err := sim.PutPaymentIntent(stripesim.PaymentIntent{ID: "pi_other", Amount: 1, Currency: "eur", Metadata: map[string]string{"order_id": "other"}}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, order string) {
		asked = nil
		pages, err := source.Payments.Find(t.Context(), "orderName", []string{order}, sources.Query{First: 5})
		if err != nil {
			t.Fatalf("%q: %v", order, err)
		}
		if got := keysOf(commerce.Payments, pages[order]); len(got) > 0 && order != "other" {
			t.Errorf("%q finds %v", order, got)
		}
		if len(asked) > 1 {
			t.Errorf("%q asks %d searches", order, len(asked))
		}
		for _, query := range asked {
			if got := unquote(t, query); got != order {
				t.Errorf("%q asks for %q with %s", order, got, query)
			}
		}
	})
}

// direct answers requests without a network.
type direct struct{ handler http.Handler }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w.Result(), nil
}

// unquote reads the value of a query of one clause, as Stripe documents its quotes.
func unquote(t *testing.T, query string) string {
	t.Helper()
	rest, ok := strings.CutPrefix(query, "metadata['order_id']:'")
	if !ok {
		t.Fatalf("the query is %s", query)
	}
	var value strings.Builder
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == '\\' && i+1 < len(rest):
			i++
			value.WriteByte(rest[i])
		case rest[i] == '\'':
			if i != len(rest)-1 {
				t.Errorf("the query goes on after its value: %s", query)
			}
			return value.String()
		default:
			value.WriteByte(rest[i])
		}
	}
	t.Errorf("the value does not end: %s", query)
	return ""
}

func TestCalls(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	var names []string
	for i := range 30 {
		names = append(names, fmt.Sprintf("#%d", i))
		must[stripesim.Customer](t)(u.PutCustomer(stripesim.Customer{ID: fmt.Sprintf("cus_%d", i), Email: fmt.Sprintf("c%d@example.com", i)}))
		must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{
			ID: fmt.Sprintf("pi_%d", i), Created: epoch, Amount: 1000, Currency: "eur", Status: "succeeded",
			Customer: fmt.Sprintf("cus_%d", i), Metadata: map[string]string{"order_id": names[i]},
			Charges: []stripesim.Charge{{ID: fmt.Sprintf("ch_%d", i)}},
		}))
	}
	source := u.open(t)
	oneKey := u.open(t, func(c *stripe.Config) { c.OrderMetadata = []string{"order_id"} })
	ctx := t.Context()
	list := sources.Query{First: 20}
	find := func(s *sources.Source, field string, values []string, want commerce.Groups) func() error {
		return func() error {
			pages, err := s.Payments.Find(ctx, field, values, sources.Query{First: 5, Want: want})
			if len(pages) != len(values) {
				t.Errorf("%s: %d pages for %d values", field, len(pages), len(values))
			}
			return err
		}
	}
	get := func(want commerce.Groups, keys ...string) func() error {
		return func() error {
			var ids []commerce.ID
			for _, key := range keys {
				ids = append(ids, paymentID(key))
			}
			_, err := source.Payments.Get(ctx, ids, want)
			return err
		}
	}
	query := func(want commerce.Groups) func() error {
		return func() error {
			q := list
			q.Want = want
			_, err := source.Payments.Query(ctx, q)
			return err
		}
	}
	emails := func() error {
		_, err := source.Customers.Find(ctx, "email", []string{"c0@example.com", "C1@example.com", "c2@example.com", " c1@example.com"}, list)
		return err
	}
	tests := map[string]struct {
		do   func() error
		want int64
	}{
		"get one":                      {get(0, "pi_1"), 1},
		"get one with fees":            {get(commerce.PaymentFees|commerce.PaymentRefunds, "pi_1"), 1},
		"get one with all":             {get(commerce.Payments.AllGroups(), "pi_1"), 2},
		"get by charge":                {get(commerce.PaymentFees, "ch_1"), 1},
		"get what cannot exist":        {get(0, "no", "cus_1", "pi_", "pi_1_secret_2", "pi_/../x"), 0},
		"get some twice":               {get(0, "pi_1", "pi_2", "pi_1"), 2},
		"list":                         {query(0), 1},
		"list with fees and refunds":   {query(commerce.PaymentFees | commerce.PaymentRefunds), 1},
		"list with transactions":       {query(commerce.PaymentTransactions), 2},
		"find names, three keys":       {find(source, "orderName", names, 0), 9},
		"find names, one key":          {find(oneKey, "orderName", names, 0), 3},
		"find one name":                {find(source, "orderName", names[:1], 0), 1},
		"find customers' payments":     {find(source, "customer", []string{name + ":cus_1", name + ":cus_2"}, 0), 2},
		"find impossible customers":    {find(source, "customer", []string{"x:cus_1", name + ":1", "x"}, 0), 0},
		"find addresses in one search": {emails, 1},
		"check":                        {func() error { return source.Check(ctx) }, 2},
	}
	for label, tt := range tests {
		before := u.calls.Load()
		if err := tt.do(); err != nil {
			t.Errorf("%s: %v", label, err)
		}
		if n := u.calls.Load() - before; n != tt.want {
			t.Errorf("%s: %d requests, want %d", label, n, tt.want)
		}
	}
}

func TestGetByCharge(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{ID: "pi_1", Amount: 1000, Currency: "eur", Charges: []stripesim.Charge{{ID: "ch_1"}}}))
	must[stripesim.Charge](t)(u.PutCharge(stripesim.Charge{ID: "ch_alone", Amount: 1000, Currency: "eur"}))
	ids := []commerce.ID{paymentID("ch_1"), paymentID("pi_1"), paymentID("ch_alone"), paymentID("ch_gone")}
	found, err := u.open(t).Payments.Get(t.Context(), ids, commerce.Payments.AllGroups())
	if err != nil || len(found) != 2 {
		t.Fatalf("found %d, error %v", len(found), err)
	}
	if p := found[ids[0]]; p == nil || p.ID != ids[1] || text(p.AmountCaptured) != "10.00 EUR" || !p.Holds.Has(commerce.Payments.AllGroups()) {
		t.Errorf("by its charge: %+v", p)
	}
}

// TestSearchIsReadToItsEnd: the first of many matches are the newest, whatever
// the order of the search's pages.
func TestSearchIsReadToItsEnd(t *testing.T) {
	u := simulate(t, stripesim.Options{})
	const n = 230
	for i := range n {
		must[stripesim.PaymentIntent](t)(u.PutPaymentIntent(stripesim.PaymentIntent{
			ID: fmt.Sprintf("pi_%03d", i), Created: epoch.Add(time.Duration(i*7%n) * time.Second), Amount: 1, Currency: "eur",
			Metadata: map[string]string{"order_id": "same"},
		}))
	}
	c := u.open(t).Payments
	pages, err := c.Find(t.Context(), "orderName", []string{"same"}, sources.Query{First: 2})
	if err != nil {
		t.Fatal(err)
	}
	page := pages["same"]
	if !page.HasNext || len(page.Items) != 2 || !page.Items[0].Node.CreatedAt.Equal(epoch.Add((n-1)*time.Second)) {
		t.Errorf("%v, first of %v", keysOf(commerce.Payments, page), page.Items[0].Node.CreatedAt)
	}
}

func TestSearchHasABudget(t *testing.T) {
	next := 0
	source := serve(t, func(w http.ResponseWriter, r *http.Request) {
		next++
		fmt.Fprintf(w, `{"object":"search_result","url":"/v1/payment_intents/search","data":[],"has_more":true,"next_page":"%d"}`, next)
	})
	_, err := source.Payments.Find(t.Context(), "orderName", []string{"1"}, sources.Query{First: 1})
	if sources.KindOf(err) != sources.KindUnsupported || next != 10 {
		t.Errorf("error %v after %d pages", err, next)
	}
}

// TestSecondsAndBounds: Stripe's times are whole seconds, bounds need not be.
func TestSecondsAndBounds(t *testing.T) {
	at := func(d time.Duration) *sources.Bound { return &sources.Bound{Value: commerce.Time(epoch.Add(d))} }
	open := func(b *sources.Bound) *sources.Bound { b.Open = true; return b }
	const half = time.Second / 2
	tests := map[string]struct {
		from, to *sources.Bound
		want     string
	}{
		"closed":                 {at(0), at(time.Second), "created[gte]=+0 created[lte]=+1"},
		"open":                   {open(at(0)), open(at(2 * time.Second)), "created[gte]=+1 created[lte]=+1"},
		"closed between seconds": {at(half), at(2*time.Second + half), "created[gte]=+1 created[lte]=+2"},
		"open between seconds":   {open(at(half)), open(at(2*time.Second + half)), "created[gte]=+1 created[lte]=+2"},
		"from alone":             {at(0), nil, "created[gte]=+0 "},
		"to alone":               {nil, open(at(0)), " created[lte]=-1"},
		"nothing between":        {open(at(0)), open(at(time.Second)), ""},
		"inside a second":        {at(half), open(at(time.Second)), ""},
		"upside down":            {at(time.Hour), at(0), ""},
	}
	for label, tt := range tests {
		t.Run(label, func(t *testing.T) {
			var asked url.Values
			source := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked = r.URL.Query()
				fmt.Fprint(w, `{"object":"list","url":"/","data":[],"has_more":false}`)
			})
			p := sources.Predicate{Field: "createdAt", Op: sources.Range, From: tt.from, To: tt.to}
			if _, err := source.Payments.Query(t.Context(), sources.Query{Where: []sources.Predicate{p}, First: 1}); err != nil {
				t.Fatal(err)
			}
			if got := bounds(asked); got != tt.want {
				t.Errorf("asked for %q, want %q", got, tt.want)
			}
		})
	}
}

func bounds(asked url.Values) string {
	if asked == nil {
		return ""
	}
	var parts []string
	for _, key := range []string{"created[gte]", "created[lte]"} {
		part := ""
		if asked.Has(key) {
			seconds := json.Number(asked.Get(key))
			n, _ := seconds.Int64()
			part = fmt.Sprintf("%s=%+d", key, n-epoch.Unix())
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}
