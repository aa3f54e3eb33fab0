package commerce_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/commerce"
)

// numbers draws numbers that fit a word and others, near the border too.
func numbers(t *rapid.T, label string) decimal.Decimal {
	exponent := rapid.Int32Range(-25, 25).Draw(t, label+" exponent")
	switch rapid.IntRange(0, 3).Draw(t, label) {
	case 0:
		return decimal.New(rapid.Int64().Draw(t, label+" coefficient"), exponent)
	case 1:
		return decimal.New(rapid.SampledFrom([]int64{0, 1, -1, 10, -1000, math.MaxInt64, math.MinInt64}).Draw(t, label+" coefficient"), exponent)
	case 2:
		return decimal.New(rapid.Int64Range(-1000, 1000).Draw(t, label+" coefficient")*100, exponent)
	}
	return decimal.RequireFromString(rapid.StringMatching(`-?[1-9][0-9]{17,40}`).Draw(t, label+" digits")).Shift(exponent)
}

// A decimal does what the package does that it stands for.
func TestDecimalsAreThoseOfThePackage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := numbers(t, "a"), numbers(t, "b")
		x, y := commerce.DecimalOf(a), commerce.DecimalOf(b)
		same := func(what string, got commerce.Decimal, want decimal.Decimal) {
			if w := got.Wide(); !w.Equal(want) || w.Exponent() != want.Exponent() || got.Exponent() != want.Exponent() {
				t.Fatalf("%s of %s and %s: %s with exponent %d, want %s with %d", what, a, b, w, got.Exponent(), want, want.Exponent())
			}
		}
		same("the number", x, a)
		same("the sum", x.Add(y), a.Add(b))
		same("the absolute", x.Abs(), a.Abs())
		if x.Cmp(y) != a.Cmp(b) || x.Equal(y) != a.Equal(b) || x.Sign() != a.Sign() || x.IsZero() != a.IsZero() || x.String() != a.String() {
			t.Fatalf("%s and %s compare or read in another way", a, b)
		}
		if got, want := commerce.FormatDecimal(x), a.StringFixed(max(0, -a.Exponent())); got != want {
			t.Fatalf("%s is written %s, want %s", a, got, want)
		}
		for _, text := range []string{commerce.FormatDecimal(x), a.String()} {
			read, err := commerce.ParseDecimal(text)
			if err != nil {
				t.Fatalf("%s is not read: %v", text, err)
			}
			same("what was written", read, decimal.RequireFromString(text))
		}
	})
}

// The canonical form has the currency's digits at least, and no zero beyond them.
func TestCanonicalAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := numbers(t, "a")
		got := commerce.NewMoney(commerce.DecimalOf(a), rapid.SampledFrom([]string{"JPY", "EUR", "KWD"}).Draw(t, "currency"))
		digits := commerce.MinorUnits(got.Currency)
		carried := -got.Amount.Exponent()
		if !got.Amount.Wide().Equal(a) {
			t.Fatalf("%s became %s", a, got)
		}
		if carried < digits || carried > digits && a.Equal(a.RoundDown(carried-1)) {
			t.Fatalf("%s is %s with %d digits", a, got, carried)
		}
	})
}

func FuzzParseDecimal(f *testing.F) {
	for _, text := range []string{"", "-", ".", "1.", ".5", "414.95", "-0.00", "00012", "+1", "1e3", "1E-5", "--1", "9223372036854775808", "0.000000000000000001", "1_0", "٣"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 64 {
			return
		}
		want, failed := decimal.NewFromString(text)
		got, err := commerce.ParseDecimal(text)
		switch {
		case (err == nil) != (failed == nil):
			t.Fatalf("%q: %v, package decimal says %v", text, err, failed)
		case err == nil && (got.Exponent() != want.Exponent() || got.Wide().Coefficient().Cmp(want.Coefficient()) != 0):
			t.Fatalf("%q is read as %s, want %s", text, got.Wide(), want)
		}
	})
}

func TestSmallDecimalsTakeNoMemory(t *testing.T) {
	room := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() {
		m, err := commerce.ParseMoney("414.95", "EUR")
		if err != nil {
			t.Fatal(err)
		}
		sum, err := m.Add(commerce.MoneyFromMinor(-500, 2, "EUR"))
		if err != nil {
			t.Fatal(err)
		}
		room = commerce.AppendDecimal(room[:0], sum.Amount)
	}); n > 0 {
		t.Errorf("an amount that is read, added to and written takes %.0f allocations", n)
	}
}
