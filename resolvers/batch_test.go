package resolvers_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

// faulty is a collection some of whose answers are partial or short.
type faulty[T any] struct {
	sources.Collection[T]
	get  func(found map[commerce.ID]*T) error
	find func(pages map[string]sources.Page[T])
}

func (f faulty[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	found, err := f.Collection.Get(ctx, ids, want)
	if err == nil && f.get != nil {
		err = f.get(found)
	}
	return found, err
}

func (f faulty[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	pages, err := f.Collection.Find(ctx, field, values, q)
	if err == nil && f.find != nil {
		for _, v := range values {
			if _, ok := pages[v]; !ok {
				pages[v] = sources.Page[T]{}
			}
		}
		f.find(pages)
	}
	return pages, err
}

func down(source string) error {
	return &sources.Error{Kind: sources.KindUnavailable, Source: source, Op: "test", Reason: source + " is down"}
}

// Each place of a list of several types is its own, though its parents of one
// type are a batch.
func TestErrorsInListsOfInterfacesStandAtTheirElements(t *testing.T) {
	views := merchant()
	views.Orders = faulty[commerce.Order]{Collection: views.Orders, find: func(pages map[string]sources.Page[commerce.Order]) {
		for v, p := range pages {
			p.Missing = []error{down("south")}
			pages[v] = p
		}
	}}
	ids := []string{id("Order", "ob"), id("Customer", "c1"), id("Customer", "none"), id("Location", "w1"), id("Customer", "c2")}
	query := `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { a: orders(first: 1) { nodes { name } } orders(first: 2) { nodes { name } } } } }`
	_, errs := answer(t, views, query, map[string]any{"ids": ids})
	wantErrors(t, errs, map[string]string{
		"nodes[1].orders": "south is down", "nodes[4].orders": "south is down", "nodes[1].a": "south is down", "nodes[4].a": "south is down",
	})
}

// The listing of a parent is the same whatever its siblings are, so that its
// cursors go on alone.
func TestListingDependsOnItsParentAlone(t *testing.T) {
	type listing struct {
		Nodes    []struct{ Name string }
		PageInfo struct{ EndCursor string }
	}
	views := merchant()
	data, errs := answer(t, views, `{ customers { nodes { id orders(first: 3) { nodes { name } pageInfo { endCursor } } } } }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	together := decode[struct {
		Customers struct {
			Nodes []struct {
				ID     string
				Orders listing
			}
		}
	}](t, data)
	if len(together.Customers.Nodes) != 3 {
		t.Fatalf("%s", data)
	}
	for _, c := range together.Customers.Nodes {
		alone := func(after any) listing {
			data, errs := answer(t, views, `query($id: ID!, $after: Cursor) { customer(id: $id) { orders(first: 3, after: $after) { nodes { name } pageInfo { endCursor } } } }`,
				map[string]any{"id": c.ID, "after": after})
			if errs != nil {
				t.Fatal(errs)
			}
			return decode[struct{ Customer struct{ Orders listing } }](t, data).Customer.Orders
		}
		if fmt.Sprint(alone(nil)) != fmt.Sprint(c.Orders) {
			t.Errorf("%s: alone %v, with others %v", c.ID, alone(nil), c.Orders)
		}
		if len(c.Orders.Nodes) == 3 && len(alone(c.Orders.PageInfo.EndCursor).Nodes) != 3 {
			t.Errorf("%s: no second page", c.ID)
		}
	}
}

// What several sources make up keeps what could be found, and names the source
// that could not add to it.
func TestMergedEntityThatLacksASourceSaysSo(t *testing.T) {
	views := merchant()
	views.Customers = faulty[commerce.Customer]{
		Collection: views.Customers,
		get: func(map[commerce.ID]*commerce.Customer) error {
			return &sources.Partial{Errs: []error{down("crm")}}
		},
		find: func(pages map[string]sources.Page[commerce.Customer]) {
			for v, p := range pages {
				if len(p.Items) > 0 {
					p.Missing = []error{down("crm")}
					pages[v] = p
				}
			}
		},
	}
	for _, tc := range []struct{ query, data, path string }{
		{`{ customer(email: "ada@example.com") { firstName phone } }`, `{"customer":{"firstName":"Ada","phone":null}}`, "customer"},
		{`{ customer(id: "` + id("Customer", "c1") + `") { firstName } }`, `{"customer":{"firstName":"Ada"}}`, "customer"},
		{`{ node(id: "` + id("Customer", "c1") + `") { ... on Customer { firstName } } }`, `{"node":{"firstName":"Ada"}}`, "node"},
		{`{ nodes(ids: ["` + id("Order", "ob") + `", "` + id("Customer", "c1") + `"]) { ... on Customer { firstName } } }`, `{"nodes":[{},{"firstName":"Ada"}]}`, "nodes[1]"},
		{`{ orders(first: 1, filter: {name: {eq: "#D"}}) { nodes { customer { firstName } } } }`, `{"orders":{"nodes":[{"customer":{"firstName":"Ada"}}]}}`, "orders.nodes[0].customer"},
		{`{ orders(first: 1, filter: {name: {eq: "#D"}}) { edges { node { customer { firstName } } } } }`, `{"orders":{"edges":[{"node":{"customer":{"firstName":"Ada"}}}]}}`, "orders.edges[0].node.customer"},
	} {
		data, errs := answer(t, views, tc.query, nil)
		if data != tc.data {
			t.Errorf("%s: got  %s\nwant %s", tc.query, data, tc.data)
		}
		wantErrors(t, errs, map[string]string{tc.path: "crm is down"})
	}
}

// ensure fails for one of two customers: the other has its payments.
func TestPaymentsOfOneCustomerThatCannotBeReadAgain(t *testing.T) {
	views := merchant()
	customers := views.Customers.(*memory.Collection[commerce.Customer])
	customers.Trim(func(c *commerce.Customer, want commerce.Groups) *commerce.Customer {
		kept := *c
		kept.Holds = 0 // a source that never says it holds what was asked
		return &kept
	})
	views.Customers = faulty[commerce.Customer]{Collection: customers, get: func(found map[commerce.ID]*commerce.Customer) error {
		delete(found, commerce.ID{Source: shop, Key: "c3"})
		return &sources.Partial{Errs: []error{down(shop)}}
	}}
	data, errs := answer(t, views, `{ customers { nodes { firstName payments { nodes { externalId } } } } }`, nil)
	const want = `{"customers":{"nodes":[{"firstName":"Ada","payments":{"nodes":[{"externalId":"pay3"},{"externalId":"pay2"},{"externalId":"pay1"}]}},` +
		`{"firstName":"Björk","payments":{"nodes":[]}},{"firstName":"No","payments":null}]}}`
	if data != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
	wantErrors(t, errs, map[string]string{"customers.nodes[2].payments": "shop is down"})
}

// A payment that one gateway has is not doubted because another is down; one
// that none has is.
func TestPaymentsOfSeveralGateways(t *testing.T) {
	views := merchant()
	views.Sources = append(views.Sources, &model.Source{Name: "other", Types: []string{"Payment"}})
	orders := views.Orders.(*memory.Collection[commerce.Order])
	orders.Put(&commerce.Order{
		Origin: commerce.Origin{ID: commerce.ID{Source: shop, Key: "split"}}, Name: "#split", PlacedAt: day(0),
		Transactions: []*commerce.Transaction{{PaymentReference: "pay1"}, {PaymentReference: "elsewhere"}},
	})
	views.Payments = faulty[commerce.Payment]{Collection: views.Payments, get: func(map[commerce.ID]*commerce.Payment) error {
		return &sources.Partial{Errs: []error{down("other")}}
	}}
	data, errs := answer(t, views, `{ a: order(id: "`+id("Order", "oa")+`") { payments { externalId } } b: order(name: "#split") { payments { externalId } } }`, nil)
	if data != `{"a":{"payments":[{"externalId":"pay1"}]},"b":{"payments":null}}` {
		t.Errorf("%s", data)
	}
	wantErrors(t, errs, map[string]string{"b.payments": "other is down"})
}

// A lookup that was given up before its end says nothing of what it did not read.
func TestGivenUpLookupIsNoAnswer(t *testing.T) {
	views := merchant()
	giveUp := func(p *bool, items int) {
		if items == 0 {
			*p = true
		}
	}
	views.Orders = faulty[commerce.Order]{Collection: views.Orders, find: func(pages map[string]sources.Page[commerce.Order]) {
		for v, p := range pages {
			giveUp(&p.HasNext, len(p.Items))
			pages[v] = p
		}
	}}
	views.Payments = faulty[commerce.Payment]{Collection: views.Payments, find: func(pages map[string]sources.Page[commerce.Payment]) {
		for v, p := range pages {
			p.HasNext = true
			pages[v] = p
		}
	}}
	views.Variants = faulty[commerce.ProductVariant]{Collection: views.Variants, find: func(pages map[string]sources.Page[commerce.ProductVariant]) {
		for v, p := range pages {
			giveUp(&p.HasNext, len(p.Items))
			pages[v] = p
		}
	}}
	for query, want := range map[string]map[string]string{
		`{ order(name: "#none") { id } }`:                                                         {"order": "cannot look it up by name"},
		`{ order(name: "#B") { payments { id } } }`:                                               {"order.payments": "cannot look it up by orderName"},
		`{ order(name: "#C") { payments { id } } }`:                                               {"order.payments": "more payments name this order"},
		`{ productVariant(sku: "none") { id } }`:                                                  {"productVariant": "cannot look it up by sku"},
		`{ payment(id: "` + id("Payment", "pay2") + `") { order { name } } }`:                     {},
		`{ _entities(representations: {__typename: "ProductVariant", sku: "x"}) { __typename } }`: {"_entities[0]": "cannot look it up by sku"},
	} {
		_, errs := answer(t, views, query, nil)
		wantErrors(t, errs, want)
	}
}

func TestOrderByNameInOneStoreDoesNotAskForOthers(t *testing.T) {
	views := merchant()
	views.Sources = append(views.Sources, &model.Source{Name: "south", Types: []string{"Order"}})
	views.Orders = faulty[commerce.Order]{Collection: views.Orders, find: func(pages map[string]sources.Page[commerce.Order]) {
		for v, p := range pages {
			p.Missing = []error{down("south")}
			pages[v] = p
		}
	}}
	for query, want := range map[string]map[string]string{
		`{ order(name: "#B", source: "shop") { name } }`:    {},
		`{ order(name: "#none", source: "shop") { name } }`: {},
		`{ order(name: "#B") { name } }`:                    {"order": "south is down"},
		`{ order(name: "#none") { name } }`:                 {"order": "south is down"},
		`{ order(name: "#B", source: "south") { name } }`:   {"order": "south is down"},
	} {
		data, errs := answer(t, views, query, nil)
		wantErrors(t, errs, want)
		if found := strings.Contains(data, "#B"); found != (strings.Contains(query, "#B") && !strings.Contains(query, `"south"`)) {
			t.Errorf("%s: %s", query, data)
		}
	}
}

func TestFirstStoreInTheConfiguredOrderSellsTheSKU(t *testing.T) {
	views := merchant()
	at := func(source, key string) *commerce.ProductVariant {
		return &commerce.ProductVariant{Origin: commerce.Origin{ID: commerce.ID{Source: source, Key: key}}, SKU: "SAUCER"}
	}
	views.Sources = []*model.Source{{Name: "south"}, {Name: "north"}, {Name: shop, Types: []string{"Order", "Payment"}}}
	views.Variants = faulty[commerce.ProductVariant]{Collection: views.Variants, find: func(pages map[string]sources.Page[commerce.ProductVariant]) {
		p := pages["SAUCER"]
		p.Items = append(p.Items, sources.Item[commerce.ProductVariant]{Node: at("north", "n")}, sources.Item[commerce.ProductVariant]{Node: at("south", "s")})
		pages["SAUCER"] = p
	}}
	data, errs := answer(t, views, `{ productVariant(sku: "SAUCER") { source } _entities(representations: {__typename: "ProductVariant", sku: "SAUCER"}) { ... on ProductVariant { source } }
		order(name: "#B") { lineItems { nodes { variant { source } } } } }`, nil)
	if errs != nil || data != `{"productVariant":{"source":"south"},"_entities":[{"source":"south"}],"order":{"lineItems":{"nodes":[{"variant":{"source":"shop"}},{"variant":{"source":"south"}},{"variant":null}]}}}` {
		t.Errorf("data %s, errors %v", data, errs)
	}
}

func TestPanicOfOneSourceIsAnErrorOfItsField(t *testing.T) {
	views := merchant()
	views.Orders = faulty[commerce.Order]{Collection: views.Orders, get: func(map[commerce.ID]*commerce.Order) error { panic("a fault of ours") }}
	views.Locations = faulty[commerce.Location]{Collection: views.Locations, get: func(map[commerce.ID]*commerce.Location) error { return errors.New("unclassified") }}
	data, errs := answer(t, views, `{ nodes(ids: ["`+id("Order", "ob")+`", "`+id("Customer", "c1")+`", "`+id("Location", "w1")+`"]) { id } }`, nil)
	if data != `{"nodes":[null,{"id":"`+id("Customer", "c1")+`"},null]}` || len(errs) != 2 {
		t.Errorf("data %s, errors %v", data, errs)
	}
}

// Every source that failed is named, wherever the answer lacks it.
func TestEverySourceThatFailedIsNamed(t *testing.T) {
	both := errors.Join(down("north"), errors.Join(down("south"), down("north")))
	views := merchant()
	views.Orders = faulty[commerce.Order]{Collection: views.Orders, get: func(map[commerce.ID]*commerce.Order) error { return both }}
	views.Payments = failing[commerce.Payment]{views.Payments, both}
	views.Customers = nobody{views.Customers}
	for query, path := range map[string]string{
		`{ payments { nodes { id } } }`:                                                 "payments",
		`{ order(id: "` + id("Order", "ob") + `") { id } }`:                             "order",
		`{ node(id: "` + id("Order", "ob") + `") { id } }`:                              "node",
		`{ nodes(ids: ["` + id("Order", "ob") + `"]) { id } }`:                          "nodes[0]",
		`{ customer(email: "nobody@example.com") { id } }`:                              "customer",
		`{ orders(filter: {name: {eq: "#B"}}) { nodes { payments { id } } } }`:          "orders.nodes[0].payments",
		`{ orders(filter: {name: {eq: "#C"}}) { edges { node { customer { id } } } } }`: "orders.edges[0].node.customer",
	} {
		_, errs := answer(t, views, query, nil)
		var said []string
		for _, e := range errs {
			said = append(said, e.Path.String()+": "+e.Message)
		}
		if len(said) != 2 || !strings.HasPrefix(said[0], path+":") || !strings.HasPrefix(said[1], path+":") ||
			!strings.Contains(fmt.Sprint(said), "north is down") || !strings.Contains(fmt.Sprint(said), "south is down") {
			t.Errorf("%s: %q", query, said)
		}
	}
}

// failing is a collection that answers nothing.
type failing[T any] struct {
	sources.Collection[T]
	err error
}

func (f failing[T]) Get(context.Context, []commerce.ID, commerce.Groups) (map[commerce.ID]*T, error) {
	return nil, f.err
}

func (f failing[T]) Find(context.Context, string, []string, sources.Query) (map[string]sources.Page[T], error) {
	return nil, f.err
}

func (f failing[T]) Query(context.Context, sources.Query) (sources.Page[T], error) {
	return sources.Page[T]{}, f.err
}

// nobody finds nobody, while two of its members do not answer.
type nobody struct {
	sources.Collection[commerce.Customer]
}

func (m nobody) Find(_ context.Context, _ string, values []string, _ sources.Query) (map[string]sources.Page[commerce.Customer], error) {
	out := map[string]sources.Page[commerce.Customer]{}
	for _, v := range values {
		out[v] = sources.Page[commerce.Customer]{Missing: []error{down("north"), down("south")}}
	}
	return out, nil
}

func (m nobody) Get(context.Context, []commerce.ID, commerce.Groups) (map[commerce.ID]*commerce.Customer, error) {
	return nil, nil
}
