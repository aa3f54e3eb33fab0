package magento

import (
	"slices"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// column is the column of a list's main table that holds a field.
type column struct {
	name  string
	ops   sources.Op
	sorts bool
	// words are the column's values for each value of an enum. The values in none
	// of the lists are UNKNOWN.
	words map[string][]string
}

// timeLayout is how Magento writes and reads times: UTC, and no zone.
const timeLayout = "2006-01-02 15:04:05"

// format writes a value as Magento compares it.
func format(v commerce.Value) string {
	if v.Type() == commerce.Instant {
		return v.Instant().Format(timeLayout)
	}
	return v.Format()
}

// maxText is longer than any column that is compared.
const maxText = 255

// filters returns what holds for every row that satisfies a predicate that is
// no list of values, and for some others perhaps: MySQL compares texts loosely.
// None is when no row can.
func filters(c column, t commerce.FieldType, p sources.Predicate) (groups [][]filter, none bool) {
	switch p.Op {
	case sources.Prefix:
		return begins(c.name, p.Values[0].Text())
	case sources.Range:
		return between(c.name, t, p)
	}
	return c.inWords(p.Values)
}

// texts returns the values that a column can hold.
func texts(source string, t commerce.FieldType, values []commerce.Value) []string {
	var out []string
	for _, v := range values {
		s := format(v)
		switch t {
		case commerce.Reference:
			id, err := commerce.ParseID(s)
			if err != nil || id.Source != source || !isKey(id.Key) {
				continue
			}
			s = id.Key
		case commerce.Instant:
			if v.Instant().Nanosecond() != 0 { // Magento keeps whole seconds
				continue
			}
		case commerce.Number, commerce.Boolean:
		default:
			if !sendable(s) {
				continue
			}
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sendable reports whether a column can hold the text.
func sendable(s string) bool {
	return s != "" && len(s) <= 4*maxText && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// begins writes a pattern. What would be a sign in it stands for any character.
func begins(name, prefix string) (groups [][]filter, none bool) {
	if !sendable(prefix) {
		return nil, true
	}
	pattern := strings.NewReplacer(`%`, `_`, `\`, `_`).Replace(prefix) + "%"
	return [][]filter{{{name, "like", pattern}}}, false
}

// between writes the bounds of a range. Times are whole seconds in Magento: a
// bound between two of them is the end of the first.
func between(name string, t commerce.FieldType, p sources.Predicate) (groups [][]filter, none bool) {
	add := func(b *sources.Bound, open, closed string, up bool) {
		if b == nil {
			return
		}
		condition := closed
		if b.Open {
			condition = open
		}
		if t == commerce.Instant && b.Value.Instant().Nanosecond() != 0 {
			if condition = "lteq"; up {
				condition = "gt"
			}
		}
		groups = append(groups, []filter{{name, condition, format(b.Value)}})
	}
	if t == commerce.Instant && (tooOld(p.To) || tooNew(p.From)) {
		return nil, true
	}
	from, to := p.From, p.To
	if t == commerce.Instant && tooOld(from) {
		from = nil
	}
	if t == commerce.Instant && tooNew(to) {
		to = nil
	}
	add(from, "gt", "gteq", true)
	add(to, "lt", "lteq", false)
	return groups, false
}

// The years in which MySQL's times lie.
func tooOld(b *sources.Bound) bool { return b != nil && b.Value.Instant().Before(time.Unix(0, 0)) }

func tooNew(b *sources.Bound) bool { return b != nil && b.Value.Instant().Year() > 9999 }

// inWords writes the values of an enum.
func (c column) inWords(values []commerce.Value) (groups [][]filter, none bool) {
	var words, known []string
	unknown := false
	for _, list := range c.words {
		known = append(known, list...)
	}
	for _, v := range values {
		words = append(words, c.words[v.Text()]...)
		unknown = unknown || v.Text() == "UNKNOWN"
	}
	slices.Sort(words)
	group := oneOf(c.name, slices.Compact(words))
	if unknown {
		slices.Sort(known)
		group = append(group, filter{c.name, "nin", strings.Join(known, ",")}, filter{c.name, "null", "1"})
	}
	return [][]filter{group}, len(group) == 0
}

func sortedTexts(list []string) []string {
	slices.Sort(list)
	return list
}
