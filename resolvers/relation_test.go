package resolvers_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

func day(i int) time.Time { return time.Date(2026, 3, 1+i, 9, 0, 0, 0, time.UTC) }

func id(kind, key string) string {
	return commerce.GlobalID{Kind: kind, ID: commerce.ID{Source: shop, Key: key}}.String()
}

func TestRelationsBothWays(t *testing.T) {
	for _, tc := range []struct{ name, query, want string }{
		{"customer by e-mail address, whatever its case", `{ customer(email: "ADA@example.com") { displayName } }`, `{"customer":{"displayName":"Ada Lovelace"}}`},
		{"customer to orders to lines to variant to stock",
			`{ customer(email: "ada@example.com") { orders(first: 1) { nodes { name lineItems(first: 1) { nodes { sku variant { inventoryItem { available } } } } } } } }`,
			`{"customer":{"orders":{"nodes":[{"name":"#A","lineItems":{"nodes":[{"sku":"CUP","variant":{"inventoryItem":{"available":5}}}]}}]}}}`},
		{"orders of a customer without an address, by id", `{ customer(id: "` + id("Customer", "c3") + `") { orders(first: 2) { nodes { name } } } }`,
			`{"customer":{"orders":{"nodes":[{"name":"#W"},{"name":"#T"}]}}}`},
		{"order to payments to customer", `{ order(id: "` + id("Order", "od") + `") { payments { status customer { firstName } } } }`,
			`{"order":{"payments":[{"status":"UNKNOWN","customer":{"firstName":"Ada"}}]}}`},
		{"payments by the order's name, where the store notes none", `{ order(name: "#C") { payments { externalId } } }`, `{"order":{"payments":[{"externalId":"pay2"}]}}`},
		{"an order nobody has paid", `{ order(name: "#B") { payments { externalId } } }`, `{"order":{"payments":[]}}`},
		{"payment to order", `{ payment(id: "` + id("Payment", "pay2") + `") { order { name } } }`, `{"payment":{"order":{"name":"#C"}}}`},
		{"customer to payments", `{ customer(email: "ada@example.com") { payments(last: 2) { nodes { externalId } pageInfo { hasPreviousPage hasNextPage } } } }`,
			`{"customer":{"payments":{"nodes":[{"externalId":"pay2"},{"externalId":"pay1"}],"pageInfo":{"hasPreviousPage":true,"hasNextPage":false}}}}`},
		{"line to variant by SKU, to product by its variant", `{ order(name: "#B") { lineItems { nodes { sku variant { externalId } product { title } } } } }`,
			`{"order":{"lineItems":{"nodes":[{"sku":"CUP","variant":{"externalId":"v1"},"product":{"title":"Teacup"}},{"sku":"SAUCER","variant":{"externalId":"v3"},"product":{"title":"Teacup"}},{"sku":"GONE","variant":null,"product":null}]}}}`},
		{"variant to orders by SKU", `{ productVariant(sku: "SAUCER") { orders(first: 1, sort: {field: PLACED_AT}) { nodes { name } } product { title } } }`,
			`{"productVariant":{"orders":{"nodes":[{"name":"#A"}]},"product":{"title":"Teacup"}}}`},
		{"stock to variants and locations",
			`{ inventoryItem(sku: "CUP") { available levels { quantities(names: [AVAILABLE]) { quantity } location { name } } variants { nodes { sku } } } }`,
			`{"inventoryItem":{"available":5,"levels":[{"quantities":[{"quantity":7}],"location":{"name":"Lager"}},{"quantities":[{"quantity":-2}],"location":null}],"variants":{"nodes":[{"sku":"CUP"}]}}}`},
		{"fulfillment to location and lines", `{ order(name: "#B") { fulfillments { location { name } lines { quantity lineItemId } } } }`,
			`{"order":{"fulfillments":[{"location":{"name":"Lager"},"lines":[{"quantity":1,"lineItemId":"` + id("LineItem", "l1") + `"}]}]}}`},
		{"product to variants, in pages", `{ product(id: "` + id("Product", "p1") + `") { variants(first: 1) { nodes { sku } pageInfo { hasNextPage } } } }`,
			`{"product":{"variants":{"nodes":[{"sku":"CUP"}],"pageInfo":{"hasNextPage":true}}}}`},
		{"where a record comes from", `{ order(name: "#B") { source externalId sources { system account type } } }`,
			`{"order":{"source":"shop","externalId":"ob","sources":[{"system":"MEMORY","account":"here","type":"Row"}]}}`},
		{"the source's own words", `{ order(name: "#B") { paymentStatus statusInfo { axis raw rawField mapping } } }`,
			`{"order":{"paymentStatus":"PAID","statusInfo":[{"axis":"status","raw":null,"rawField":null,"mapping":"UNKNOWN"},{"axis":"paymentStatus","raw":"paid","rawField":"financial_status","mapping":"EXACT"},{"axis":"fulfillmentStatus","raw":null,"rawField":null,"mapping":"UNKNOWN"},{"axis":"returnStatus","raw":null,"rawField":null,"mapping":"UNKNOWN"}]}}`},
		{"what holds an order, and what is thought of it", `{ order(name: "#B") { holds { reason reasonInfo { raw mapping } note } risk { recommendation assessments { provider level facts { description sentiment } } } } }`,
			`{"order":{"holds":[{"reason":"HIGH_RISK_OF_FRAUD","reasonInfo":{"raw":"HIGH_RISK","mapping":"EXACT"},"note":"two addresses"},{"reason":"UNKNOWN","reasonInfo":{"raw":null,"mapping":"UNKNOWN"},"note":null}],"risk":{"recommendation":"INVESTIGATE","assessments":[{"provider":"Acme","level":"MEDIUM","facts":[{"description":"The card is of another country","sentiment":"NEGATIVE"}]}]}}}`},
		{"what was written on an order", `{ order(name: "#B") { comments { message author createdAt customerVisible } } }`,
			`{"order":{"comments":[{"message":"Call <b>first</b>","author":"Zoë","createdAt":"2026-03-02T09:00:00Z","customerVisible":true},{"message":"auto","author":null,"createdAt":null,"customerVisible":null}]}}`},
		{"what comes back of an order", `{ order(name: "#B") { returns { name status lines { lineItemId quantity refunded reason customerNote } closedAt } } }`,
			`{"order":{"returns":[{"name":"#B-R1","status":"OPEN","lines":[{"lineItemId":"` + id("LineItem", "l1") + `","quantity":1,"refunded":1,"reason":"DEFECTIVE","customerNote":"cracked"},{"lineItemId":null,"quantity":1,"refunded":null,"reason":"UNKNOWN","customerNote":null}],"closedAt":null}]}}`},
		{"what is kept beside an order", `{ order(name: "#B") { all: attributes { namespace key type rawType value } gifts: attributes(keys: ["gift"]) { value } own: attributes(namespace: "custom", keys: ["gift", "size"]) { value } } }`,
			`{"order":{"all":[{"namespace":"custom","key":"gift","type":"BOOLEAN","rawType":"boolean","value":true},{"namespace":"custom","key":"sizes","type":"LIST","rawType":"list.number_integer","value":[1,2]},{"namespace":null,"key":"gift","type":"JSON","rawType":null,"value":{"to":"Łukasz","price":"4.95"}},{"namespace":null,"key":"empty","type":"UNKNOWN","rawType":null,"value":null}],"gifts":[{"value":true},{"value":{"to":"Łukasz","price":"4.95"}}],"own":[{"value":true}]}}`},
		{"an order that nobody judged", `{ order(name: "#C") { holds { reason } risk { recommendation } returns { name } comments { message } attributes { key } } }`,
			`{"order":{"holds":[],"risk":null,"returns":[],"comments":[],"attributes":[]}}`},
		{"money keeps its digits", `{ order(name: "#B") { total { shopMoney { amount currencyCode } } } }`, `{"order":{"total":{"shopMoney":{"amount":"12.50","currencyCode":"GBP"}}}}`},
		{"node of any kind", `{ nodes(ids: ["` + id("Order", "ob") + `", "` + id("Location", "w1") + `", "` + id("Order", "none") + `"]) { id ... on Order { name } ... on Location { title: name } } }`,
			`{"nodes":[{"id":"` + id("Order", "ob") + `","name":"#B"},{"id":"` + id("Location", "w1") + `","title":"Lager"},null]}`},
		{"entities of a federation", `{ _entities(representations: [{__typename: "Customer", email: "ADA@example.com"}, {__typename: "Customer", email: "nobody@example.com"}]) { ... on Customer { firstName } } }`,
			`{"_entities":[{"firstName":"Ada"},null]}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := ask(t, tc.query, nil); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// TestDeniedPartIsTold: a source that may not tell a part of an order gives the
// rest of it, and the answer says what is lacking; it says nothing where that is not asked for.
func TestDeniedPartIsTold(t *testing.T) {
	views := merchant()
	views.Orders = deniedReturns{views.Orders}
	denied := map[string]bool{"returns": true, "comments": false}
	for _, query := range []string{
		`{ order(id: "` + id("Order", "ob") + `") { name %s { __typename } } }`,
		`{ nodes(ids: ["` + id("Order", "ob") + `", "` + id("Order", "none") + `"]) { ... on Order { name %s { __typename } } } }`,
	} {
		for field, told := range denied {
			data, errs := answer(t, views, fmt.Sprintf(query, field), nil)
			if !strings.Contains(data, `"name":"#B"`) || strings.Contains(errs.Error(), "read_returns") != told {
				t.Errorf("%s: %s, errors %v", field, data, errs)
			}
		}
	}
}

// deniedReturns is orders of an account that may not read returns.
type deniedReturns struct {
	sources.Collection[commerce.Order]
}

func (c deniedReturns) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*commerce.Order, error) {
	found, err := c.Collection.Get(ctx, ids, want)
	if err != nil || !want.Has(commerce.OrderReturns) {
		return found, err
	}
	for at, o := range found {
		poorer := *o
		poorer.Holds &^= commerce.OrderReturns
		poorer.Returns = nil
		found[at] = &poorer
	}
	return found, &sources.Partial{Errs: []error{&sources.Error{Kind: sources.KindDenied, Source: shop, Op: "get orders", Reason: "the app lacks the scope read_returns"}}}
}

// A product holds its variants without what costs extra; what a selection asks
// of them is read for all products at once.
func TestVariantsOfAProductWithAttributes(t *testing.T) {
	views := merchant()
	variants := &counting[commerce.ProductVariant]{Collection: views.Variants}
	views.Variants = variants
	mine := func(key string) commerce.Origin {
		return commerce.Origin{ID: commerce.ID{Source: shop, Key: key}, Holds: ^commerce.Groups(0)}
	}
	attribute := func(key string, value commerce.JSON) []commerce.Attribute {
		return []commerce.Attribute{{Namespace: "custom", Key: key, Type: commerce.AttributeTypeText, Value: value}, {Key: "other"}}
	}
	variants.Collection.(*memory.Collection[commerce.ProductVariant]).Put(
		&commerce.ProductVariant{Origin: mine("a1"), SKU: "A1", Attributes: attribute("colour", `"red"`)},
		&commerce.ProductVariant{Origin: mine("a2"), SKU: "A2", Attributes: attribute("colour", `"blue"`)},
	)
	bare := func(key string) *commerce.ProductVariant {
		o := mine(key)
		o.Holds = 0
		return &commerce.ProductVariant{Origin: o, SKU: commerce.Text(strings.ToUpper(key))}
	}
	views.Products.(*memory.Collection[commerce.Product]).Put(
		&commerce.Product{Origin: mine("pa"), Title: "A", Variants: []*commerce.ProductVariant{bare("a1")}},
		&commerce.Product{Origin: mine("pb"), Title: "B", Variants: []*commerce.ProductVariant{bare("a2")}},
	)
	for _, tc := range []struct {
		selection, want string
		calls           int32
	}{
		{`sku`, `[{"variants":{"nodes":[{"sku":"A1"}]}},{"variants":{"nodes":[{"sku":"A2"}]}}]`, 0},
		{`attributes(namespace: "custom", keys: ["colour"]) { type value }`,
			`[{"variants":{"nodes":[{"attributes":[{"type":"TEXT","value":"red"}]}]}},{"variants":{"nodes":[{"attributes":[{"type":"TEXT","value":"blue"}]}]}}]`, 1},
	} {
		variants.calls.Store(0)
		got := ""
		data, errs := answer(t, views, `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { variants { nodes { `+tc.selection+` } } } } }`,
			map[string]any{"ids": []any{id("Product", "pa"), id("Product", "pb")}})
		if errs != nil {
			t.Fatal(errs)
		}
		if got = strings.TrimSuffix(strings.TrimPrefix(data, `{"nodes":`), `}`); got != tc.want {
			t.Errorf("got  %s\nwant %s", got, tc.want)
		}
		if n := variants.calls.Load(); n != tc.calls {
			t.Errorf("%s takes %d calls for variants, want %d", tc.selection, n, tc.calls)
		}
	}
}

// A line leads to stock by its SKU, which costs no way over the variant; by the
// variant only where that finds nothing.
func TestStockOfALine(t *testing.T) {
	origin := func(key string) commerce.Origin {
		return commerce.Origin{ID: commerce.ID{Source: shop, Key: key}, Holds: ^commerce.Groups(0)}
	}
	line := func(title string, sku commerce.Text, variant string) *commerce.LineItem {
		l := &commerce.LineItem{Origin: origin(title), Title: title, SKU: sku}
		if variant != "" {
			l.VariantID = origin(variant).ID
		}
		return l
	}
	views := merchant()
	variants := &counting[commerce.ProductVariant]{Collection: views.Variants}
	views.Variants = variants
	views.InventoryItems.(*memory.Collection[commerce.InventoryItem]).Put(&commerce.InventoryItem{Origin: origin("i2")}) // it bears no SKU
	views.Orders.(*memory.Collection[commerce.Order]).Put(
		&commerce.Order{Origin: origin("s1"), Name: "#S1", PlacedAt: day(0), LineItems: []*commerce.LineItem{line("by SKU", "CUP", "v3")}},
		&commerce.Order{Origin: origin("s2"), Name: "#S2", PlacedAt: day(0), LineItems: []*commerce.LineItem{
			line("by the variant's SKU", "", "v1"), line("by the variant's item", "", "v3"), line("by the SKU's variant", "SAUCER", ""),
			line("no such good", "GONE", "gone"), line("no name at all", "", ""),
		}},
	)
	for _, tc := range []struct {
		order, want string
		calls       int32
	}{
		{"#S1", `i1`, 0},
		{"#S2", `i1 i2 i2 null null`, 2}, // by id, and by SKU those without
	} {
		variants.calls.Store(0)
		data, errs := answer(t, views, `query($name: String!) { order(name: $name) { lineItems { nodes { inventoryItem { externalId } } } } }`, map[string]any{"name": tc.order})
		if errs != nil {
			t.Fatal(errs)
		}
		type item struct{ ExternalID string }
		got := decode[struct {
			Order struct {
				LineItems struct {
					Nodes []struct{ InventoryItem *item }
				}
			}
		}](t, data)
		var found []string
		for _, l := range got.Order.LineItems.Nodes {
			if l.InventoryItem == nil {
				found = append(found, "null")
			} else {
				found = append(found, l.InventoryItem.ExternalID)
			}
		}
		if strings.Join(found, " ") != tc.want || variants.calls.Load() != tc.calls {
			t.Errorf("%s: %v with %d calls for variants; want %s with %d", tc.order, found, variants.calls.Load(), tc.want, tc.calls)
		}
	}
}

func TestAmbiguousIsSaidNotGuessed(t *testing.T) {
	for query, path := range map[string]string{
		`{ order(name: "#A") { id } }`:                                      "order",
		`{ payment(id: "` + id("Payment", "pay1") + `") { order { id } } }`: "payment.order",
	} {
		data, errs := answer(t, merchant(), query, nil)
		if len(errs) != 1 || errs[0].Extensions["kind"] != "ambiguous" || errs[0].Path.String() != path {
			t.Errorf("%s: data %s, errors %v", query, data, errs)
		}
	}
}

// counting counts the calls that reach a collection, and can make it fail.
type counting[T any] struct {
	sources.Collection[T]
	calls atomic.Int32
	err   error
}

func (c *counting[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	c.calls.Add(1)
	if c.err != nil {
		return nil, c.err
	}
	return c.Collection.Get(ctx, ids, want)
}

func (c *counting[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	c.calls.Add(1)
	if c.err != nil {
		return nil, c.err
	}
	return c.Collection.Find(ctx, field, values, q)
}

func TestRelationsAreAskedInBatches(t *testing.T) {
	views := merchant()
	customers := &counting[commerce.Customer]{Collection: views.Customers}
	payments := &counting[commerce.Payment]{Collection: views.Payments}
	views.Customers, views.Payments = customers, payments
	data, errs := answer(t, views, `{ orders(first: 25) { nodes { customer { id } payments { id } } edges { node { customer { id } } } } }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	if n := strings.Count(data, `"customer":{`); n == 0 {
		t.Fatal("no order has a customer")
	}
	// One by e-mail address, one by id for those without: the two lists share them.
	if n := customers.calls.Load(); n != 2 {
		t.Errorf("%d calls for the customers of 25 orders", n)
	}
	// One by the ids that stores note, one by order name where they note none.
	if n := payments.calls.Load(); n != 2 {
		t.Errorf("%d calls for the payments of 25 orders", n)
	}
}

