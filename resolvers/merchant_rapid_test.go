package resolvers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/sources/memory"
)

// anyMerchant draws a small merchant: guests, customers without an address,
// addresses in any case, SKUs that no variant has, orders placed at one time.
func anyMerchant(t *rapid.T) resolvers.Views {
	origin := func(key string) commerce.Origin { return commerce.Origin{ID: commerce.ID{Source: shop, Key: key}} }
	var customers []*commerce.Customer
	for i := range rapid.IntRange(1, 5).Draw(t, "customers") {
		c := &commerce.Customer{Origin: origin(fmt.Sprint("c", i))}
		if rapid.Bool().Draw(t, "has address") {
			c.Email = commerce.Text(fmt.Sprintf("Person%d@Example.com", i))
		}
		customers = append(customers, c)
	}
	var variants []*commerce.ProductVariant
	var items []*commerce.InventoryItem
	for i := range rapid.IntRange(0, 4).Draw(t, "variants") {
		v := &commerce.ProductVariant{Origin: origin(fmt.Sprint("v", i)), InventoryItemID: commerce.ID{Source: shop, Key: fmt.Sprint("i", i)}}
		item := &commerce.InventoryItem{Origin: origin(fmt.Sprint("i", i))}
		if rapid.Bool().Draw(t, "has SKU") {
			v.SKU = commerce.Text(fmt.Sprint("SKU", i))
			item.SKU = v.SKU
		}
		variants, items = append(variants, v), append(items, item)
	}
	var orders []*commerce.Order
	var payments []*commerce.Payment
	for i := range rapid.IntRange(0, 25).Draw(t, "orders") {
		o := &commerce.Order{
			Origin: origin(fmt.Sprintf("o%02d", i)), Name: fmt.Sprint("#", i), Test: rapid.Bool().Draw(t, "test"),
			PlacedAt: day(rapid.IntRange(0, 3).Draw(t, "day")),
		}
		placeFor(t, o, customers)
		for j := range rapid.IntRange(0, 2).Draw(t, "lines") {
			sku := fmt.Sprint("SKU", rapid.IntRange(0, 5).Draw(t, "sku"))
			o.LineItems = append(o.LineItems, &commerce.LineItem{Origin: origin(fmt.Sprint("l", j)), SKU: commerce.Text(sku)})
		}
		p := &commerce.Payment{Origin: origin(fmt.Sprint("p", i)), CreatedAt: day(0)}
		switch rapid.IntRange(0, 2).Draw(t, "paid") {
		case 0:
			p.OrderNames = []string{o.Name}
		case 1:
			p.OrderNames = []string{o.Name}
			o.Transactions = []*commerce.Transaction{{Origin: origin("t"), PaymentReference: commerce.Text(p.ID.Key)}}
		}
		orders, payments = append(orders, o), append(payments, p)
	}
	return resolvers.Views{
		Customers:      memory.New(commerce.Customers, shop, customers),
		Orders:         memory.New(commerce.Orders, shop, orders),
		Variants:       memory.New(commerce.ProductVariants, shop, variants),
		InventoryItems: memory.New(commerce.InventoryItems, shop, items),
		Payments:       memory.New(commerce.Payments, shop, payments),
		Sources:        []*model.Source{{Name: shop, Types: []string{"Payment"}}},
	}
}

// placeFor makes the order a guest's or a customer's, who is noted with their
// address where they have one. An order that bears another's address is not
// among its customer's, as the schema says.
func placeFor(t *rapid.T, o *commerce.Order, customers []*commerce.Customer) {
	i := rapid.IntRange(-2, len(customers)-1).Draw(t, "placed by")
	switch {
	case i == -1:
		o.Email = "guest@example.com"
	case i >= 0:
		o.Customer.ID = customers[i].ID
		shouted := commerce.Text(strings.ToUpper(string(customers[i].Email)))
		if rapid.Bool().Draw(t, "noted with the order") {
			o.Email = shouted
		} else {
			o.Customer.Email, o.Email = shouted, rapid.SampledFrom([]commerce.Text{"", shouted}).Draw(t, "order's address")
		}
	}
}

