package stripe

import (
	"strings"
	"unicode/utf8"
)

// Stripe's bounds of one search: clauses that OR joins, and the length of the
// query in characters, here counted in bytes to be on the safe side.
const (
	mostClauses   = 10
	longestQuery  = 5000
	longestValue  = 500 // of metadata, in characters
	longestEmail  = 512
	clauseJoiner  = " OR "
	searchField   = "email"
	metadataField = "metadata"
)

// clause is one condition of a search.
type clause struct {
	text string
	// value is the index of the asked value that it serves.
	value int
	// alone asks for a query of its own: the value holds what has to be escaped,
	// and should Stripe read the escape otherwise than documented, only this
	// value's search fails.
	alone bool
}

// metadataClauses looks for a value under each of the keys.
func metadataClauses(keys []string, value string, index int) []clause {
	if !searchable(value) || utf8.RuneCountInString(value) > longestValue {
		return nil // no metadata holds it
	}
	out := make([]clause, 0, len(keys))
	for _, key := range keys {
		out = append(out, clause{
			text:  metadataField + "[" + quote(key) + "]:" + quote(value),
			value: index,
			alone: escapes(value) || escapes(key),
		})
	}
	return out
}

// emailClauses looks for an address. The search compares without regard to
// case, and finds addresses that only contain this one: rows are checked again.
func emailClauses(value string, index int) []clause {
	if !searchable(value) || utf8.RuneCountInString(value) > longestEmail {
		return nil
	}
	return []clause{{text: searchField + ":" + quote(value), value: index, alone: escapes(value)}}
}

// searchable reports whether a text can stand in a query: it is not empty, is
// UTF-8, and has no control characters, which no stored value of Stripe has either.
func searchable(s string) bool {
	return s != "" && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

func escapes(s string) bool { return strings.ContainsAny(s, `\'`) }

var quoter = strings.NewReplacer(`\`, `\\`, `'`, `\'`)

// quote writes a text of the query language: between single quotes, with a
// backslash before each quote and backslash.
func quote(s string) string { return "'" + quoter.Replace(s) + "'" }

// searchQuery is one search with the values that depend on it.
type searchQuery struct {
	text   string
	values []int
}

// pack writes the clauses as few queries.
func pack(clauses []clause) []searchQuery {
	var out []searchQuery
	var current searchQuery
	joined := 0
	flush := func() {
		if joined > 0 {
			out = append(out, current)
		}
		current, joined = searchQuery{}, 0
	}
	for _, c := range clauses {
		if c.alone {
			out = append(out, searchQuery{text: c.text, values: []int{c.value}})
			continue
		}
		if joined == mostClauses || joined > 0 && len(current.text)+len(clauseJoiner)+len(c.text) > longestQuery {
			flush()
		}
		if joined > 0 {
			current.text += clauseJoiner
		}
		current.text += c.text
		current.values = append(current.values, c.value)
		joined++
	}
	flush()
	return out
}
