package sqldb

import "github.com/galleria-graph/galleria/sources"

// promise returns the traits that the mapping alone lets one expect. The
// database has the same, unless it keeps a number or a time as text.
func promise[T any](c *client, s spec[T], t *Table) sources.Traits {
	p := &collection[T]{client: c, kind: s.kind, fields: make(map[string]field)}
	expect := func(name string) {
		kf, _ := s.kind.Field(name)
		p.fields[name] = field{typ: kf.Type}
	}
	for _, a := range s.attributes {
		conf, ok := t.Fields[a.name]
		if !ok || a.field == "" {
			continue
		}
		if conf.comparable(c.d, a.use) {
			expect(a.field)
		}
		if a.use == useMoney && conf.ownCurrency() {
			expect("currency")
		}
	}
	for _, child := range s.children {
		for name, attribute := range child.fields {
			if _, ok := t.Children[child.key].Fields[attribute]; ok {
				expect(name)
			}
		}
	}
	p.makeTraits()
	return p.traits
}

// comparable reports whether the database compares the column exactly, as far as its configuration tells.
func (conf Column) comparable(d dialect, u use) bool {
	_, own := d.(sqlite) // compares with functions of ours
	return u != useList && (own || !u.numeric() || conf.Type != ColumnText)
}
