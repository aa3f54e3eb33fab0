package shopifysim

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"
)

// predicate says whether an entity matches a term.
type predicate func(object any) bool

// filter makes the predicate of a term on one field; ok is false when the
// field does not accept the value.
type filter func(s *search, t term) (match predicate, ok bool)

// search compiles one query on one kind of entity.
type search struct {
	store    *store
	now      time.Time
	filters  map[string]filter
	warnings []searchWarning
}

// searchWarning tells of a part of a query that was ignored.
type searchWarning struct {
	Field   string `json:"field"`
	Message string `json:"message"`
	Code    string `json:"code"`
}

// compile makes a predicate of a query. Terms on unknown fields or with values
// a field does not accept are left out and reported, as Shopify does; nil means
// that everything matches.
func (s *search) compile(node *searchNode) predicate {
	if node == nil {
		return nil
	}
	if node.kind == "term" {
		return s.compileTerm(node.term)
	}
	var parts []predicate
	for _, child := range node.children {
		if part := s.compile(child); part != nil {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	switch node.kind {
	case "not":
		return func(object any) bool { return !parts[0](object) }
	case "or":
		return func(object any) bool {
			return slices.ContainsFunc(parts, func(p predicate) bool { return p(object) })
		}
	default:
		return func(object any) bool {
			return !slices.ContainsFunc(parts, func(p predicate) bool { return !p(object) })
		}
	}
}

func (s *search) compileTerm(t term) predicate {
	field := t.field
	if field == "" {
		field = "default"
	}
	filter, known := s.filters[field]
	if !known {
		s.warnings = append(s.warnings, searchWarning{Field: field, Message: "Invalid search field for this query.", Code: "invalid_field"})
		return nil
	}
	match, ok := filter(s, t)
	if !ok {
		s.warnings = append(s.warnings, searchWarning{Field: field, Message: "Input `" + t.value + "` is not an accepted value.", Code: "invalid_value"})
		return nil
	}
	return match
}

// tokens are the words of a text, in lower case.
func tokens(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
}

// tokenized filters a field that is split into words: a plain value matches
// when each of its words is one of the field's, a quoted value when the whole
// field is the same, a value with a star when a word begins so.
func tokenized(read func(s *store, object any) []string) filter {
	return func(s *search, t term) (predicate, bool) {
		if t.comparator != ":" {
			return nil, false
		}
		return func(object any) bool {
			return slices.ContainsFunc(read(s.store, object), func(field string) bool { return matchTokens(field, t) })
		}, true
	}
}

func matchTokens(field string, t term) bool {
	if t.quoted {
		return strings.EqualFold(field, t.value)
	}
	if t.value == "*" {
		return field != ""
	}
	prefix, starred := strings.CutSuffix(t.value, "*")
	wanted, held := tokens(prefix), tokens(field)
	for i, want := range wanted {
		last := starred && i == len(wanted)-1
		if !slices.ContainsFunc(held, func(word string) bool { return word == want || last && strings.HasPrefix(word, want) }) {
			return false
		}
	}
	return len(wanted) > 0
}

// exact filters a field that is one word as a whole, without regard to case. A
// value may list several with commas; a star makes a prefix, and alone asks
// whether there is any.
func exact(read func(s *store, object any) []string) filter {
	return func(s *search, t term) (predicate, bool) {
		if t.comparator != ":" || t.value == "" {
			return nil, false
		}
		wanted := strings.Split(t.value, ",")
		return func(object any) bool {
			return slices.ContainsFunc(read(s.store, object), func(field string) bool {
				return slices.ContainsFunc(wanted, func(want string) bool { return matchExact(field, strings.TrimSpace(want)) })
			})
		}, true
	}
}

func matchExact(field, want string) bool {
	if prefix, starred := strings.CutSuffix(want, "*"); starred {
		return field != "" && len(field) >= len(prefix) && strings.EqualFold(field[:len(prefix)], prefix)
	}
	return strings.EqualFold(field, want)
}

// without is the opposite of another filter (tag_not).
func without(f filter) filter {
	return func(s *search, t term) (predicate, bool) {
		match, ok := f(s, t)
		if !ok {
			return nil, false
		}
		return func(object any) bool { return !match(object) }, true
	}
}

func boolean(read func(s *store, object any) bool) filter {
	return func(s *search, t term) (predicate, bool) {
		want, err := strconv.ParseBool(t.value)
		if err != nil || t.comparator != ":" {
			return nil, false
		}
		return func(object any) bool { return read(s.store, object) == want }, true
	}
}

// numeric filters whole numbers and amounts, by value or range.
func numeric(read func(s *store, object any) decimal.Decimal) filter {
	return func(s *search, t term) (predicate, bool) {
		want, err := decimal.NewFromString(t.value)
		if err != nil {
			return nil, false
		}
		return func(object any) bool { return holds(t.comparator, read(s.store, object).Cmp(want)) }, true
	}
}

// numericAny filters fields with several numbers: one that fits is enough.
func numericAny(read func(s *store, object any) []decimal.Decimal) filter {
	return func(s *search, t term) (predicate, bool) {
		want, err := decimal.NewFromString(t.value)
		if err != nil {
			return nil, false
		}
		return func(object any) bool {
			return slices.ContainsFunc(read(s.store, object), func(d decimal.Decimal) bool { return holds(t.comparator, d.Cmp(want)) })
		}, true
	}
}

// number filters ids, which are given as their number.
func number(read func(s *store, object any) int64) filter {
	return func(s *search, t term) (predicate, bool) {
		want, err := strconv.ParseInt(t.value, 10, 64)
		if err != nil {
			return nil, false
		}
		return func(object any) bool {
			got := read(s.store, object)
			switch {
			case got < want:
				return holds(t.comparator, -1)
			case got > want:
				return holds(t.comparator, 1)
			default:
				return holds(t.comparator, 0)
			}
		}, true
	}
}

// holds reports whether a comparison fits a comparator.
func holds(comparator string, compared int) bool {
	switch comparator {
	case ":<":
		return compared < 0
	case ":<=":
		return compared <= 0
	case ":>":
		return compared > 0
	case ":>=":
		return compared >= 0
	default:
		return compared == 0
	}
}

// moment filters times. A value that names a day, month or year stands for all
// of it, in the shop's time zone; null times never match.
func moment(read func(s *store, object any) *time.Time) filter {
	return func(s *search, t term) (predicate, bool) {
		from, to, ok := span(t.value, s.now, s.store.shop.location())
		if !ok {
			return nil, false
		}
		return func(object any) bool {
			at := read(s.store, object)
			return at != nil && inSpan(t.comparator, *at, from, to)
		}, true
	}
}

// inSpan compares a time with a span that includes its start, not its end.
func inSpan(comparator string, at, from, to time.Time) bool {
	switch comparator {
	case ":<":
		return at.Before(from)
	case ":<=":
		return at.Before(to)
	case ":>":
		return !at.Before(to)
	case ":>=":
		return !at.Before(from)
	default:
		return !at.Before(from) && at.Before(to)
	}
}

// span reads a time value: the moment it begins and the moment it has ended.
// Moments last a second, which is as exact as the API answers times.
func span(text string, now time.Time, zone *time.Location) (from, to time.Time, ok bool) {
	if text == "now" {
		return now, now.Add(time.Nanosecond), true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			at = at.Truncate(time.Second)
			return at, at.Add(time.Second), true
		}
	}
	for layout, size := range map[string][3]int{time.DateOnly: {0, 0, 1}, "2006-01": {0, 1, 0}, "2006": {1, 0, 0}} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at, at.AddDate(size[0], size[1], size[2]), true
		}
	}
	return time.Time{}, time.Time{}, false
}
