package sqldb

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/galleria-graph/galleria/commerce"
)

// spec is what a table of a kind may be mapped to.
type spec[T any] struct {
	key  string // in the configuration
	kind commerce.Kind[T]
	// lead is the amount from which the others take their currency.
	lead       string
	attributes []attribute[T]
	children   []childSpec[T]
	// start fills what an entity is without any column, finish what follows from its columns and children. Both may be nil.
	start, finish func(*T)
}

// part is spec for the rows of a child.
type part[C any] struct {
	origin     func(*C) *commerce.Origin // nil for what has no identity
	lead       string
	attributes []attribute[C]
	finish     func(*C)
}

// relation is where rows are read from, as the configuration says it.
type relation struct {
	what    string // for messages
	alias   string
	table   string
	query   string
	where   string
	ids     []string
	parent  string // "" at the top
	fields  map[string]Column
	inherit bool // amounts may take their currency from the row that this one belongs to
}

// mapping is a relation resolved against the database: which cells a row has, and what becomes of them.
type mapping[T any] struct {
	what  string
	typ   string // Origin.Type
	from  string
	cells []*column
	ids   []int
	// parent and lead are cells; -1 for none.
	parent, lead int
	bound        []binding[T]
}

// binding is an attribute with the cell that feeds it.
type binding[T any] struct {
	attribute[T]
	cell int
}

// compiler resolves relations, and gathers what is wrong with them.
type compiler struct {
	d         dialect
	inspect   func(r relation, from string) (map[string]fact, error)
	refused   func(what string, err error) // notes an error of the database
	problems  []string
	failure   error // of the connection, which ends the search
	insensate bool  // names of columns do not tell capitals from small letters
}

// fact is what a database says about a column.
type fact struct {
	name     string
	typeName string
	class    class
	digits   int32
	notNull  bool
	unique   bool
}

func (c *compiler) problem(parts ...string) { c.problems = append(c.problems, strings.Join(parts, "")) }

// compile maps a relation. It returns nil when there is a problem.
func compile[T any](c *compiler, r relation, lead string, attributes []attribute[T]) *mapping[T] {
	before := len(c.problems)
	from, ok := c.from(r)
	if !ok || c.failure != nil {
		return nil
	}
	facts, err := c.inspect(r, from)
	if err != nil {
		c.refused(r.what, err)
		return nil
	}
	m := &mapping[T]{what: r.what, typ: cmp.Or(r.table, r.what), from: from, parent: -1, lead: -1}
	b := &binder{compiler: c, r: r, facts: facts}
	for _, id := range r.ids {
		m.ids = append(m.ids, b.add("id", Column{Name: id}, useKey, nil))
	}
	if r.parent != "" {
		m.parent = b.add("parent", Column{Name: r.parent}, useKey, nil)
	}
	for _, a := range attributes {
		if col, ok := r.fields[a.name]; ok {
			m.bound = append(m.bound, binding[T]{a, b.add(a.name, col, a.use, a.words)})
			if a.name == lead {
				m.lead = m.bound[len(m.bound)-1].cell
			}
		} else if a.needed {
			c.problem(r.what, ": field ", quoted(a.name), " is needed: name its column")
		}
	}
	c.unknownFields(r, attributes2names(attributes))
	m.cells = b.cells
	b.checkCurrencies(m.lead)
	if len(c.problems) > before {
		return nil
	}
	return m
}

func attributes2names[T any](attributes []attribute[T]) []string {
	names := make([]string, len(attributes))
	for i, a := range attributes {
		names[i] = a.name
	}
	return names
}

// from writes what a relation is read from. A condition goes into a query of
// its own, where it sees no other names than those of its table.
func (c *compiler) from(r relation) (string, bool) {
	alias := " AS " + r.alias
	switch {
	case (r.table == "") == (r.query == ""):
		c.problem(r.what, ": name a table or give a select, one of the two")
		return "", false
	case len(r.ids) == 0 || slices.Contains(r.ids, ""):
		c.problem(r.what, ": name the column that identifies a row as id")
		return "", false
	case r.query != "" && r.where != "":
		return "(SELECT * FROM (" + statement(r.query) + ") AS " + r.alias + " WHERE " + statement(r.where) + ")" + alias, true
	case r.query != "":
		return "(" + statement(r.query) + ")" + alias, true
	case r.where != "":
		return "(SELECT * FROM " + quoteTable(c.d, r.table) + " WHERE " + statement(r.where) + ")" + alias, true
	}
	return quoteTable(c.d, r.table) + alias, true
}

// statement is a text of the operator's, so that parentheses can follow: after
// a line of its own, for it may end in a comment.
func statement(query string) string {
	query = strings.TrimRight(strings.TrimSpace(query), "; \n")
	return pick(strings.Contains(query, "--") || strings.Contains(query, "#"), query+"\n", query)
}

// unknownFields reports keys of the configuration that feed nothing.
func (c *compiler) unknownFields(r relation, known []string) {
	for _, name := range slices.Sorted(maps.Keys(r.fields)) {
		if !slices.Contains(known, name) {
			c.problem(r.what, ": there is no field ", quoted(name), suggest(name, known))
		}
	}
}

// suggest returns the name that was probably meant, as the end of a sentence.
func suggest(name string, known []string) string {
	best, distance := "", len(name)/2+1
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		known = slices.Sorted(slices.Values(known))
		if len(known) > 12 {
			known = append(known[:12:12], "…")
		}
		return ": there are " + strings.Join(known, ", ")
	}
	return ": did you mean " + quoted(best) + "?"
}

func quoted(name string) string { return `"` + name + `"` }
