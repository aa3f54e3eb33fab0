package magento

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// reader translates entities. It keeps the first place where one is not what
// Magento promises; the entity must not be used then.
type reader struct {
	source  string
	admin   string
	barcode string
	reading *commerce.Reading
	holds   commerce.Groups
	shop    facts
	broken  string
	// owners names the product that a variant was read for.
	owners map[int64]int64
}

// reader prepares to read entities with the groups.
func (c *collection[T, W]) reader(ctx context.Context, op string, want commerce.Groups) (*reader, error) {
	r := &reader{source: c.source, admin: c.admin, barcode: c.barcode, reading: commerce.ReadNow(), holds: want}
	if !c.priced {
		return r, nil
	}
	var err error
	r.shop, err = c.shopFacts(ctx, op)
	return r, err
}

// own remembers which product each variant belongs to, and returns the variants' ids.
func (r *reader) own(ids []owned) []string {
	out := make([]string, 0, len(ids))
	if r.owners == nil {
		r.owners = make(map[int64]int64, len(ids))
	}
	for _, id := range ids {
		if _, known := r.owners[id.id]; !known && id.owner > 0 {
			r.owners[id.id] = id.owner
		}
		out = append(out, formatInt(id.id))
	}
	return slices.Compact(sortedTexts(out))
}

func (r *reader) fail(field string) {
	if r.broken == "" {
		r.broken = field
	}
}

// need returns a value that Magento promises.
func need[V any](r *reader, v jsonx.Opt[V], field string) V {
	if !v.OK {
		r.fail(field)
	}
	return v.Value
}

func text(s optText) commerce.Text { return commerce.Text(s.Value) }

// id names an entity or a part of one by its number; zero for none.
func (r *reader) id(n optInt) commerce.ID {
	if n.Value <= 0 {
		return commerce.ID{}
	}
	return commerce.ID{Source: r.source, Key: formatInt(n.Value)}
}

// needID is id for a number that Magento promises.
func (r *reader) needID(n optInt, field string) commerce.ID {
	if n.Value <= 0 {
		r.fail(field)
	}
	return r.id(n)
}

// origin says where an entity comes from. The page is its path in the
// administration, which an installation can call as it likes.
func (r *reader) origin(id commerce.ID, typ, page string, updated time.Time) commerce.Origin {
	o := commerce.Origin{ID: id, Type: typ, UpdatedAt: updated, Reading: r.reading, Holds: r.holds}
	if r.admin != "" && page != "" {
		o.URL = commerce.Text(r.admin + "/" + page + "/" + id.Key)
	}
	return o
}

// part is the origin of a part of an entity, which has no groups of its own.
func (r *reader) part(id commerce.ID, typ string, updated time.Time) commerce.Origin {
	return commerce.Origin{ID: id, Type: typ, UpdatedAt: updated, Reading: r.reading}
}

// instant reads a promised time.
func (r *reader) instant(s optText, field string) time.Time {
	at := r.maybeInstant(s, field)
	if at.IsZero() {
		r.fail(field)
	}
	return at
}

// maybeInstant reads a time. Magento writes UTC without saying so.
func (r *reader) maybeInstant(s optText, field string) time.Time {
	if s.Value == "" || strings.HasPrefix(s.Value, "0000-") {
		return time.Time{}
	}
	at, err := time.Parse(timeLayout, s.Value)
	if err != nil {
		r.fail(field)
	}
	return at
}

// The digits of Magento's decimals. What has more was a float on its way.
const maxDigits = 4

// decimal reads an exact number, of at most as many digits as Magento keeps.
func (r *reader) decimal(n optNumeral, field string) commerce.Decimal {
	d, ok := parseDecimal(n.Value)
	if !ok {
		r.fail(field)
	}
	return d
}

// parseDecimal reads a number of a size that can be calculated with.
func parseDecimal(written string) (commerce.Decimal, bool) {
	const longest, highest, lowest = 64, 30, -64
	if len(written) > longest {
		return commerce.Decimal{}, false
	}
	d, err := commerce.ParseDecimal(written)
	if err != nil || d.Exponent() > highest || d.Exponent() < lowest {
		return commerce.Decimal{}, false
	}
	return rounded(d), true
}

func rounded(d commerce.Decimal) commerce.Decimal {
	if d.Exponent() < -maxDigits {
		d = commerce.DecimalOf(d.Wide().Round(maxDigits))
	}
	return d
}

// number reads a number that may be missing; then it is 0.
func (r *reader) number(n optNumeral, field string) commerce.Decimal {
	if !n.OK {
		return commerce.Decimal{}
	}
	return r.decimal(n, field)
}

// units reads a quantity. Parts of a unit, which goods have that are sold by
// weight or length, are counted as a whole one.
func (r *reader) units(n optNumeral, field string) int {
	d := r.number(n, field).Wide().Ceil()
	if !d.BigInt().IsInt64() {
		r.fail(field)
		return 0
	}
	return int(d.IntPart())
}

// amount is one amount in the currencies of shop and order.
type amount struct{ base, order optNumeral }

// rates are the currencies of an order.
type rates struct{ base, order string }

func (r *reader) rates(base, order optText) rates {
	if !commerce.ValidCurrency(base.Value) {
		r.fail("base_currency_code")
	}
	out := rates{base.Value, order.Value}
	if !order.OK {
		out.order = out.base
	} else if !commerce.ValidCurrency(order.Value) {
		r.fail("order_currency_code")
	}
	return out
}

// bag reads an amount. Of one that is only in the other currency, the bag says
// what it can only where both are the same.
func (r *reader) bag(a amount, in rates, field string) *commerce.MoneyBag {
	if !a.base.OK && in.base == in.order {
		a.base = a.order
	}
	if !a.base.OK {
		return nil
	}
	base := commerce.NewMoney(r.decimal(a.base, field), in.base)
	bag := commerce.SingleCurrency(base)
	if a.order.OK {
		bag = commerce.NewMoneyBag(base, commerce.NewMoney(r.decimal(a.order, field), in.order))
	}
	return &bag
}

func (r *reader) needBag(a amount, in rates, field string) commerce.MoneyBag {
	bag := r.bag(a, in, field)
	if bag == nil {
		r.fail(field)
		return commerce.MoneyBag{}
	}
	return *bag
}

// combine calculates with both amounts of bags. A missing bag is nothing.
func combine(in rates, sum func(of func(*commerce.MoneyBag) commerce.Decimal) commerce.Decimal) commerce.MoneyBag {
	base := sum(func(b *commerce.MoneyBag) commerce.Decimal {
		if b == nil {
			return commerce.Decimal{}
		}
		return b.Shop.Amount
	})
	order := sum(func(b *commerce.MoneyBag) commerce.Decimal {
		if b == nil {
			return commerce.Decimal{}
		}
		return b.Presentment().Amount
	})
	return commerce.NewMoneyBag(commerce.NewMoney(base, in.base), commerce.NewMoney(order, in.order))
}

func minus(a, b commerce.Decimal) commerce.Decimal {
	return commerce.DecimalOf(a.Wide().Sub(b.Wide()))
}
