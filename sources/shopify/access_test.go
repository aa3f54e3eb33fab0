package shopify_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// reasons returns what the errors tell clients, in one text.
func reasons(errs ...error) string {
	var out []string
	for _, err := range errs {
		var e *sources.Error
		var partial *sources.Partial
		switch {
		case errors.As(err, &partial):
			out = append(out, reasons(partial.Errs...))
		case errors.As(err, &e):
			out = append(out, e.Kind.String()+": "+e.Reason)
		}
	}
	return strings.Join(out, "; ")
}

// A scope that the token lacks costs the groups that need it, and nothing else.
func TestGroupsOfLackingScopes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		options := generous()
		options.Lacks = []string{"read_returns", "read_assigned_fulfillment_orders", "read_merchant_managed_fulfillment_orders", "read_third_party_fulfillment_orders"}
		s := &shop{Sim: shopifysim.New(options)}
		for i := range 3 {
			putOrder(t, s, makeOrder(i))
		}
		source := openDirect(t, s.judged(t, nil))
		all, id := commerce.Orders.AllGroups(), makeOrder(1).ID
		held := all &^ (commerce.OrderReturns | commerce.OrderHolds)
		get := func() int {
			found, err := source.Orders.Get(t.Context(), []commerce.ID{id}, all)
			o := found[id]
			if o == nil || o.Holds != held || len(o.LineItems) == 0 || o.Risk == nil {
				t.Fatalf("found %+v", o)
			}
			if said := reasons(err); strings.Count(said, "denied: ") != 2 || !strings.Contains(said, "read_returns") || !strings.Contains(said, "fulfillment_orders") {
				t.Errorf("the error is %v", err)
			}
			return len(s.since())
		}
		if n := get(); n != 3 {
			t.Errorf("the first order took %d requests, want one for each denial and one without the groups", n)
		}
		if n := get(); n != 1 {
			t.Errorf("the second order took %d requests, want 1", n)
		}
		page, err := source.Orders.Query(t.Context(), sources.Query{First: 2, Want: all})
		if err != nil || len(page.Items) != 2 || page.Items[0].Node.Holds != held || !strings.Contains(reasons(page.Missing...), "read_returns") {
			t.Errorf("listed %d, missing %v, error %v", len(page.Items), page.Missing, err)
		}
		if page, err = source.Orders.Query(t.Context(), sources.Query{First: 2, Want: held}); err != nil || len(page.Missing) != 0 {
			t.Errorf("without the groups: missing %v, error %v", page.Missing, err)
		}
		s.since()
		time.Sleep(time.Minute)
		page, err = source.Orders.Query(t.Context(), sources.Query{First: 2, Want: all})
		if n := len(s.since()); n != 3 || err != nil || len(page.Items) != 2 || len(page.Missing) != 2 {
			t.Errorf("a minute later a listing takes %d requests, want 3: %d orders, missing %v, error %v", n, len(page.Items), page.Missing, err)
		}
	})
}

// An app without read_all_orders is told what it cannot see, where that can be.
func TestOrdersOutsideTheWindow(t *testing.T) {
	options := generous()
	options.ReadAllOrders = false
	s := openShop(t, options)
	now := time.Now()
	for key, age := range map[string]time.Duration{"1": 61, "2": 59, "3": 0} {
		must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{ID: gid("Order", key), CreatedAt: now.Add(-age * 24 * time.Hour), Email: new("a@example.com")}))
	}
	id := func(key string) commerce.ID { return commerce.ID{Source: sourceName, Key: gid("Order", key)} }
	const window = "read_all_orders"
	if found, err := s.Orders.Get(t.Context(), []commerce.ID{id("2"), id("3")}, 0); err != nil || len(found) != 2 {
		t.Errorf("orders in the window: %d, %v", len(found), err)
	}
	found, err := s.Orders.Get(t.Context(), []commerce.ID{id("1"), id("2")}, 0)
	if len(found) != 1 || sources.KindOf(err) != sources.KindDenied || !strings.Contains(reasons(err), window) {
		t.Errorf("with one outside: %d, %v", len(found), err)
	}
	list := func(q sources.Query) sources.Page[commerce.Order] {
		return must[sources.Page[commerce.Order]](t)(s.Orders.Query(t.Context(), q))
	}
	if page := list(sources.Query{First: 1}); len(page.Items) != 1 || len(page.Missing) != 0 {
		t.Errorf("a listing that goes on misses %v", page.Missing)
	}
	if page := list(sources.Query{First: 9}); len(page.Items) != 2 || !strings.Contains(reasons(page.Missing...), window) {
		t.Errorf("a listing at its end has %d and misses %v", len(page.Items), page.Missing)
	}
	from := func(days int) []sources.Predicate {
		return []sources.Predicate{{Field: "placedAt", Op: sources.Range, From: &sources.Bound{Value: commerce.Time(now.AddDate(0, 0, -days))}}}
	}
	if page := list(sources.Query{First: 9, Where: from(30)}); len(page.Items) != 1 || len(page.Missing) != 0 {
		t.Errorf("the orders of a month: %d, missing %v", len(page.Items), page.Missing)
	}
	if page := list(sources.Query{First: 9, Where: from(90)}); len(page.Items) != 2 || len(page.Missing) != 1 {
		t.Errorf("the orders of a quarter: %d, missing %v", len(page.Items), page.Missing)
	}
	pages, err := s.Orders.Find(t.Context(), "email", []string{"a@example.com"}, sources.Query{First: 9})
	if page := pages["a@example.com"]; err != nil || len(page.Items) != 2 || len(page.Missing) != 1 {
		t.Errorf("found %+v, %v", pages, err)
	}
	asked := 0
	for _, request := range s.since() {
		if strings.Contains(request.Query, "accessScopes") {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("the scopes were asked for %d times, want once", asked)
	}
}

// Where nobody can tell which scopes the app has, nothing is said of a window.
func TestWindowIsNotGuessed(t *testing.T) {
	s := &shop{Sim: shopifysim.New(shopifysim.Options{})}
	source := openDirect(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 0 && r.ContentLength < 200 { // the question for the scopes is short
			says(http.StatusOK, coded("INTERNAL_SERVER_ERROR"))(w, r)
			return
		}
		s.ServeHTTP(w, r)
	}))
	page, err := source.Orders.Query(t.Context(), sources.Query{First: 9})
	if err != nil || len(page.Missing) != 0 {
		t.Errorf("missing %v, error %v", page.Missing, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := source.Orders.Query(ctx, sources.Query{First: 9}); sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("after its end: %v", err)
	}
}
