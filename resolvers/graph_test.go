package resolvers_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

const shop = "shop"

// merchant is a small merchant whose every record is in one source.
func merchant() resolvers.Views {
	id := func(key string) commerce.ID { return commerce.ID{Source: shop, Key: key} }
	origin := func(key string) commerce.Origin {
		return commerce.Origin{ID: id(key), Type: "Row", Holds: ^commerce.Groups(0)}
	}
	gbp := func(amount string) commerce.Money {
		m, err := commerce.ParseMoney(amount, "GBP")
		if err != nil {
			panic(err)
		}
		return m
	}
	customers := []*commerce.Customer{
		{Origin: origin("c1"), FirstName: "Ada", LastName: "Lovelace", Email: "Ada@example.com"},
		{Origin: origin("c2"), FirstName: "Björk", Email: "bjork@example.com"},
		{Origin: origin("c3"), FirstName: "No", LastName: "Mail"},
	}
	orders := make([]*commerce.Order, 0, 25)
	for i := range 25 {
		o := &commerce.Order{
			Origin: origin("o" + string(rune('a'+i))), Name: "#" + string(rune('A'+i)), PlacedAt: day(i),
			Total: commerce.SingleCurrency(gbp("12.5")), Email: "guest@example.com",
			PaymentStatus: commerce.State[commerce.OrderPaymentStatus]{Value: "PAID", Raw: "paid", RawField: "financial_status", Mapping: commerce.MappingExact},
			LineItems: []*commerce.LineItem{
				{Origin: origin("l1"), Title: "Teacup", SKU: "CUP", VariantID: id("v1"), ProductID: id("p1"), UnitPrice: commerce.SingleCurrency(gbp("10")), Total: commerce.SingleCurrency(gbp("10"))},
				{Origin: origin("l2"), Title: "Saucer", SKU: "SAUCER", UnitPrice: commerce.SingleCurrency(gbp("2.5")), Total: commerce.SingleCurrency(gbp("2.5"))},
				{Origin: origin("l3"), Title: "Gone", SKU: "GONE", UnitPrice: commerce.SingleCurrency(gbp("0")), Total: commerce.SingleCurrency(gbp("0"))},
			},
			Fulfillments: []*commerce.Fulfillment{{Origin: origin("f1"), LocationID: id("w1"), Lines: []commerce.FulfillmentLine{{LineItemID: id("l1"), Quantity: 1}}}},
		}
		switch i % 3 {
		case 0:
			o.Customer, o.Email = commerce.CustomerRef{ID: id("c1"), Email: "ada@EXAMPLE.com"}, "ada@example.com"
			o.Transactions = []*commerce.Transaction{{Origin: origin("t1"), Amount: gbp("12.5"), PaymentReference: "pay1"}}
		case 1:
			o.Customer, o.Email = commerce.CustomerRef{ID: id("c3")}, ""
			review(o, origin("r1"))
		}
		orders = append(orders, o)
	}
	orders[24].Name = "#A" // a second order of that name
	pay := func(key string, names ...string) *commerce.Payment {
		return &commerce.Payment{Origin: origin(key), Amount: gbp("12.50"), CreatedAt: day(1), OrderNames: names, Customer: commerce.CustomerRef{ID: id("c1"), Email: "ada@example.com"}}
	}
	return resolvers.Views{
		Customers: memory.New(commerce.Customers, shop, customers),
		Orders:    memory.New(commerce.Orders, shop, orders),
		Products: memory.New(commerce.Products, shop, []*commerce.Product{{
			Origin: origin("p1"), Title: "Teacup", Variants: []*commerce.ProductVariant{
				{Origin: origin("v1"), SKU: "CUP", ProductID: id("p1")}, {Origin: origin("v2"), SKU: "CUP-XL", ProductID: id("p1")},
			},
		}}),
		Variants: memory.New(commerce.ProductVariants, shop, []*commerce.ProductVariant{
			{Origin: origin("v1"), SKU: "CUP", ProductID: id("p1")},
			{Origin: origin("v3"), SKU: "SAUCER", ProductID: id("p1"), InventoryItemID: id("i2")},
		}),
		InventoryItems: memory.New(commerce.InventoryItems, shop, []*commerce.InventoryItem{{
			Origin: origin("i1"), SKU: "CUP", Tracked: true,
			Levels: []*commerce.InventoryLevel{
				{Origin: origin("s1"), LocationID: id("w1"), Quantities: []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: 7}, {Name: commerce.InventoryQuantityNameOnHand, Quantity: 9}}},
				{Origin: origin("s2"), LocationID: id("gone"), Quantities: []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: -2}}},
			},
		}}),
		Locations: memory.New(commerce.Locations, shop, []*commerce.Location{{Origin: origin("w1"), Name: "Lager"}}),
		Payments:  memory.New(commerce.Payments, shop, []*commerce.Payment{pay("pay1", "#A"), pay("pay2", "#C"), pay("pay3")}),
		Sources:   []*model.Source{{Name: shop, System: commerce.SystemMemory, Account: "here", Types: []string{"Order", "Payment"}}},
	}
}

