package main_test

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
)

// kind is one listing of the graph beside the hand-written SQL of the same.
type kind struct {
	field   string // of Query, or of a parent
	input   string // begins the names of its input types
	fields  string // what a node is asked for
	table   string
	key     string
	columns func(dialect) string
	// node makes what the graph must answer of a row of the columns; the first is the key.
	node  func(cells []*string) map[string]any
	sorts []ordering
	// natural is the order without a sort. Only a named one can be paged backward.
	natural ordering
	filters []func(*generator) condition
}

// ordering is a sort of the graph beside its column.
type ordering struct {
	enum   string // "" for none
	column string // "" for the key alone
	desc   bool
}

func orders() *kind {
	return &kind{
		field: "orders", input: "Order", table: "truth_orders", key: "invoice_no",
		fields: `id externalId name placedAt updatedAt cancelledAt status statusInfo { value raw } total { shopMoney { amount currencyCode } presentmentMoney { amount } }
			shippingAddress { countryCode } tags customer { id }`,
		columns: func(d dialect) string {
			return "o.invoice_no, o.placed_at, o.updated_at, o.status, " + d.money("o.total") + ", o.country_code, o.tags, o.customer_id, o.kind"
		},
		node: func(c []*string) map[string]any {
			n := map[string]any{
				"id": id("Order", *c[0]), "externalId": *c[0], "name": *c[0], "placedAt": *c[1], "updatedAt": *c[2], "cancelledAt": nil, "status": *c[3],
				"total": map[string]any{
					"shopMoney": map[string]any{"amount": amount(*c[4]), "currencyCode": "GBP"}, "presentmentMoney": map[string]any{"amount": amount(*c[4])},
				},
				"shippingAddress": country(c[5]), "tags": words(c[6]), "customer": nil,
				"statusInfo": []any{state(*c[3], *c[8]), state("UNKNOWN", nil), state("UNKNOWN", nil), state("UNKNOWN", nil)},
			}
			if *c[3] == "CANCELLED" {
				n["cancelledAt"] = *c[1]
			}
			if c[7] != nil {
				n["customer"] = map[string]any{"id": id("Customer", *c[7])}
			}
			return n
		},
		sorts:   []ordering{{"PLACED_AT", "placed_at", false}, {"UPDATED_AT", "updated_at", false}, {"TOTAL", "total", false}, {"NAME", "invoice_no", false}},
		natural: ordering{"PLACED_AT", "placed_at", true},
		filters: []func(*generator) condition{
			func(g *generator) condition { return g.text("name", plain("o.invoice_no"), g.invoices) },
			func(g *generator) condition { return g.customers() },
			func(g *generator) condition {
				return g.states("status", "o.status", []string{"COMPLETED", "CANCELLED", "UNKNOWN", "OPEN"})
			},
			func(g *generator) condition {
				return g.text("sku", inRows("truth_lines", "stock_code"), g.codes)
			},
			func(g *generator) condition { return g.text("tag", inRows("truth_tags", "tag"), g.tags) },
			func(g *generator) condition { return g.text("country", plain("o.country_code"), g.countries) },
			func(g *generator) condition { return g.money("total", "o.total", g.totals) },
			func(g *generator) condition { return g.time("placedAt", "o.placed_at", g.times) },
			func(g *generator) condition { return g.time("updatedAt", "o.updated_at", g.times) },
			func(*generator) condition { // all have it
				return condition{field: "currency", filter: map[string]any{"eq": "GBP"}, sql: "1 = 1"}
			},
			func(*generator) condition { return condition{field: "test", filter: false, sql: "1 = 1"} },
		},
	}
}

