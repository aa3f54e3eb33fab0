package shopify_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// minorDigits are the digits of the currencies of ISO 4217 that do not have two.
func minorDigits(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile(must[string](t)(shopifyspec.SharedPath("specs/currencies.json")))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: no list of currencies (set GALLERIA_SHARED to the folder that holds specs/)")
	}
	var list struct {
		ISO map[string][]string `json:"iso4217"`
	}
	if err := errors.Join(err, json.Unmarshal(text, &list)); err != nil || len(list.ISO) != 3 {
		t.Fatalf("the list of currencies: %v, %d kinds of digits", err, len(list.ISO))
	}
	digits := map[string]int{"EUR": 2, "USD": 2, "GBP": 2, "INR": 2}
	for n, codes := range list.ISO {
		for _, code := range codes {
			digits[code] = int(n[0] - '0')
		}
	}
	return digits
}

// amountOf is an amount whose last minor unit would be lost by anything but an
// exact decimal.
func amountOf(digits int) string {
	if digits == 0 {
		return "90071992547409931"
	}
	return "90071992547409931." + strings.Repeat("0", digits-1) + "1"
}

// Amounts of every currency arrive as they were, to the last minor unit: in the
// shop's currency and in the buyer's, by pages and by a bulk operation.
func TestMoneyOfEveryCurrency(t *testing.T) {
	digits := minorDigits(t)
	judged, unjudged := openShop(t, generous()), openUnjudged(t, generous())
	known := shopifyCurrencies(t)
	n := 0
	for code, d := range digits {
		n++
		s := judged
		if !slices.Contains(known, code) { // its schema would not let the currency through
			s = unjudged
		}
		shop, buyer := shopifysim.Money(amountOf(2), "GBP"), shopifysim.Money(amountOf(d), code)
		bag := shopifysim.MoneyBag{ShopMoney: shop, PresentmentMoney: buyer}
		o := must[shopifysim.Order](t)(s.PutOrder(shopifysim.Order{
			Name:         code,
			OrderTotals:  shopifysim.OrderTotals{SubtotalPriceSet: &bag, TotalPriceSet: &bag, TotalTaxSet: &bag, TotalDiscountsSet: &bag, TotalShippingPriceSet: &bag},
			LineItems:    []shopifysim.LineItem{{Title: "Tea", Quantity: 1, OriginalUnitPriceSet: bag}},
			Transactions: []shopifysim.OrderTransaction{{Kind: "SALE", Status: "SUCCESS", AmountSet: bag}},
		}))
		own := shopifysim.New(shopifysim.Options{Shop: shopifysim.Shop{CurrencyCode: code}})
		product := must[shopifysim.Product](t)(own.PutProduct(shopifysim.Product{Title: "Tea"}))
		variant := must[shopifysim.ProductVariant](t)(own.PutVariant(shopifysim.ProductVariant{ProductID: product.ID, Price: shopifysim.Money(amountOf(d), code).Amount}))
		want := []string{amountOf(2) + " GBP", amountOf(d) + " " + code}
		orders := must[map[commerce.ID]*commerce.Order](t)(s.Orders.Get(t.Context(), []commerce.ID{{Source: sourceName, Key: o.ID}}, commerce.OrderLines|commerce.OrderTransactions))
		for _, got := range orders {
			if arrived := written(got.Transactions[0].Amount); !slices.Contains(want, arrived) {
				t.Errorf("%s: the transaction arrives as %s, want one of %v", code, arrived, want)
			}
			bags := []*commerce.MoneyBag{&got.Total, got.Subtotal, got.TotalTax, got.TotalDiscounts, got.TotalShipping, &got.LineItems[0].UnitPrice}
			for i, b := range bags {
				if arrived := []string{written(b.Shop), written(*b.Presentment())}; !slices.Equal(arrived, want) {
					t.Errorf("%s: amount %d arrives as %v, want %v", code, i, arrived, want)
				}
			}
		}
		variants, err := openDirect(t, own).Variants.Query(t.Context(), sources.Query{First: 1})
		if err != nil || written(*variants.Items[0].Node.Price) != want[1] {
			t.Errorf("%s: the price of %s arrives as %+v, error %v; want %s", code, variant.ID, variants.Items, err, want[1])
		}
	}
	if n < 20 {
		t.Errorf("%d currencies were tried", n)
	}
}

// shopifyCurrencies are those that Shopify's schema knows; none without the schema.
func shopifyCurrencies(t *testing.T) []string {
	t.Helper()
	spec := must[*shopifyspec.Spec](t)(official())
	if spec == nil {
		return nil
	}
	var out []string
	for _, v := range spec.Schema().Types["CurrencyCode"].EnumValues {
		out = append(out, v.Name)
	}
	return out
}

func written(m commerce.Money) string { return m.Amount.String() + " " + m.Currency }
