package sqldb_test

import (
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/sources/sqldb"
)

// columnsFor names a column for each feed, but the one that is left out.
func columnsFor(feeds []sqldb.Feed, without string) map[string]sqldb.Column {
	out := make(map[string]sqldb.Column)
	for _, f := range feeds {
		if f.Name == without {
			continue
		}
		c := sqldb.Column{Name: f.Name}
		if f.Holds == sqldb.HoldsAmount {
			c.Currency = "GBP"
		}
		for _, word := range f.Words {
			c.Values = map[string]string{"x": word}
		}
		out[f.Name] = c
	}
	return out
}

// tablesOf maps one kind.
func tablesOf(key string, table *sqldb.Table) sqldb.Tables {
	var t sqldb.Tables
	*map[string]**sqldb.Table{
		"customers": &t.Customers, "orders": &t.Orders, "products": &t.Products, "variants": &t.Variants,
		"inventory": &t.Inventory, "locations": &t.Locations, "payments": &t.Payments,
	}[key] = table
	return t
}

// What is said that tables can hold is what a mapping may say, and what is
// needed is what it may not leave out.
func TestMappablesAreWhatCanBeMapped(t *testing.T) {
	for _, m := range sqldb.Mappables() {
		check := func(what string, children map[string]sqldb.Child, fields map[string]sqldb.Column, wrong bool) {
			t.Helper()
			table := &sqldb.Table{Table: m.Key, ID: "id", Fields: fields, Children: children}
			if problems := sqldb.Vet(tablesOf(m.Key, table)); len(problems) > 0 != wrong {
				t.Errorf("%s, %s: %v", m.Key, what, problems)
			}
		}
		child := func(c sqldb.MappableChild, without string) sqldb.Child {
			return sqldb.Child{Table: c.Key, Parent: "parent", ID: []string{"id"}, Fields: columnsFor(c.Feeds, without)}
		}
		all := map[string]sqldb.Child{}
		own := columnsFor(m.Feeds, "")
		for _, c := range m.Children {
			if _, ok := own[c.Key]; !ok { // one of both may hold it
				all[c.Key] = child(c, "")
			}
		}
		check("all", all, own, false)
		for _, f := range m.Feeds {
			check("without "+f.Name, nil, columnsFor(m.Feeds, f.Name), f.Needed)
		}
		for _, c := range m.Children {
			own := columnsFor(m.Feeds, c.Key)
			for _, f := range c.Feeds {
				check(c.Key+" without "+f.Name, map[string]sqldb.Child{c.Key: child(c, f.Name)}, own, f.Needed)
			}
		}
		check("another field", nil, columnsFor(append(slices.Clone(m.Feeds), sqldb.Feed{Name: "another"}), ""), true)
	}
}
