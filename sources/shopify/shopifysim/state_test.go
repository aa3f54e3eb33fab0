package shopifysim_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// state reads what a merchant can do to an order after it was placed.
func (s *shop) state(spec *shopifyspec.Spec, id string) map[string]any {
	s.t.Helper()
	answer := checked(s.t, spec, s, `query($id: ID!) { order(id: $id) { displayFulfillmentStatus returnStatus
		returns(first: 5) { nodes { name status closedAt requestApprovedAt totalQuantity decline { reason note } returnLineItems(first: 5) { nodes { __typename quantity returnReason } } } }
		fulfillmentOrders(first: 5) { nodes { status fulfillmentHolds { reason displayReason } } }
		risk { recommendation assessments { riskLevel } }
		events(first: 9, query: "comments:true") { nodes { __typename message ... on CommentEvent { rawMessage author { name } } } }
		silent: events(first: 9, query: "comments:false") { nodes { __typename } }
		metafields(first: 9) { nodes { namespace key type value jsonValue } } } }`, map[string]any{"id": id})
	return dig(s.t, answer.Data, "order").(map[string]any)
}

// expect compares what is dug out of a value with what is expected of it.
func expect(t *testing.T, in any, want map[string]any) {
	t.Helper()
	for name, value := range want {
		if got := fmt.Sprint(in.(map[string]any)[name]); got != fmt.Sprint(value) {
			t.Errorf("%s is %s, want %v", name, got, value)
		}
	}
}

