package stripesim

import (
	"strconv"
	"strings"
)

// query is a parsed search query: clauses joined by all AND or all OR.
type query struct {
	clauses []clause
	any     bool // joined by OR
}

// clause is a condition on one field.
type clause struct {
	negated  bool
	field    searchField
	key      string // of metadata
	operator string // : ~ > < >= <= =
	value    string // lower case
	number   int64
	null     bool
}

func (q query) matches(e entity) bool {
	for _, clause := range q.clauses {
		if clause.matches(e) == q.any {
			return q.any
		}
	}
	return !q.any
}

func (c clause) matches(e entity) bool {
	return c.holds(e) != c.negated
}

func (c clause) holds(e entity) bool {
	if c.field.kind == numericField {
		return c.compare(c.field.number(e))
	}
	value := c.field.text(e, c.key)
	switch {
	case c.null:
		return value == ""
	case c.operator == "~":
		return strings.Contains(strings.ToLower(value), c.value)
	}
	return value != "" && strings.ToLower(value) == c.value
}

func (c clause) compare(value int64) bool {
	switch c.operator {
	case ">":
		return value > c.number
	case ">=":
		return value >= c.number
	case "<":
		return value < c.number
	case "<=":
		return value <= c.number
	}
	return !c.null && value == c.number
}

// queryParser reads Stripe's search query language.
type queryParser struct {
	rest   string
	fields searchFields
}

const mostClauses = 10

// parseQuery reads a query over the fields of one resource.
func parseQuery(text string, fields searchFields) (query, *apiError) {
	p := &queryParser{rest: text, fields: fields}
	var q query
	joined := ""
	for {
		clause, problem := p.clause()
		if problem != nil {
			return q, problem
		}
		q.clauses = append(q.clauses, clause)
		if len(q.clauses) > mostClauses {
			return q, badQuery("a query can have at most %d clauses", mostClauses)
		}
		connective, more := p.connective()
		if !more {
			return q, nil
		}
		if joined != "" && connective != joined {
			return q, badQuery("AND and OR cannot be mixed in one query")
		}
		joined, q.any = connective, connective == "OR"
	}
}

// connective reads what stands between two clauses: AND, OR or mere blanks,
// which mean AND.
func (p *queryParser) connective() (word string, more bool) {
	p.rest = strings.TrimLeft(p.rest, " \t\n")
	if p.rest == "" {
		return "", false
	}
	for _, word := range []string{"AND", "OR"} {
		if len(p.rest) > len(word) && strings.EqualFold(p.rest[:len(word)], word) && strings.ContainsAny(p.rest[len(word):len(word)+1], " \t\n") {
			p.rest = p.rest[len(word):]
			return word, true
		}
	}
	return "AND", true
}

func (p *queryParser) clause() (c clause, problem *apiError) {
	p.rest = strings.TrimLeft(p.rest, " \t\n")
	p.rest, c.negated = strings.CutPrefix(p.rest, "-")
	if c.field, c.key, problem = p.field(); problem != nil {
		return c, problem
	}
	if c.operator, problem = p.operator(); problem != nil {
		return c, problem
	}
	quoted, problem := p.value(&c)
	if problem != nil {
		return c, problem
	}
	return c, c.check(quoted)
}

// field reads a name such as status or metadata['order_id'].
func (p *queryParser) field() (searchField, string, *apiError) {
	end := strings.IndexFunc(p.rest, func(r rune) bool { return !isNameRune(r) })
	if end <= 0 {
		return searchField{}, "", badQuery("want a field at %q", excerpt(p.rest))
	}
	name := p.rest[:end]
	p.rest = p.rest[end:]
	field, known := p.fields[name]
	if !known {
		return searchField{}, "", badQuery("the field `%s` is not supported", name)
	}
	if field.kind != metadataField {
		return field, "", nil
	}
	key, problem := p.metadataKey()
	return field, key, problem
}