func customers() *kind {
	return &kind{
		field: "customers", input: "Customer", table: "truth_customers", key: "customer_id",
		fields: `id externalId state createdAt updatedAt ordersCount totalSpent { amount currencyCode } defaultAddress { countryCode } tags`,
		columns: func(d dialect) string {
			return "o.customer_id, o.created_at, o.updated_at, o.sales, " + d.money("o.spent") + ", o.country_code, o.tags"
		},
		node: func(c []*string) map[string]any {
			return map[string]any{
				"id": id("Customer", *c[0]), "externalId": *c[0], "state": "UNKNOWN", "createdAt": *c[1], "updatedAt": *c[2], "ordersCount": whole(*c[3]),
				"totalSpent":     map[string]any{"amount": amount(*c[4]), "currencyCode": "GBP"},
				"defaultAddress": country(c[5]), "tags": words(c[6]),
			}
		},
		sorts: []ordering{{"CREATED_AT", "created_at", false}, {"UPDATED_AT", "updated_at", false}},
		filters: []func(*generator) condition{
			func(g *generator) condition { return g.text("country", plain("o.country_code"), g.countries) },
			func(g *generator) condition {
				return g.text("tag", existing("(SELECT DISTINCT CustomerID, Country FROM truth_rows) x", "x.CustomerID = o.customer_id", "x.Country"), g.words)
			},
			func(g *generator) condition { return g.time("createdAt", "o.created_at", g.times) },
			func(g *generator) condition { return g.time("updatedAt", "o.updated_at", g.times) },
			func(g *generator) condition { return g.states("state", "'UNKNOWN'", []string{"UNKNOWN"}) },
		},
	}
}

func products() *kind {
	return &kind{
		field: "products", input: "Product", table: "truth_products", key: "stock_code",
		fields: `id externalId title productType createdAt updatedAt variants(first: 5) { nodes { sku price { amount } } }`,
		columns: func(d dialect) string {
			return "o.stock_code, o.title, o.kind, o.created_at, o.updated_at, " + d.money("o.price")
		},
		node: func(c []*string) map[string]any {
			return map[string]any{
				"id": id("Product", *c[0]), "externalId": *c[0], "title": *c[1], "productType": *c[2], "createdAt": *c[3], "updatedAt": *c[4],
				"variants": map[string]any{"nodes": []any{map[string]any{"sku": *c[0], "price": price(c[5])}}},
			}
		},
		sorts:   []ordering{{"CREATED_AT", "created_at", false}, {"UPDATED_AT", "updated_at", false}, {"TITLE", "title", false}},
		natural: ordering{"", "created_at", false},
		filters: []func(*generator) condition{
			func(g *generator) condition { return g.text("title", plain("o.title"), g.titles) },
			func(g *generator) condition { return g.text("productType", plain("o.kind"), g.kinds) },
			func(g *generator) condition { return g.time("createdAt", "o.created_at", g.times) },
			func(g *generator) condition { return g.time("updatedAt", "o.updated_at", g.times) },
		},
	}
}

func variants() *kind {
	return &kind{
		field: "productVariants", input: "ProductVariant", table: "truth_products", key: "stock_code",
		fields: `id externalId sku price { amount } createdAt updatedAt product { id title }`,
		columns: func(d dialect) string {
			return "o.stock_code, o.title, o.created_at, o.updated_at, " + d.money("o.price")
		},
		node: func(c []*string) map[string]any {
			return map[string]any{
				"id": id("ProductVariant", *c[0]), "externalId": *c[0], "sku": *c[0], "createdAt": *c[2], "updatedAt": *c[3], "price": price(c[4]),
				"product": map[string]any{"id": id("Product", *c[0]), "title": *c[1]},
			}
		},
		sorts:   []ordering{{"UPDATED_AT", "updated_at", false}, {"SKU", "stock_code", false}},
		natural: ordering{"", "created_at", false},
		filters: []func(*generator) condition{
			func(g *generator) condition { return g.text("sku", plain("o.stock_code"), g.codes) },
			func(g *generator) condition { return g.time("updatedAt", "o.updated_at", g.times) },
		},
	}
}

// id is the global id of a thing in the source of the configuration.
func id(kind, key string) string {
	return commerce.GlobalID{Kind: kind, ID: commerce.ID{Source: "retail", Key: key}}.String()
}

// amount writes an exact number with two fraction digits, or with as many more as it needs.
func amount(text string) string {
	d := decimal.RequireFromString(text)
	if d.Equal(d.Round(2)) {
		return d.StringFixed(2)
	}
	return d.StringFixed(3)
}

func price(cell *string) any {
	if cell == nil {
		return nil
	}
	return map[string]any{"amount": amount(*cell)}
}

func country(code *string) any {
	if code == nil {
		return nil
	}
	return map[string]any{"countryCode": *code}
}

// state is a state with the data's own word; payment, fulfillment and returns are in no column.
func state(value string, raw any) map[string]any { return map[string]any{"value": value, "raw": raw} }

func words(joined *string) []string {
	if joined == nil {
		return []string{}
	}
	return strings.Split(*joined, "|")
}

func whole(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}
