package shopify_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

func word[E ~string](field string, value E, raw string) commerce.State[E] {
	return commerce.State[E]{Value: value, Raw: commerce.Text(raw), RawField: field, Mapping: commerce.MappingExact}
}

// attributes returns some attributes of the i-th entity of a kind.
func attributes(i int) []commerce.Attribute {
	all := []commerce.Attribute{
		{Namespace: "custom", Key: "story", Type: commerce.AttributeTypeText, RawType: "multi_line_text_field", Value: commerce.JSONString(fmt.Sprintf("Käse\n%d", i))},
		{Namespace: "custom", Key: "size", Type: commerce.AttributeTypeMeasurement, RawType: "dimension", Value: `{"value":"2.50","unit":"cm"}`},
		{Namespace: "app--1--x", Key: "ranks", Type: commerce.AttributeTypeList, RawType: "list.number_integer", Value: `[1,"9007199254740993"]`},
	}
	return all[: i%4 : i%4]
}

// texts are the values of those attributes as Shopify keeps them.
var texts = map[string]string{"size": `{"value": 2.50, "unit": "cm"}`, "ranks": `[1, 9007199254740993]`}

func metafieldsOf(i int, all []commerce.Attribute) []shopifysim.Metafield {
	var out []shopifysim.Metafield
	for _, a := range all {
		text, ok := texts[a.Key]
		if !ok {
			text = fmt.Sprintf("Käse\n%d", i)
		}
		out = append(out, shopifysim.Metafield{Namespace: string(a.Namespace), Key: a.Key, Type: string(a.RawType), Value: text})
	}
	return out
}

// review gives the i-th order returns, holds, a risk, comments and attributes.
func review(o *commerce.Order, i int) {
	key := func(typ string, n int) commerce.ID {
		return commerce.ID{Source: sourceName, Key: gid(typ, fmt.Sprint(100*(1001+i)+n))}
	}
	at := o.PlacedAt.Add(time.Hour)
	for n := range i % 3 * 2 { // more than are asked for with an order
		back := &commerce.Return{
			Origin: commerce.Origin{ID: key("Return", n), Type: "Return"},
			Name:   commerce.Text(fmt.Sprintf("%s-R%d", o.Name, n+1)), Status: word("status", commerce.ReturnStatusOpen, "OPEN"), CreatedAt: at,
			Lines: []commerce.ReturnLine{
				{LineItemID: o.LineItems[0].ID, Quantity: 1, Refunded: new(int), Reason: word("returnReason", commerce.ReturnReasonDefective, "DEFECTIVE"), Note: "broken"},
				{Quantity: 2, Refunded: new(1), Reason: word("returnReason", commerce.ReturnReasonOther, "OTHER"), CustomerNote: "mine"},
			},
		}
		if n == 1 {
			back.Status, back.ClosedAt = word("status", commerce.ReturnStatusClosed, "CLOSED"), at.Add(time.Hour)
		}
		o.Returns = append(o.Returns, back)
	}
	if i%4 == 1 {
		o.HeldFor = []commerce.Hold{
			{Reason: word("fulfillmentHolds.reason", commerce.HoldReasonAwaitingPayment, "AWAITING_PAYMENT"), Note: "n"},
			{Reason: word("fulfillmentHolds.reason", commerce.HoldReasonOther, "OTHER")},
		}
	}
	o.Risk = &commerce.OrderRisk{Recommendation: word("risk.recommendation", commerce.RiskRecommendationNone, "NONE")}
	if i%5 == 2 {
		o.Risk.Recommendation = word("risk.recommendation", commerce.RiskRecommendationCancel, "CANCEL")
		o.Risk.Assessments = []commerce.RiskAssessment{{
			Provider: "Guard", Level: word("risk.assessments.riskLevel", commerce.RiskLevelHigh, "HIGH"),
			Facts: []commerce.RiskFact{{Description: "Proxy.", Sentiment: word("risk.assessments.facts.sentiment", commerce.RiskSentimentNegative, "NEGATIVE")}},
		}}
	}
	for n := range i % 4 {
		o.Comments = append(o.Comments, commerce.OrderComment{Message: fmt.Sprintf("<b>%d</b> & co", n), CreatedAt: at.Add(time.Duration(n) * time.Minute), CustomerVisible: new(bool)})
	}
	o.Attributes = attributes(i)
}

