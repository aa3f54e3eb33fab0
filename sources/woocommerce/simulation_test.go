package woocommerce_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// TestTimesOfAShopFarAway is in a zone far from UTC: times are asked for and
// read in UTC.
func TestTimesOfAShopFarAway(t *testing.T) {
	s := simulate(t, woocommercesim.Options{Zone: time.FixedZone("Tonga", 13*3600)})
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: 5, Created: at, Modified: at.Add(time.Hour)}))
	q := sources.Query{First: 5, Where: []sources.Predicate{{
		Field: "placedAt", Op: sources.Range, From: &sources.Bound{Value: commerce.Time(at)}, To: &sources.Bound{Value: commerce.Time(at)},
	}}}
	if got := keys(t, commerce.Orders, s.open().Orders, q); !slices.Equal(got, []string{"5"}) {
		t.Errorf("found %v", got)
	}
}

// TestOldVersions reads the same of shops that lack the newer routes.
func TestOldVersions(t *testing.T) {
	for _, version := range []string{"8.2.0", "8.9.0", "10.2.0", woocommercesim.DefaultVersion} {
		t.Run(version, func(t *testing.T) {
			s := simulate(t, woocommercesim.Options{Version: version})
			putVariant(s, makeVariant(0)) // a variation: 1001
			putVariant(s, makeVariant(3)) // its own product: 1004
			order := must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{
				ID: 7, Paid: time.Unix(1_770_000_000, 0), Lines: []woocommercesim.Line{{Name: "Cup", Quantity: one, Total: one, Subtotal: one}},
			}))
			must[woocommercesim.Refund](t)(s.PutRefund(woocommercesim.Refund{OrderID: 7, Amount: one, Lines: []woocommercesim.RefundLine{{Item: order.Lines[0].ID, Quantity: one, Total: one}}}))
			source := s.open()
			if err := source.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, i := range []int{0, 3} {
				want := makeVariant(i)
				if v := get(t, source.Variants, want.ID.Key, 0); v.ProductID != want.ProductID || v.SKU != want.SKU || v.InventoryItemID != want.InventoryItemID {
					t.Errorf("variant %+v, want %+v", v, want)
				}
			}
			below, err := source.Variants.Find(t.Context(), "product", []string{name + ":90000"}, sources.Query{First: 5})
			if items := below[name+":90000"].Items; err != nil || len(items) != 1 || items[0].Node.ProductID.Key != "90000" {
				t.Errorf("variants of the product: %+v, error %v", items, err)
			}
			o := get(t, source.Orders, "7", commerce.Orders.AllGroups())
			if len(o.Refunds) != 1 || len(o.Refunds[0].Lines) != 1 || o.Refunds[0].Lines[0].LineItemID != o.LineItems[0].ID || *o.LineItems[0].Quantity.Refunded != 1 {
				t.Errorf("refunds %+v", o.Refunds)
			}
		})
	}
}

// TestFulfillmentsOfTheFeature counts what has been sent of a line.
func TestFulfillmentsOfTheFeature(t *testing.T) {
	s := simulate(t, woocommercesim.Options{Fulfillments: true})
	order := must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: 7, Status: "processing", Lines: []woocommercesim.Line{{Name: "Cup", Quantity: one, Total: one, Subtotal: one}}}))
	f := must[woocommercesim.Fulfillment](t)(s.PutFulfillment(woocommercesim.Fulfillment{
		OrderID: 7, Status: "fulfilled", Items: []woocommercesim.Parcel{{Item: order.Lines[0].ID, Quantity: 1}},
	}))
	o := get(t, s.open().Orders, "7", commerce.OrderFulfillments|commerce.OrderLines)
	if len(o.Fulfillments) != 1 || o.Fulfillments[0].ID.Key != strconv.Itoa(f.ID) || o.LineItems[0].Quantity.Fulfilled == nil || *o.LineItems[0].Quantity.Fulfilled != 1 {
		t.Errorf("%+v", o.Fulfillments)
	}
}

