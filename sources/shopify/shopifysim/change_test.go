package shopifysim_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// amounts reads the shop amounts of an order's totals as answered.
func (s *shop) order(id string) map[string]any {
	s.t.Helper()
	return dig(s.t, s.data(`query($id: ID!) { order(id: $id) { updatedAt displayFinancialStatus displayFulfillmentStatus cancelReason cancelledAt closed fullyPaid unpaid
		totalPriceSet { ...S } currentTotalPriceSet { ...S } subtotalPriceSet { ...S } currentSubtotalPriceSet { ...S } totalTaxSet { ...S } totalShippingPriceSet { ...S } totalDiscountsSet { ...S }
		totalRefundedSet { ...S } totalReceivedSet { ...S } netPaymentSet { ...S } totalOutstandingSet { ...S } totalCapturableSet { ...S }
		lineItems(first: 9) { nodes { currentQuantity refundableQuantity unfulfilledQuantity } }
		transactions { kind amountSet { ...S } parentTransaction { id } } refunds { totalRefundedSet { ...S } transactions(first: 3) { nodes { kind } } } fulfillments { name totalQuantity } } }
		fragment S on MoneyBag { shopMoney { amount } }`, map[string]any{"id": id}), "order").(map[string]any)
}

// check compares answered values; amounts are named by their field.
func check(t *testing.T, order map[string]any, want map[string]any) {
	t.Helper()
	for field, value := range want {
		got := order[field]
		if set, ok := got.(map[string]any); ok {
			got = dig(t, set, "shopMoney", "amount")
		}
		if got != value {
			t.Errorf("%s is %v, want %v", field, got, value)
		}
	}
}

func TestDerivedTotals(t *testing.T) {
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR"}})
	seed(s)
	check(t, s.order(gid("Order", 1)), map[string]any{
		"subtotalPriceSet": "22.8", "totalDiscountsSet": "2.0", "totalShippingPriceSet": "4.9", "totalTaxSet": "1.6", "totalPriceSet": "29.3",
		"totalReceivedSet": "29.3", "totalRefundedSet": "5.0", "netPaymentSet": "24.3", "currentTotalPriceSet": "24.3", "currentSubtotalPriceSet": "17.8", "totalOutstandingSet": "0.0",
		"displayFinancialStatus": "PARTIALLY_REFUNDED", "displayFulfillmentStatus": "PARTIALLY_FULFILLED", "fullyPaid": true, "unpaid": false,
	})
	line := dig(t, s.order(gid("Order", 1)), "lineItems", "nodes", 0)
	if dig(t, line, "currentQuantity") != 2.0 || dig(t, line, "unfulfilledQuantity") != 1.0 {
		t.Errorf("line %v", line)
	}
}

// TestStatuses: the financial status follows from the transactions.
func TestStatuses(t *testing.T) {
	sale := func(kind, status, amount string) shopifysim.OrderTransaction {
		return shopifysim.OrderTransaction{Kind: kind, Status: status, AmountSet: eur(amount)}
	}
	refund := func(amount string) []shopifysim.Refund { return []shopifysim.Refund{{TotalRefundedSet: bag(amount)}} }
	rows := map[string]struct {
		transactions []shopifysim.OrderTransaction
		refunds      []shopifysim.Refund
		want         string
	}{
		"nothing":            {nil, nil, "PENDING"},
		"failed":             {[]shopifysim.OrderTransaction{sale("SALE", "FAILURE", "10")}, nil, "PENDING"},
		"authorized":         {[]shopifysim.OrderTransaction{sale("AUTHORIZATION", "SUCCESS", "10")}, nil, "AUTHORIZED"},
		"voided":             {[]shopifysim.OrderTransaction{sale("AUTHORIZATION", "SUCCESS", "10"), sale("VOID", "SUCCESS", "10")}, nil, "VOIDED"},
		"captured":           {[]shopifysim.OrderTransaction{sale("AUTHORIZATION", "SUCCESS", "10"), sale("CAPTURE", "SUCCESS", "10")}, nil, "PAID"},
		"part":               {[]shopifysim.OrderTransaction{sale("SALE", "SUCCESS", "4")}, nil, "PARTIALLY_PAID"},
		"paid":               {[]shopifysim.OrderTransaction{sale("SALE", "SUCCESS", "10")}, nil, "PAID"},
		"partially refunded": {[]shopifysim.OrderTransaction{sale("SALE", "SUCCESS", "10")}, refund("4"), "PARTIALLY_REFUNDED"},
		"refunded":           {[]shopifysim.OrderTransaction{sale("SALE", "SUCCESS", "10")}, refund("10"), "REFUNDED"},
	}
	s := open(t, shopifysim.Options{})
	for name, row := range rows {
		o := must(s.PutOrder(shopifysim.Order{CurrencyCode: "EUR", Transactions: row.transactions, Refunds: row.refunds, LineItems: []shopifysim.LineItem{{Title: "x", Quantity: 1, OriginalUnitPriceSet: eur("10")}}}))
		if o.FinancialStatus != row.want {
			t.Errorf("%s: %s, want %s", name, o.FinancialStatus, row.want)
		}
	}
}

