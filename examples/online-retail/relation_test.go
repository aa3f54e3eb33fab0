package main_test

import (
	"fmt"
	"testing"
)

// relation is what is asked below each node, beside the SQL of the same.
type relation struct {
	field     string
	selection string
	head      string // further variables of the operation
	variables map[string]any
	want      func(t *testing.T, parent string) any
}

// lineItems are the first lines of orders, with what was sold.
func (e *examiner) lineItems() *relation {
	first := 1 + e.IntN(100)
	return &relation{
		field: "lineItems",
		selection: fmt.Sprintf(`lineItems(first: %d) { nodes { externalId title sku quantity { ordered } unitPrice { shopMoney { amount } }
			total { shopMoney { amount currencyCode } } requiresShipping variant { sku } product { title } } pageInfo { hasNextPage } }`, first),
		want: func(t *testing.T, parent string) any {
			rows := e.query(t, fmt.Sprintf(`SELECT l.line_no, l.description, l.stock_code, l.quantity, %s, %s, CASE WHEN l.kind = 'goods' THEN 1 ELSE 0 END, p.title
				FROM truth_lines l JOIN truth_products p ON p.stock_code = l.stock_code WHERE l.invoice_no = ? ORDER BY l.line_no LIMIT %d`,
				e.dialect.money("l.unit_price"), e.dialect.money("l.amount"), first+1), parent)
			nodes := []any{}
			for _, c := range rows[:min(first, len(rows))] {
				nodes = append(nodes, map[string]any{
					"externalId": parent + "/" + *c[0], "title": *c[1], "sku": *c[2], "quantity": map[string]any{"ordered": whole(*c[3])},
					"unitPrice":        map[string]any{"shopMoney": map[string]any{"amount": amount(*c[4])}},
					"total":            map[string]any{"shopMoney": map[string]any{"amount": amount(*c[5]), "currencyCode": "GBP"}},
					"requiresShipping": *c[6] == "1", "variant": map[string]any{"sku": *c[2]}, "product": map[string]any{"title": *c[7]},
				})
			}
			e.nested += len(nodes)
			return map[string]any{"nodes": nodes, "pageInfo": map[string]any{"hasNextPage": len(rows) > first}}
		},
	}
}

func (e *examiner) ordersOfCustomer() *relation {
	return e.ordersBelow(func(parent string) condition {
		return condition{sql: "o.customer_id = ?", args: []any{whole(parent)}}
	})
}

func (e *examiner) ordersOfVariant() *relation {
	return e.ordersBelow(func(parent string) condition {
		return condition{sql: inRows("truth_lines", "stock_code")(func(expr string) string { return expr + " = ?" }), args: []any{parent}}
	})
}

// ordersBelow are the first or last orders that belong to each parent, filtered and sorted.
func (e *examiner) ordersBelow(join func(parent string) condition) *relation {
	l := e.listing(orders(), 10)
	backward := e.IntN(3) == 0
	size := "first"
	if backward {
		size = "last"
	}
	return &relation{
		field:     "orders",
		head:      ", $below: OrderFilter, $by: OrderSort",
		variables: map[string]any{"below": l.filter(), "by": l.sort()},
		selection: fmt.Sprintf(`orders(%s: %d, filter: $below, sort: $by) { nodes { %s } pageInfo { hasNextPage hasPreviousPage } }`, size, l.size, l.fields),
		want: func(t *testing.T, parent string) any {
			text, args := l.statement(e.dialect, backward, l.size+1, join(parent))
			rows := e.query(t, text, args...)
			more := len(rows) > l.size
			rows = rows[:min(l.size, len(rows))]
			if backward {
				rows = reversed(rows)
			}
			nodes := []any{}
			for _, row := range rows {
				nodes = append(nodes, l.node(row))
			}
			e.nested += len(nodes)
			return map[string]any{"nodes": nodes, "pageInfo": map[string]any{"hasNextPage": more && !backward, "hasPreviousPage": more && backward}}
		},
	}
}
