package merchant_test

import (
	"crypto/sha256"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// afterBlackFriday is a week after a Black Friday.
var afterBlackFriday = time.Date(2026, time.December, 4, 15, 4, 5, 0, time.UTC)

// merchants are three of different seeds and seasons. No test changes them.
var merchants = sync.OnceValue(func() []*merchant.Merchant {
	return []*merchant.Merchant{
		merchant.New(7, afterBlackFriday),
		merchant.New(1, time.Date(2026, time.May, 4, 3, 0, 0, 999, time.UTC)),
		merchant.New(1<<63, time.Date(2027, time.January, 1, 0, 0, 0, 0, time.FixedZone("", 3600))),
	}
})

func digest(t *testing.T, value any) [sha256.Size]byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(text)
}

// TestPhoneNumbersAreAsLongAsInTheirCountry: others look made up at once.
func TestPhoneNumbersAreAsLongAsInTheirCountry(t *testing.T) {
	digits := map[string]int{"US": 11, "MX": 12, "DK": 10} // with the country's code
	for _, m := range merchants() {
		numbers := 0
		for i := range m.People {
			p := &m.People[i]
			for _, c := range p.ByStore {
				if c == nil || !strings.HasPrefix(c.Phone, "+") || slices.Contains(m.Oddities.NoEmail, i) {
					continue
				}
				want, special := digits[p.Country]
				if !special {
					want = 11
				}
				if numbers++; len(c.Phone) != 1+want {
					t.Fatalf("%s: %s has %d digits, want %d", p.Country, c.Phone, len(c.Phone)-1, want)
				}
			}
		}
		if numbers == 0 {
			t.Error("nobody has a phone")
		}
	}
}

func TestSameSeedSameMerchant(t *testing.T) {
	first := digest(t, merchant.New(7, afterBlackFriday))
	if first != digest(t, merchant.New(7, afterBlackFriday)) {
		t.Error("the same seed and time gave another merchant")
	}
	if first == digest(t, merchant.New(8, afterBlackFriday)) {
		t.Error("another seed gave the same merchant")
	}
}

func TestSizes(t *testing.T) {
	for _, m := range merchants() {
		if len(m.People) != merchant.Customers+merchant.Strangers || len(m.Orders) != merchant.Orders || len(m.SKUs) != 44 || len(m.Locations) != 4 {
			t.Errorf("seed %d: %d people, %d orders, %d SKUs, %d locations", m.Seed, len(m.People), len(m.Orders), len(m.SKUs), len(m.Locations))
		}
		currencies, both, one := map[string]bool{}, 0, 0
		for i := range m.Orders {
			currencies[m.Orders[i].Total.Presentment.Currency] = true
		}
		for i := range m.SKUs {
			if m.SKUs[i].SoldBy(merchant.North) && m.SKUs[i].SoldBy(merchant.South) {
				both++
			} else {
				one++
			}
		}
		if len(currencies) != 5 || both == 0 || one == 0 {
			t.Errorf("seed %d: currencies %v, %d SKUs in both stores, %d in one", m.Seed, currencies, both, one)
		}
	}
}

func TestOrdersAddUp(t *testing.T) {
	for _, m := range merchants() {
		for i := range m.Orders {
			checkSums(t, m, &m.Orders[i])
			checkTimes(t, m, &m.Orders[i])
			checkUnits(t, &m.Orders[i])
		}
	}
}

