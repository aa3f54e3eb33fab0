package sqldb

import (
	"cmp"
	"strconv"
	"strings"

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
	place   Place
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
	d dialect
	// inspect asks the database for the columns of a relation; nil without a database.
	inspect   func(r relation, from string) (map[string]fact, error)
	refused   func(at spot, err error) // notes an error of the database
	problems  []Problem
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

// compile maps a relation. It returns nil when there is a problem, or no database to ask.
func compile[T any](c *compiler, r relation, lead string, attributes []attribute[T]) *mapping[T] {
	before := len(c.problems)
	vet(c, r, lead, attributes)
	if c.inspect == nil || c.failure != nil || !r.identified() || (r.table == "") == (r.query == "") {
		return nil
	}
	from := c.from(r)
	facts, err := c.inspect(r, from)
	if err != nil {
		c.refused(r.rows(), err)
		return nil
	}
	m := &mapping[T]{what: r.what, typ: cmp.Or(r.table, r.what), from: from, parent: -1, lead: -1}
	b := &binder{compiler: c, r: r, facts: facts}
	for i, id := range r.ids {
		setting := pick(r.place.Child != "", "id["+strconv.Itoa(i)+"]", "id")
		m.ids = append(m.ids, b.add(r.column("id", setting, id), Column{Name: id}, useKey, nil))
	}
	if r.parent != "" {
		m.parent = b.add(r.column("parent", "parent", r.parent), Column{Name: r.parent}, useKey, nil)
	}
	for _, a := range attributes {
		if col, ok := r.fields[a.name]; ok {
			m.bound = append(m.bound, binding[T]{a, b.add(r.field(a.name, "column"), col, a.use, a.words)})
			if a.name == lead {
				m.lead = m.bound[len(m.bound)-1].cell
			}
		}
	}
	m.cells = b.cells
	if len(c.problems) > before {
		return nil
	}
	return m
}

// from writes what a relation is read from. A condition goes into a query of
// its own, where it sees no other names than those of its table.
func (c *compiler) from(r relation) string {
	alias := " AS " + r.alias
	switch {
	case r.query != "" && r.where != "":
		return "(SELECT * FROM (" + statement(r.query) + ") AS " + r.alias + " WHERE " + statement(r.where) + ")" + alias
	case r.query != "":
		return "(" + statement(r.query) + ")" + alias
	case r.where != "":
		return "(SELECT * FROM " + quoteTable(c.d, r.table) + " WHERE " + statement(r.where) + ")" + alias
	}
	return quoteTable(c.d, r.table) + alias
}

// statement is a text of the operator's, so that parentheses can follow: after
// a line of its own, for it may end in a comment.
func statement(query string) string {
	query = strings.TrimRight(strings.TrimSpace(query), "; \n")
	return pick(strings.Contains(query, "--") || strings.Contains(query, "#"), query+"\n", query)
}