type named struct{ ID string }

func ids(list []named) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = e.ID
	}
	return out
}

func sorted(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	return out
}

type pairs map[string][]string

func (p pairs) equal(q pairs) bool {
	for _, k := range append(keysOf(p), keysOf(q)...) {
		if !slices.Equal(sorted(p[k]), sorted(q[k])) {
			return false
		}
	}
	return true
}

func keysOf(p pairs) []string {
	var out []string
	for k := range p {
		out = append(out, k)
	}
	return out
}

func TestRelationsAgreeWithTheirWayBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		data, errs := answer(t, anyMerchant(rt), `{
			customers(first: 100) { nodes { id orders(first: 100) { nodes { id } } } }
			orders(first: 100) { nodes { id customer { id } payments { id } lineItems { nodes { variant { id } } } } }
			productVariants(first: 100) { nodes { id orders(first: 100) { nodes { id } } inventoryItem { id } } }
			inventoryItems(first: 100) { nodes { id variants { nodes { id } } } }
			payments(first: 100) { nodes { id order { id } } } }`, nil)
		if errs != nil {
			rt.Fatal(errs)
		}
		type list struct{ Nodes []named }
		all := decode[struct {
			Customers, ProductVariants struct {
				Nodes []struct {
					ID            string
					Orders        list
					InventoryItem *named
				}
			}
			Orders struct {
				Nodes []struct {
					ID        string
					Customer  *named
					Payments  []named
					LineItems struct{ Nodes []struct{ Variant *named } }
				}
			}
			InventoryItems struct {
				Nodes []struct {
					ID       string
					Variants list
				}
			}
			Payments struct {
				Nodes []struct {
					ID    string
					Order *named
				}
			}
		}](t, data)
		customerDown, customerUp := pairs{}, pairs{}
		variantDown, variantUp := pairs{}, pairs{}
		stockDown, stockUp := pairs{}, pairs{}
		paymentDown, paymentUp := pairs{}, pairs{}
		for _, c := range all.Customers.Nodes {
			customerDown[c.ID] = ids(c.Orders.Nodes)
		}
		for _, v := range all.ProductVariants.Nodes {
			variantDown[v.ID] = ids(v.Orders.Nodes)
			if v.InventoryItem != nil {
				stockUp[v.InventoryItem.ID] = append(stockUp[v.InventoryItem.ID], v.ID)
			}
		}
		for _, o := range all.Orders.Nodes {
			if o.Customer != nil {
				customerUp[o.Customer.ID] = append(customerUp[o.Customer.ID], o.ID)
			}
			for _, l := range o.LineItems.Nodes {
				if l.Variant != nil && !slices.Contains(variantUp[l.Variant.ID], o.ID) {
					variantUp[l.Variant.ID] = append(variantUp[l.Variant.ID], o.ID)
				}
			}
			paymentDown[o.ID] = ids(o.Payments)
		}
		for _, i := range all.InventoryItems.Nodes {
			stockDown[i.ID] = ids(i.Variants.Nodes)
		}
		for _, p := range all.Payments.Nodes {
			if p.Order != nil {
				paymentUp[p.Order.ID] = append(paymentUp[p.Order.ID], p.ID)
			}
		}
		for name, ways := range map[string][2]pairs{
			"customer and orders": {customerDown, customerUp}, "variant and orders": {variantDown, variantUp},
			"item and variants": {stockDown, stockUp}, "order and payments": {paymentDown, paymentUp},
		} {
			if !ways[0].equal(ways[1]) {
				rt.Errorf("%s: forward %v, back %v", name, ways[0], ways[1])
			}
		}
	})
}

