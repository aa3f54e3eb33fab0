package sqldb

import (
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Vet returns what is wrong with the tables as far as that can be told without
// a database, in no particular order: all that does not depend on which
// tables, columns and types there are. Open finds the same, and the rest.
func Vet(t Tables) []Problem {
	o := &opener{compiler: &compiler{}}
	o.tables(t, &sources.Source{})
	return o.problems
}

// vet checks what a relation says by itself.
func vet[T any](c *compiler, r relation, lead string, attributes []attribute[T]) {
	c.vetOrigin(r)
	uses := make(map[string]use, len(attributes))
	for _, a := range attributes {
		uses[a.name] = a.use
		if conf, ok := r.fields[a.name]; ok {
			c.vetColumn(r, a.name, conf, a.use, a.words)
		} else if a.needed {
			c.problem(r.whole("fields"), "field "+quoted(a.name)+" is needed", "Name its column.")
		}
	}
	c.unknownFields(r, slices.Sorted(maps.Keys(uses)))
	c.vetCurrencies(r, lead, uses)
}

func (c *compiler) vetOrigin(r relation) {
	switch {
	case r.table != "" && r.query != "":
		c.problem(r.whole("select"), "name a table or give a select, one of the two", "")
	case r.table == "" && r.query == "":
		c.problem(r.whole(""), "name a table or give a select, one of the two", "")
	case !r.identified():
		c.problem(r.whole("id"), "name the column that identifies a row as id", "")
	}
}

// identified reports whether the columns that make the id are named.
func (r relation) identified() bool { return len(r.ids) > 0 && !slices.Contains(r.ids, "") }

func (c *compiler) vetColumn(r relation, field string, conf Column, u use, words []string) {
	if _, err := conf.location(); err != nil {
		c.problem(r.field(field, "zone"), "there is no time zone "+quoted(conf.Zone), `Write one as in "Europe/London".`)
	}
	column := "column " + quoted(conf.Name) + " "
	if conf.MinorDigits != nil && u != useMoney && u != useNumber {
		c.problem(r.field(field, "scale"), column+"has minor digits, but is no amount", "Leave out the scale.")
	}
	if why := conf.misread(u); why != "" {
		message, remedy := remedied(why)
		c.problem(r.field(field, "type"), column+message, remedy)
	}
	c.vetWords(r, field, conf, u, words)
	if u == useMoney {
		c.vetCurrency(r, field, conf)
	}
	if conf.Default != nil && *conf.Default == "" {
		c.problem(r.field(field, "default"), "the default is empty, and an empty value is none", "Write what is to stand there, or leave it out.")
	}
}

var errLocal = errors.New("the machine's own zone")

// location is the zone of the column's clocks.
func (conf Column) location() (*time.Location, error) {
	if conf.Zone == "Local" { // what the machine is set to, which a configuration should not depend on
		return nil, errLocal
	}
	return time.LoadLocation(conf.Zone) // UTC for none
}

func (c *compiler) vetWords(r relation, field string, conf Column, u use, words []string) {
	switch u {
	case useFlag:
		words = []string{wordTrue, wordFalse}
	case useWord:
	default:
		if len(conf.Values) > 0 {
			c.problem(r.field(field, "values"), "has values, but holds no words", "Remove them.")
		}
		return
	}
	for _, raw := range slices.Sorted(maps.Keys(conf.Values)) {
		if word := conf.Values[raw]; !slices.Contains(words, word) && (word != unknown || u == useFlag) {
			at := r.field(field, "values")
			at.Word = raw
			c.unknown(at, "value "+quoted(word)+" is no word of the graph", word, words)
		}
	}
}

func (c *compiler) vetCurrency(r relation, field string, conf Column) {
	switch {
	case conf.Currency != "" && conf.CurrencyColumn != "":
		c.problem(r.field(field, "currencyColumn"), "give a currency or a currency column, not both", "")
	case conf.Currency != "" && !commerce.ValidCurrency(conf.Currency):
		c.problem(r.field(field, "currency"), "the currency "+quoted(conf.Currency)+" is no code of three capital letters", "")
	}
}

// vetCurrencies reports amounts that would have no currency.
func (c *compiler) vetCurrencies(r relation, lead string, uses map[string]use) {
	if main, ok := r.fields[lead]; r.inherit || ok && main.ownCurrency() {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(r.fields)) {
		if u, ok := uses[name]; ok && u == useMoney && !r.fields[name].ownCurrency() {
			at := r.whole("")
			at.Field, at.column = name, r.fields[name].Name
			c.problem(at, "column "+quoted(at.column)+" is an amount", "Give its currency or the column that holds it.")
		}
	}
}

func (conf Column) ownCurrency() bool { return conf.Currency != "" || conf.CurrencyColumn != "" }

// misread says how the type, whatever the database has, contradicts the use;
// it goes on after the column, and is empty where it does not.
func (conf Column) misread(u use) string {
	t := conf.Type
	switch {
	case t == "" || u == useList: // a database may have arrays, which no type describes
		return ""
	case u == useInstant:
		return conf.misreadInstant()
	case u.numeric() && t != ColumnInteger && t != ColumnDecimal && t != ColumnText:
		return "is read as " + string(t) + ", but the field is a number: leave out the type"
	case u == useKey || u == useReference:
		return pick(t == ColumnText || t == ColumnInteger, "", "is an id, and read as integer or text")
	case u.numeric():
		return ""
	}
	return misreadText(t, u)
}

func (conf Column) misreadInstant() string {
	switch conf.Type {
	case ColumnTime:
		if zone, err := conf.location(); err == nil && zone.String() != "UTC" {
			return "is read as time, which needs no zone: read it as local-time"
		}
	case ColumnLocalTime, ColumnDate, ColumnUnix, ColumnUnixMilli:
	default:
		return "is read as " + string(conf.Type) + ", but the field is a time: say how it is read with the type time, local-time, date, unix or unix-ms"
	}
	return ""
}

func misreadText(t ColumnType, u use) string {
	switch {
	case t == "" || t == ColumnText || t == ColumnInteger && u != useFolded:
	case t == ColumnBoolean && u == useFlag:
	default:
		return "is read as " + string(t) + ", but the field is a text: leave out the type"
	}
	return ""
}
