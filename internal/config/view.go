package config

import (
	"iter"
	"reflect"
	"slices"
)

// Views says how the sources that have the same kind of thing are shown as one, by kind. A kind that is left out is shown as derived from the sources.
type Views struct {
	// Customers.
	Customers *View `yaml:"customers"`
	// Orders.
	Orders *View `yaml:"orders"`
	// Products.
	Products *View `yaml:"products"`
	// Variants of products.
	Variants *View `yaml:"variants"`
	// Stock.
	Inventory *View `yaml:"inventory"`
	// Places that hold stock.
	Locations *View `yaml:"locations"`
	// Payments.
	Payments *View `yaml:"payments"`
}

// All yields the views that are configured, by the key of their kind, in the order of the struct.
func (v *Views) All() iter.Seq2[string, *View] { return present[View](v) }

// View is either a union, where each source has things of its own, or a primary source that others add to.
type View struct {
	// Sources that each have things of their own: all are listed. Either this or `primary`.
	Union []string `yaml:"union" example:"[north, south]"`
	// Source that says which things exist.
	Primary string `yaml:"primary" example:"crm"`
	// Sources that know more about the things of the primary one, the best first.
	Secondaries []string `yaml:"secondaries" example:"[north, south, pay]"`
	// Field that is equal where two sources mean the same thing. Needed with `secondaries`.
	Match string `yaml:"match" example:"email"`
	// Sources to take a group of fields from, the best first, by group. Other groups follow the order of primary and secondaries.
	Rules map[string][]string `yaml:"rules" example:"{contact: [crm, north]}"`
}

// members returns the sources that the view names, in its order, each once.
func (v *View) members() []string {
	var members []string
	for _, name := range slices.Concat(v.Union, []string{v.Primary}, v.Secondaries) {
		if name != "" && !slices.Contains(members, name) {
			members = append(members, name)
		}
	}
	return members
}

// present yields the fields of a struct of pointers that are not nil, by key.
func present[T any](block any) iter.Seq2[string, *T] {
	value := reflect.ValueOf(block).Elem()
	return func(yield func(string, *T) bool) {
		for _, f := range fieldsOf(value.Type()) {
			if p, ok := value.FieldByIndex(f.index).Interface().(*T); ok && p != nil && !yield(f.key, p) {
				return
			}
		}
	}
}
