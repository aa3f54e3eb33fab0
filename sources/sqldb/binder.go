package sqldb

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// binder turns the columns of one relation into cells.
type binder struct {
	*compiler
	r     relation
	facts map[string]fact
	cells []*column
}

// add returns the index of a new cell. What the database does not have, or has
// otherwise, becomes a problem; what is wrong with the column by itself is one already.
func (b *binder) add(at spot, conf Column, u use, words []string) int {
	f, ok := b.lookup(conf.Name)
	if !ok {
		b.unknown(at, "there is no column "+quoted(conf.Name), conf.Name, b.columns())
		b.cells = append(b.cells, &column{})
		return len(b.cells) - 1
	}
	c := &column{
		name: conf.Name, sql: b.r.alias + "." + b.d.quote(f.name), use: u, class: f.class, typeName: f.typeName,
		zone: time.UTC, digits: -1, nullable: !f.notNull && u != useKey, unique: f.unique, fallback: conf.Default, currencyAt: -1,
	}
	b.cells = append(b.cells, c)
	index := len(b.cells) - 1
	if zone, err := conf.location(); err == nil && zone.String() != "UTC" {
		c.zone = zone
	}
	if conf.misread(u) == "" {
		if why := c.resolve(conf, f, b.d.floats()); why != "" {
			message, remedy := remedied(why)
			b.problem(at, "column "+quoted(conf.Name)+" "+message, remedy)
		}
	}
	c.words = conf.wordsOf(u, words)
	b.resolveCurrency(at, conf, c)
	if c.fallback != nil && *c.fallback != "" {
		if _, state := c.decode([]byte(*c.fallback), true); state == unreadable {
			at.Setting = pick(at.Setting == "column", "default", at.Setting)
			b.problem(at, "the default is none that the column could hold", "")
		}
	}
	return index
}

func (b *binder) lookup(name string) (fact, bool) {
	if f, ok := b.facts[name]; ok || !b.insensate {
		return f, ok
	}
	for key, f := range b.facts {
		if strings.EqualFold(key, name) {
			return f, true
		}
	}
	return fact{}, false
}

func (b *binder) columns() []string { return slices.Sorted(maps.Keys(b.facts)) }

// wordsOf returns the graph's word for each of the database's; nil for what holds no words.
func (conf Column) wordsOf(u use, words []string) map[string]string {
	switch {
	case u != useFlag && u != useWord:
		return nil
	case len(conf.Values) > 0:
		return conf.Values
	case u == useFlag:
		return flagWords()
	}
	own := make(map[string]string, len(words))
	for _, w := range words {
		own[w] = w
	}
	return own
}

func (b *binder) resolveCurrency(at spot, conf Column, c *column) {
	switch {
	case c.use != useMoney:
	case conf.Currency != "":
		c.currency = conf.Currency
	case conf.CurrencyColumn != "":
		at.Setting, at.column = "currencyColumn", conf.CurrencyColumn
		c.currencyAt = b.add(at, Column{Name: conf.CurrencyColumn}, useText, nil)
	}
}

// currencyColumn returns the column that a filter on the currency of an amount compares.
func currencyColumn(d dialect, cells []*column, amount *column) *column {
	c := &column{use: useText, store: storeText, class: classText, digits: -1, zone: time.UTC, currencyAt: -1}
	switch {
	case amount.currencyAt >= 0:
		from := cells[amount.currencyAt]
		text := d.read(from)
		c.name, c.sql, c.nullable = from.name, "UPPER("+text+")", from.nullable
	case amount.currency != "":
		c.name, c.sql = strconv.Quote(amount.currency), d.literal(amount.currency, domText)
	default:
		return nil
	}
	return c
}
