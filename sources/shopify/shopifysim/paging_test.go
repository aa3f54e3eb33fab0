package shopifysim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// TestPagingInEverySortKey walks every connection in every order, forwards and
// backwards, with one to three objects a page: the walks meet every object
// once, in the order of one big page.
func TestPagingInEverySortKey(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	rows := map[string][]string{
		"orders":          {"CREATED_AT", "CURRENT_TOTAL_PRICE", "CUSTOMER_NAME", "DESTINATION", "FINANCIAL_STATUS", "FULFILLMENT_STATUS", "ID", "ORDER_NUMBER", "PO_NUMBER", "PROCESSED_AT", "RELEVANCE", "TOTAL_ITEMS_QUANTITY", "TOTAL_PRICE", "UPDATED_AT"},
		"customers":       {"CREATED_AT", "ID", "LOCATION", "NAME", "RELEVANCE", "UPDATED_AT"},
		"products":        {"CREATED_AT", "ID", "INVENTORY_TOTAL", "PRODUCT_TYPE", "PUBLISHED_AT", "RELEVANCE", "TITLE", "UPDATED_AT", "VENDOR"},
		"productVariants": {"FULL_TITLE", "ID", "INVENTORY_LEVELS_AVAILABLE", "INVENTORY_MANAGEMENT", "INVENTORY_POLICY", "INVENTORY_QUANTITY", "NAME", "POPULAR", "POSITION", "RELEVANCE", "SKU", "TITLE"},
		"locations":       {"ID", "NAME", "RELEVANCE"},
		"inventoryItems":  {""},
	}
	for connection, keys := range rows {
		for _, key := range keys {
			for _, reverse := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/%v", connection, key, reverse), func(t *testing.T) {
					s.t = t
					base := fmt.Sprintf("reverse: %v", reverse)
					if key != "" {
						base += ", sortKey: " + key
					}
					whole := ids(t, dig(t, s.data("{ c: "+connection+"(first: 250, "+base+") { nodes { id } } }", nil), "c", "nodes"))
					if len(whole) == 0 {
						t.Fatal("nothing to page through")
					}
					for size := 1; size <= 3; size++ {
						if got := s.walk(connection, base, size, true); !slices.Equal(got, whole) {
							t.Errorf("forwards by %d: %v, want %v", size, got, whole)
						}
						if got := s.walk(connection, base, size, false); !slices.Equal(got, whole) {
							t.Errorf("backwards by %d: %v, want %v", size, got, whole)
						}
					}
				})
			}
		}
	}
}

// walk pages through a connection and returns the ids in its order.
func (s *shop) walk(connection, base string, size int, forward bool) []string {
	s.t.Helper()
	count, from := "first", "after"
	if !forward {
		count, from = "last", "before"
	}
	query := fmt.Sprintf("query($at: String) { c: %s(%s: %d, %s: $at, %s) { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }", connection, count, size, from, base)
	var all []string
	var cursor any
	for range 100 {
		page := dig(s.t, s.data(query, map[string]any{"at": cursor}), "c")
		got, info := ids(s.t, dig(s.t, page, "nodes")), dig(s.t, page, "pageInfo").(map[string]any)
		if info["startCursor"] != dig(s.t, page, "edges", 0, "cursor") || info["endCursor"] != dig(s.t, page, "edges", len(got)-1, "cursor") {
			s.t.Fatalf("pageInfo does not hold the cursors of the page: %v", info)
		}
		behind, ahead := info["hasPreviousPage"], info["hasNextPage"]
		if forward {
			all, cursor = append(all, got...), info["endCursor"]
		} else {
			all, cursor = append(got, all...), info["startCursor"]
			behind, ahead = ahead, behind
		}
		if behind != (len(all) > len(got)) {
			s.t.Fatalf("the page behind is said to be %v after %v", behind, all)
		}
		if ahead == false {
			return all
		}
	}
	s.t.Fatal("the walk does not end")
	return nil
}

func TestPagingUnderChange(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	const query = `query($at: String) { orders(first: 3, after: $at, sortKey: ID) { nodes { id } pageInfo { endCursor } } }`
	page := s.data(query, nil)
	last := dig(t, page, "orders", "nodes", 2, "id").(string)
	s.DeleteOrder(last)
	next := ids(t, dig(t, s.data(query, map[string]any{"at": dig(t, page, "orders", "pageInfo", "endCursor")}), "orders", "nodes"))
	if !slices.Equal(next, []string{gid("Order", 4), gid("Order", 5), gid("Order", 6)}) {
		t.Errorf("after a cursor whose order was deleted: %v", next)
	}
}

func TestDefaultOrders(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	must(s.PutLocation(shopifysim.Location{ID: gid("Location", 9), Name: "Aachen"}))
	must(s.PutOrder(shopifysim.Order{ID: gid("Order", 99), CreatedAt: today.Add(-time.Hour), ProcessedAt: today.AddDate(0, -1, 0)}))
	got := s.data(`{ orders(first: 1) { nodes { id } } locations(first: 5) { nodes { id } } customers(first: 1) { nodes { id } } }`, nil)
	for connection, want := range map[string]string{"orders": gid("Order", 99), "locations": gid("Location", 9), "customers": gid("Customer", 5)} {
		if first := dig(t, got, connection, "nodes", 0, "id"); first != want {
			t.Errorf("%s begin with %v, want %s", connection, first, want)
		}
	}
}