// The lines of each order are a list of their own, and yet their variants are one batch.
func TestVariantsOfAllLinesAreOneBatch(t *testing.T) {
	views := merchant()
	var orders []*commerce.Order
	var variants []*commerce.ProductVariant
	for i := range 60 {
		origin := func(kind string) commerce.Origin {
			return commerce.Origin{ID: commerce.ID{Source: shop, Key: fmt.Sprint(kind, i)}, Holds: ^commerce.Groups(0)}
		}
		line := &commerce.LineItem{Origin: origin("l"), Title: "Cup", VariantID: origin("v").ID}
		orders = append(orders, &commerce.Order{Origin: origin("o"), Name: "#1", PlacedAt: day(i), LineItems: []*commerce.LineItem{line}})
		variants = append(variants, &commerce.ProductVariant{Origin: origin("v")})
	}
	counted := &counting[commerce.ProductVariant]{Collection: memory.New(commerce.ProductVariants, shop, variants)}
	views.Orders, views.Variants = memory.New(commerce.Orders, shop, orders), counted
	const query = `query($want: Boolean!) { orders(first: 60) { nodes { lineItems { ...lines } } } }
		fragment lines on LineItemConnection { edges { node { id ... @include(if: $want) { v: variant { externalId } } } } }`
	for want, calls := range map[bool]int32{true: 1, false: 0} {
		counted.calls.Store(0)
		data, errs := answer(t, views, query, map[string]any{"want": want})
		if errs != nil || strings.Count(data, `"externalId"`) != 60*int(calls) {
			t.Fatalf("data %s, errors %v", data, errs)
		}
		if got := counted.calls.Load(); got != calls {
			t.Errorf("%d calls for the variants of 60 orders, want %d", got, calls)
		}
	}
}