// checkSums holds an order's money together, in both currencies.
func checkSums(t *testing.T, m *merchant.Merchant, o *merchant.Order) {
	t.Helper()
	total := o.Shipping.Price
	tax := o.Shipping.Tax
	for i := range o.Lines {
		total = total.Add(o.Lines[i].Total())
		tax = tax.Add(o.Lines[i].Tax)
	}
	if !m.Stores[o.Store].TaxesIncluded {
		total = total.Add(tax)
	}
	due, refunded := o.Total.Times(0), o.Total.Times(0)
	for i := range o.Payments {
		due = due.Add(o.Payments[i].Amount)
		if left := o.Refundable(i); left.Shop.Minor < 0 || left.Presentment.Minor < 0 {
			t.Errorf("%s: payment %d has %v left", o.Name, i, left)
		}
	}
	for i := range o.Refunds {
		parts := o.Total.Times(0)
		for _, part := range o.Refunds[i].Parts {
			parts = parts.Add(part.Amount)
		}
		if parts != o.Refunds[i].Total {
			t.Errorf("%s: a refund of %v is borne as %v", o.Name, o.Refunds[i].Total, parts)
		}
		refunded = refunded.Add(parts)
	}
	if total != o.Total || tax != o.Tax || due != o.Total {
		t.Errorf("%s: total %v, lines make %v, payments %v; tax %v, parts make %v", o.Name, o.Total, total, due, o.Tax, tax)
	}
	if captured := o.Captured(); refunded.Shop.Minor > captured.Shop.Minor || refunded.Presentment.Minor > captured.Presentment.Minor {
		t.Errorf("%s: refunded %v of %v", o.Name, refunded, captured)
	}
	if o.Total.Shop.Minor <= 0 || o.Total.Presentment.Minor <= 0 {
		t.Errorf("%s costs %v", o.Name, o.Total)
	}
}

// checkTimes finds what would have happened too early or too late.
func checkTimes(t *testing.T, m *merchant.Merchant, o *merchant.Order) {
	t.Helper()
	times := []time.Time{o.PlacedAt, o.UpdatedAt}
	for _, p := range o.Payments {
		times = append(times, p.At)
		for _, at := range []time.Time{p.CapturedAt, p.VoidedAt} {
			if !at.IsZero() {
				times = append(times, at)
			}
		}
		for _, d := range p.Declined {
			times = append(times, d.At)
		}
	}
	for _, r := range o.Refunds {
		times = append(times, r.At)
	}
	for _, f := range o.Fulfillments {
		times = append(times, f.At)
	}
	if !o.CancelledAt.IsZero() {
		times = append(times, o.CancelledAt)
	}
	for _, at := range times {
		if at.Before(o.PlacedAt) || at.After(m.Now) || at.After(o.UpdatedAt) {
			t.Errorf("%s of %v, changed %v: something happened at %v", o.Name, o.PlacedAt, o.UpdatedAt, at)
		}
	}
	if age := m.Now.Sub(o.PlacedAt); age > merchant.Days*24*time.Hour {
		t.Errorf("%s is %v old", o.Name, age)
	}
}

func checkUnits(t *testing.T, o *merchant.Order) {
	t.Helper()
	for i := range o.Lines {
		if o.Sent(i) > o.Lines[i].Quantity || o.Returned(i) > o.Lines[i].Quantity {
			t.Errorf("%s, line %d: %d ordered, %d sent, %d returned", o.Name, i, o.Lines[i].Quantity, o.Sent(i), o.Returned(i))
		}
	}
}

func TestOrdersAreNumberedByTime(t *testing.T) {
	for _, m := range merchants() {
		next := [4]int{1001, 1001, 1001, 1001}
		for i := range m.Orders {
			o := &m.Orders[i]
			if o.Number != next[o.Store] || i > 0 && o.PlacedAt.Before(m.Orders[i-1].PlacedAt) {
				t.Fatalf("order %d is %s of %v, want number %d", i, o.Name, o.PlacedAt, next[o.Store])
			}
			next[o.Store]++
		}
	}
}

func TestStockIsWhatOrdersNeed(t *testing.T) {
	for _, m := range merchants() {
		needed := map[[2]int]int{}
		for i := range m.Orders {
			o := &m.Orders[i]
			for line := range o.Lines {
				if sku := o.Lines[line].SKU; sku != merchant.NoSKU {
					needed[[2]int{sku, o.Location}] += o.Open(line)
				}
			}
		}
		for i := range m.Stock {
			s := &m.Stock[i]
			key := [2]int{s.SKU, s.Location}
			if s.Committed != needed[key] || s.OnHand < 0 || s.Damaged < 0 || s.Incoming < 0 || s.Available()+s.Committed+s.Damaged != s.OnHand {
				t.Errorf("seed %d: stock %+v, open orders need %d", m.Seed, *s, needed[key])
			}
			if back := slices.Contains(m.Oddities.BackOrdered, i); back != (s.Available() < 0) {
				t.Errorf("seed %d: stock %+v has %d available; named as back-ordered: %v", m.Seed, *s, s.Available(), back)
			}
			delete(needed, key)
		}
		if len(needed) > 0 {
			t.Errorf("seed %d: orders need what is kept nowhere: %v", m.Seed, needed)
		}
	}
}