func TestPagingErrors(t *testing.T) {
	s := open(t, shopifysim.Options{MaxDepth: 4})
	seed(s)
	cursor := dig(t, s.data(`{ orders(first: 4, sortKey: ID) { pageInfo { endCursor } } }`, nil), "orders", "pageInfo", "endCursor").(string)
	rows := map[string]struct{ arguments, want string }{
		"neither":              {``, "you must provide one of first or last"},
		"both":                 {`first: 1, last: 1`, "both first and last"},
		"above the limit":      {`first: 251`, "first cannot exceed 250"},
		"last above the limit": {`last: 251`, "last cannot exceed 250"},
		"negative":             {`first: -1`, "cannot be negative"},
		"no cursor":            {`first: 1, after: "x"`, "Invalid cursor"},
		"cursor of elsewhere":  {`first: 1, after: "` + cursor + `", sortKey: CREATED_AT`, "Invalid cursor"},
		"too deep":             {`first: 1, after: "` + cursor + `", sortKey: ID`, "limited to 4 objects"},
		"too deep in a search": {`first: 1, after: "` + cursor + `", sortKey: ID, query: "id:>0"`, "limited to 4 objects"},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			s.t = t
			field := "orders"
			if row.arguments != "" {
				field += "(" + row.arguments + ")"
			}
			answer := s.query("{ "+field+" { nodes { id } } }", nil)
			if len(answer.Errors) != 1 || !strings.Contains(answer.Errors[0]["message"].(string), row.want) {
				t.Fatalf("errors %v, want %q", answer.Errors, row.want)
			}
			if dig(t, answer.Errors[0], "path", 0) != "orders" || answer.Data != nil {
				t.Errorf("path or data is wrong: %s", answer.Body)
			}
		})
	}
	if got := dig(t, s.data(`{ orders(first: 3, sortKey: ID, query: "id:>6") { nodes { id } } }`, nil), "orders", "nodes"); len(got.([]any)) != 3 {
		t.Errorf("a search within the depth: %v", got)
	}
}

func TestNodes(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	const query = `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Order { name } ... on Refund { order { id } } ... on OrderTransaction { of: order { id } } ... on LineItem { sku } } }`
	asked := []any{gid("Refund", 140), gid("Order", 404), gid("Order", 1), gid("OrderTransaction", 120), gid("LineItem", 100), gid("Thing", 1), gid("Order", 1)}
	answer := s.data(query, map[string]any{"ids": asked})["nodes"].([]any)
	for i, want := range []any{"Refund", nil, "Order", "OrderTransaction", "LineItem", nil, "Order"} {
		var got any
		if answer[i] != nil {
			got = dig(t, answer[i], "__typename")
		}
		if got != want {
			t.Errorf("node %d is a %v, want %v", i, got, want)
		}
	}
	many := make([]any, 251)
	for i := range many {
		many[i] = gid("Order", i)
	}
	for name, row := range map[string]struct {
		ids  []any
		code string
	}{"too many": {many, "MAX_INPUT_SIZE_EXCEEDED"}, "no gid": {[]any{"1"}, "INVALID_VARIABLE"}, "no number": {[]any{"gid://shopify/Order/x"}, "INVALID_VARIABLE"}} {
		refused := s.query(query, map[string]any{"ids": row.ids})
		if len(refused.Errors) != 1 || dig(t, refused.Errors[0], "extensions", "code") != row.code {
			t.Errorf("%s: %v", name, refused.Errors)
		}
	}
	if len(s.data(query, map[string]any{"ids": many[:250]})["nodes"].([]any)) != 250 {
		t.Error("250 ids are not answered one by one")
	}
}

func TestReadAllOrders(t *testing.T) {
	for _, all := range []bool{false, true} {
		s := open(t, shopifysim.Options{ReadAllOrders: all})
		seed(s)
		must(s.PutOrder(shopifysim.Order{ID: gid("Order", 50), CustomerID: gid("Customer", 6), CreatedAt: today.AddDate(0, 0, -61),
			Refunds: []shopifysim.Refund{{ID: gid("Refund", 51)}}}))
		must(s.PutOrder(shopifysim.Order{ID: gid("Order", 52), CreatedAt: today.AddDate(0, 0, -60)}))
		got := s.data(`{ order(id: "gid://shopify/Order/50") { id } node(id: "gid://shopify/Refund/51") { id } edge: order(id: "gid://shopify/Order/52") { id }
			orders(first: 50, query: "id:50") { nodes { id } } ordersCount(query: "id:50") { count }
			customer(id: "gid://shopify/Customer/6") { orders(first: 50, query: "id:50") { nodes { id } } } }`, nil)
		listed := len(dig(t, got, "orders", "nodes").([]any)) + len(dig(t, got, "customer", "orders", "nodes").([]any)) + int(dig(t, got, "ordersCount", "count").(float64))
		if (got["order"] != nil) != all || (got["node"] != nil) != all || listed != map[bool]int{false: 0, true: 3}[all] || got["edge"] == nil {
			t.Errorf("with read_all_orders %v: %v", all, got)
		}
	}
}
