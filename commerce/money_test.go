package commerce_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/commerce"
)

func TestMoneyIsCanonical(t *testing.T) {
	for _, tc := range []struct{ amount, currency, want string }{
		{"10", "GBP", "10.00 GBP"},
		{"10.5", "GBP", "10.50 GBP"},
		{"10.5000", "GBP", "10.50 GBP"},
		{"2.125", "GBP", "2.125 GBP"},
		{"2.1250", "GBP", "2.125 GBP"},
		{"-0.01", "EUR", "-0.01 EUR"},
		{"0", "JPY", "0 JPY"},
		{"500", "JPY", "500 JPY"},
		{"500.00", "JPY", "500 JPY"},
		{"500.5", "JPY", "500.5 JPY"},
		{"1", "KWD", "1.000 KWD"},
		{"1000000000000000000000.01", "USD", "1000000000000000000000.01 USD"},
	} {
		m, err := commerce.ParseMoney(tc.amount, tc.currency)
		if err != nil {
			t.Fatalf("%s %s: %v", tc.amount, tc.currency, err)
		}
		if m.String() != tc.want {
			t.Errorf("%s %s is written %s, want %s", tc.amount, tc.currency, m, tc.want)
		}
	}
}

func TestMoneyRefusesWhatIsNoPlainDecimal(t *testing.T) {
	for _, amount := range []string{"", "-", ".", "1.", ".5", "1e3", "1,000", " 1", "+1", "1.2.3", "0x10", "NaN", "Inf", "--1"} {
		if m, err := commerce.ParseMoney(amount, "EUR"); err == nil {
			t.Errorf("%q was read as %s", amount, m)
		}
	}
}

func TestMinorUnits(t *testing.T) {
	for _, tc := range []struct {
		units    int64
		digits   int
		currency string
		want     string
	}{{1999, 2, "EUR", "19.99 EUR"}, {500, 0, "JPY", "500 JPY"}, {1230, 3, "BHD", "1.230 BHD"}, {500, 2, "ISK", "5 ISK"}, {-5, 2, "USD", "-0.05 USD"}} {
		if got := commerce.MoneyFromMinor(tc.units, tc.digits, tc.currency).String(); got != tc.want {
			t.Errorf("%d of 10^-%d is %s, want %s", tc.units, tc.digits, got, tc.want)
		}
	}
}

func TestMoneyAddsExactlyAndNeverMixes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(-1e15, 1e15).Draw(t, "a"), rapid.Int64Range(-1e15, 1e15).Draw(t, "b")
		sum, err := commerce.MoneyFromMinor(a, 2, "EUR").Add(commerce.MoneyFromMinor(b, 2, "EUR"))
		if err != nil || !sum.Amount.Equal(commerce.NewDecimal(a+b, -2)) {
			t.Fatalf("%d + %d = %s, %v", a, b, sum, err)
		}
		if _, err := commerce.MoneyFromMinor(a, 2, "EUR").Add(commerce.MoneyFromMinor(b, 2, "USD")); err == nil {
			t.Fatal("two currencies were added")
		}
	})
}
func TestPresentment(t *testing.T) {
	shop, seen := commerce.MoneyFromMinor(1000, 2, "EUR"), commerce.MoneyFromMinor(1650, 0, "JPY")
	for _, tc := range []struct {
		bag  commerce.MoneyBag
		want commerce.Money
	}{
		{commerce.SingleCurrency(shop), shop},
		{commerce.NewMoneyBag(shop, shop), shop},
		{commerce.NewMoneyBag(shop, seen), seen},
		{commerce.NewMoneyBag(shop, commerce.MoneyFromMinor(999, 2, "EUR")), commerce.MoneyFromMinor(999, 2, "EUR")},
		{commerce.NewMoneyBag(shop, commerce.MoneyFromMinor(1000, 2, "USD")), commerce.MoneyFromMinor(1000, 2, "USD")},
	} {
		if got := *tc.bag.Presentment(); got.String() != tc.want.String() || tc.bag.Shop.String() != shop.String() {
			t.Errorf("the shop has %s and the buyer saw %s, want %s", tc.bag.Shop, got, tc.want)
		}
	}
}
