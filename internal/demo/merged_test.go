package demo_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/merchant"
)

// sourcesOf is what is looked at of an entity that several systems know.
type sourcesOf struct {
	SKU, Email string
	Available  int
	Sources    []struct{ Source string }
	Conflicts  []struct {
		Values []struct{ Source, Value string }
	}
}

func (s *sourcesOf) names() string {
	var names []string
	for _, source := range s.Sources {
		names = append(names, source.Source)
	}
	return strings.Join(names, " ")
}

// TestOneCustomerOverAllSystems: whom several systems know is one customer, with
// the orders of all stores.
func TestOneCustomerOverAllSystems(t *testing.T) {
	m := shared.Merchant()
	ask := graph(t, func(*config.Config) {})
	checked := map[string]bool{}
	for i := range m.People {
		p := &m.People[i]
		if p.CRM == nil || p.ByStore[merchant.Trade] == nil && p.ByStore[merchant.Outlet] == nil || i == m.Oddities.Heavy {
			continue
		}
		want := "crm"
		for store := range m.Stores {
			if p.ByStore[store] != nil {
				want += " " + m.Stores[store].Name
			}
		}
		if p.Gateway != nil {
			want += " pay"
		}
		if checked[want] {
			continue
		}
		checked[want] = true
		orders := map[string]int{}
		for o := range m.Orders {
			if m.Orders[o].Person == i || strings.EqualFold(m.Orders[o].Email, p.CRM.Email) { // or forgot to sign in
				orders[m.Stores[m.Orders[o].Store].Name]++
			}
		}
		var answer struct {
			Customers struct {
				Nodes []struct {
					sourcesOf
					Orders struct{ Nodes []struct{ Source string } }
				}
			}
		}
		ask(fmt.Sprintf(`{ customers(first: 2, filter: {email: {eq: %q}}) { nodes { email sources { source } orders(first: 100) { nodes { source } } } } }`, p.CRM.Email), &answer)
		if len(answer.Customers.Nodes) != 1 || answer.Customers.Nodes[0].names() != want {
			t.Errorf("%s is %+v, want one of %q", p.CRM.Email, answer.Customers.Nodes, want)
			continue
		}
		for _, o := range answer.Customers.Nodes[0].Orders.Nodes {
			orders[o.Source]--
		}
		for source, n := range orders {
			if n != 0 && len(answer.Customers.Nodes[0].Orders.Nodes) < 100 {
				t.Errorf("%s: %d orders of %s are missing", p.CRM.Email, n, source)
			}
		}
	}
	if len(checked) < 6 {
		t.Errorf("only customers of %v", checked)
	}
}

// TestStockOfAllStoresIsOne: the stores that sell a SKU are beside the
// warehouse, and where one is wrong, it is said.
func TestStockOfAllStoresIsOne(t *testing.T) {
	m := shared.Merchant()
	ask := graph(t, func(*config.Config) {})
	wrong := map[int]bool{} // SKUs of which a branch believes that there is more
	for _, drift := range m.Oddities.Drifting {
		wrong[m.Stock[drift.Stock].SKU] = wrong[m.Stock[drift.Stock].SKU] || drift.Store > merchant.South
	}
	both := 0
	for sku := range m.SKUs {
		k := &m.SKUs[sku]
		want, available := "warehouse", 0
		for store := range m.Stores {
			if k.SoldBy(store) {
				want += " " + m.Stores[store].Name
			}
		}
		for i := range m.Stock {
			if m.Stock[i].SKU == sku {
				available += m.Stock[i].Available()
			}
		}
		var answer struct{ InventoryItems struct{ Nodes []sourcesOf } }
		ask(fmt.Sprintf(`{ inventoryItems(first: 2, filter: {sku: {eq: %q}}) { nodes { sku available sources { source } conflicts { values { source value } } } } }`, k.Code), &answer)
		nodes := answer.InventoryItems.Nodes
		if len(nodes) != 1 || nodes[0].names() != want || nodes[0].Available != available {
			t.Errorf("%s is %+v, want one of %q, %d available", k.Code, nodes, want, available)
			continue
		}
		if wrong[sku] && len(nodes[0].Conflicts) == 0 {
			t.Errorf("%s: nobody sees that a store is wrong", k.Code)
		}
		if k.SoldBy(merchant.Trade) && k.SoldBy(merchant.Outlet) {
			both++
		}
	}
	if both < 5 {
		t.Errorf("the trade store and the outlet share %d SKUs", both)
	}
}

// TestOrdersOfAllStoresAreOneList: in the order of time, and each is found by
// its name and by what was paid for it.
func TestOrdersOfAllStoresAreOneList(t *testing.T) {
	m := shared.Merchant()
	ask := graph(t, func(*config.Config) {})
	var newest struct {
		Orders struct{ Nodes []struct{ Name string } }
	}
	ask(`{ orders(first: 60) { nodes { name } } }`, &newest)
	seen := map[int]bool{}
	for i, got := range newest.Orders.Nodes {
		o := &m.Orders[len(m.Orders)-1-i]
		seen[o.Store] = true
		if got.Name != o.Name && !o.PlacedAt.Equal(m.Orders[len(m.Orders)-2-i].PlacedAt) && !o.PlacedAt.Equal(m.Orders[len(m.Orders)-i].PlacedAt) {
			t.Errorf("order %d is %s, want %s", i, got.Name, o.Name)
		}
	}
	if len(newest.Orders.Nodes) != 60 || len(seen) != len(m.Stores) {
		t.Errorf("%d orders of the stores %v", len(newest.Orders.Nodes), seen)
	}
	for store := range m.Stores {
		for i := range m.Orders {
			o := &m.Orders[i]
			if o.Store != store || o.Payments[0].ID == "" || o.Payments[0].Lost {
				continue
			}
			var answer struct {
				Order *struct {
					Source   string
					Payments []struct {
						ExternalID string
						Order      *struct{ Name, Source string }
					}
				}
			}
			ask(fmt.Sprintf(`{ order(name: %q) { source payments { externalId order { name source } } } }`, o.Name), &answer)
			if a := answer.Order; a == nil || a.Source != m.Stores[store].Name || len(a.Payments) == 0 || a.Payments[0].ExternalID != o.Payments[0].ID ||
				a.Payments[0].Order == nil || a.Payments[0].Order.Name != o.Name {
				t.Errorf("%s is %+v", o.Name, a)
			}
			break
		}
	}
}