func isNameRune(r rune) bool {
	return r == '_' || r == '.' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func (p *queryParser) metadataKey() (string, *apiError) {
	inner, ok := strings.CutPrefix(p.rest, "[")
	if !ok {
		return "", badQuery("metadata needs a key, as in metadata['key']")
	}
	p.rest = inner
	key, problem := p.quoted()
	if problem != nil {
		return "", problem
	}
	if p.rest, ok = strings.CutPrefix(p.rest, "]"); !ok {
		return "", badQuery("want ] after the key of metadata")
	}
	return key, nil
}

func (p *queryParser) operator() (string, *apiError) {
	for _, operator := range []string{">=", "<=", ":", "~", ">", "<", "="} {
		if rest, ok := strings.CutPrefix(p.rest, operator); ok {
			p.rest = rest
			return operator, nil
		}
	}
	return "", badQuery("want an operator at %q", excerpt(p.rest))
}

// value reads a quoted text, a number or null.
func (p *queryParser) value(c *clause) (quoted bool, problem *apiError) {
	if p.rest != "" && (p.rest[0] == '\'' || p.rest[0] == '"') {
		text, problem := p.quoted()
		c.value = strings.ToLower(text)
		return true, problem
	}
	end := strings.IndexAny(p.rest, " \t\n")
	if end < 0 {
		end = len(p.rest)
	}
	c.value = strings.ToLower(p.rest[:end])
	p.rest = p.rest[end:]
	c.null = c.value == "null"
	return false, nil
}

// quoted reads a text in single or double quotes; a backslash takes the next
// letter as it is.
func (p *queryParser) quoted() (string, *apiError) {
	if p.rest == "" || p.rest[0] != '\'' && p.rest[0] != '"' {
		return "", badQuery("want a quoted text at %q", excerpt(p.rest))
	}
	quote := p.rest[0]
	var text strings.Builder
	for i := 1; i < len(p.rest); i++ {
		switch letter := p.rest[i]; {
		case letter == '\\' && i+1 < len(p.rest):
			i++
			text.WriteByte(p.rest[i])
		case letter == quote:
			p.rest = p.rest[i+1:]
			return text.String(), nil
		default:
			text.WriteByte(letter)
		}
	}
	return "", badQuery("a quoted text does not end")
}

// check refuses operators and values that the field does not take.
func (c *clause) check(quoted bool) *apiError {
	const shortest = 3
	switch c.field.kind {
	case numericField:
		return c.checkNumber()
	case substringField:
		if c.operator == "~" && len(c.value) < shortest {
			return badQuery("a substring must have at least %d letters", shortest)
		}
	case tokenField, metadataField:
		if c.operator == "~" {
			return badQuery("the field `%s` cannot be searched by substring", c.field.name)
		}
	}
	if c.operator != ":" && c.operator != "~" {
		return badQuery("the field `%s` is not numeric: `%s` does not apply", c.field.name, c.operator)
	}
	if _, err := strconv.ParseFloat(c.value, 64); !quoted && !c.null && err != nil {
		return badQuery("text values must be quoted: %q", excerpt(c.value))
	}
	if c.null && c.operator == "~" {
		return badQuery("null cannot be searched by substring")
	}
	return nil
}

func (c *clause) checkNumber() *apiError {
	if c.operator == "~" {
		return badQuery("the field `%s` cannot be searched by substring", c.field.name)
	}
	if c.null && c.operator == ":" {
		return nil
	}
	number, err := strconv.ParseInt(c.value, 10, 64)
	if err != nil {
		return badQuery("the field `%s` needs a number, not %q", c.field.name, excerpt(c.value))
	}
	c.number = number
	return nil
}

func badQuery(format string, arguments ...any) *apiError {
	return invalidRequest("", "query", "We were unable to parse your search query: "+format+
		". See https://stripe.com/docs/search#search-query-language.", arguments...)
}

func excerpt(text string) string {
	const longest = 20
	if len(text) > longest {
		return text[:longest]
	}
	return text
}
