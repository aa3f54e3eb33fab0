package sqldb

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// binder turns the columns of one relation into cells.
type binder struct {
	*compiler
	r     relation
	facts map[string]fact
	cells []*column
}

// add returns the index of a new cell. What is wrong with the column becomes a problem.
func (b *binder) add(field string, conf Column, u use, words []string) int {
	at := b.r.what + ": field " + quoted(field) + ": "
	f, ok := b.lookup(conf.Name)
	if !ok {
		b.problem(at, "there is no column ", quoted(conf.Name), suggest(conf.Name, b.columns()))
		b.cells = append(b.cells, &column{})
		return len(b.cells) - 1
	}
	c := &column{
		name: conf.Name, sql: b.r.alias + "." + b.d.quote(f.name), use: u, class: f.class, typeName: f.typeName,
		zone: time.UTC, digits: -1, nullable: !f.notNull && u != useKey, unique: f.unique, fallback: conf.Default, currencyAt: -1,
	}
	b.cells = append(b.cells, c)
	index := len(b.cells) - 1
	b.resolveZone(at, conf, c)
	if why := c.resolve(conf, f, b.d.floats()); why != "" {
		b.problem(at, "column ", quoted(conf.Name), " ", why)
	}
	b.resolveWords(at, conf, c, words)
	b.resolveCurrency(at, conf, c)
	if c.fallback != nil {
		if *c.fallback == "" {
			b.problem(at, "the default is empty, and an empty value is none: write what is to stand there, or leave it out")
		} else if _, state := c.decode([]byte(*c.fallback), true); state == unreadable {
			b.problem(at, "the default is none that the column could hold")
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

func (b *binder) resolveZone(at string, conf Column, c *column) {
	if conf.Zone == "" {
		return
	}
	zone, err := time.LoadLocation(conf.Zone)
	if err != nil || conf.Zone == "Local" {
		b.problem(at, "there is no time zone ", quoted(conf.Zone), ": write one as in \"Europe/London\"")
		return
	}
	if zone.String() != "UTC" {
		c.zone = zone
	}
}

func (b *binder) resolveWords(at string, conf Column, c *column, words []string) {
	switch {
	case c.use == useFlag && len(conf.Values) == 0:
		c.words = flagWords()
		return
	case c.use == useFlag:
		words = []string{wordTrue, wordFalse}
	case c.use != useWord:
		if len(conf.Values) > 0 {
			b.problem(at, "has values, but holds no words")
		}
		return
	}
	c.words = make(map[string]string)
	if len(conf.Values) == 0 {
		for _, w := range words {
			c.words[w] = w
		}
	}
	for _, raw := range slices.Sorted(maps.Keys(conf.Values)) {
		word := conf.Values[raw]
		if !slices.Contains(words, word) && (word != unknown || c.use == useFlag) {
			b.problem(at, "value ", quoted(word), " is no word of the graph", suggest(word, words))
		}
		c.words[raw] = word
	}
}

func (b *binder) resolveCurrency(at string, conf Column, c *column) {
	if c.use != useMoney {
		return
	}
	switch {
	case conf.Currency != "" && conf.CurrencyColumn != "":
		b.problem(at, "give a currency or a currency column, not both")
	case conf.Currency != "" && !commerce.ValidCurrency(conf.Currency):
		b.problem(at, "the currency ", quoted(conf.Currency), " is no code of three capital letters")
	case conf.Currency != "":
		c.currency = conf.Currency
	case conf.CurrencyColumn != "":
		c.currencyAt = b.add("currencyColumn", Column{Name: conf.CurrencyColumn}, useText, nil)
	}
}

// checkCurrencies reports amounts that would have no currency.
func (b *binder) checkCurrencies(lead int) {
	if b.r.inherit || lead >= 0 && b.cells[lead].ownCurrency() {
		return
	}
	for _, c := range b.cells {
		if c.use == useMoney && !c.ownCurrency() {
			b.problem(b.r.what, ": column ", quoted(c.name), " is an amount: give its currency or the column that holds it")
		}
	}
}

func (c *column) ownCurrency() bool { return c.currency != "" || c.currencyAt >= 0 }

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
