package commerce_test

import (
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// Whatever an entity lacks, its fields must be readable.
func TestFieldsOfAnEmptyEntity(t *testing.T) {
	empty(t, commerce.Customers)
	empty(t, commerce.Orders)
	empty(t, commerce.Products)
	empty(t, commerce.ProductVariants)
	empty(t, commerce.InventoryItems)
	empty(t, commerce.Locations)
	empty(t, commerce.Payments)
}

func empty[T any](t *testing.T, k commerce.Kind[T]) {
	t.Helper()
	for _, f := range k.Fields {
		for _, v := range f.Values(new(T)) {
			if v.IsZero() {
				t.Errorf("%s.%s of an empty entity holds a missing value", k.Name, f.Name)
			}
			if f.Type == commerce.FoldedText && v.Type() != commerce.FoldedText {
				t.Errorf("%s.%s is folded, and its value is not", k.Name, f.Name)
			}
		}
		if f.Group&^k.AllGroups() != 0 {
			t.Errorf("%s.%s needs a group that the kind does not have", k.Name, f.Name)
		}
	}
}

func TestStatesThatNobodySaidAreUnknown(t *testing.T) {
	o := &commerce.Order{}
	if o.StatusValue() != commerce.OrderStatusUnknown || o.CancelReasonValue() != nil {
		t.Errorf("%s, %v", o.StatusValue(), o.CancelReasonValue())
	}
	words := commerce.Words[commerce.OrderStatus]{"open": commerce.OrderStatusOpen}
	if s := words.State("status", "open"); s.Value != commerce.OrderStatusOpen || s.Mapping != commerce.MappingExact {
		t.Errorf("%+v", s)
	}
	if s := words.State("status", "frozen"); s.Value != commerce.OrderStatusUnknown || s.Raw != "frozen" || s.Mapping != commerce.MappingUnknown {
		t.Errorf("%+v", s)
	}
}

func TestValuesCompare(t *testing.T) {
	early, late := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 1, 30, 0, 0, time.FixedZone("", 3600))
	for _, tc := range []struct {
		a, b commerce.Value
		want int
	}{
		{commerce.String("a"), commerce.String("b"), -1},
		{commerce.Folded(" Ada@X.com"), commerce.Folded("ada@x.COM "), 0},
		{commerce.Time(early), commerce.Time(late), -1},
		{commerce.Time(early), commerce.Value{}, 1},
		{commerce.Value{}, commerce.Value{}, 0},
		{commerce.Bool(false), commerce.Bool(true), -1},
	} {
		if got := tc.a.Compare(tc.b); got != tc.want {
			t.Errorf("%s against %s: %d, want %d", tc.a.Format(), tc.b.Format(), got, tc.want)
		}
	}
}

func TestAddressIsFormatted(t *testing.T) {
	a := &commerce.Address{FirstName: "Åsa", LastName: "Öberg", Address1: "Storgatan 1", City: "Malmö", Zip: "211 34", CountryCode: "SE"}
	if got := a.Formatted(); !slices.Equal(got, []string{"Åsa Öberg", "Storgatan 1", "Malmö 211 34", "SE"}) {
		t.Errorf("%q", got)
	}
}

func TestAvailableIsUnknownUnlessSaid(t *testing.T) {
	item := &commerce.InventoryItem{Levels: []*commerce.InventoryLevel{{}}}
	if item.Available() != nil {
		t.Error("a quantity that nobody said")
	}
	item.Levels = append(item.Levels, &commerce.InventoryLevel{Quantities: []commerce.InventoryQuantity{{Name: commerce.InventoryQuantityNameAvailable, Quantity: -3}}})
	if got := item.Available(); got == nil || *got != -3 {
		t.Errorf("%v", got)
	}
}
