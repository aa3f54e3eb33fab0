package shopify

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/commerce"
)

// reader translates one entity. It keeps the first place where the answer was
// not what the schema promises; the entity must not be used then.
type reader struct {
	source   string
	domain   string
	currency string // the shop's, for prices that are written without one
	at       time.Time
	holds    commerce.Groups
	broken   string
}

func (r *reader) fail(field string) {
	if r.broken == "" {
		r.broken = field
	}
}

// need returns a value that the schema promises.
func need[V any](r *reader, v *V, field string) V {
	if v == nil {
		r.fail(field)
		var zero V
		return zero
	}
	return *v
}

// elements returns what a promised list holds; its elements are promised too.
func elements[V any](r *reader, list *[]*V, field string) []*V {
	all := need(r, list, field)
	for _, v := range all {
		if v == nil {
			r.fail(field)
			return nil
		}
	}
	return all
}

func nodes[V any](r *reader, c *connection[V], field string) []*V {
	if c == nil {
		r.fail(field)
		return nil
	}
	return elements(r, c.Nodes, field)
}

// optional returns a text that may be missing.
func optional(s *string) commerce.Text {
	if s == nil {
		return ""
	}
	return commerce.Text(*s)
}

func (r *reader) strings(list *[]*string, field string) []string {
	all := elements(r, list, field)
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = *s
	}
	return out
}

// instant reads a promised time.
func (r *reader) instant(s *string, field string) time.Time {
	if s == nil {
		r.fail(field)
		return time.Time{}
	}
	return r.maybeInstant(s, field)
}

func (r *reader) maybeInstant(s *string, field string) time.Time {
	if s == nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, *s)
	if err != nil {
		r.fail(field)
		return time.Time{}
	}
	return at.UTC()
}

// decimal reads an exact number. One that no amount or rate can have is
// refused, because its digits would be written out.
func (r *reader) decimal(d *decimalText, field string) commerce.Decimal {
	text := string(need(r, d, field))
	if len(text) > 64 {
		r.fail(field)
		return commerce.Decimal{}
	}
	value, err := decimal.NewFromString(text)
	if err != nil || value.Exponent() > 30 || value.Exponent() < -30 {
		r.fail(field)
		return commerce.Decimal{}
	}
	return value
}

func (r *reader) amount(d *decimalText, currency, field string) commerce.Money {
	if !commerce.ValidCurrency(currency) {
		r.fail(field)
	}
	return commerce.NewMoney(r.decimal(d, field), currency)
}

func (r *reader) money(m *moneyWire, field string) commerce.Money {
	if m == nil {
		r.fail(field)
		return commerce.Money{}
	}
	return r.amount(m.Amount, need(r, m.Currency, field), field)
}

func (r *reader) bag(b *bagWire, field string) commerce.MoneyBag {
	if b == nil {
		r.fail(field)
		return commerce.MoneyBag{}
	}
	return commerce.MoneyBag{Shop: r.money(b.Shop, field), Presentment: r.money(b.Presentment, field)}
}

func (r *reader) maybeBag(b *bagWire, field string) *commerce.MoneyBag {
	if b == nil {
		return nil
	}
	out := r.bag(b, field)
	return &out
}

// id reads a promised gid.
func (r *reader) id(gid *string, field string) commerce.ID {
	key := need(r, gid, field)
	if key == "" {
		r.fail(field)
		return commerce.ID{}
	}
	return commerce.ID{Source: r.source, Key: key}
}

// ref reads another entity that may be missing.
func (r *reader) ref(w *refWire, field string) commerce.ID {
	if w == nil {
		return commerce.ID{}
	}
	return r.id(w.ID, field)
}

// origin says where an entity comes from. The page is its path in the shop's
// administration; empty when it has none.
func (r *reader) origin(gid *string, typ, page string, updated time.Time) commerce.Origin {
	o := commerce.Origin{ID: r.id(gid, "id"), Type: typ, UpdatedAt: updated, FetchedAt: r.at, Holds: r.holds}
	if n, ok := numberOf(o.ID.Key, typ); ok && page != "" {
		o.URL = commerce.Text("https://" + r.domain + "/admin/" + page + "/" + n)
	}
	return o
}

// part is the origin of a part of an entity, which has no groups of its own.
func (r *reader) part(gid *string, typ string, updated time.Time) commerce.Origin {
	o := r.origin(gid, typ, "", updated)
	o.Holds = 0
	return o
}

func (r *reader) address(w *addressWire) *commerce.Address {
	if w == nil {
		return nil
	}
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

func (r *reader) taxLines(list *[]*taxLineWire, field string) []commerce.TaxLine {
	all := elements(r, list, field)
	out := make([]commerce.TaxLine, len(all))
	for i, w := range all {
		out[i] = commerce.TaxLine{Title: commerce.Text(need(r, w.Title, field)), Amount: r.bag(w.Price, field)}
		if w.Rate != nil {
			rate := r.decimal(w.Rate, field)
			out[i].Rate = &rate
		}
	}
	return out
}

// count reads a number that Shopify writes as text.
func (r *reader) count(d *decimalText, field string) *int {
	n, err := strconv.Atoi(string(need(r, d, field)))
	if err != nil {
		r.fail(field)
	}
	return &n
}
