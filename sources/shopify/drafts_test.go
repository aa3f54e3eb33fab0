package shopify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

func inState(states ...commerce.OrderStatus) []sources.Predicate {
	p := sources.Predicate{Field: "status", Op: sources.Eq}
	for _, s := range states {
		p.Values = append(p.Values, commerce.String(string(s)))
	}
	return []sources.Predicate{p}
}

// anyState lists drafts beside all other orders.
var anyState = inState(commerce.OrderStatusDraft, commerce.OrderStatusOpen, commerce.OrderStatusCompleted, commerce.OrderStatusCancelled)

// walk lists all from a cursor on, in pages, and returns the names with the cursor of each.
func walk(t *testing.T, c sources.Collection[commerce.Order], q sources.Query) (names []string, cursors []sources.Cursor) {
	t.Helper()
	for range 200 {
		page, err := c.Query(t.Context(), q)
		if err != nil || len(page.Missing) > 0 {
			t.Fatalf("missing %v, error %v", page.Missing, err)
		}
		for _, item := range page.Items {
			names, cursors = append(names, item.Node.Name), append(cursors, item.Cursor())
		}
		if q.After = page.End.Cursor(); !page.HasNext {
			return names, cursors
		}
	}
	t.Fatal("the listing does not end")
	return nil, nil
}

func TestDraftsAreListedWhereTheyAreAskedFor(t *testing.T) {
	s := openShop(t, generous())
	draft := must[shopifysim.DraftOrder](t)(s.PutDraftOrder(shopifysim.DraftOrder{Name: "#D1", Status: "INVOICE_SENT", DiscountCodes: []string{"SPRING"},
		AppliedDiscount: &shopifysim.DraftDiscount{Title: new("Sorry"), Value: 12.5, ValueType: "PERCENTAGE", AmountSet: shopifysim.SameMoney("1", "GBP")},
		ShippingLine:    &shopifysim.ShippingLine{Title: "Post", OriginalPriceSet: shopifysim.SameMoney("2", "GBP")},
		LineItems:       []shopifysim.DraftLine{{Title: "Tea", Quantity: 2, OriginalUnitPriceSet: shopifysim.SameMoney("4", "GBP")}}}))
	must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{Name: "#1"}))
	id := commerce.ID{Source: sourceName, Key: draft.ID}
	list := func(where []sources.Predicate) string {
		names, _ := walk(t, s.Orders, sources.Query{First: 5, Where: where})
		return strings.Join(names, " ")
	}
	for want, where := range map[string][]sources.Predicate{
		"#1": nil, "#D1": inState("DRAFT"), "#1 #D1": anyState,
	} {
		s.since()
		if got := list(where); got != want {
			t.Errorf("%v lists %q, want %q", where, got, want)
		}
		for _, request := range s.since() {
			if of := strings.Contains(request.Query, "draftOrders("); of && where == nil {
				t.Error("a listing of no state asks for drafts")
			}
		}
	}
	found, err := s.Orders.Get(t.Context(), []commerce.ID{id}, commerce.Orders.AllGroups())
	o := found[id]
	if err != nil || o == nil {
		t.Fatalf("found %v, error %v", found, err)
	}
	for what, pair := range map[string][2]any{
		"state":    {o.Status, commerce.State[commerce.OrderStatus]{Value: "DRAFT", Raw: "INVOICE_SENT", RawField: "status", Mapping: commerce.MappingLossy}},
		"payment":  {o.PaymentStatus.Mapping, commerce.MappingDerived},
		"discount": {o.Discounts[0].Percentage.String() + " " + o.Discounts[0].Amount.String() + " " + string(o.Discounts[1].Code), "12.5 1.00 GBP SPRING"},
		"shipping": {o.ShippingLines[0].Amount.Shop.String(), "2.00 GBP"},
		"line":     {o.LineItems[0].Title + " " + o.LineItems[0].Total.Shop.String(), "Tea 8.00 GBP"},
		"total":    {o.Total.Shop.String(), "9.00 GBP"},
		"refunded": {o.TotalRefunded == nil, true},
		"holds":    {o.Holds, commerce.Orders.AllGroups()},
		"page":     {strings.HasSuffix(string(o.URL), "/admin/draft_orders/"+strings.TrimPrefix(draft.ID, gid("DraftOrder", ""))), true},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %+v, want %+v", what, pair[0], pair[1])
		}
	}
	// Of a draft that is paid an order is made, which has an id of its own.
	made := must[shopifysim.Order](t)(s.CompleteDraft(draft.ID))
	ids := []commerce.ID{id, {Source: sourceName, Key: made.ID}, {Source: sourceName, Key: gid("Order", strings.TrimPrefix(draft.ID, gid("DraftOrder", "")))}}
	if found, err := s.Orders.Get(t.Context(), ids, 0); err != nil || len(found) != 1 || found[ids[1]] == nil {
		t.Errorf("after it was completed: %v, error %v", found, err)
	}
	if got := list(inState("DRAFT")); got != "" {
		t.Errorf("a completed draft is listed: %q", got)
	}
}