// TestExactSeeding: values that are set are kept, whatever would be derived.
func TestExactSeeding(t *testing.T) {
	s := open(t, shopifysim.Options{})
	totals := shopifysim.OrderTotals{TotalPriceSet: bag("1.23"), TotalRefundedSet: bag("0.5"), NetPaymentSet: bag("-7")}
	id := must(s.PutOrder(shopifysim.Order{OrderTotals: totals, FinancialStatus: "EXPIRED", FulfillmentStatus: "ON_HOLD", LineItems: []shopifysim.LineItem{{Title: "x", Quantity: 3, CurrentQuantity: new(1), OriginalUnitPriceSet: eur("10")}}})).ID
	check(t, s.order(id), map[string]any{"totalPriceSet": "1.23", "totalRefundedSet": "0.5", "netPaymentSet": "-7.0", "currentTotalPriceSet": "0.73", "displayFinancialStatus": "EXPIRED", "displayFulfillmentStatus": "ON_HOLD"})
	if stored, known := s.Order(id); !known || *stored.LineItems[0].CurrentQuantity != 1 {
		t.Errorf("stored %v", stored.LineItems)
	}
}

func TestRefund(t *testing.T) {
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR"}})
	seed(s)
	s.now = s.now.Add(time.Hour)
	refund, err := s.Refund(gid("Order", 1), shopifysim.Refund{TotalRefundedSet: bag("8.90"), RefundLineItems: []shopifysim.RefundLineItem{{LineItemID: gid("LineItem", 100), Quantity: 1, Restocked: true, RestockType: "RETURN", LocationID: gid("Location", 1)}}})
	if err != nil {
		t.Fatal(err)
	}
	order := s.order(gid("Order", 1))
	check(t, order, map[string]any{"totalRefundedSet": "13.9", "netPaymentSet": "15.4", "currentTotalPriceSet": "15.4", "currentSubtotalPriceSet": "8.9", "totalPriceSet": "29.3", "displayFinancialStatus": "PARTIALLY_REFUNDED", "displayFulfillmentStatus": "PARTIALLY_FULFILLED", "updatedAt": "2026-07-15T13:00:00Z"})
	if dig(t, order, "lineItems", "nodes", 0, "currentQuantity") != 1.0 || dig(t, order, "transactions", 1, "kind") != "REFUND" || dig(t, order, "transactions", 1, "parentTransaction", "id") != gid("OrderTransaction", 120) {
		t.Errorf("order %v", order)
	}
	if dig(t, order, "refunds", 1, "transactions", "nodes", 0, "kind") != "REFUND" {
		t.Errorf("refunds %v", order["refunds"])
	}
	if got := dig(t, s.data(`{ v: productVariant(id: "gid://shopify/ProductVariant/20") { inventoryQuantity } r: node(id: "`+refund.ID+`") { __typename } }`, nil), "v", "inventoryQuantity"); got != 11.0 {
		t.Errorf("restocked to %v", got)
	}
	must(s.Refund(gid("Order", 1), shopifysim.Refund{TotalRefundedSet: bag("15.40")}))
	check(t, s.order(gid("Order", 1)), map[string]any{"displayFinancialStatus": "REFUNDED", "netPaymentSet": "0.0"})
	if first := ids(t, dig(t, s.data(`{ orders(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { id } } }`, nil), "orders", "nodes")); first[0] != gid("Order", 1) {
		t.Errorf("the latest change is said to be of %v", first)
	}
}

func TestFulfillAndCancel(t *testing.T) {
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR"}})
	seed(s)
	s.now = s.now.Add(time.Minute)
	fulfillment := must(s.Fulfill(gid("Order", 1), shopifysim.Fulfillment{LocationID: gid("Location", 1)}))
	order := s.order(gid("Order", 1))
	check(t, order, map[string]any{"displayFulfillmentStatus": "FULFILLED", "updatedAt": "2026-07-15T12:01:00Z"})
	if fulfillment.Name != "#1001.2" || dig(t, order, "fulfillments", 1, "totalQuantity") != 1.0 {
		t.Errorf("fulfillment %+v", fulfillment)
	}
	if err := s.Cancel(gid("Order", 2), "CUSTOMER"); err != nil {
		t.Fatal(err)
	}
	check(t, s.order(gid("Order", 2)), map[string]any{"cancelReason": "CUSTOMER", "cancelledAt": "2026-07-15T12:01:00Z", "closed": true, "totalOutstandingSet": "0.0"})
	updated := must(s.UpdateOrder(gid("Order", 3), func(o *shopifysim.Order) { o.Tags = []string{"new"} }))
	if updated.UpdatedAt != s.now || updated.Tags[0] != "new" {
		t.Errorf("updated %v %v", updated.UpdatedAt, updated.Tags)
	}
}