// putReview puts what review has given.
func putReview(w *shopifysim.Order, o *commerce.Order) {
	if len(o.Returns) > 0 {
		l := o.LineItems[0]
		w.Fulfillments = []shopifysim.Fulfillment{{FulfillmentLineItems: []shopifysim.FulfillmentLineItem{{LineItemID: l.ID.Key, Quantity: l.Quantity.Ordered}}}}
	}
	for _, b := range o.Returns {
		back := shopifysim.Return{ID: b.ID.Key, Name: string(b.Name), Status: string(b.Status.Raw), CreatedAt: b.CreatedAt, ClosedAt: at(b.ClosedAt)}
		for _, l := range b.Lines {
			back.Lines = append(back.Lines, shopifysim.ReturnLine{
				LineItemID: l.LineItemID.Key, Quantity: l.Quantity, RefundedQuantity: *l.Refunded, ReturnReason: string(l.Reason.Raw),
				ReturnReasonNote: string(l.Note), CustomerNote: orNil(l.CustomerNote),
			})
		}
		w.Returns = append(w.Returns, back)
	}
	for _, h := range o.HeldFor { // each in a part of its own
		w.FulfillmentOrders = append(w.FulfillmentOrders, shopifysim.FulfillmentOrder{
			FulfillmentHolds: []shopifysim.FulfillmentHold{{Reason: string(h.Reason.Raw), ReasonNotes: orNil(h.Note)}},
		})
	}
	if o.Risk != nil {
		for _, a := range o.Risk.Assessments {
			risk := shopifysim.RiskAssessment{Provider: &shopifysim.App{ID: gid("App", "7"), Title: string(a.Provider)}, RiskLevel: string(a.Level.Raw)}
			for _, f := range a.Facts {
				risk.Facts = append(risk.Facts, shopifysim.RiskFact{Description: f.Description, Sentiment: string(f.Sentiment.Raw)})
			}
			w.Risk.Assessments = append(w.Risk.Assessments, risk)
		}
	}
	for _, c := range o.Comments {
		w.Events = append(w.Events, shopifysim.Event{Author: "Grace", RawMessage: c.Message, CreatedAt: c.CreatedAt})
	}
}

// Whatever pages they come in, the groups of all orders are what was put.
func TestGroupsInPages(t *testing.T) {
	s := openShop(t, generous())
	want := map[commerce.ID]*commerce.Order{}
	for i := range 23 {
		o := makeOrder(i)
		want[o.ID] = o
		putOrder(t, s, o)
	}
	for _, size := range []int{1, 7, s.Orders.Traits().MaxPage} {
		q := sources.Query{First: size, Want: commerce.Orders.AllGroups(), Where: anyState}
		seen := 0
		for {
			page, err := s.Orders.Query(t.Context(), q)
			if err != nil || len(page.Missing) > 0 {
				t.Fatalf("missing %v, error %v", page.Missing, err)
			}
			for _, item := range page.Items {
				seen++
				sameReview(t, item.Node, want[item.Node.ID])
			}
			if q.After = page.End.Cursor(); !page.HasNext {
				break
			}
		}
		if seen != len(want) {
			t.Errorf("pages of %d list %d orders of %d", size, seen, len(want))
		}
	}
}

func sameReview(t *testing.T, got, want *commerce.Order) {
	t.Helper()
	for _, b := range got.Returns {
		b.Reading = nil
	}
	for what, pair := range map[string][2]any{
		"returns": {got.Returns, want.Returns}, "holds": {got.HeldFor, want.HeldFor}, "risk": {got.Risk, want.Risk},
		"comments": {got.Comments, want.Comments},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: %s are %+v, want %+v", got.Name, what, pair[0], pair[1])
		}
	}
	if len(got.Attributes) != len(want.Attributes) {
		t.Fatalf("%s has the attributes %v, want %v", got.Name, got.Attributes, want.Attributes)
	}
	for i, a := range got.Attributes {
		if a != want.Attributes[i] {
			t.Errorf("%s has the attribute %v, want %v", got.Name, a, want.Attributes[i])
		}
	}
}
