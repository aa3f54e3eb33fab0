package shopify_test

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

// priced is a shop with the prices that Shopify has been seen to take.
func priced() shopifysim.Options {
	options := generous()
	options.Cost = shopifysim.CostScaled
	return options
}

func keys(typ string, n int) []commerce.ID {
	ids := make([]commerce.ID, n)
	for i := range ids {
		ids[i] = commerce.ID{Source: sourceName, Key: gid(typ, fmt.Sprint(1001+i))}
	}
	return ids
}

func TestGetTakesFewCalls(t *testing.T) {
	s := openShop(t, generous())
	for i := range 600 {
		must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", fmt.Sprint(1001+i))}))
	}
	found := 0
	for ids := range slices.Chunk(keys("Customer", 600), s.Customers.Traits().MaxBatch) {
		customers, err := s.Customers.Get(t.Context(), ids, 0)
		if err != nil {
			t.Fatal(err)
		}
		found += len(customers)
	}
	if n := len(s.since()); found != 600 || n != 3 {
		t.Errorf("found %d customers in %d calls, want 600 in 3", found, n)
	}
}

// The first calls count on the published prices; once the real ones are known,
// the calls are as large as these allow.
func TestPricesAreLearned(t *testing.T) {
	s := openShop(t, priced())
	for i := range 250 {
		must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{ID: gid("Order", fmt.Sprint(1001+i))}))
	}
	var calls []int
	for range 3 {
		found, err := s.Orders.Get(t.Context(), keys("Order", 250), 0)
		if err != nil || len(found) != 250 {
			t.Fatalf("found %d orders, error %v", len(found), err)
		}
		calls = append(calls, len(s.since()))
	}
	if calls[0] > 8 || calls[2] != 1 {
		t.Errorf("250 orders take %v calls, want at most 8 and in the end 1", calls)
	}
}

// With the strict prices and every group no request is ever too dear, and long
// pages are put together from several.
func TestLongPages(t *testing.T) {
	s := openShop(t, generous())
	for i := range 100 {
		putOrder(t, s, makeOrder(i))
	}
	s.since()
	q := sources.Query{First: 100, Where: anyState, Sort: sources.Sort{Field: "placedAt", Desc: true}, Want: commerce.Orders.AllGroups()}
	seen := map[commerce.ID]bool{}
	for {
		page, err := s.Orders.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			seen[item.Node.ID] = true
		}
		if !page.HasNext {
			break
		}
		q.After = page.End.Cursor()
	}
	if len(seen) != 100 {
		t.Errorf("listed %d orders of 100", len(seen))
	}
}

func TestFindTakesFewCalls(t *testing.T) {
	s := openShop(t, generous())
	var emails []string
	for i := range 100 {
		emails = append(emails, fmt.Sprintf("c%d@example.com", i))
		must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{Email: &emails[i]}))
	}
	found, err := s.Customers.Find(t.Context(), "email", emails, sources.Query{First: 1})
	if n := len(s.since()); err != nil || len(found) != 100 || n != 1 {
		t.Errorf("%d customers by e-mail in %d calls, error %v; want 100 in 1", len(found), n, err)
	}
	var refs []string
	for i := range 20 {
		c := must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{}))
		refs = append(refs, commerce.ID{Source: sourceName, Key: c.ID}.String())
		for range i % 4 {
			must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{CustomerID: c.ID}))
		}
	}
	orders, err := s.Orders.Find(t.Context(), "customer", refs, sources.Query{First: 10})
	if err != nil {
		t.Fatal(err)
	}
	for i, ref := range refs {
		if got := len(orders[ref].Items); got != i%4 || orders[ref].HasNext {
			t.Errorf("customer %d has %d orders, want %d", i, got, i%4)
		}
	}
	if n := len(s.since()); n > 4 {
		t.Errorf("the orders of 20 customers took %d calls", n)
	}
}

