package app_test

import (
	"reflect"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// kindPage is what a page shows of one kind.
type kindPage struct {
	Kind     string // its name
	Plural   string
	Traits   sources.Traits
	Exported bool // whether the source has a way of its own to give all of it
	Fields   []fieldRow
	Unasked  []string // the fields that the system does not filter by
	Groups   []groupRow
	Notes    []string
	Mappable *sqldb.Mappable // nil where the system has its own fields
}

type fieldRow struct{ Name, Filter, Sort, Find string }

type groupRow struct {
	groupFill
	Rights []string
}

// kindView shows a kind of any connector.
type kindView struct {
	name, plural string
	fields       []string
	unlisted     commerce.Unlisted
	page         func(*sources.Source, graphNames, written) (kindPage, bool)
}

func kindViews() []kindView {
	return []kindView{
		viewOf("Customers", commerce.Customers, func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers }),
		viewOf("Orders", commerce.Orders, func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders }),
		viewOf("Products", commerce.Products, func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products }),
		viewOf("Variants", commerce.ProductVariants, func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants }),
		viewOf("Stock", commerce.InventoryItems, func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems }),
		viewOf("Locations", commerce.Locations, func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations }),
		viewOf("Payments", commerce.Payments, func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments }),
	}
}

// kindNames are the kinds by the names that they and their types have.
var kindNames = []string{
	commerce.Customers.Name, commerce.Orders.Name, commerce.Products.Name, commerce.ProductVariants.Name,
	commerce.InventoryItems.Name, commerce.Locations.Name, commerce.Payments.Name,
}

func viewOf[T any](plural string, kind commerce.Kind[T], of func(*sources.Source) sources.Collection[T]) kindView {
	v := kindView{name: kind.Name, plural: plural, unlisted: kind.Unlisted}
	for _, f := range kind.Fields {
		v.fields = append(v.fields, f.Name)
	}
	v.page = func(s *sources.Source, names graphNames, w written) (kindPage, bool) {
		c := of(s)
		if c == nil {
			return kindPage{}, false
		}
		p := kindPage{Kind: kind.Name, Plural: plural, Traits: c.Traits(), Exported: exports[T](s)}
		for _, name := range v.fields {
			row := fieldRow{name, filterWords(p.Traits.Filters[name]), sortWords(p.Traits, name), ""}
			if slices.Contains(p.Traits.Joins, name) {
				row.Find = "yes"
			}
			if row != (fieldRow{Name: name}) {
				p.Fields = append(p.Fields, row)
			}
			if row.Filter == "" {
				p.Unasked = append(p.Unasked, name)
			}
		}
		for _, fill := range names.fills(reflect.TypeFor[T](), kind.Groups, w) {
			p.Groups = append(p.Groups, groupRow{groupFill: fill})
		}
		return p, true
	}
	return v
}

// exports reports whether the source has an export of T.
func exports[T any](s *sources.Source) bool {
	all := reflect.ValueOf(s.Exports)
	for i := range all.NumField() {
		if export, ok := all.Field(i).Interface().(sources.Export[T]); ok && export != nil {
			return true
		}
	}
	return false
}

func filterWords(ops sources.Op) string {
	var words []string
	for _, op := range []struct {
		op   sources.Op
		word string
	}{{sources.Eq, "equal"}, {sources.Range, "range"}, {sources.Prefix, "prefix"}} {
		if ops&op.op != 0 {
			words = append(words, op.word)
		}
	}
	return strings.Join(words, ", ")
}

func sortWords(t sources.Traits, field string) string {
	up, down := t.Sortable(sources.Sort{Field: field}), t.Sortable(sources.Sort{Field: field, Desc: true})
	switch {
	case up && down:
		return "both ways"
	case up:
		return "ascending"
	case down:
		return "descending"
	}
	return ""
}
