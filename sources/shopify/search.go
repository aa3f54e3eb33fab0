package shopify

import (
	"strings"
	"time"
	"unicode"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// clause is a predicate in Shopify's search syntax. What it finds is at least
// what satisfies the predicate; each row is checked again.
type clause struct {
	text string // empty: nothing to narrow by
	none bool   // nothing can satisfy it
}

// term writes a predicate as a clause.
type term func(source string, p sources.Predicate) clause

// filter is what a collection evaluates on one field.
type filter struct {
	ops  sources.Op
	term term
}

// search joins the clauses of all predicates. none reports that nothing can
// satisfy them, so that nobody need be asked.
func search(source, base string, filters map[string]filter, where []sources.Predicate) (text string, none bool) {
	var parts []string
	if base != "" {
		parts = append(parts, base)
	}
	for _, p := range where {
		c := filters[p.Field].term(source, p)
		if c.none {
			return "", true
		}
		if c.text != "" {
			parts = append(parts, c.text)
		}
	}
	return strings.Join(parts, " "), false
}

// special are the characters that mean something in a search.
const special = `"'\:()`

// phrase quotes a value, so that it stands for itself whatever it holds.
func phrase(value string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range value {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// either joins alternatives.
func either(alternatives []string) clause {
	switch len(alternatives) {
	case 0:
		return clause{none: true}
	case 1:
		return clause{text: alternatives[0]}
	}
	return clause{text: "(" + strings.Join(alternatives, " OR ") + ")"}
}

// text searches for the whole value of a field. A value without a letter or
// digit has no word that an index could hold, so it is not searched for: all
// rows come, and are checked.
func text(field string) filter {
	return filter{sources.Eq, func(_ string, p sources.Predicate) clause {
		var alternatives []string
		for _, v := range p.Values {
			if !strings.ContainsFunc(v.Text(), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				return clause{}
			}
			alternatives = append(alternatives, field+":"+phrase(v.Text()))
		}
		return either(alternatives)
	}}
}

// listed is text for a field whose search takes a list with commas, or may for
// all that is documented: a value that holds one would be torn apart, so all
// rows come, and are checked.
func listed(field string) filter {
	whole := text(field)
	return filter{sources.Eq, func(source string, p sources.Predicate) clause {
		for _, v := range p.Values {
			if strings.Contains(v.Text(), ",") {
				return clause{}
			}
		}
		return whole.term(source, p)
	}}
}

// words searches for canonical states by Shopify's words. A state that is not
// in the table but is unsearchable makes all rows come; any other no row has.
func words[E ~string](field string, table map[E][]string, unsearchable ...E) filter {
	return filter{sources.Eq, func(_ string, p sources.Predicate) clause {
		var alternatives []string
		for _, v := range p.Values {
			for _, u := range unsearchable {
				if v.Text() == string(u) {
					return clause{}
				}
			}
			for _, word := range table[E(v.Text())] {
				alternatives = append(alternatives, field+":"+word)
			}
		}
		return either(alternatives)
	}}
}

// number searches for another entity by the number of its gid.
func number(field, typ string) filter {
	return filter{sources.Eq, func(source string, p sources.Predicate) clause {
		var alternatives []string
		for _, v := range p.Values {
			id, err := commerce.ParseID(v.Text())
			if err != nil || id.Source != source {
				continue
			}
			if n, ok := numberOf(id.Key, typ); ok {
				alternatives = append(alternatives, field+":"+n)
			}
		}
		return either(alternatives)
	}}
}

func truth(field string) filter {
	return filter{sources.Eq, func(_ string, p sources.Predicate) clause {
		var alternatives []string
		for _, v := range p.Values {
			alternatives = append(alternatives, field+":"+v.Format())
		}
		return either(alternatives)
	}}
}

// checked is a field that no search narrows: all rows come, and are checked. It
// is for collections that are small by nature.
func checked() filter {
	return filter{sources.Eq, func(string, sources.Predicate) clause { return clause{} }}
}

// moments searches for a range of times. Shopify answers times to the second
// and may know them better, so the range is widened to whole seconds.
func moments(field string) filter {
	return filter{sources.Range, func(_ string, p sources.Predicate) clause {
		var parts []string
		if p.From != nil {
			parts = append(parts, bound(field, ">=", p.From.Value.Instant().Truncate(time.Second))...)
		}
		if p.To != nil {
			parts = append(parts, bound(field, "<=", p.To.Value.Instant().Truncate(time.Second).Add(time.Second))...)
		}
		return clause{text: strings.Join(parts, " ")}
	}}
}

// bound leaves out what ISO 8601 cannot write in four digits of a year.
func bound(field, comparator string, at time.Time) []string {
	if at = at.UTC(); at.Year() < 1 || at.Year() > 9999 {
		return nil
	}
	return []string{field + ":" + comparator + "'" + at.Format("2006-01-02T15:04:05Z") + "'"}
}

// knownSearchField reports whether the connector searches by the field.
func knownSearchField(field string) bool {
	switch field {
	case "email", "phone", "first_name", "last_name", "state", "tag", "customer_date", "updated_at", "created_at", "processed_at",
		"name", "customer_id", "status", "financial_status", "fulfillment_status", "test", "sku", "barcode", "product_id",
		"title", "handle", "vendor", "product_type":
		return true
	}
	return false
}
