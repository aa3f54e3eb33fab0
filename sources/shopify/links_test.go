package shopify_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

func named(key string) commerce.ID { return commerce.ID{Source: sourceName, Key: key} }

// What the shop hands to a payment provider is kept to the letter: the number
// behind the point tells attempts apart.
func TestPaymentReferences(t *testing.T) {
	s := openShop(t, generous())
	pounds := shopifysim.SameMoney("10", "GBP")
	authorization := gid("OrderTransaction", "1")
	order := must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{Test: true, Transactions: []shopifysim.OrderTransaction{
		{ID: authorization, Kind: "AUTHORIZATION", Gateway: new("shopify_payments"), PaymentID: new("#9999.1"), AmountSet: pounds, Test: true},
		{ID: gid("OrderTransaction", "2"), Kind: "CAPTURE", Gateway: new("shopify_payments"), PaymentID: new("#9999.1"), ParentTransactionID: authorization, AmountSet: pounds},
		{ID: gid("OrderTransaction", "3"), Kind: "SALE", Gateway: new("paypal"), PaymentID: new("c25411037626585.2"), AmountSet: pounds},
		{ID: gid("OrderTransaction", "4"), Kind: "SALE", Gateway: new("manual"), AmountSet: pounds},
	}}))
	found, err := s.Orders.Get(t.Context(), []commerce.ID{named(order.ID)}, commerce.OrderTransactions)
	if err != nil {
		t.Fatal(err)
	}
	o := found[named(order.ID)]
	var got []string
	for _, m := range o.Transactions {
		got = append(got, string(m.Gateway)+" "+string(m.PaymentReference))
	}
	if want := "shopify_payments #9999.1, shopify_payments #9999.1, paypal c25411037626585.2, manual "; strings.Join(got, ", ") != want {
		t.Errorf("the references are %q, want %q", strings.Join(got, ", "), want)
	}
	if o.Transactions[1].ParentID != named(authorization) || !o.Transactions[0].Test || o.Transactions[1].Test || !o.Test {
		t.Errorf("the transactions are %+v", o.Transactions)
	}
}

// What is deleted is gone, and who was merged is the other from then on.
func TestDeletedAndMerged(t *testing.T) {
	s := openShop(t, generous())
	gone := must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{Email: new("a@example.com")}))
	stays := must[shopifysim.Customer](t)(s.PutCustomer(shopifysim.Customer{Email: new("b@example.com")}))
	order := must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{CustomerID: gone.ID}))
	draft := must[shopifysim.DraftOrder](t)(s.PutDraftOrder(shopifysim.DraftOrder{CustomerID: gone.ID}))
	deleted := must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{CustomerID: gone.ID}))
	s.DeleteOrder(deleted.ID)
	if err := s.MergeCustomers(gone.ID, stays.ID); err != nil {
		t.Fatal(err)
	}
	customers, err := s.Customers.Get(t.Context(), []commerce.ID{named(gone.ID), named(stays.ID)}, 0)
	if err != nil || len(customers) != 1 || customers[named(stays.ID)] == nil {
		t.Errorf("customers %v, error %v", customers, err)
	}
	orders, err := s.Orders.Get(t.Context(), []commerce.ID{named(order.ID), named(draft.ID), named(deleted.ID)}, 0)
	if err != nil || len(orders) != 2 || orders[named(order.ID)].Customer.ID != named(stays.ID) || orders[named(draft.ID)].Customer.ID != named(stays.ID) {
		t.Errorf("orders %v, error %v", orders, err)
	}
	pages, err := s.Orders.Find(t.Context(), "customer", []string{named(gone.ID).String(), named(stays.ID).String()}, sources.Query{First: 9})
	if err != nil || len(pages[named(gone.ID).String()].Items) != 0 || len(pages[named(stays.ID).String()].Items) != 1 {
		t.Errorf("orders by customer %v, error %v", pages, err)
	}
}
