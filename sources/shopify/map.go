package shopify

import (
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// reader translates one entity. It keeps the first place where the answer was
// not what the schema promises; the entity must not be used then.
type reader struct {
	source   string
	domain   string
	currency string // the shop's, for prices that are written without one
	reading  *commerce.Reading
	holds    commerce.Groups
	broken   string
}

func (r *reader) fail(field string) {
	if r.broken == "" {
		r.broken = field
	}
}

// need returns a value that the schema promises.
func need[V any](r *reader, v jsonx.Opt[V], field string) V {
	if !v.OK {
		r.fail(field)
	}
	return v.Value
}

// units returns a promised whole number.
func (r *reader) units(n optInt, field string) int { return int(need(r, n, field)) }

// elements returns what a promised list holds; its elements are promised too.
func elements[V any](r *reader, all listOf[V], field string) iter.Seq[*V] {
	list := need(r, all, field)
	for i := range list {
		if !list[i].OK {
			r.fail(field)
			list = nil
			break
		}
	}
	return func(yield func(*V) bool) {
		for i := range list {
			if !yield(&list[i].Value) {
				return
			}
		}
	}
}

func nodes[V any](r *reader, c jsonx.Opt[connection[V]], field string) iter.Seq[*V] {
	if !c.OK {
		r.fail(field)
	}
	return elements(r, c.Value.Nodes, field)
}

// optional returns a text that may be missing.
func optional(s optText) commerce.Text { return commerce.Text(s.Value) }

func (r *reader) strings(list listOf[string], field string) []string {
	out := make([]string, 0, len(list.Value))
	for s := range elements(r, list, field) {
		out = append(out, *s)
	}
	return out
}

// instant reads a promised time.
func (r *reader) instant(at instantWire, field string) time.Time {
	if !at.ok {
		r.fail(field)
	}
	return r.maybeInstant(at, field)
}

func (r *reader) maybeInstant(at instantWire, field string) time.Time {
	if at.bad {
		r.fail(field)
	}
	return at.at
}

// The bounds of numbers that an amount, a rate or a measure can have.
const (
	maxNumeral  = 64
	maxExponent = 30
)

// decimal reads an exact number. One that no amount or rate can have is
// refused, because its digits would be written out.
func (r *reader) decimal(d optNumeral, field string) commerce.Decimal {
	text := need(r, d, field)
	if len(text) > maxNumeral {
		r.fail(field)
		return commerce.Decimal{}
	}
	value, err := commerce.ParseDecimal(string(text))
	if err != nil || value.Exponent() > maxExponent || value.Exponent() < -maxExponent {
		r.fail(field)
		return commerce.Decimal{}
	}
	return value
}

func (r *reader) amount(d optNumeral, currency, field string) commerce.Money {
	if !commerce.ValidCurrency(currency) {
		r.fail(field)
	}
	return commerce.NewMoney(r.decimal(d, field), currency)
}

func (r *reader) money(m jsonx.Opt[moneyWire], field string) commerce.Money {
	if !m.OK {
		r.fail(field)
		return commerce.Money{}
	}
	return r.amount(m.Value.Amount, need(r, m.Value.Currency, field), field)
}

func (r *reader) bag(b jsonx.Opt[bagWire], field string) commerce.MoneyBag {
	if !b.OK {
		r.fail(field)
		return commerce.MoneyBag{}
	}
	return commerce.NewMoneyBag(r.money(b.Value.Shop, field), r.money(b.Value.Presentment, field))
}

func (r *reader) maybeBag(b jsonx.Opt[bagWire], field string) *commerce.MoneyBag {
	if !b.OK {
		return nil
	}
	out := r.bag(b, field)
	return &out
}

// id reads a promised gid.
func (r *reader) id(gid optText, field string) commerce.ID {
	key := need(r, gid, field)
	if key == "" {
		r.fail(field)
		return commerce.ID{}
	}
	return commerce.ID{Source: r.source, Key: key}
}

// ref reads another entity that may be missing.
func (r *reader) ref(w jsonx.Opt[refWire], field string) commerce.ID {
	if !w.OK {
		return commerce.ID{}
	}
	return r.id(w.Value.ID, field)
}

// origin says where an entity comes from. The page is its path in the shop's
// administration; empty when it has none.
func (r *reader) origin(gid optText, typ, page string, updated time.Time) commerce.Origin {
	o := commerce.Origin{ID: r.id(gid, "id"), Type: typ, UpdatedAt: updated, Reading: r.reading, Holds: r.holds}
	if n, ok := numberOf(o.ID.Key, typ); ok && page != "" {
		o.URL = commerce.Text("https://" + r.domain + "/admin/" + page + "/" + n)
	}
	return o
}

// part is the origin of a part of an entity, which has no groups of its own.
func (r *reader) part(gid optText, typ string, updated time.Time) commerce.Origin {
	o := r.origin(gid, typ, "", updated)
	o.Holds = 0
	return o
}

func (r *reader) maybeAddress(w *jsonx.Opt[addressWire]) *commerce.Address {
	if !w.OK {
		return nil
	}
	return r.address(&w.Value)
}

func (r *reader) address(w *addressWire) *commerce.Address {
	return &commerce.Address{
		FirstName:    optional(w.FirstName),
		LastName:     optional(w.LastName),
		Company:      optional(w.Company),
		Address1:     optional(w.Address1),
		Address2:     optional(w.Address2),
		City:         optional(w.City),
		Province:     optional(w.Province),
		ProvinceCode: optional(w.ProvinceCode),
		Zip:          optional(w.Zip),
		CountryCode:  commerce.Text(strings.ToUpper(string(optional(w.CountryCode)))),
		Phone:        optional(w.Phone),
	}
}

func (r *reader) taxLines(list listOf[taxLineWire], field string) []commerce.TaxLine {
	out := make([]commerce.TaxLine, 0, len(list.Value))
	for w := range elements(r, list, field) {
		line := commerce.TaxLine{Title: commerce.Text(need(r, w.Title, field)), Amount: r.bag(w.Price, field)}
		if w.Rate.OK {
			rate := r.decimal(w.Rate, field)
			line.Rate = &rate
		}
		out = append(out, line)
	}
	return out
}

// count reads a number that Shopify writes as text.
func (r *reader) count(d optNumeral, field string) *int {
	n, err := strconv.Atoi(string(need(r, d, field)))
	if err != nil {
		r.fail(field)
	}
	return &n
}
