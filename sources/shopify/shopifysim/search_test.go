package shopifysim_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// TestSearchOrders is the search syntax, on eight orders numbered 1 to 8.
func TestSearchOrders(t *testing.T) {
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR", IanaTimezone: "Europe/Berlin"}})
	must(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", 7), FirstName: new("Zoë"), LastName: new("Quill")}))
	for i := 1; i <= 8; i++ {
		o := shopifysim.Order{ID: gid("Order", i), Number: i, Email: new(fmt.Sprintf("user%d@mail.example.com", i)), Test: i == 8, Tags: []string{"all", fmt.Sprintf("n%d", i)},
			CreatedAt: time.Date(2026, 7, i, 0, 0, 0, 0, time.UTC), LineItems: []shopifysim.LineItem{{Title: "Thing", SKU: new(fmt.Sprintf("SKU-%d", i%2)), Quantity: 1, OriginalUnitPriceSet: eur(fmt.Sprintf("%d.50", i))}}}
		switch i {
		case 1:
			o.CustomerID, o.ClosedAt = gid("Customer", 7), &today
		case 2:
			o.Transactions = []shopifysim.OrderTransaction{{AmountSet: eur("2.50"), Gateway: new("shopify_payments"), PaymentID: new("c2.1")}}
		case 3:
			o.CancelledAt, o.ClosedAt, o.CancelReason = &today, &today, "FRAUD"
		case 4:
			o.Name, o.PoNumber = "EU (4)", new("P:4")
		}
		must(s.PutOrder(o))
	}
	rows := []struct {
		query string
		want  []int
	}{
		{``, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{`   `, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{`id:3`, []int{3}},
		{`id:>=3 id:<5`, []int{3, 4}},
		{`id:>=3 AND id:<=4`, []int{3, 4}},
		{`id:1 OR id:2`, []int{1, 2}},
		{`id:1 OR id:2 AND test:true`, []int{1}},
		{`(id:1 OR id:8) AND test:true`, []int{8}},
		{`(id:1 OR (id:8)) -test:true`, []int{1}},
		{`-test:true id:>6`, []int{7}},
		{`NOT test:true id:>6`, []int{7}},
		{`NOT (id:1 OR id:2) id:<4`, []int{3}},
		{`id:1 id:2`, []int{}},
		{`customer_id:7`, []int{1}},
		{`email:user2@mail.example.com`, []int{2}},
		{`email:"user2@mail.example.com"`, []int{2}},
		{`email:'USER2@mail.example.com'`, []int{2}},
		{`email:mail.example.com`, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{`email:"mail.example.com"`, []int{}},
		{`email:user*`, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{`email:use`, []int{}},
		{`name:#2`, []int{2}},
		{`name:2`, []int{2}},
		{`name:"EU (4)"`, []int{4}},
		{`name:EU\ \(4\)`, []int{4}},
		{`po_number:"P:4"`, []int{4}},
		{`po_number:P\:4`, []int{4}},
		{`po_number:P:4`, []int{4}},
		{`tag:n2,n3`, []int{2, 3}},
		{`tag_not:n2 id:<4`, []int{1, 3}},
		{`sku:sku-1`, []int{1, 3, 5, 7}},
		{`sku:SKU*`, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{`status:open id:<5`, []int{2, 4}},
		{`status:closed`, []int{1}},
		{`status:cancelled`, []int{3}},
		{`status:not_closed id:<5`, []int{2, 4}},
		{`financial_status:paid`, []int{2}},
		{`financial_status:PENDING id:<3`, []int{1}},
		{`fulfillment_status:unshipped id:<3`, []int{1, 2}},
		{`return_status:no_return id:1`, []int{1}},
		{`gateway:shopify_payments`, []int{2}},
		{`payment_id:c2.1`, []int{2}},
		{`current_total_price:3.5`, []int{3}},
		{`current_total_price:>=7.50`, []int{7, 8}},
		{`created_at:'2026-07-02T00:00:00Z'`, []int{2}},
		{`created_at:2026-07-02T00:00:00Z`, []int{2}},
		{`created_at:>'2026-07-07T00:00:00Z'`, []int{8}},
		{`created_at:>='2026-07-07T02:00:00+02:00'`, []int{7, 8}},
		{`created_at: >='2026-07-08'`, []int{8}},
		{`created_at:2026-07-02`, []int{2}},
		{`created_at:>2026-07-07`, []int{8}},
		{`created_at:<=2026-07-01`, []int{1}},
		{`created_at:<2026-07-02`, []int{1}},
		{`created_at:2026-07`, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{`created_at:<2026`, []int{}},
		{`created_at:<now id:1`, []int{1}},
		{`quill`, []int{1}},
		{`zoë`, []int{1}},
		{`Thing "EU (4)"`, []int{4}},
		{`user3@mail.example.com`, []int{3}},
		{`id:1 )`, []int{1}},
		{`(id:1`, []int{1}},
		{`name:"unclosed`, []int{}},
		{`OR id:1`, []int{1}},
		{`AND AND id:1`, []int{1}},
		{`ORANGE`, []int{}},
	}
	for _, row := range rows {
		t.Run(row.query, func(t *testing.T) {
			s.t = t
			answer := s.query(`query($q: String) { orders(first: 50, sortKey: ID, query: $q) { nodes { id } } ordersCount(query: $q) { count } }`, map[string]any{"q": row.query})
			want := []string{}
			for _, n := range row.want {
				want = append(want, gid("Order", n))
			}
			if got := ids(t, dig(t, answer.Data, "orders", "nodes")); !slices.Equal(got, want) {
				t.Errorf("found %v, want %v", got, want)
			}
			if count := dig(t, answer.Data, "ordersCount", "count"); count != float64(len(want)) {
				t.Errorf("counted %v, want %d", count, len(want))
			}
			if answer.Extensions["search"] != nil {
				t.Errorf("warnings: %v", answer.Extensions["search"])
			}
		})
	}
}

// TestSearchWarnings: what a search does not understand is ignored and said.
func TestSearchWarnings(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	rows := map[string]struct {
		query, field, code string
		found              int
	}{
		"unknown field":           {`colour:red`, "colour", "invalid_field", 9},
		"unknown beside known":    {`colour:red id:1`, "colour", "invalid_field", 1},
		"unknown in a choice":     {`colour:red OR id:1`, "colour", "invalid_field", 1},
		"unknown negated":         {`-colour:red`, "colour", "invalid_field", 9},
		"no time":                 {`created_at:yesterday`, "created_at", "invalid_value", 9},
		"no number":               {`id:abc`, "id", "invalid_value", 9},
		"no status":               {`status:any`, "status", "invalid_value", 9},
		"comparator on a word":    {`email:>a`, "email", "invalid_value", 9},
		"no truth":                {`test:maybe`, "test", "invalid_value", 9},
		"data that is not stored": {`risk_level:high`, "risk_level", "invalid_field", 9},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			s.t = t
			answer := s.query(`query($q: String) { found: orders(first: 50, query: $q) { nodes { id } } }`, map[string]any{"q": row.query})
			warning := dig(t, answer.Extensions, "search", 0, "warnings", 0)
			if dig(t, warning, "field") != row.field || dig(t, warning, "code") != row.code {
				t.Errorf("warning %v", warning)
			}
			if at := dig(t, answer.Extensions, "search", 0, "path", 0); at != "found" {
				t.Errorf("path %v", at)
			}
			if got := len(dig(t, answer.Data, "found", "nodes").([]any)); got != row.found {
				t.Errorf("found %d, want %d", got, row.found)
			}
		})
	}
}

// TestSearchOthers touches every field of the other searches.
func TestSearchOthers(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	rows := []struct {
		connection, query string
		want              int
	}{
		{"customers", `email:"ada@shop.example"`, 1}, {"customers", `email:shop.example`, 2}, {"customers", `email:*`, 2}, {"customers", `phone:"+4930123456"`, 1}, {"customers", `phone:*`, 1},
		{"customers", `first_name:ada last_name:könig`, 1}, {"customers", `state:ENABLED`, 1}, {"customers", `tag:vip`, 1}, {"customers", `tag_not:vip`, 1}, {"customers", `customer_date:<2026-01-01`, 1},
		{"customers", `orders_count:5`, 1}, {"customers", `orders_count:>=4`, 2}, {"customers", `total_spent:>20`, 1}, {"customers", `order_date:>2026-07-14`, 2}, {"customers", `country:DE`, 1}, {"customers", `accepts_marketing:true`, 0}, {"customers", `id:5`, 1}, {"customers", `updated_at:<now`, 2},
		{"products", `sku:TEA-0`, 1}, {"products", `sku:NOPE`, 0}, {"products", `status:active,draft`, 1}, {"products", `title:tea`, 1}, {"products", `handle:green-tea`, 1}, {"products", `vendor:leaf product_type:tea tag:organic`, 1}, {"products", `variant_id:20`, 1}, {"products", `variant_title:500`, 1},
		{"products", `price:>9 price:<10`, 1}, {"products", `inventory_total:30`, 1}, {"products", `tracks_inventory:true gift_card:false`, 1}, {"products", `published_at:<=now`, 1}, {"products", `green`, 1}, {"products", `tag_not:organic`, 0}, {"products", `barcode:1`, 0}, {"products", `created_at:<=now updated_at:<=now id:10`, 1},
		{"productVariants", `sku:TEA-1`, 1}, {"productVariants", `product_id:10`, 2}, {"productVariants", `product_ids:9,10`, 2}, {"productVariants", `inventory_quantity:>15`, 1}, {"productVariants", `option1:"500 g"`, 1}, {"productVariants", `option2:x`, 0}, {"productVariants", `vendor:leaf product_status:active tag:organic product_type:tea`, 2},
		{"productVariants", `title:500`, 1}, {"productVariants", `taxable:true updated_at:<=now id:20`, 1}, {"productVariants", `tea`, 2},
		{"inventoryItems", `sku:TEA-1`, 1}, {"inventoryItems", `id:30`, 1}, {"inventoryItems", `updated_at:<=now created_at:<=now`, 2},
		{"locations", `name:berlin`, 1}, {"locations", `active:true`, 1}, {"locations", `city:Berlin country:DE zip:10115`, 1}, {"locations", `address1:allee id:1 location_id:1 berlin`, 1}, {"locations", `province:x`, 0}, {"locations", `created_at:<=now`, 1},
	}
	for _, row := range rows {
		t.Run(row.connection+"/"+row.query, func(t *testing.T) {
			s.t = t
			answer := s.query(`query($q: String) { c: `+row.connection+`(first: 50, query: $q) { nodes { id } } }`, map[string]any{"q": row.query})
			if got := len(dig(t, answer.Data, "c", "nodes").([]any)); got != row.want {
				t.Errorf("found %d, want %d (%v)", got, row.want, answer.Extensions["search"])
			}
		})
	}
}

// FuzzSearch: no text makes a search panic or fail.
func FuzzSearch(f *testing.F) {
	sim := shopifysim.New(shopifysim.Options{})
	for _, text := range []string{`a:b`, `"`, `((((`, `-`, `NOT`, `a:>=`, `\`, `OR OR`, `id:1)(`, `email:*`, `: :`, `created_at:>'`} {
		f.Add(text)
	}
	must(sim.PutOrder(shopifysim.Order{Email: new("a@b.c")}))
	f.Fuzz(func(t *testing.T, text string) {
		s := &shop{Sim: sim, t: t}
		answer := s.direct(`query($q: String) { orders(first: 5, query: $q) { nodes { id } } }`, map[string]any{"q": text})
		if len(answer.Errors) > 0 && dig(t, answer.Errors[0], "extensions", "code") != "THROTTLED" {
			t.Fatalf("%q: %v", text, answer.Errors)
		}
	})
}
