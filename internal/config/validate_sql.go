package config

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"time"
)

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func (s *SQL) validate(r *Report, path string) {
	s.validateScheme(r, path)
	tables := path + ".tables"
	if r.given(tables) && !r.doc.anyBelow(tables) {
		r.AddKey(tables, Problem{Message: tables + " is empty", Remedy: fmt.Sprintf("It has one or more of %s.", oneOf(kindKeys()))})
	}
	for kind, table := range s.Tables.All() {
		at := join(tables, kind)
		validateOrigin(r, at, table.Table, table.Select)
		validateFields(r, at, table.Fields, table.Values)
		for _, name := range slices.Sorted(maps.Keys(table.Children)) {
			child := table.Children[name]
			at := join(at+".children", name)
			validateOrigin(r, at, child.Table, child.Select)
			if r.given(at+".id") && len(child.ID) == 0 && !r.doc.anyBelow(at+".id") {
				r.Add(at+".id", Problem{Message: at + ".id is empty", Remedy: "For example: id: [order_id, line_no]"})
			}
			repeated(r, at+".id", child.ID)
			validateFields(r, at, child.Fields, child.Values)
		}
	}
}

// validateOrigin checks that rows come from a table or from a statement, and not from both.
func validateOrigin(r *Report, path, table, statement string) {
	switch {
	case table != "" && statement != "":
		r.AddKey(path+".select", Problem{Message: path + " has both table and select", Remedy: "Remove one of them: rows come from a table or from a statement."})
	case !r.given(path+".table") && !r.given(path+".select"):
		r.AddKey(path, Problem{Message: path + " has neither table nor select", Remedy: "For example: table: orders"})
	}
}

// validateFields checks the columns of a table and what its values are mapped to.
func validateFields(r *Report, path string, fields map[string]Column, values map[string]map[string]string) {
	if r.given(path+".fields") && len(fields) == 0 && !r.doc.anyBelow(path+".fields") {
		r.AddKey(path+".fields", Problem{Message: path + ".fields is empty", Remedy: "For example: fields: {name: order_no}"})
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		column := fields[name]
		column.validate(r, join(path+".fields", name))
	}
	names := slices.Sorted(maps.Keys(fields))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		at := join(path+".values", name)
		switch column, mapped := fields[name]; {
		case !mapped && !r.given(join(path+".fields", name)):
			r.AddKey(at, Problem{Message: fmt.Sprintf("%s is not among the fields of %s", quoted(name), path), Suggestion: Nearest(name, names)})
		case column.Values != nil:
			r.AddKey(at, Problem{Message: fmt.Sprintf("the values of %s are mapped twice", quoted(name)), Remedy: "Remove them here or at the column."})
		}
	}
}

// validate checks what the settings of a column say together.
func (c *Column) validate(r *Report, path string) {
	isLocal := c.Type == ColumnLocalTime || c.Type == ColumnDate || c.Type == "" // which is as the database says
	switch {
	case c.Type == ColumnLocalTime && !r.given(path+".zone"):
		r.Add(path+".type", Problem{Message: path + " is a local-time without a zone", Remedy: "For example: zone: Europe/London"})
	case c.Zone != "" && !isLocal:
		r.AddKey(path+".zone", Problem{Message: path + " has a zone, but is no local time", Remedy: "Only local-time and date have one: remove it, or change the type."})
	case c.Zone != "":
		// The name Local is what the machine is set to, which a configuration should not depend on.
		if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "Local" {
			r.Add(path+".zone", Problem{Message: fmt.Sprintf("%s.zone is not a time zone", path), Remedy: "Use a name of the IANA database, such as Europe/London or UTC."})
		}
	}
	c.validateAmount(r, path)
}

// validateAmount checks the settings of an amount of money.
func (c *Column) validateAmount(r *Report, path string) {
	if c.Currency != "" && !currencyCode.MatchString(c.Currency) {
		r.Add(path+".currency", Problem{Message: path + ".currency must be three capital letters", Remedy: "Use a code of ISO 4217, such as GBP."})
	}
	if c.Currency != "" && c.CurrencyColumn != "" {
		r.AddKey(path+".currencyColumn", Problem{Message: path + " has both currency and currencyColumn", Remedy: "Remove one of them."})
	}
}

// kindKeys returns the keys of the kinds of entities.
func kindKeys() []string { return keysOf(fieldsOf(reflect.TypeFor[Tables]())) }