// What is longer inside an entity than its first page is read to its end.
func TestInnerPages(t *testing.T) {
	s := openShop(t, generous())
	bag := shopifysim.SameMoney("2.50", "GBP")
	order := shopifysim.Order{ID: gid("Order", "1001")}
	refund := shopifysim.Refund{ID: gid("Refund", "1")}
	parcel := shopifysim.Fulfillment{ID: gid("Fulfillment", "1")}
	for n := range 130 {
		id := gid("LineItem", fmt.Sprint(1+n))
		order.LineItems = append(order.LineItems, shopifysim.LineItem{ID: id, Title: "Tea", Quantity: 2, OriginalUnitPriceSet: bag})
		refund.RefundLineItems = append(refund.RefundLineItems, shopifysim.RefundLineItem{LineItemID: id, Quantity: 1})
		parcel.FulfillmentLineItems = append(parcel.FulfillmentLineItems, shopifysim.FulfillmentLineItem{LineItemID: id, Quantity: 1})
	}
	order.Refunds, order.Fulfillments = []shopifysim.Refund{refund}, []shopifysim.Fulfillment{parcel}
	must[shopifysim.Order](t)(s.PutOrder(order))
	must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{ID: gid("Order", "1002"), LineItems: order.LineItems[:1]}))
	product := must[shopifysim.Product](t)(s.PutProduct(shopifysim.Product{ID: gid("Product", "1001"), Title: "Tea"}))
	item := must[shopifysim.InventoryItem](t)(s.PutInventoryItem(shopifysim.InventoryItem{ID: gid("InventoryItem", "1001")}))
	for n := range 120 {
		must[shopifysim.ProductVariant](t)(s.PutVariant(shopifysim.ProductVariant{ProductID: product.ID, Price: decimal.NewFromInt(int64(n))}))
		place := must[shopifysim.Location](t)(s.PutLocation(shopifysim.Location{Name: "L"}))
		must[shopifysim.InventoryLevel](t)(s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: item.ID, LocationID: place.ID}))
	}
	s.since()
	orders, err := s.Orders.Get(t.Context(), keys("Order", 2), commerce.Orders.AllGroups())
	if err != nil || len(orders) != 2 {
		t.Fatalf("found %d orders, error %v", len(orders), err)
	}
	o := orders[keys("Order", 1)[0]]
	if a, b, c := len(o.LineItems), len(o.Refunds[0].Lines), len(o.Fulfillments[0].Lines); a != 130 || b != 130 || c != 130 {
		t.Errorf("the order has %d lines, %d refunded and %d sent, want 130 of each", a, b, c)
	}
	if n := len(s.since()); n > 16 {
		t.Errorf("the two orders took %d calls", n)
	}
	products, err := s.Products.Get(t.Context(), keys("Product", 1), commerce.ProductWithVariants)
	if err != nil || len(products[keys("Product", 1)[0]].Variants) != 120 {
		t.Errorf("product %v, error %v; want 120 variants", products, err)
	}
	items, err := s.InventoryItems.Get(t.Context(), keys("InventoryItem", 1), commerce.InventoryLevels)
	if err != nil || len(items[keys("InventoryItem", 1)[0]].Levels) != 120 {
		t.Errorf("item %v, error %v; want 120 levels", items, err)
	}
}

// Every set of groups is a document that Shopify accepts. Of many groups, these
// are tried alone, in pairs, and all but one: fields do not know of one another.
func TestEverySetOfGroups(t *testing.T) {
	s := openShop(t, generous())
	putCustomer(t, s, makeCustomer(0))
	putOrder(t, s, makeOrder(0))
	putProduct(t, s, makeProduct(0))
	everySet(t, commerce.Customers, s.Customers)
	everySet(t, commerce.Orders, s.Orders)
	everySet(t, commerce.Orders, s.Orders, anyState...)
	everySet(t, commerce.Products, s.Products)
	everySet(t, commerce.ProductVariants, s.Variants)
	everySet(t, commerce.InventoryItems, s.InventoryItems)
	everySet(t, commerce.Locations, s.Locations)
}

func everySet[T any](t *testing.T, k commerce.Kind[T], c sources.Collection[T], where ...sources.Predicate) {
	t.Helper()
	for want := range k.AllGroups() + 1 {
		if n := bits.OnesCount32(uint32(want)); n > 2 && n < len(k.Groups)-1 {
			continue
		}
		if _, err := c.Query(t.Context(), sources.Query{First: 2, Want: want, Where: where}); err != nil {
			t.Errorf("%s with groups %b: %v", k.Name, want, err)
		}
	}
}
