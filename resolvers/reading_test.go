package resolvers_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/loader"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
)

// What was read with more is not read again with less; what was read with less,
// failed or lacks something, is.
func TestWhatWasReadWithMoreIsNotReadAgain(t *testing.T) {
	byID, byEmail := `customer(id: "`+id("Customer", "c3")+`")`, `customer(email: "ada@example.com")`
	partial := func(c sources.Collection[commerce.Customer]) sources.Collection[commerce.Customer] {
		return faulty[commerce.Customer]{Collection: c, get: func(map[commerce.ID]*commerce.Customer) error {
			return &sources.Partial{Errs: []error{down("crm")}}
		}}
	}
	halved := func(c sources.Collection[commerce.Customer]) sources.Collection[commerce.Customer] {
		return halfFound[commerce.Customer]{c}
	}
	for _, tc := range []struct {
		name, customer, above, below string
		fault                        func(sources.Collection[commerce.Customer]) sources.Collection[commerce.Customer]
		calls                        int32
	}{
		{"by id, more then less", byID, "phone tags", "firstName phone", nil, 1},
		{"by id, more then nothing of it", byID, "phone", "firstName", nil, 1},
		{"by id, less then more", byID, "firstName", "phone", nil, 2},
		{"by id, something else", byID, "phone", "tags", nil, 2},
		{"by id, a part then the rest", byID, "phone", "firstName", partial, 2},
		{"by e-mail address, more then less", byEmail, "phone tags", "firstName tags", nil, 1},
		{"by e-mail address, less then more", byEmail, "tags", "phone tags", nil, 2},
		{"by e-mail address, a part then the rest", byEmail, "phone", "firstName", halved, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			views := merchant()
			if tc.fault != nil {
				views.Customers = tc.fault(views.Customers)
			}
			customers := &counting[commerce.Customer]{Collection: views.Customers}
			views.Customers = customers
			data, errs := answer(t, views, "{ "+tc.customer+" { "+tc.above+" orders(first: 2) { nodes { customer { "+tc.below+" } } } } }", nil)
			if tc.fault == nil && errs != nil || strings.Count(data, `"customer":{`) != 3 {
				t.Fatalf("data %s, errors %v", data, errs)
			}
			if n := customers.calls.Load(); n != tc.calls {
				t.Errorf("%d reads of the customer, want %d", n, tc.calls)
			}
		})
	}
}

// slow is a collection whose listings take a minute.
type slow struct {
	sources.Collection[commerce.Order]
}

func (s slow) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Order], error) {
	time.Sleep(time.Minute)
	return s.Collection.Query(ctx, q)
}

// Under a schedule, fields beside one another share a batch, and a listing that
// takes its time does not hold it back.
func TestFieldsOfAScheduleShareBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		views := merchant()
		customers := &counting[commerce.Customer]{Collection: views.Customers}
		views.Customers, views.Orders = customers, slow{views.Orders}
		r := resolvers.New(views, 100)
		ctx, s := loader.WithSchedule(r.Remember(graphql.WithOperationContext(t.Context(), &graphql.OperationContext{})))
		ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: graphql.CollectedField{Field: &ast.Field{}}})
		start := time.Now()
		customer := func(key string) func() {
			return func() {
				c, err := r.Query().Customer(ctx, &commerce.GlobalID{Kind: "Customer", ID: commerce.ID{Source: shop, Key: key}}, nil)
				if err != nil || c.ID.Key != key || time.Since(start) != 0 {
					t.Errorf("%v, %v, after %v", c, err, time.Since(start))
				}
			}
		}
		s.Run(
			func() {
				page, err := r.Query().Orders(ctx, nil, nil, nil, nil, nil, nil)
				if err != nil || len(page.Nodes) != 20 {
					t.Errorf("%v, %v", page, err)
				}
			},
			customer("c1"), customer("c2"), customer("c3"),
		)
		if n := customers.calls.Load(); n != 1 {
			t.Errorf("%d calls for three customers", n)
		}
	})
}
