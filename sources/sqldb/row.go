package sqldb

import (
	"database/sql"
	"fmt"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// scope is what a row does not say itself.
type scope struct {
	source   string
	currency string // of the row that it belongs to
	reading  *commerce.Reading
}

// flaw is why a row could not become an entity. It names no value.
type flaw struct {
	what, column, why string
}

// err returns the flaw as the error with which the row is named.
func (f flaw) err(source, op string) error {
	return &sources.Error{
		Kind: sources.KindMalformed, Source: source, Op: op,
		Reason: fmt.Sprintf("%s: a row has %s in column %q and is left out: mend the row, or give the column a default", f.what, f.why, f.column),
	}
}

// key returns the id of a row: its columns joined by a slash.
func (m *mapping[T]) key(cells []sql.RawBytes) (string, *flaw) {
	parts := make([]string, len(m.ids))
	for i, id := range m.ids {
		parts[i] = string(cells[id])
		if parts[i] == "" {
			return "", &flaw{m.what, m.cells[id].name, "no value"}
		}
	}
	return strings.Join(parts, "/"), nil
}

// fill sets what the cells of a row say.
func (m *mapping[T]) fill(e *T, cells []sql.RawBytes, in scope) *flaw {
	if m.lead >= 0 {
		if c, ok := m.currency(m.cells[m.lead], cells, in.currency); ok {
			in.currency = c
		}
	}
	for _, b := range m.bound {
		c := m.cells[b.cell]
		v, state := c.decode(cells[b.cell], cells[b.cell] != nil)
		if state == present {
			state = m.complete(&v, c, cells, in)
		}
		switch {
		case state == present:
			b.set(e, v)
		case b.needed && state == missing:
			return &flaw{m.what, c.name, "no value"}
		case b.needed:
			return &flaw{m.what, c.name, "a value that cannot be read"}
		case b.zero:
			b.set(e, datum{raw: c.name})
		}
	}
	return nil
}

// complete gives an amount its currency and a reference its source.
func (m *mapping[T]) complete(v *datum, c *column, cells []sql.RawBytes, in scope) cellState {
	switch c.use {
	case useMoney:
		currency, ok := m.currency(c, cells, in.currency)
		if !ok {
			return unreadable
		}
		v.money = commerce.NewMoney(commerce.DecimalOf(v.num), currency)
	case useReference:
		v.id = commerce.ID{Source: in.source, Key: v.text}
	}
	return present
}

// currency returns the currency of an amount.
func (m *mapping[T]) currency(c *column, cells []sql.RawBytes, inherited string) (string, bool) {
	code := inherited
	switch {
	case c.currency != "":
		code = c.currency
	case c.currencyAt >= 0:
		code = strings.ToUpper(string(cells[c.currencyAt]))
	}
	return code, commerce.ValidCurrency(code)
}
