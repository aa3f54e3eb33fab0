package woocommerce

import (
	"html"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// reader translates one entity. It keeps the first place where the answer was
// not what the API promises; the entity must not be used then.
type reader struct {
	*client
	reading  *commerce.Reading
	holds    commerce.Groups
	shopCode string // the shop's currency, for prices that are written without one
	broken   string
}

func (r *reader) fail(field string) {
	if r.broken == "" {
		r.broken = field
	}
}

func (r *reader) id(n int64) commerce.ID { return commerce.ID{Source: r.source, Key: keyOf(n)} }

// maybeID is the id of what 0 stands for the lack of.
func (r *reader) maybeID(n int64) commerce.ID {
	if n <= 0 {
		return commerce.ID{}
	}
	return r.id(n)
}

// origin says where an entity comes from. Page is its place in the administration.
func (r *reader) origin(h *head, typ, page string) commerce.Origin {
	if h.ID <= 0 {
		r.fail("id")
	}
	o := commerce.Origin{ID: r.id(h.ID), Type: typ, UpdatedAt: h.Modified, Reading: r.reading, Holds: r.holds}
	if page != "" {
		o.URL = commerce.Text(r.shop + "/wp-admin/" + page)
	}
	return o
}

// part is the origin of a part of an entity.
func (r *reader) part(key, typ string, updated time.Time) commerce.Origin {
	return commerce.Origin{ID: commerce.ID{Source: r.source, Key: key}, Type: typ, UpdatedAt: updated, Reading: r.reading}
}

// text is plain: WordPress keeps names as they stand in a web page.
func text(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return html.UnescapeString(s)
}

// decimal reads an exact number; an empty one is 0. One that no amount can have
// is refused, because its digits would be written out.
func (r *reader) decimal(s, field string) commerce.Decimal {
	if s == "" {
		return commerce.Decimal{}
	}
	d, err := commerce.ParseDecimal(strings.TrimSpace(s))
	if err != nil || len(s) > 64 || d.Exponent() > 30 || d.Exponent() < -30 {
		r.fail(field)
		return commerce.Decimal{}
	}
	return d
}

// address returns nil when nothing of it is known.
func address(w *addressWire) *commerce.Address {
	place := *w
	place.Email = ""
	if place == (addressWire{}) {
		return nil
	}
	return &commerce.Address{
		FirstName:    commerce.Text(w.FirstName),
		LastName:     commerce.Text(w.LastName),
		Company:      commerce.Text(w.Company),
		Address1:     commerce.Text(w.Address1),
		Address2:     commerce.Text(w.Address2),
		City:         commerce.Text(w.City),
		ProvinceCode: commerce.Text(provinceCode(w.State)),
		Province:     commerce.Text(provinceName(w.State)),
		Zip:          commerce.Text(w.Postcode),
		CountryCode:  commerce.Text(strings.ToUpper(w.Country)),
		Phone:        commerce.Text(w.Phone),
	}
}

// mostCode is how long the codes of provinces are that WooCommerce has lists of;
// where it has none, the buyer has written a name.
const mostCode = 5

func isCode(state string) bool {
	return len(state) <= mostCode && strings.ToUpper(state) == state
}

func provinceCode(state string) string {
	if isCode(state) {
		return state
	}
	return ""
}

func provinceName(state string) string {
	if isCode(state) {
		return ""
	}
	return state
}
