package merchant_test

import (
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// TestBranchesKnowPeopleOfTheCRM: who has an account at the trade store or the
// outlet is known to the CRM by the same e-mail address, and often elsewhere.
func TestBranchesKnowPeopleOfTheCRM(t *testing.T) {
	for _, m := range merchants() {
		for _, store := range []int{merchant.Trade, merchant.Outlet} {
			all, elsewhere, companies := 0, 0, 0
			for i := range m.People {
				p := &m.People[i]
				record := p.ByStore[store]
				if record == nil {
					continue
				}
				all++
				if p.CRM == nil || !strings.EqualFold(record.Email, p.CRM.Email) || record.Email == "" || len(record.Addresses) == 0 {
					t.Fatalf("seed %d: person %d at %s is %+v", m.Seed, i, m.Stores[store].Name, record)
				}
				if p.ByStore[merchant.North] != nil || p.ByStore[merchant.South] != nil {
					elsewhere++
				}
				if record.Addresses[0].Company != "" {
					companies++
				}
			}
			if all < 60 || elsewhere < all/4 || elsewhere == all || store == merchant.Trade && companies != all {
				t.Errorf("seed %d: %s knows %d people, %d of them from the main stores, %d companies", m.Seed, m.Stores[store].Name, all, elsewhere, companies)
			}
		}
		if m.People[m.Oddities.Heavy].ByStore[merchant.Trade] == nil {
			t.Errorf("seed %d: the heavy customer does not buy at the trade store", m.Seed)
		}
	}
}

func TestBranchesSellInTheirOwnWay(t *testing.T) {
	for _, m := range merchants() {
		placed, tax := [4]int{}, map[string]bool{}
		for i := range m.Orders {
			o := &m.Orders[i]
			placed[o.Store]++
			switch o.Store {
			case merchant.Trade:
				tax[o.Country] = tax[o.Country] || !o.Tax.IsZero()
				if o.Lines[0].Quantity%6 != 0 || o.Tax.IsZero() != (o.TaxRate == 0) {
					t.Fatalf("seed %d: %s sells %d pieces, tax %v", m.Seed, o.Name, o.Lines[0].Quantity, o.Tax)
				}
			case merchant.Outlet:
				if m.Now.Sub(o.PlacedAt) > 22*24*time.Hour || o.Location != merchant.Malmo || o.Total.Shop.Currency != "SEK" {
					t.Fatalf("seed %d: %s of %v, %v from location %d", m.Seed, o.Name, o.PlacedAt, o.Total, o.Location)
				}
			}
			if len(o.Payments) != 1 && o.Store > merchant.South {
				t.Fatalf("seed %d: %s has %d payments", m.Seed, o.Name, len(o.Payments))
			}
			if !o.Sendable() && len(o.Fulfillments) > 0 {
				t.Fatalf("seed %d: %s was sent, and its payment is %+v", m.Seed, o.Name, o.Payments[0])
			}
		}
		if placed != [4]int{placed[0], 18_000 - placed[0], 760, 240} {
			t.Errorf("seed %d: orders by store: %v", m.Seed, placed)
		}
		if !tax["DE"] || tax["FR"] {
			t.Errorf("seed %d: companies pay tax in %v", m.Seed, tax)
		}
	}
}

// TestTheNewestOrdersAreOfTheBranches: who asks for the newest orders sees them.
func TestTheNewestOrdersAreOfTheBranches(t *testing.T) {
	for _, m := range merchants() {
		seen := map[int]bool{}
		for i := range m.Orders {
			if o := &m.Orders[i]; m.Now.Sub(o.PlacedAt) <= 6*time.Minute {
				seen[o.Store] = true
			}
		}
		if !seen[merchant.Trade] || !seen[merchant.Outlet] {
			t.Errorf("seed %d: the last orders are of %v", m.Seed, seen)
		}
	}
}