func TestFailingSourceSpoilsOnlyItsFields(t *testing.T) {
	views := merchant()
	views.Payments = &counting[commerce.Payment]{Collection: views.Payments, err: &sources.Error{Kind: sources.KindUnavailable, Source: "pay", Op: "get"}}
	data, errs := answer(t, views, `{ orders(first: 3, sort: {field: PLACED_AT}) { nodes { name payments { id } customer { firstName } } } }`, nil)
	const want = `{"orders":{"nodes":[{"name":"#A","payments":null,"customer":{"firstName":"Ada"}},{"name":"#B","payments":null,"customer":{"firstName":"No"}},{"name":"#C","payments":null,"customer":null}]}}`
	if data != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
	if len(errs) != 3 {
		t.Fatalf("%d errors, want one for each order: %v", len(errs), errs)
	}
	seen := map[string]bool{}
	for _, e := range errs {
		seen[e.Path.String()] = e.Extensions["kind"] == "unavailable"
	}
	for _, path := range []string{"orders.nodes[0].payments", "orders.nodes[1].payments", "orders.nodes[2].payments"} {
		if !seen[path] {
			t.Errorf("no error with its kind at %s: %v", path, errs)
		}
	}
}

func TestKindThatNoSourceOffers(t *testing.T) {
	views := merchant()
	views.Payments = nil
	data, errs := answer(t, views, `{ payments { nodes { id } } order(name: "#B") { name payments { id } } }`, nil)
	if data != `{"payments":null,"order":{"name":"#B","payments":null}}` || len(errs) != 2 {
		t.Errorf("data %s, errors %v", data, errs)
	}
	for _, e := range errs {
		if e.Extensions["kind"] != "unsupported" {
			t.Errorf("%v", e)
		}
	}
}