// Pages of any size, either way, make up the listing; a filter takes from it
// what does not match, and no more. The same holds under a customer.
func TestPagesAndFiltersOfAnyListing(t *testing.T) {
	const fields = `edges { cursor node { id test } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`
	const query = `query($id: ID!, $under: Boolean!, $first: Int, $after: Cursor, $last: Int, $before: Cursor, $filter: OrderFilter, $sort: OrderSort) {
		customer(id: $id) @include(if: $under) { orders(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) { ` + fields + ` } }
		orders(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) @skip(if: $under) { ` + fields + ` } }`
	rapid.Check(t, func(rt *rapid.T) {
		views := anyMerchant(rt)
		vars := map[string]any{"id": id("Customer", "c0"), "under": rapid.Bool().Draw(rt, "under a customer")}
		if s := rapid.SampledFrom([]string{"", "PLACED_AT", "TOTAL", "UPDATED_AT"}).Draw(rt, "sort"); s != "" {
			vars["sort"] = map[string]any{"field": s, "direction": rapid.SampledFrom([]string{"ASC", "DESC"}).Draw(rt, "direction")}
		}
		read := func(more map[string]any) relayPage { return readPage(rt, t, views, query, vars, more) }
		whole := read(map[string]any{"first": 100})
		size := rapid.IntRange(1, 9).Draw(rt, "size")
		var forward, backward []string
		for page := read(map[string]any{"first": size}); ; page = read(map[string]any{"first": size, "after": page.PageInfo.EndCursor}) {
			if page.PageInfo.HasPreviousPage != (len(forward) > 0) {
				rt.Errorf("hasPreviousPage %v after %d orders", page.PageInfo.HasPreviousPage, len(forward))
			}
			if forward = append(forward, page.ids()...); !page.PageInfo.HasNextPage {
				break
			}
		}
		for page := read(map[string]any{"last": size}); ; page = read(map[string]any{"last": size, "before": page.PageInfo.StartCursor}) {
			if page.PageInfo.HasNextPage != (len(backward) > 0) {
				rt.Errorf("hasNextPage %v before %d orders", page.PageInfo.HasNextPage, len(backward))
			}
			if backward = append(page.ids(), backward...); !page.PageInfo.HasPreviousPage {
				break
			}
		}
		if !slices.Equal(forward, whole.ids()) || !slices.Equal(backward, whole.ids()) {
			rt.Errorf("whole %v\nforward %v\nbackward %v", whole.ids(), forward, backward)
		}
		var tests []string
		for _, e := range whole.Edges {
			if e.Node.Test {
				tests = append(tests, e.Node.ID)
			}
		}
		if got := read(map[string]any{"first": 100, "filter": map[string]any{"test": true}}).ids(); !slices.Equal(got, tests) {
			rt.Errorf("filtered %v, want %v", got, tests)
		}
		if len(whole.Edges) > 1 { // a cursor of one set of filters is none of another
			_, errs := answer(t, views, query, with(vars, map[string]any{"first": 1, "after": whole.Edges[0].Cursor, "filter": map[string]any{"test": true}}))
			if len(errs) != 1 || errs[0].Extensions["kind"] != "invalid" {
				rt.Errorf("a cursor of another listing: %v", errs)
			}
		}
	})
}

type relayPage struct {
	Edges []struct {
		Cursor string
		Node   struct {
			ID   string
			Test bool
		}
	}
	Nodes    []named
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       string
	}
}

func (p relayPage) ids() []string { return ids(p.Nodes) }

func with(vars, more map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range []map[string]any{vars, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// readPage reads a page and holds it to what Relay says of every page.
func readPage(rt *rapid.T, t *testing.T, views resolvers.Views, query string, vars, more map[string]any) relayPage {
	data, errs := answer(t, views, query, with(vars, more))
	if errs != nil {
		rt.Fatal(errs)
	}
	read := decode[struct {
		Customer struct{ Orders relayPage }
		Orders   relayPage
	}](t, data)
	p := read.Orders
	if vars["under"] == true {
		p = read.Customer.Orders
	}
	var nodes []string
	for _, e := range p.Edges {
		nodes = append(nodes, e.Node.ID)
	}
	if !slices.Equal(nodes, ids(p.Nodes)) {
		rt.Errorf("edges %v, nodes %v", nodes, ids(p.Nodes))
	}
	if n := len(p.Edges); n > 0 && (p.PageInfo.StartCursor != p.Edges[0].Cursor || p.PageInfo.EndCursor != p.Edges[n-1].Cursor) {
		rt.Error("the page's cursors are not those of its first and last edge")
	}
	return p
}
