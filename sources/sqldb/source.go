package sqldb

import (
	"cmp"
	"context"
	"maps"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

const (
	defaultTimeout = 10 * time.Second
	defaultConns   = 8
	defaultPause   = time.Second
)

// Open connects to the database and checks the configuration against its
// tables. Its error is KindInvalid, with everything that is wrong and what to
// do about it, KindDenied or KindUnavailable; it holds neither DSN nor password.
// What is wrong with the tables is its cause, a *[Problems]. The source must be
// closed.
//
// With Late set, a database that cannot be reached is no error. The source then
// promises what its mapping does, each use tries to open it, and its calls fail
// as the last attempt did until one succeeds: from then on it is whole. Where
// the database turns out not to have what is configured, calls fail with
// KindMalformed, and Check says all that is wrong.
func Open(ctx context.Context, conf Config) (*sources.Source, error) {
	conf.Timeout = cmp.Or(conf.Timeout, defaultTimeout)
	conf.MaxConns = cmp.Or(conf.MaxConns, defaultConns)
	conf.Pause = cmp.Or(conf.Pause, defaultPause)
	db, d, account, err := connect(conf)
	if err != nil {
		return nil, err
	}
	c := &client{name: conf.Name, d: d, db: db, timeout: conf.Timeout, trace: conf.Trace}
	src := &sources.Source{Name: conf.Name, System: conf.System, Account: account, Close: db.Close}
	err = c.open(ctx, conf.Tables, src)
	if err != nil && conf.Late != nil && away(err) {
		conf.Late(err)
		err = c.openLate(conf, src, err)
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return src, nil
}

// open fills the source with the collections of the tables.
func (c *client) open(ctx context.Context, t Tables, src *sources.Source) error {
	o := &opener{client: c, ctx: ctx}
	o.compiler = &compiler{d: c.d, inspect: o.inspect, refused: o.refused, insensate: src.System != commerce.SystemPostgreSQL}
	return c.call(ctx, "open", func(ctx context.Context) error {
		o.ctx = ctx
		if err := o.ping(); err != nil {
			return err
		}
		o.tables(t, src)
		src.Check = c.check(o.probes)
		return o.err()
	})
}

// tables fills the source with the collections of the tables, as far as there is no problem with them.
func (o *opener) tables(t Tables, src *sources.Source) {
	if !t.any() {
		o.note(Problem{Message: "no table is configured"})
	}
	src.Customers = openKind(o, customers(), t.Customers)
	src.Orders = openKind(o, orders(), t.Orders)
	src.Products = openKind(o, products(), withVariants(t.Products, t.Variants))
	src.Variants = openKind(o, variants(), t.Variants)
	src.InventoryItems = openKind(o, inventory(), t.Inventory)
	src.Locations = openKind(o, locations(), t.Locations)
	src.Payments = openKind(o, payments(), t.Payments)
}

func (t Tables) any() bool {
	return t.Customers != nil || t.Orders != nil || t.Products != nil || t.Variants != nil || t.Inventory != nil || t.Locations != nil || t.Payments != nil
}

// withVariants gives products the rows of the table of variants as children.
func withVariants(products, variants *Table) *Table {
	const child, link = "variants", "product"
	if products == nil || variants == nil {
		return products
	}
	if _, ok := products.Children[child]; ok || variants.Fields[link].Name == "" {
		return products
	}
	p := *products
	p.Children = maps.Clone(p.Children)
	if p.Children == nil {
		p.Children = make(map[string]Child)
	}
	p.Children[child] = Child{
		Table: variants.Table, Select: variants.Select, Where: variants.Where, Parent: variants.Fields[link].Name,
		ID: []string{variants.ID}, Fields: variants.Fields, shared: true,
	}
	return &p
}

// openKind returns the collection of a table; nil when there is none, or a problem with it.
func openKind[T any](o *opener, s spec[T], t *Table) sources.Collection[T] {
	if t == nil || o.failure != nil {
		return nil
	}
	before := len(o.problems)
	r := relation{
		what: s.key, place: Place{Table: s.key}, alias: "t", table: t.Table, query: t.Select, where: t.Where, ids: []string{t.ID}, fields: t.Fields,
	}
	m := compile(o.compiler, r, s.lead, s.attributes)
	c := &collection[T]{client: o.client, kind: s.kind, spec: s, mapping: m}
	o.unknownChildren(c.openChildren(o, s, t), t, s.key)
	if m == nil || len(o.problems) > before || o.failure != nil {
		return nil
	}
	c.id, _ = operandOf(c.d, c.idColumn())
	c.bindFields(s)
	c.makeTraits()
	o.probe(r.whole(""), c.probes())
	return c
}

// openChildren compiles the children that are configured, and returns the keys that there could be.
func (c *collection[T]) openChildren(o *opener, s spec[T], t *Table) (known []string) {
	for _, child := range s.children {
		known = append(known, child.key)
		bound := boundChild[T]{group: child.group}
		if conf, ok := t.Children[child.key]; ok {
			if table := child.compile(o.compiler, s.key, conf, s.kind.Origin); table.usable() {
				bound.table = table
				c.lazy |= child.group
			}
			if _, both := t.Fields[child.key]; both {
				at := spot{Place: Place{Table: s.key, Child: child.key}, text: s.key}
				o.problem(at, child.key+" has a column and a table of children", "Keep one of them.")
			}
		}
		c.children = append(c.children, bound)
	}
	return known
}

// probes returns statements without rows that use every expression of the collection.
func (c *collection[T]) probes() []string {
	b := c.builder()
	b.write("SELECT ")
	b.cells(c.mapping.cells)
	for _, f := range c.kind.Fields {
		if bound, ok := c.fields[f.Name]; ok && bound.of == nil {
			b.write(", ", c.d.show(bound.operand.ord, bound.operand.dom))
		}
	}
	b.write(" FROM ", c.mapping.from, " WHERE ", never)
	for _, f := range c.kind.Fields {
		if bound, ok := c.fields[f.Name]; ok && bound.of != nil {
			b.write(" AND EXISTS (SELECT ", c.d.show(bound.operand.ord, bound.operand.dom), " FROM ", bound.of.from(), " WHERE ", bound.join, ")")
		}
	}
	out := []string{b.sql.String()}
	for _, child := range c.children {
		if child.table.load != nil {
			b := c.builder()
			child.table.statement(b, nil)
			out = append(out, b.sql.String())
		}
	}
	return out
}

// err returns what was found to be wrong.
func (o *opener) err() error {
	switch {
	case o.failure != nil:
		return o.failure
	case len(o.problems) == 0:
		return nil
	}
	problems := &Problems{List: o.problems}
	if o.denied { // which may be why the rest cannot be found
		return &sources.Error{Kind: sources.KindDenied, Source: o.name, Op: "open", Reason: problems.Error()}
	}
	return &sources.Error{Kind: sources.KindInvalid, Source: o.name, Op: "open", Err: problems}
}