// TestEveryRelationWithoutAKind takes one kind away after the other: what leads to it says so, and the rest is answered.
func TestEveryRelationWithoutAKind(t *testing.T) {
	const query = `{
		customers(first: 2) { nodes { id orders(first: 1) { nodes { id } } payments(first: 1) { nodes { id } } } }
		orders(first: 2) { nodes {
			id customer { id } payments { id } fulfillments { location { id } }
			lineItems(first: 3) { nodes { sku variant { id } product { id } inventoryItem { id } } }
		} }
		products(first: 1) { nodes { id variants(first: 1) { nodes { id } } } }
		productVariants(first: 2) { nodes { id product { id } inventoryItem { id } orders(first: 1) { nodes { id } } } }
		inventoryItems(first: 1) { nodes { id levels { location { id } } variants(first: 1) { nodes { id } } } }
		locations(first: 1) { nodes { id } }
		payments(first: 2) { nodes { id order { id } customer { id } } }
		customer(email: "ada@example.com") { id } order(name: "#B") { id } productVariant(sku: "CUP") { id } inventoryItem(sku: "CUP") { id }
	}`
	for kind, take := range map[string]func(*resolvers.Views){
		"Customer": func(v *resolvers.Views) { v.Customers = nil }, "Order": func(v *resolvers.Views) { v.Orders = nil },
		"Product": func(v *resolvers.Views) { v.Products = nil }, "ProductVariant": func(v *resolvers.Views) { v.Variants = nil },
		"InventoryItem": func(v *resolvers.Views) { v.InventoryItems = nil }, "Location": func(v *resolvers.Views) { v.Locations = nil },
		"Payment": func(v *resolvers.Views) { v.Payments = nil },
	} {
		t.Run(kind, func(t *testing.T) {
			views := merchant()
			take(&views)
			data, errs := answer(t, views, query, nil)
			if len(errs) == 0 || data == "null" {
				t.Fatalf("%d errors, data %s", len(errs), data)
			}
			for _, e := range errs {
				if !strings.Contains(e.Message, "no source of this graph offers "+kind) {
					t.Errorf("%s: %s", e.Path, e.Message)
				}
			}
		})
	}
}

