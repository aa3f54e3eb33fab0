package memory

import (
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Option takes something away from a collection, for tests of what has to cope
// with weaker systems.
type Option func(*settings)

type settings struct {
	traits  sources.Traits
	offsets bool
}

// Traits returns what a collection of the kind can do without any option: all
// operators that mean something for each field, sorts by every field with one
// value that has an order (texts by their bytes), joins by every text and reference.
func Traits[T any](kind commerce.Kind[T], name string) sources.Traits {
	t := sources.Traits{
		Source: name, MaxBatch: 250, MaxPage: 250,
		Filters: make(map[string]sources.Op), Stable: true, Reversible: true,
	}
	for _, f := range kind.Fields {
		t.Filters[f.Name] = operators(f.Type)
		if !f.Many && sortable(f.Type) {
			t.Sorts = append(t.Sorts, sources.BothWays(f.Name)...)
		}
		if joinable(f.Type) {
			t.Joins = append(t.Joins, f.Name)
		}
	}
	return t
}

func operators(t commerce.FieldType) sources.Op {
	switch t {
	case commerce.PlainText:
		return sources.Eq | sources.Range | sources.Prefix
	case commerce.Number, commerce.Instant:
		return sources.Eq | sources.Range
	default:
		return sources.Eq
	}
}

func sortable(t commerce.FieldType) bool {
	return t.Comparable() || t == commerce.PlainText || t == commerce.FoldedText
}

func joinable(t commerce.FieldType) bool {
	return t == commerce.PlainText || t == commerce.FoldedText || t == commerce.Reference
}

// MaxPage limits how many items one page holds.
func MaxPage(n int) Option { return func(s *settings) { s.traits.MaxPage = n } }

// MaxBatch limits how many ids or values one call takes.
func MaxBatch(n int) Option { return func(s *settings) { s.traits.MaxBatch = n } }

// Filters leaves only these operators. A join needs Eq on its field, so joins
// on other fields go too.
func Filters(filters map[string]sources.Op) Option {
	return func(s *settings) {
		s.traits.Filters = filters
		s.traits.Joins = slices.DeleteFunc(slices.Clone(s.traits.Joins), func(field string) bool {
			return filters[field]&sources.Eq == 0
		})
	}
}

// Sorts leaves only these orders, beside the collection's own: that of the keys.
func Sorts(sorts ...sources.Sort) Option { return func(s *settings) { s.traits.Sorts = sorts } }

// Joins leaves only the joins by these fields.
func Joins(fields ...string) Option { return func(s *settings) { s.traits.Joins = fields } }

// Requires has the collection refuse to list without a value for each of the fields.
func Requires(fields ...string) Option { return func(s *settings) { s.traits.Requires = fields } }

// OneWay makes cursors continue in their own direction only.
func OneWay() Option { return func(s *settings) { s.traits.Reversible = false } }

// Offsets makes cursors count items, as page numbers do: neither stable nor reversible.
func Offsets() Option {
	return func(s *settings) { s.offsets, s.traits.Stable, s.traits.Reversible = true, false, false }
}