func TestEveryKindOfFateOccurs(t *testing.T) {
	for _, m := range merchants() {
		fates := map[string]int{}
		count := func(is bool, fate string) {
			if is {
				fates[fate]++
			}
		}
		for i := range m.Orders {
			o := &m.Orders[i]
			first := &o.Payments[0]
			count(o.Person == merchant.Guest, "guest")
			count(len(o.Payments) == 2 && o.Payments[1].ID != "" && first.ID != "", "split over two cards")
			count(first.Method == merchant.ByGiftCard, "gift card")
			count(first.Method == merchant.ByTransfer, "transfer")
			count(first.Status == merchant.Authorized, "requires capture")
			count(first.Status == merchant.Failed, "failed")
			count(first.Status == merchant.Voided, "voided")
			count(first.Status == merchant.Awaited, "transfer awaited")
			count(first.Method == merchant.ByTransfer && !first.CapturedAt.IsZero(), "transfer that came")
			count(o.Total.Shop.Currency == "EUR" && o.Total.Presentment.Currency == "PLN", "shown in zloty")
			count(first.Status == merchant.Paid && len(first.Declined) > 0, "paid at the second try")
			count(!first.CapturedAt.IsZero(), "captured later")
			count(o.CancelReason == "CUSTOMER", "cancelled by the customer")
			count(o.CancelReason == "INVENTORY", "cancelled for lack of goods")
			count(o.CancelReason == "DECLINED", "cancelled because declined")
			count(len(o.Refunds) > 0 && o.Refunds[0].Total == o.Total, "refunded in full")
			count(len(o.Refunds) > 0 && o.Refunds[0].Total.Shop.Minor < o.Total.Shop.Minor, "refunded in part")
			count(len(o.Refunds) > 0 && !o.Refunds[0].Goodwill.IsZero(), "goodwill")
			count(len(o.Fulfillments) == 2, "two parcels")
			count(len(o.Fulfillments) > 0 && o.Fulfillments[0].Tracking == "", "no tracking number")
			count(o.Note != "", "note")
			count(len(o.Tags) > 0, "tags")
			count(o.Percent > 0, "discount")
			count(slices.ContainsFunc(o.Lines, func(l merchant.Line) bool { return l.SKU == merchant.NoSKU }), "line without SKU")
		}
		if len(fates) != 24 {
			t.Errorf("seed %d: only %v", m.Seed, fates)
		}
		for fate, n := range fates {
			if n < 4 {
				t.Errorf("seed %d: %q occurs %d times only", m.Seed, fate, n)
			}
		}
	}
}

func TestNewOrdersAndTheirFate(t *testing.T) {
	m := merchant.New(7, afterBlackFriday)
	for store := range m.Stores {
		draw := func() merchant.Order { return m.NewOrder(rand.New(rand.NewPCG(1, 2)), store, 99_999, m.Now) }
		o := draw()
		if !reflect.DeepEqual(o, draw()) {
			t.Error("the same random numbers gave another order")
		}
		if o.Name != [...]string{"#N99999", "#S99999", "T00099999", "OUT-99999"}[store] || len(o.Fulfillments) > 0 || len(o.Refunds) > 0 {
			t.Errorf("a new order is %+v", o)
		}
		checkSums(t, m, &o)
		checkTimes(t, m, &o)
		r := rand.New(rand.NewPCG(3, 4))
		parcel, ok := m.Parcel(&o, r, m.Now)
		if !ok || len(parcel.Lines) != len(o.Lines) {
			t.Errorf("the parcel of a new order has %v", parcel.Lines)
		}
		o.Fulfillments = append(o.Fulfillments, parcel)
		if _, again := m.Parcel(&o, r, m.Now); again {
			t.Error("everything was sent twice")
		}
		if refund, ok := m.Return(&o, r, m.Now); ok {
			o.Refunds = append(o.Refunds, refund)
			checkSums(t, m, &o)
		}
	}
}