// review gives the order what the stores keep beside the plain one.
func review(o *commerce.Order, origin commerce.Origin) {
	line := o.LineItems[0].ID
	o.HeldFor = []commerce.Hold{{Reason: commerce.Words[commerce.HoldReason]{"HIGH_RISK": commerce.HoldReasonHighRiskOfFraud}.State("reason", "HIGH_RISK"), Note: "two addresses"}, {}}
	o.Risk = &commerce.OrderRisk{
		Recommendation: commerce.State[commerce.RiskRecommendation]{Value: commerce.RiskRecommendationInvestigate},
		Assessments: []commerce.RiskAssessment{{Provider: "Acme", Level: commerce.State[commerce.RiskLevel]{Value: commerce.RiskLevelMedium},
			Facts: []commerce.RiskFact{{Description: "The card is of another country", Sentiment: commerce.State[commerce.RiskSentiment]{Value: commerce.RiskSentimentNegative}}}}},
	}
	yes, one := true, 1
	o.Comments = []commerce.OrderComment{{Message: "Call <b>first</b>", Author: "Zoë", CreatedAt: day(1), CustomerVisible: &yes}, {Message: "auto"}}
	o.Returns = []*commerce.Return{{Origin: origin, Name: commerce.Text(o.Name + "-R1"), Status: commerce.State[commerce.ReturnStatus]{Value: commerce.ReturnStatusOpen, Raw: "OPEN"}, CreatedAt: day(2),
		Lines: []commerce.ReturnLine{{LineItemID: line, Quantity: 1, Refunded: &one, Reason: commerce.State[commerce.ReturnReason]{Value: commerce.ReturnReasonDefective}, CustomerNote: "cracked"}, {Quantity: 1}}}}
	o.Attributes = []commerce.Attribute{
		{Namespace: "custom", Key: "gift", Type: commerce.AttributeTypeBoolean, RawType: "boolean", Value: `true`},
		{Namespace: "custom", Key: "sizes", Type: commerce.AttributeTypeList, RawType: "list.number_integer", Value: `[1,2]`},
		{Key: "gift", Type: commerce.AttributeTypeJSON, Value: `{"to":"Łukasz","price":"4.95"}`},
		{Key: "empty", Type: commerce.AttributeTypeUnknown},
	}
}

// introspection lets callers read the schema.
type introspection struct{}

func (introspection) ExtensionName() string                   { return "Introspection" }
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }
func (introspection) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = false
	return nil
}

// answer runs an operation over the views and returns data and errors.
func answer(t *testing.T, views resolvers.Views, query string, variables map[string]any) (string, gqlerror.List) {
	t.Helper()
	r := resolvers.New(views, 100)
	exec := executor.New(graph.NewExecutor(graph.Config{Resolvers: r}))
	exec.Use(r.Memory())
	exec.Use(introspection{})
	exec.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		e := graphql.DefaultErrorPresenter(ctx, err)
		e.Extensions = map[string]any{"kind": sources.KindOf(err).String()}
		return e
	})
	ctx := graphql.StartOperationTrace(t.Context())
	op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if errs != nil {
		return "", errs
	}
	next, ctx := exec.DispatchOperation(ctx, op)
	resp := next(ctx)
	return string(resp.Data), resp.Errors
}

// ask is answer for an operation that must not fail.
func ask(t *testing.T, query string, variables map[string]any) string {
	t.Helper()
	data, errs := answer(t, merchant(), query, variables)
	if errs != nil {
		t.Fatalf("%s: %v", query, errs)
	}
	return data
}

// decode reads one value out of an answer.
func decode[V any](t *testing.T, data string) V {
	t.Helper()
	var v V
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return v
}

// wantErrors checks that each path has one error that says the text, and no other path has one.
func wantErrors(t *testing.T, errs gqlerror.List, want map[string]string) {
	t.Helper()
	seen := map[string]bool{}
	for _, e := range errs {
		path := e.Path.String()
		if text, ok := want[path]; !ok || seen[path] || !strings.Contains(e.Message, text) {
			t.Errorf("unexpected error at %s: %s", path, e.Message)
		}
		seen[path] = true
	}
	for path := range want {
		if !seen[path] {
			t.Errorf("no error at %s", path)
		}
	}
}