// A name that one store bears may be borne by the one that does not answer too:
// the order that was found comes with the doubt beside it.
func TestOrderOfAPaymentWhileAStoreIsDown(t *testing.T) {
	views := merchant()
	views.Orders = halfFound[commerce.Order]{views.Orders}
	data, errs := answer(t, views, `{ payment(id: "`+id("Payment", "pay2")+`") { order { name } } }`, nil)
	if data != `{"payment":{"order":{"name":"#C"}}}` || len(errs) != 1 || errs[0].Path.String() != "payment.order" || errs[0].Extensions["kind"] != "timeout" {
		t.Errorf("data %s, errors %v", data, errs)
	}
}

// halfFound is a collection of which one member does not answer lookups.
type halfFound[T any] struct{ sources.Collection[T] }

func (h halfFound[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	pages, err := h.Collection.Find(ctx, field, values, q)
	for value, page := range pages {
		page.Missing = []error{&sources.Error{Kind: sources.KindTimeout, Source: "south", Op: "find"}}
		pages[value] = page
	}
	return pages, err
}

func TestPartialListingNamesWhatIsMissing(t *testing.T) {
	views := merchant()
	views.Orders = missing[commerce.Order]{views.Orders}
	data, errs := answer(t, views, `{ orders(first: 1) { nodes { name } } }`, nil)
	if data != `{"orders":{"nodes":[{"name":"#A"}]}}` || len(errs) != 1 || errs[0].Path.String() != "orders" {
		t.Errorf("data %s, errors %v", data, errs)
	}
}

// missing is a collection of which one member does not answer.
type missing[T any] struct{ sources.Collection[T] }

func (m missing[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	p, err := m.Collection.Query(ctx, q)
	p.Missing = []error{&sources.Error{Kind: sources.KindTimeout, Source: "south", Op: "list"}}
	return p, err
}