func ok(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func TestReturns(t *testing.T) {
	spec, s := shopifyspec.Load(t), open(t, shopifysim.Options{})
	id := must(s.PutOrder(shopifysim.Order{Name: "#7", LineItems: []shopifysim.LineItem{{ID: gid("LineItem", 1), Title: "Tea", Quantity: 3, OriginalUnitPriceSet: eur("1")}}})).ID
	line := shopifysim.ReturnLine{LineItemID: gid("LineItem", 1), Quantity: 2, ReturnReason: "COLOR"}
	if _, err := s.OpenReturn(id, shopifysim.Return{Lines: []shopifysim.ReturnLine{line}}); err == nil {
		t.Error("goods come back that were never sent")
	}
	must(s.Fulfill(id, shopifysim.Fulfillment{}))
	asked := must(s.OpenReturn(id, shopifysim.Return{Status: "REQUESTED", Lines: []shopifysim.ReturnLine{line, {Quantity: 1}}}))
	expect(t, s.state(spec, id), map[string]any{"returnStatus": "RETURN_REQUESTED"})
	first := dig(t, s.state(spec, id), "returns", "nodes", 0)
	expect(t, first, map[string]any{"name": "#7-R1", "status": "REQUESTED", "totalQuantity": 3, "closedAt": nil})
	if got := fmt.Sprint(dig(t, first, "returnLineItems", "nodes")); got != "[map[__typename:ReturnLineItem quantity:2 returnReason:COLOR] map[__typename:UnverifiedReturnLineItem quantity:1 returnReason:UNKNOWN]]" {
		t.Errorf("the lines are %s", got)
	}
	ok(t, s.ApproveReturn(id, asked.ID))
	expect(t, s.state(spec, id), map[string]any{"returnStatus": "IN_PROGRESS"})
	ok(t, s.CloseReturn(id, asked.ID))
	expect(t, s.state(spec, id), map[string]any{"returnStatus": "RETURNED"})
	other := must(s.OpenReturn(id, shopifysim.Return{Status: "REQUESTED"}))
	ok(t, s.DeclineReturn(id, other.ID, "FINAL_SALE", "no"))
	third := must(s.OpenReturn(id, shopifysim.Return{}))
	ok(t, s.CancelReturn(id, third.ID))
	state := s.state(spec, id)
	expect(t, state, map[string]any{"returnStatus": "RETURNED"})
	expect(t, dig(t, state, "returns", "nodes", 0), map[string]any{"status": "CLOSED", "closedAt": "2026-07-15T12:00:00Z", "requestApprovedAt": "2026-07-15T12:00:00Z"})
	expect(t, dig(t, state, "returns", "nodes", 1), map[string]any{"status": "DECLINED", "decline": map[string]any{"reason": "FINAL_SALE", "note": "no"}})
	expect(t, dig(t, state, "returns", "nodes", 2), map[string]any{"status": "CANCELED"})
	if err := s.DeclineReturn(id, other.ID, "MOOD", ""); err == nil {
		t.Error("a return is declined for a reason that there is none")
	}
	if err := s.CloseReturn(id, gid("Return", 404)); !errors.Is(err, shopifysim.ErrUnknown) {
		t.Errorf("a return that is not there is closed: %v", err)
	}
}

func TestHoldsAndRisk(t *testing.T) {
	spec, s := shopifyspec.Load(t), open(t, shopifysim.Options{})
	id := must(s.PutOrder(shopifysim.Order{LineItems: []shopifysim.LineItem{{Title: "Tea", Quantity: 1, OriginalUnitPriceSet: eur("1")}}})).ID
	must(s.Hold(id, shopifysim.FulfillmentHold{Reason: "INCORRECT_ADDRESS"}))
	ok(t, s.AssessRisk(id, shopifysim.RiskAssessment{RiskLevel: "LOW"}), s.AssessRisk(id, shopifysim.RiskAssessment{RiskLevel: "MEDIUM"}))
	state := s.state(spec, id)
	expect(t, state, map[string]any{"displayFulfillmentStatus": "ON_HOLD"})
	expect(t, dig(t, state, "risk"), map[string]any{"recommendation": "INVESTIGATE", "assessments": "[map[riskLevel:LOW] map[riskLevel:MEDIUM]]"})
	expect(t, dig(t, state, "fulfillmentOrders", "nodes", 0), map[string]any{"status": "ON_HOLD", "fulfillmentHolds": "[map[displayReason:INCORRECT_ADDRESS reason:INCORRECT_ADDRESS]]"})
	ok(t, s.Release(id))
	state = s.state(spec, id)
	expect(t, state, map[string]any{"displayFulfillmentStatus": "UNFULFILLED"})
	expect(t, dig(t, state, "fulfillmentOrders", "nodes", 0), map[string]any{"status": "OPEN", "fulfillmentHolds": "[]"})
	must(s.Fulfill(id, shopifysim.Fulfillment{}))
	expect(t, dig(t, s.state(spec, id), "fulfillmentOrders", "nodes", 0), map[string]any{"status": "CLOSED"})
	if err := s.Release(gid("Order", 404)); !errors.Is(err, shopifysim.ErrUnknown) {
		t.Errorf("an order that is not there is released: %v", err)
	}
}

func TestHistoryAndMetafields(t *testing.T) {
	spec, s := shopifyspec.Load(t), open(t, shopifysim.Options{})
	id := must(s.PutOrder(shopifysim.Order{Name: "#7"})).ID
	ok(t, s.Comment(id, "Grace", "a < b"))
	ok(t, s.SetMetafields(id, shopifysim.Metafield{Key: "n", Type: "number_integer", Value: "1"}, shopifysim.Metafield{Key: "t", Value: "7"}))
	ok(t, s.SetMetafields(id, shopifysim.Metafield{Key: "n", Type: "number_integer", Value: "2"}))
	state := s.state(spec, id)
	if got := dig(t, state, "events", "nodes", 1); fmt.Sprint(got) != "map[__typename:CommentEvent author:map[name:Grace] message:a &lt; b rawMessage:a < b]" {
		t.Errorf("the comment is %v", got)
	}
	expect(t, state, map[string]any{
		"silent":     "map[nodes:[map[__typename:BasicEvent]]]",
		"metafields": "map[nodes:[map[jsonValue:7 key:t namespace:custom type:single_line_text_field value:7] map[jsonValue:2 key:n namespace:custom type:number_integer value:2]]]",
	})
	for _, owner := range []string{gid("Order", 404), gid("Location", 1), "x"} {
		if err := s.SetMetafields(owner, shopifysim.Metafield{Key: "k"}); !errors.Is(err, shopifysim.ErrUnknown) {
			t.Errorf("%s has metafields: %v", owner, err)
		}
	}
	if err := s.SetMetafields(id, shopifysim.Metafield{}); err == nil {
		t.Error("a metafield has no key")
	}
}

func TestDrafts(t *testing.T) {
	spec, s := shopifyspec.Load(t), open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR"}})
	buyer := must(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", 3)})).ID
	draft := must(s.PutDraftOrder(shopifysim.DraftOrder{ID: gid("DraftOrder", 1), CustomerID: buyer, Tags: []string{"phone"}, LineItems: []shopifysim.DraftLine{{Title: "Tea", Quantity: 2, OriginalUnitPriceSet: eur("4")}}}))
	must(s.PutDraftOrder(shopifysim.DraftOrder{ID: gid("DraftOrder", 2), Status: "INVOICE_SENT", UpdatedAt: today.AddDate(0, 0, -3)}))
	names := func(arguments string) string {
		t.Helper()
		answer := checked(t, spec, s, `{ draftOrders(first: 5`+arguments+`) { nodes { name totalPriceSet { shopMoney { amount } } } } orders(first: 5) { nodes { name } } }`, nil)
		out := ""
		for _, node := range dig(t, answer.Data, "draftOrders", "nodes").([]any) {
			out += dig(t, node, "name").(string)
		}
		return out
	}
	for arguments, want := range map[string]string{
		"": "#D1#D2", `, sortKey: UPDATED_AT`: "#D2#D1", `, reverse: true`: "#D2#D1", `, query: "status:open"`: "#D1", `, query: "(status:open OR status:invoice_sent)"`: "#D1#D2",
		`, query: "customer_id:3"`: "#D1", `, query: "tag:phone"`: "#D1", `, query: "updated_at:>'2026-07-14T00:00:00Z'"`: "#D1", `, query: "status:completed"`: "",
	} {
		if got := names(arguments); got != want {
			t.Errorf("%s lists %q, want %q", arguments, got, want)
		}
	}
	order := must(s.CompleteDraft(draft.ID))
	if order.TotalPriceSet.ShopMoney.Amount.String() != "8" || order.CustomerID != buyer || names(`, query: "status:completed"`) != "#D1" {
		t.Errorf("the order of the draft is %+v", order)
	}
	if _, err := s.CompleteDraft(draft.ID); !errors.Is(err, shopifysim.ErrUnknown) {
		t.Errorf("a draft becomes a second order: %v", err)
	}
	if !s.DeleteDraftOrder(gid("DraftOrder", 2)) || s.DeleteDraftOrder(gid("DraftOrder", 2)) || names("") != "#D1" {
		t.Error("a draft is not deleted, or twice")
	}
	if _, err := s.PutDraftOrder(shopifysim.DraftOrder{CustomerID: gid("Customer", 404)}); err == nil {
		t.Error("a draft is of a customer who is not there")
	}
}

// A field that needs a scope which the app lacks is denied, and takes along what promises it.
func TestLackingScopes(t *testing.T) {
	s := open(t, shopifysim.Options{Lacks: []string{"read_returns", "read_users", "read_customers"}})
	seed(s)
	for query, want := range map[string]string{
		`{ order(id: "gid://shopify/Order/1") { name } }`:                                                                   `{"order":{"name":"#1001"}}`,
		`{ order(id: "gid://shopify/Order/1") { name customer { id } } }`:                                                   `{"order":{"name":"#1001","customer":null}}`,
		`{ order(id: "gid://shopify/Order/1") { name returns(first: 1) { nodes { id } } } }`:                                `{"order":null}`,
		`{ orders(first: 1) { nodes { returns(first: 1) { nodes { id } } } } }`:                                             `null`,
		`{ nodes(ids: ["gid://shopify/Customer/5", "gid://shopify/Product/10"]) { id } }`:                                   `{"nodes":[null,{"id":"gid://shopify/Product/10"}]}`,
		`{ order(id: "gid://shopify/Order/1") { events(first: 9) { nodes { ... on CommentEvent { author { name } } } } } }`: `{"order":null}`,
	} {
		answer := s.query(query, nil)
		if got := string(answer.dataText(t)); got != want {
			t.Errorf("%s answers %s, want %s", query, got, want)
		}
		if denied := len(answer.Errors) > 0; denied != strings.Contains(want, "null") {
			t.Errorf("%s has the errors %v", query, answer.Errors)
		}
		for _, e := range answer.Errors {
			if code := dig(t, e, "extensions", "code"); code != "ACCESS_DENIED" {
				t.Errorf("%s is refused with %v", query, code)
			}
		}
	}
	if got := fmt.Sprint(dig(t, s.query(`{ currentAppInstallation { accessScopes { handle } } }`, nil).Data, "currentAppInstallation")); got == "" || containsAny(got, "read_returns", "read_users") {
		t.Errorf("the app has %s", got)
	}
}

// dataText is the data of an answer as it was written.
func (r reply) dataText(t *testing.T) []byte {
	t.Helper()
	var body struct{ Data json.RawMessage }
	if err := json.Unmarshal(r.Body, &body); err != nil {
		t.Fatal(err)
	}
	return body.Data
}

func containsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}