// TestLocation is of the one place that a shop has.
func TestLocation(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	putItem(s, sourcetest.MakeInventoryItem(name, 1))
	source := s.open()
	item := get(t, source.InventoryItems, "1002", commerce.InventoryLevels)
	place := get(t, source.Locations, item.Levels[0].LocationID.Key, 0)
	if place.KindValue() != commerce.LocationKindVirtual || place.Name != string(item.Levels[0].LocationName) || *item.Available() != 0 {
		t.Errorf("%+v, levels %+v", place, item.Levels[0])
	}
	if got := keys(t, commerce.Locations, source.Locations, sources.Query{}); len(got) != 1 {
		t.Errorf("locations %v", got)
	}
}

var one = decimal.NewFromInt(1)

// TestSeveralTaxRates names the taxes of each line by their own rates.
func TestSeveralTaxRates(t *testing.T) {
	s := simulate(t, woocommercesim.Options{})
	amount := decimal.RequireFromString
	must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{
		ID: 7, Status: "processing", TaxRates: []woocommercesim.TaxRate{{ID: 1, Label: "GST", Percent: 5}, {ID: 2, Label: "QST", Percent: 9.975}},
		Lines: []woocommercesim.Line{
			{Name: "Cup", Quantity: one, Subtotal: amount("10"), Total: amount("10"), Taxes: []woocommercesim.ItemTax{{Rate: 1, Total: amount("0.5")}, {Rate: 2, Total: amount("0.9975")}}},
			{Name: "Book", Quantity: one, Subtotal: amount("20"), Total: amount("20"), Taxes: []woocommercesim.ItemTax{{Rate: 1, Total: amount("1")}}},
		},
		Delivery: []woocommercesim.Delivery{{MethodTitle: "Post", Total: amount("4"), Taxes: []woocommercesim.ItemTax{{Rate: 1, Total: amount("0.2")}}}},
	}))
	o := get(t, s.open().Orders, "7", commerce.Orders.AllGroups())
	var got []string
	for _, taxes := range [][]commerce.TaxLine{o.LineItems[0].TaxLines, o.LineItems[1].TaxLines, o.TaxLines} {
		for _, tax := range taxes {
			got = append(got, fmt.Sprint(tax.Title, " ", tax.Rate, " ", tax.Amount.Shop))
		}
	}
	if want := []string{"GST 0.05 0.50 USD", "QST 0.09975 0.9975 USD", "GST 0.05 1.00 USD", "GST 0.05 1.70 USD", "QST 0.09975 1.00 USD"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestDraftsOfCheckouts are found in shops of any version, by those who ask.
func TestDraftsOfCheckouts(t *testing.T) {
	for _, version := range []string{"8.2.0", woocommercesim.DefaultVersion, "10.7.0"} {
		s := simulate(t, woocommercesim.Options{Version: version})
		for i, status := range []string{"checkout-draft", "processing", "checkout-draft", "trash"} {
			must[woocommercesim.Order](t)(s.PutOrder(woocommercesim.Order{ID: i + 1, Status: status, Billing: woocommercesim.Address{Email: "ada@example.com"}}))
		}
		source := s.open()
		for want, where := range map[string][]sources.Predicate{
			"2": nil, "1 3": {eq("status", "DRAFT")}, "1 2 3": {eq("status", "DRAFT", "OPEN")}, "1 3 ": {eq("status", "DRAFT"), eq("email", "ada@example.com")},
		} {
			if got := strings.Join(walk(t, commerce.Orders, source.Orders, sources.Query{First: 2, Where: where}, nothing), " "); got != strings.TrimSpace(want) {
				t.Errorf("%s: %v lists %q, want %q", version, where, got, want)
			}
		}
		found, err := source.Orders.Get(t.Context(), []commerce.ID{idOf("1"), idOf("2"), idOf("4"), idOf("9")}, 0)
		if err != nil || len(found) != 2 || found[idOf("1")].StatusValue() != commerce.OrderStatusDraft {
			t.Errorf("%s: found %v, error %v", version, found, err)
		}
	}
}
