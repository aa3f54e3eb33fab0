package magento_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/magento"
	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

var currencyCode = regexp.MustCompile(`"([A-Z]{3})"`)

// minor is so many of the smallest unit of a currency.
func minor(n int64, currency string) decimal.Decimal {
	return decimal.New(n, -commerce.MinorUnits(currency))
}

// TestEveryCurrency: amounts arrive to the last unit of every currency, as that
// of the shop and as that of the buyer.
func TestEveryCurrency(t *testing.T) {
	currencies := []string{"EUR", "GBP", "USD"}
	for _, found := range currencyCode.FindAllStringSubmatch(string(magentospec.Currencies(t)), -1) {
		currencies = append(currencies, found[1])
	}
	slices.Sort(currencies)
	currencies = slices.Compact(currencies)
	digits := map[int32]bool{}
	s := newShop(t, func(o *magentosim.Options) {
		o.Stores = nil
		for i, code := range currencies {
			digits[commerce.MinorUnits(code)] = true
			o.Stores = append(o.Stores, magentosim.StoreView{ID: i + 1, WebsiteID: 1, GroupID: 1, Code: "s_" + strings.ToLower(code), Name: code, BaseCurrency: code})
		}
	})
	if len(digits) != 4 {
		t.Fatalf("currencies of %v digits, want 0, 2, 3 and 4", digits)
	}
	var ids []commerce.ID
	for i, base := range currencies {
		order := currencies[len(currencies)-1-i]
		both := func(n int64) magentosim.Money {
			return magentosim.Money{Amount: minor(n, order), Base: minor(n, base)}
		}
		id := int64(i + 1)
		ids = append(ids, key(fmt.Sprint(id)))
		must[magentosim.Order](t)(s.PutOrder(magentosim.Order{
			EntityID: id, StoreID: i + 1, CustomerEmail: "a@example.com", Currency: order, Shipping: both(495), DiscountDescription: "Spring",
			Items:   []magentosim.OrderItem{{ItemID: id, SKU: "mug", Name: "Mug", Price: both(123_456_789_017), RowTotal: both(123_456_789_017), Discount: both(3), Tax: both(7)}},
			Payment: magentosim.Payment{LastTransID: "T-capture"}, CreatedAt: time.Date(2026, 3, 1, 0, 0, i, 0, time.UTC),
		}))
		must[magentosim.Invoice](t)(s.PutInvoice(magentosim.Invoice{OrderID: id, TransactionID: "T-capture"}))
		must[magentosim.Transaction](t)(s.PutTransaction(magentosim.Transaction{OrderID: id, Type: "capture", TxnID: "T-capture"}))
		must[magentosim.Creditmemo](t)(s.PutCreditmemo(magentosim.Creditmemo{OrderID: id, AdjustmentPositive: both(1), CreatedAt: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)}))
	}
	found, err := s.open().Orders.Get(t.Context(), ids, commerce.Orders.AllGroups())
	if err != nil || len(found) != len(currencies) {
		t.Fatalf("%d orders of %d, error %v", len(found), len(currencies), err)
	}
	for i, id := range ids {
		o, base, order := found[id], currencies[i], currencies[len(currencies)-1-i]
		line := o.LineItems[0]
		for what, pair := range map[string]struct {
			bag  *commerce.MoneyBag
			want int64
		}{
			"total": {&o.Total, 123_456_789_017 + 495 + 7 - 3}, "subtotal": {o.Subtotal, 123_456_789_014}, "shipping": {o.TotalShipping, 495}, "tax": {o.TotalTax, 7},
			"discounts": {o.TotalDiscounts, 3}, "refunded": {o.TotalRefunded, 1}, "price": {&line.UnitPrice, 123_456_789_017}, "line": {&line.Total, 123_456_789_014},
			"line's tax": {&line.TaxLines[0].Amount, 7}, "discounted": {line.DiscountedUnitPrice, 123_456_789_014},
		} {
			shop, buyer := commerce.MoneyFromMinor(pair.want, int(commerce.MinorUnits(base)), base), commerce.MoneyFromMinor(pair.want, int(commerce.MinorUnits(order)), order)
			if got := pair.bag; got.Shop.String() != shop.String() || got.Presentment().String() != buyer.String() {
				t.Errorf("%s in %s and %s is %s and %s, want %s and %s", what, base, order, got.Shop, got.Presentment(), shop, buyer)
			}
		}
		paid, back := commerce.MoneyFromMinor(123_456_789_516, int(commerce.MinorUnits(base)), base), commerce.MoneyFromMinor(1, int(commerce.MinorUnits(base)), base)
		if got := o.Transactions[0].Amount.String(); got != paid.String() {
			t.Errorf("paid in %s is %s, want %s", base, got, paid)
		}
		if got := o.Refunds[0].Amount.String(); got != back.String() {
			t.Errorf("refunded in %s is %s, want %s", base, got, back)
		}
	}
	must[magentosim.Product](t)(s.PutProduct(magentosim.Product{ID: 5, SKU: "mug", Name: "Mug", Price: decimal.RequireFromString("0.1234")}))
	for _, code := range []string{"JPY", "CLF", "KWD", "USD"} {
		found, err := s.open(func(c *magento.Config) { c.Store = "s_" + strings.ToLower(code) }).Variants.Get(t.Context(), []commerce.ID{key("5")}, 0)
		if err != nil || found[key("5")].Price.String() != "0.1234 "+code {
			t.Errorf("price in %s: %v, error %v", code, found[key("5")], err)
		}
	}
}