// Drafts beside orders are one listing, in each order, in pages of each size and
// both ways, and from any of its items on.
func TestDraftsBesideOrders(t *testing.T) {
	s := openShop(t, generous())
	for i := range 31 {
		putOrder(t, s, makeOrder(i))
	}
	sorts := append([]sources.Sort{{}}, s.Orders.Traits().Sorts...)
	for _, sort := range sorts {
		q := sources.Query{First: 250, Sort: sort, Where: anyState}
		want, cursors := walk(t, s.Orders, q)
		if len(want) != 31 {
			t.Fatalf("%+v lists %d orders of 31", sort, len(want))
		}
		for _, q.First = range []int{1, 7} {
			if got, _ := walk(t, s.Orders, q); !slices.Equal(got, want) {
				t.Errorf("%+v in pages of %d is\n%v, want\n%v", sort, q.First, got, want)
			}
		}
		for at := range want {
			q := sources.Query{First: 50, Sort: sort, Where: anyState, After: cursors[at]}
			if got, _ := walk(t, s.Orders, q); !slices.Equal(got, want[at+1:]) {
				t.Errorf("%+v after %s is\n%v, want\n%v", sort, want[at], got, want[at+1:])
			}
			if sort.Field == "" {
				continue
			}
			q.Sort.Desc = !q.Sort.Desc
			back := slices.Clone(want[:at])
			slices.Reverse(back)
			if got, _ := walk(t, s.Orders, q); !slices.Equal(got, back) {
				t.Errorf("%+v before %s is\n%v, want\n%v", sort, want[at], got, back)
			}
		}
	}
	pages, err := s.Orders.Find(t.Context(), "name", []string{"#1005", "#1006", "#1006", "x", ""}, sources.Query{First: 3, Where: anyState})
	if err != nil || len(pages["#1005"].Items) != 1 || len(pages["#1006"].Items) != 1 || len(pages["x"].Items) != 0 {
		t.Errorf("found %v, error %v", pages, err)
	}
}

func TestDraftsNeedAScope(t *testing.T) {
	options := generous()
	options.Lacks = []string{"read_draft_orders"}
	s := openShop(t, options)
	draft := must[shopifysim.DraftOrder](t)(s.PutDraftOrder(shopifysim.DraftOrder{}))
	order := must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{}))
	if _, err := s.Orders.Query(t.Context(), sources.Query{First: 5, Where: inState("DRAFT")}); sources.KindOf(err) != sources.KindDenied || !strings.Contains(err.Error(), "read_draft_orders") {
		t.Errorf("drafts are listed with %v", err)
	}
	must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{}))
	q := sources.Query{First: 1, Where: anyState}
	for range 2 { // both pages tell of it
		page, err := s.Orders.Query(t.Context(), q)
		if err != nil || len(page.Items) != 1 || !strings.Contains(reasons(page.Missing...), "read_draft_orders") {
			t.Errorf("beside orders they are listed with %+v, %v", page, err)
		}
		q.After = page.End.Cursor()
	}
	if q.After != "" {
		t.Error("the listing goes on behind its last order")
	}
	ids := []commerce.ID{{Source: sourceName, Key: draft.ID}, {Source: sourceName, Key: order.ID}}
	found, err := s.Orders.Get(t.Context(), ids, 0)
	if len(found) != 1 || found[ids[1]] == nil || sources.KindOf(err) != sources.KindDenied {
		t.Errorf("found %v, error %v", found, err)
	}
}
