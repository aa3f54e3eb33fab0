package sqldb

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/shopspring/decimal"
)

// attribute is one thing of an entity that a column can feed.
type attribute[T any] struct {
	// name is the key in Table.Fields.
	name string
	// field is the kind's field that the column answers; "" for none.
	field string
	use   use
	// words are the canonical words of a state.
	words []string
	// needed marks what the kind cannot be without.
	needed bool
	// zero has set called where the column has no value, too: what is not true is false.
	zero bool
	set  func(e *T, v datum)
}

// datum is a value that was read.
type datum struct {
	text  string
	word  string // the canonical one
	raw   string // the column's name
	at    time.Time
	num   decimal.Decimal
	money commerce.Money
	yes   bool
	list  []string
	id    commerce.ID
}

func (a attribute[T]) need() attribute[T] {
	a.needed = true
	return a
}

func text[T any](name, field string, at func(*T) *commerce.Text) attribute[T] {
	return attribute[T]{name: name, field: field, use: useText, set: func(e *T, v datum) { *at(e) = commerce.Text(v.text) }}
}

func plain[T any](name, field string, at func(*T) *string) attribute[T] {
	return attribute[T]{name: name, field: field, use: useText, set: func(e *T, v datum) { *at(e) = v.text }}
}

func folded[T any](name, field string, set func(*T, commerce.Text)) attribute[T] {
	return attribute[T]{name: name, field: field, use: useFolded, set: func(e *T, v datum) { set(e, commerce.Text(v.text)) }}
}

func instant[T any](name, field string, at func(*T) *time.Time) attribute[T] {
	return attribute[T]{name: name, field: field, use: useInstant, set: func(e *T, v datum) { *at(e) = v.at }}
}

func state[T any, E ~string](name, field string, words []string, at func(*T) *commerce.State[E]) attribute[T] {
	return attribute[T]{name: name, field: field, use: useWord, words: words, set: func(e *T, v datum) {
		mapping := commerce.MappingExact
		if v.word == unknown {
			mapping = commerce.MappingUnknown
		}
		*at(e) = commerce.State[E]{Value: E(v.word), Raw: commerce.Text(v.text), RawField: v.raw, Mapping: mapping}
	}}
}

func flag[T any](name, field string, at func(*T) *bool) attribute[T] {
	return attribute[T]{name: name, field: field, use: useFlag, zero: true, set: func(e *T, v datum) { *at(e) = v.yes }}
}

func reference[T any](name, field string, at func(*T) *commerce.ID) attribute[T] {
	return attribute[T]{name: name, field: field, use: useReference, set: func(e *T, v datum) { *at(e) = v.id }}
}

func list[T any](name string, at func(*T) *[]string) attribute[T] {
	return attribute[T]{name: name, use: useList, set: func(e *T, v datum) { *at(e) = v.list }}
}

func amount[T any](name, field string, at func(*T) *commerce.Money) attribute[T] {
	return attribute[T]{name: name, field: field, use: useMoney, set: func(e *T, v datum) { *at(e) = v.money }}
}

func maybeAmount[T any](name string, at func(*T) **commerce.Money) attribute[T] {
	return attribute[T]{name: name, use: useMoney, set: func(e *T, v datum) { *at(e) = &v.money }}
}

func bag[T any](name, field string, at func(*T) *commerce.MoneyBag) attribute[T] {
	return attribute[T]{name: name, field: field, use: useMoney, set: func(e *T, v datum) { *at(e) = commerce.SingleCurrency(v.money) }}
}

func maybeBag[T any](name string, at func(*T) **commerce.MoneyBag) attribute[T] {
	return attribute[T]{name: name, use: useMoney, set: func(e *T, v datum) {
		b := commerce.SingleCurrency(v.money)
		*at(e) = &b
	}}
}

func count[T any](name string, set func(*T, int)) attribute[T] {
	return attribute[T]{name: name, use: useCount, set: func(e *T, v datum) { set(e, int(v.num.IntPart())) }}
}

func maybeCount[T any](name string, at func(*T) **int) attribute[T] {
	return count(name, func(e *T, n int) { *at(e) = &n })
}

func number[T any](name string, at func(*T) **commerce.Decimal) attribute[T] {
	return attribute[T]{name: name, use: useNumber, set: func(e *T, v datum) { *at(e) = new(commerce.DecimalOf(v.num)) }}
}

// address lists the attributes of an address, which exists as soon as one of its columns has a value.
func address[T any](prefix, countryField string, at func(*T) **commerce.Address) []attribute[T] {
	part := func(name, field string, of func(*commerce.Address) *commerce.Text) attribute[T] {
		return text(prefix+name, field, func(e *T) *commerce.Text {
			a := at(e)
			if *a == nil {
				*a = new(commerce.Address)
			}
			return of(*a)
		})
	}
	return []attribute[T]{
		part("firstName", "", func(a *commerce.Address) *commerce.Text { return &a.FirstName }),
		part("lastName", "", func(a *commerce.Address) *commerce.Text { return &a.LastName }),
		part("company", "", func(a *commerce.Address) *commerce.Text { return &a.Company }),
		part("address1", "", func(a *commerce.Address) *commerce.Text { return &a.Address1 }),
		part("address2", "", func(a *commerce.Address) *commerce.Text { return &a.Address2 }),
		part("city", "", func(a *commerce.Address) *commerce.Text { return &a.City }),
		part("province", "", func(a *commerce.Address) *commerce.Text { return &a.Province }),
		part("provinceCode", "", func(a *commerce.Address) *commerce.Text { return &a.ProvinceCode }),
		part("zip", "", func(a *commerce.Address) *commerce.Text { return &a.Zip }),
		part("countryCode", countryField, func(a *commerce.Address) *commerce.Text { return &a.CountryCode }),
		part("phone", "", func(a *commerce.Address) *commerce.Text { return &a.Phone }),
	}
}