func TestMoveStock(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	order := func() string {
		return ids(t, dig(t, s.data(`{ v: productVariants(first: 1, sortKey: INVENTORY_QUANTITY) { nodes { id } } }`, nil), "v", "nodes"))[0]
	}
	if got := order(); got != gid("ProductVariant", 20) {
		t.Fatalf("least in stock is %s", got)
	}
	if err := s.MoveStock(gid("InventoryItem", 31), gid("Location", 1), "available", -15); err != nil {
		t.Fatal(err)
	}
	if got := order(); got != gid("ProductVariant", 21) {
		t.Errorf("least in stock is %s after goods were taken", got)
	}
	if err := s.MoveStock(gid("InventoryItem", 30), gid("Location", 2), "available", 3); err != nil {
		t.Fatal(err)
	}
	if got := dig(t, s.data(`{ p: product(id: "gid://shopify/Product/10") { totalInventory } }`, nil), "p", "totalInventory"); got != 18.0 {
		t.Errorf("total inventory %v", got)
	}
}

func TestDelete(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	if !s.DeleteCustomer(gid("Customer", 5)) || s.DeleteCustomer(gid("Customer", 5)) || !s.DeleteProduct(gid("Product", 10)) || !s.DeleteOrder(gid("Order", 2)) || s.DeleteVariant(gid("ProductVariant", 20)) {
		t.Error("what was deleted is told wrongly")
	}
	got := s.data(`{ o: order(id: "gid://shopify/Order/1") { customer { id } lineItems(first: 1) { nodes { product { id } variant { id } } } } gone: order(id: "gid://shopify/Order/2") { id }
		item: inventoryItem(id: "gid://shopify/InventoryItem/30") { id } orders(first: 50, sortKey: CUSTOMER_NAME) { nodes { id } } location { inventoryLevels(first: 5) { nodes { id } } } }`, nil)
	if dig(t, got, "o", "customer") != nil || dig(t, got, "o", "lineItems", "nodes", 0, "variant") != nil || got["gone"] != nil || got["item"] != nil {
		t.Errorf("answered %v", got)
	}
	if len(dig(t, got, "orders", "nodes").([]any)) != 8 || len(dig(t, got, "location", "inventoryLevels", "nodes").([]any)) != 0 {
		t.Errorf("listed %v", got)
	}
}

