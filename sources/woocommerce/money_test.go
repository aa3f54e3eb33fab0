package woocommerce_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// currencies returns how many decimals currencies have: those that differ from
// two, and some that do not.
func currencies(t *testing.T) map[string]int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(specification(t), "..", "currencies.json"))
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		ISO map[int][]string `json:"iso4217"`
	}
	if err := json.Unmarshal(raw, &table); err != nil {
		t.Fatal(err)
	}
	out := map[string]int{"EUR": 2, "USD": 2, "GBP": 2, "HUF": 2, "MGA": 2, "MRU": 2, "CHF": 2}
	for digits, codes := range table.ISO {
		for _, code := range codes {
			out[code] = digits
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d currencies", len(out))
	}
	return out
}

// TestMoneyOfEveryCurrency carries amounts from a shop to the graph, equal to
// the last minor unit, whatever number of decimals the shop writes.
func TestMoneyOfEveryCurrency(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for code, digits := range currencies(t) {
		for _, shop := range []int{digits, 4} { // merchants set what they like
			amount := func() decimal.Decimal { return decimal.New(random.Int64N(1e12), -int32(digits)) }
			s := simulate(t, woocommercesim.Options{Currency: code, Decimals: &shop})
			price, subtotal, tax, shipping := amount(), amount(), amount(), amount()
			total := subtotal.Sub(decimal.New(1, -int32(digits)))
			order := must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{
				ID: 7, Status: "processing", TransactionID: "t", Lines: []woocommercesim.Line{{Name: "Cup", Quantity: one, Subtotal: subtotal, Total: total, SubtotalTax: tax, TotalTax: tax}},
				Delivery: []woocommercesim.Delivery{{MethodTitle: "Post", Total: shipping}},
			}))
			back := decimal.New(7, -int32(digits))
			must[woocommercesim.Refund](t)(s.PutRefund(woocommercesim.Refund{OrderID: 7, Lines: []woocommercesim.RefundLine{{Item: order.Lines[0].ID, Quantity: one, Total: back}}}))
			must[woocommercesim.Product](t)(s.PutProduct(woocommercesim.Product{ID: 9, Merchandise: woocommercesim.Merchandise{RegularPrice: price.StringFixed(int32(shop))}}))
			source := s.open()
			o := get(t, source.Orders, "7", commerce.Orders.AllGroups())
			l := o.LineItems[0]
			for what, pair := range map[string][2]any{
				"price": {*get(t, source.Variants, "9", 0).Price, price}, "total": {o.Total.Shop, total.Add(tax).Add(shipping)}, "subtotal": {o.Subtotal.Shop, total},
				"tax": {o.TotalTax.Shop, tax}, "shipping": {o.TotalShipping.Shop, shipping}, "discounts": {o.TotalDiscounts.Shop, subtotal.Sub(total)},
				"line": {l.Total.Shop, total}, "unit price": {l.UnitPrice.Shop, subtotal}, "refunded": {o.TotalRefunded.Shop, back}, "refund": {o.Refunds[0].Amount, back},
				"line of the refund": {*o.Refunds[0].Lines[0].Amount, back}, "payment": {o.Transactions[0].Amount, total.Add(tax).Add(shipping)}, "repayment": {o.Transactions[1].Amount, back},
			} {
				got, want := pair[0].(commerce.Money), pair[1].(decimal.Decimal)
				if got.Currency != code || !got.Amount.Wide().Equal(want) {
					t.Errorf("%s of %s in a shop of %d decimals: %s, want %s", what, code, shop, got, want)
				}
			}
			if t.Failed() {
				return
			}
		}
	}
}
