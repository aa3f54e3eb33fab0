package merchant

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// registerBranches writes people of the CRM down in the stores Trade and Outlet,
// whatever other systems know them. Everybody keeps the e-mail address, by which
// the records of all systems belong together.
func (m *Merchant) registerBranches(r *rand.Rand) {
	for i := range m.People {
		p := &m.People[i]
		if p.CRM == nil || p.CRM.Email == "" {
			continue
		}
		_, company := companyForms[p.Country]
		if luck := r.IntN(100); company && luck < 16 || i == m.Oddities.Heavy {
			p.ByStore[Trade] = m.tradeRecord(r, p)
		}
		nordic := p.Country == "SE" || p.Country == "DK"
		if luck := r.IntN(100); nordic && luck < 40 {
			p.ByStore[Outlet] = m.outletRecord(r, p)
		}
	}
}

// companyForms are what companies call themselves, by country.
var companyForms = map[string]string{"DE": "GmbH", "FR": "SARL", "SE": "AB", "DK": "ApS", "PL": "Sp. z o.o.", "ES": "S.L."}

// tradeRecord is a company's account, in the name of who buys for it.
func (m *Merchant) tradeRecord(r *rand.Rand, p *Person) *Record {
	record := m.branchRecord(r, p, 700)
	address := *p.Address
	if address.Company == "" {
		address.Company = p.CRM.LastName + " " + companyForms[p.Country]
	}
	record.Addresses = []*Address{&address}
	if r.IntN(8) == 0 {
		record.FirstName, record.LastName = Plain(p.CRM.FirstName), Plain(p.CRM.LastName)
	}
	return record
}

// outletRecord is an account as people make one who are in a hurry.
func (m *Merchant) outletRecord(r *rand.Rand, p *Person) *Record {
	record := m.branchRecord(r, p, outletDays)
	record.Addresses = []*Address{p.Address}
	switch r.IntN(8) {
	case 0:
		record.FirstName, record.LastName = strings.ToLower(p.CRM.FirstName), strings.ToLower(p.CRM.LastName)
	case 1:
		record.Email = strings.ToUpper(p.CRM.Email[:1]) + p.CRM.Email[1:]
	}
	return record
}

// branchRecord copies what a person says everywhere, written down within some days.
func (m *Merchant) branchRecord(r *rand.Rand, p *Person, days int) *Record {
	created := m.Now.Add(-time.Duration(1+r.IntN(days*24)) * time.Hour).Add(-time.Duration(r.IntN(3600)) * time.Second)
	record := &Record{
		FirstName: p.CRM.FirstName, LastName: p.CRM.LastName, Email: p.CRM.Email, Phone: p.Address.Phone, Locale: p.CRM.Locale, CreatedAt: created,
	}
	record.UpdatedAt = created.Add(m.since(r, created))
	return record
}

// payBranch makes the payment of an order at the stores Trade and Outlet: one,
// and by transfer more often than elsewhere.
func (h *history) payBranch(fate int) {
	o, young := h.o, h.now.Sub(h.o.PlacedAt) < 5*24*time.Hour
	transfers, wait := 450, 24*24 // per thousand; hours
	if o.Store == Outlet {
		transfers, wait = 60, 4*24
	}
	if o.plan.unnoted {
		fate = 999 // an ordinary payment
	}
	switch fate -= transfers; {
	case fate < 0:
		h.transfer(time.Duration(20+h.r.IntN(wait)) * time.Hour)
	case fate < 80:
		h.reserve(young)
	case fate < 110:
		h.card(o.Total).Declined = []Decline{{o.PlacedAt, "card_declined", "insufficient_funds"}}
	case fate < 135 && o.Store == Outlet:
		h.fail()
	case fate < 160 && o.Store == Outlet:
		h.card(o.Total)
		h.withdraw()
	default:
		h.card(o.Total)
	}
}

// transfer makes the customer send the money after a while.
func (h *history) transfer(after time.Duration) {
	p := Payment{Method: ByTransfer, Status: Awaited, Amount: h.o.Total, At: h.o.PlacedAt}
	if there := h.o.PlacedAt.Add(after); h.happened(there) {
		p.Status, p.CapturedAt = Paid, there
	}
	h.o.Payments = append(h.o.Payments, p)
}

// NotesPayment says whether the store notes with an order which payments at the
// gateway are for it.
func (o *Order) NotesPayment() bool {
	return !o.plan.unnoted && slices.ContainsFunc(o.Payments, func(p Payment) bool { return p.ID != "" })
}