func TestRejectedChanges(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	before, _ := s.Order(gid("Order", 1))
	rows := map[string]error{}
	_, rows["kind of id"] = s.PutCustomer(shopifysim.Customer{ID: gid("Order", 1)})
	_, rows["no id"] = s.PutOrder(shopifysim.Order{ID: "1001"})
	_, rows["customer"] = s.PutOrder(shopifysim.Order{CustomerID: gid("Customer", 404)})
	_, rows["line"] = s.PutOrder(shopifysim.Order{Fulfillments: []shopifysim.Fulfillment{{FulfillmentLineItems: []shopifysim.FulfillmentLineItem{{LineItemID: "x"}}}}})
	_, rows["transaction"] = s.PutOrder(shopifysim.Order{Refunds: []shopifysim.Refund{{TransactionIDs: []string{"x"}}}})
	_, rows["discount"] = s.PutOrder(shopifysim.Order{DiscountApplications: []shopifysim.DiscountApplication{{Kind: "Gift"}}})
	_, rows["product"] = s.PutVariant(shopifysim.ProductVariant{ProductID: gid("Product", 404)})
	_, rows["item"] = s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: "x", LocationID: gid("Location", 1)})
	_, rows["place"] = s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: gid("InventoryItem", 30), LocationID: "x"})
	_, rows["quantity"] = s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: gid("InventoryItem", 30), LocationID: gid("Location", 1), Quantities: map[string]int{"many": 1}})
	_, rows["refund of line"] = s.Refund(gid("Order", 1), shopifysim.Refund{RefundLineItems: []shopifysim.RefundLineItem{{LineItemID: "x"}}})
	rows["reason"] = s.Cancel(gid("Order", 1), "WHIM")
	rows["stock name"] = s.MoveStock(gid("InventoryItem", 30), gid("Location", 1), "many", 1)
	for name, err := range rows {
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	_, refund := s.Refund(gid("Order", 404), shopifysim.Refund{})
	_, fulfill := s.Fulfill(gid("Order", 404), shopifysim.Fulfillment{})
	for name, err := range map[string]error{"refund": refund, "fulfill": fulfill, "cancel": s.Cancel(gid("Order", 404), "OTHER"), "move": s.MoveStock("x", "y", "available", 1)} {
		if !errors.Is(err, shopifysim.ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, _ := s.Order(gid("Order", 1)); !after.UpdatedAt.Equal(before.UpdatedAt) || len(after.Refunds) != len(before.Refunds) {
		t.Error("a rejected change changed the order")
	}
}

// TestNullGoesUpwards: a null where none is allowed takes its parent with it.
func TestNullGoesUpwards(t *testing.T) {
	s := open(t, shopifysim.Options{})
	must(s.PutInventoryItem(shopifysim.InventoryItem{ID: gid("InventoryItem", 1)})) // No variant, though the schema promises one.
	one := s.query(`{ shop { id } inventoryItem(id: "gid://shopify/InventoryItem/1") { id variant { id } } }`, nil)
	if one.Data["inventoryItem"] != nil || one.Data["shop"] == nil || len(one.Errors) != 1 || dig(t, one.Errors[0], "path", 1) != "variant" {
		t.Errorf("%s", one.Body)
	}
	all := s.query(`{ shop { id } inventoryItems(first: 5) { nodes { id variant { id } } } }`, nil)
	if all.Data != nil || len(all.Errors) != 1 || dig(t, all.Errors[0], "path", 2) != 0.0 {
		t.Errorf("%s", all.Body)
	}
}

// TestConcurrentUse reads while orders change; the race detector judges.
func TestConcurrentUse(t *testing.T) {
	s := open(t, shopifysim.Options{})
	seed(s)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 25 {
				answer := s.direct(`{ orders(first: 5, sortKey: UPDATED_AT, reverse: true, query: "tea") { nodes { id name customer { displayName } refunds { id } } } customers(first: 2, sortKey: NAME) { nodes { amountSpent { amount } } } }`, nil)
				if len(answer.Errors) > 0 {
					t.Errorf("errors: %v", answer.Errors)
				}
			}
		})
		group.Go(func() {
			for range 25 {
				must(s.Refund(gid("Order", 1), shopifysim.Refund{TotalRefundedSet: bag("0.01")}))
				must(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", 5), Email: new("ada@shop.example")}))
				s.SetLatency(0)
				s.SetFailure(shopifysim.Failure{})
			}
		})
	}
	group.Wait()
	if order, _ := s.Order(gid("Order", 1)); len(order.Refunds) != 101 {
		t.Errorf("%d refunds", len(order.Refunds))
	}
}

// TestPresentmentMoney: the customer's currency is kept beside the shop's, and
// stands for the shop's where it was left out.
func TestPresentmentMoney(t *testing.T) {
	s := open(t, shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: "EUR"}})
	both := shopifysim.MoneyBag{ShopMoney: shopifysim.Money("10", "EUR"), PresentmentMoney: shopifysim.Money("11.55", "USD")}
	line := func(price shopifysim.MoneyBag) []shopifysim.LineItem {
		return []shopifysim.LineItem{{Title: "x", Quantity: 2, OriginalUnitPriceSet: price}}
	}
	must(s.PutOrder(shopifysim.Order{ID: gid("Order", 1), PresentmentCurrency: "USD", LineItems: line(both)}))
	must(s.PutOrder(shopifysim.Order{ID: gid("Order", 2), LineItems: line(shopifysim.MoneyBag{ShopMoney: shopifysim.Money("10", "EUR")})}))
	for id, want := range map[int][2]any{1: {"23.1", "USD"}, 2: {"20.0", "EUR"}} {
		got := dig(t, s.data(`query($id: ID!) { order(id: $id) { totalPriceSet { presentmentMoney { amount currencyCode } } lineItems(first: 1) { nodes { originalUnitPriceSet { presentmentMoney { currencyCode } } } } } }`, map[string]any{"id": gid("Order", id)}), "order")
		money := dig(t, got, "totalPriceSet", "presentmentMoney")
		if dig(t, money, "amount") != want[0] || dig(t, money, "currencyCode") != want[1] || dig(t, got, "lineItems", "nodes", 0, "originalUnitPriceSet", "presentmentMoney", "currencyCode") != want[1] {
			t.Errorf("order %d: %v", id, got)
		}
	}
}
