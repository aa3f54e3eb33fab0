package merchant_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/merchant"
)

func TestPeople(t *testing.T) {
	for _, m := range merchants() {
		names, addresses, strange := map[string][]int{}, map[string]int{}, 0
		for i := range m.People {
			p := &m.People[i]
			if (p.CRM != nil) != (i < merchant.Customers) {
				t.Fatalf("seed %d: person %d: in the CRM: %v", m.Seed, i, p.CRM != nil)
			}
			for _, r := range append(p.ByStore[:], p.CRM, p.Gateway) {
				if r == nil {
					continue
				}
				if r.CreatedAt.After(m.Now) || r.UpdatedAt.Before(r.CreatedAt) || r.UpdatedAt.After(m.Now) {
					t.Errorf("seed %d: person %d: created %v, changed %v", m.Seed, i, r.CreatedAt, r.UpdatedAt)
				}
				if other, taken := addresses[strings.ToLower(r.Email)]; taken && other != i && r.Email != "" {
					t.Errorf("seed %d: people %d and %d are both %s", m.Seed, i, other, r.Email)
				}
				addresses[strings.ToLower(r.Email)] = i
			}
			if p.CRM != nil {
				names[p.CRM.Name()] = append(names[p.CRM.Name()], i)
				if strings.ContainsFunc(p.CRM.Name(), func(r rune) bool { return r > 0x7f }) {
					strange++
				}
			}
		}
		if strange < merchant.Customers/4 {
			t.Errorf("seed %d: only %d names beyond ASCII", m.Seed, strange)
		}
		checkNamesakes(t, m, names)
	}
}

func checkNamesakes(t *testing.T, m *merchant.Merchant, names map[string][]int) {
	t.Helper()
	pair := m.Oddities.Namesakes
	for name, people := range names {
		if len(people) > 1 && !slices.Equal(people, pair[:]) {
			t.Errorf("seed %d: %s are %v, and namesakes only by accident", m.Seed, name, people)
		}
	}
	a, b := m.People[pair[0]].CRM, m.People[pair[1]].CRM
	if a.Name() != b.Name() || a.Email == b.Email {
		t.Errorf("seed %d: namesakes %q <%s> and %q <%s>", m.Seed, a.Name(), a.Email, b.Name(), b.Email)
	}
}

func TestSpellings(t *testing.T) {
	for _, m := range merchants() {
		if len(m.Oddities.Spelled) != 40 || len(m.Oddities.NoEmail) != 5 {
			t.Errorf("seed %d: %d people spelled differently, %d without e-mail", m.Seed, len(m.Oddities.Spelled), len(m.Oddities.NoEmail))
		}
		for _, i := range m.Oddities.Spelled {
			p := &m.People[i]
			written := map[string]bool{}
			for _, r := range []*merchant.Record{p.CRM, p.ByStore[0], p.ByStore[1]} {
				written[r.Email] = true
				if !strings.EqualFold(r.Email, p.CRM.Email) {
					t.Errorf("seed %d: %s and %s are not the same address", m.Seed, r.Email, p.CRM.Email)
				}
			}
			if len(written) != 3 || p.CRM.Phone == p.ByStore[0].Phone || p.Gateway.Phone == p.CRM.Phone || p.CRM.Name() == p.ByStore[0].Name() {
				t.Errorf("seed %d: person %d is written alike: %v", m.Seed, i, written)
			}
		}
		for _, i := range m.Oddities.NoEmail {
			p := &m.People[i]
			r := p.ByStore[0]
			if r == nil {
				r = p.ByStore[1]
			}
			if r.Email != "" || r.Phone == "" || p.CRM != nil || p.Gateway != nil {
				t.Errorf("seed %d: person %d: %+v", m.Seed, i, r)
			}
		}
	}
}

func TestOddOrders(t *testing.T) {
	for _, m := range merchants() {
		odd := m.Oddities
		heavy, lost, tests := 0, 0, 0
		for i := range m.Orders {
			o := &m.Orders[i]
			if o.Person == odd.Heavy && o.Store == merchant.North {
				heavy++
			}
			if o.Test {
				tests++
			}
			for p := range o.Payments {
				if o.Payments[p].Lost {
					lost++
				}
				labelled := o.Payments[p].ID == "" || o.Payments[p].Labels["order_name"] == o.Name
				if labelled == slices.Contains(odd.Unlabelled, i) {
					t.Errorf("seed %d: %s is labelled %v", m.Seed, o.Name, o.Payments[p].Labels)
				}
			}
		}
		missing := &m.Orders[odd.MissingPayment]
		if heavy != merchant.HeavyOrders || lost != 1 || !missing.Payments[0].Lost || missing.Captured() != missing.Total {
			t.Errorf("seed %d: heavy %d, lost %d, missing %+v", m.Seed, heavy, lost, missing)
		}
		if len(odd.Unlabelled) != 40 || len(odd.Twins) != 25 || len(odd.Tests) != 6 || tests != 6 || len(odd.BackOrdered) != 3 || len(odd.Drifting) == 0 {
			t.Errorf("seed %d: %d tests; %+v", m.Seed, tests, odd)
		}
		checkTwins(t, m)
		for i := range m.Orders {
			o := &m.Orders[i]
			card := slices.ContainsFunc(o.Payments, func(p merchant.Payment) bool { return p.ID != "" })
			if unnoted := slices.Contains(odd.Unnoted, i); o.NotesPayment() != (card && !unnoted) || unnoted && (o.Store != merchant.Outlet || !card) {
				t.Errorf("seed %d: %s notes its payment: %v; named as one that does not: %v", m.Seed, o.Name, o.NotesPayment(), unnoted)
			}
		}
		if n := len(odd.Unnoted); n < 10 || n > 30 {
			t.Errorf("seed %d: %d orders do not note their payment", m.Seed, n)
		}
		for _, drift := range odd.Drifting {
			if drift.Extra <= 0 || !m.Ships(drift.Store, m.Stock[drift.Stock].Location) || !m.SKUs[m.Stock[drift.Stock].SKU].SoldBy(drift.Store) {
				t.Errorf("seed %d: no store is wrong in %+v", m.Seed, drift)
			}
		}
	}
}

func checkTwins(t *testing.T, m *merchant.Merchant) {
	t.Helper()
	known := map[string]bool{}
	for i := range m.People[:merchant.Customers] {
		known[m.People[i].CRM.Email] = true
	}
	for i := range m.Orders {
		o := &m.Orders[i]
		if twin := slices.Contains(m.Oddities.Twins, i); twin != (o.Person == merchant.Guest && known[o.Email]) {
			t.Errorf("seed %d: %s of <%s>, person %d; named as a twin: %v", m.Seed, o.Name, o.Email, o.Person, twin)
		}
	}
}
