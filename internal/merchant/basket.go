package merchant

import (
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
)

// Random is where random numbers come from.
type Random = *rand.Rand

// draw returns an index, as often as the sums grow there.
func draw(r Random, sums []float64) int {
	return min(len(sums)-1, sort.SearchFloat64s(sums, r.Float64()*sums[len(sums)-1]))
}

// choosePerson says who places an order: the heavy customer, a customer of the
// store, or a guest.
func (m *Merchant) choosePerson(o *Order, r Random) {
	switch {
	case o.plan.heavy:
		o.Person = m.Oddities.Heavy
	case o.plan.twin:
		m.beTwin(o, r)
		return
	case r.IntN(100) < m.Stores[o.Store].guests:
		m.beGuest(o, r)
		return
	default:
		o.Person = m.drawBuyer(o, r)
	}
	if o.Person == Guest {
		m.beGuest(o, r)
		return
	}
	p := &m.People[o.Person]
	record := p.ByStore[o.Store]
	o.Email, o.Phone, o.Country, o.Address = record.Email, record.Phone, p.Country, record.Addresses[0]
}

// drawBuyer returns somebody whom the store knew when the order was placed.
func (m *Merchant) drawBuyer(o *Order, r Random) int {
	for range 20 {
		person := m.buyers[o.Store][draw(r, m.lures[o.Store])]
		if m.People[person].ByStore[o.Store].CreatedAt.Before(o.PlacedAt) {
			return person
		}
	}
	return Guest
}

// beGuest makes up somebody whom nobody else knows.
func (m *Merchant) beGuest(o *Order, r Random) {
	from := m.Stores[o.Store].from
	c := &m.cultures[from[r.IntN(len(from))]]
	s := sheet{culture: c, first: c.first[r.IntN(len(c.first))], last: c.last[r.IntN(len(c.last))]}
	o.Email = strings.ToLower("guest-" + m.Stores[o.Store].Prefix + strconv.Itoa(o.Number) + "@visitor.example")
	o.Country, o.Address = c.country, drawAddress(r, &s, "")
}

// beTwin makes a customer of the CRM forget to sign in.
func (m *Merchant) beTwin(o *Order, r Random) {
	for {
		p := &m.People[m.buyers[o.Store][r.IntN(len(m.buyers[o.Store]))]]
		if p.CRM != nil && p.CRM.Email != "" {
			o.Email, o.Country, o.Address = p.CRM.Email, p.Country, p.Address
			return
		}
	}
}

// chooseLines fills the basket.
func (m *Merchant) chooseLines(o *Order, r Random) {
	store := &m.Stores[o.Store]
	wanted := 1 + draw(r, []float64{58, 84, 94, 98, 100})
	for range 12 {
		if len(o.Lines) == wanted {
			break
		}
		sku := m.shelf[o.Store].skus[draw(r, m.shelf[o.Store].sums)]
		if !m.canBuy(o, sku) {
			continue
		}
		o.Lines = append(o.Lines, m.line(o, sku, store.lot*(1+draw(r, []float64{78, 93, 97, 100}))))
	}
	if len(o.Lines) == 0 {
		o.Lines = append(o.Lines, m.line(o, m.shelf[o.Store].skus[0], store.lot))
	}
	if r.IntN(40) == 0 && store.wrapping > 0 {
		o.Lines = append(o.Lines, Line{SKU: NoSKU, Title: wrapping, Quantity: 1, UnitPrice: m.price(o, store.wrapping)})
	}
}

// canBuy says whether a SKU may go into the basket: once, and not any more
// when it has been taken out of the range.
func (m *Merchant) canBuy(o *Order, sku int) bool {
	for i := range o.Lines {
		if o.Lines[i].SKU == sku {
			return false
		}
	}
	gone := m.Products[m.SKUs[sku].Product].Archived && m.Now.Sub(o.PlacedAt).Hours() < 14*24
	return !gone
}

func (m *Merchant) price(o *Order, minor int64) Amount {
	store := &m.Stores[o.Store]
	return priced(minor, store.Currency, store.presentment(o.Country))
}

func (m *Merchant) line(o *Order, sku, quantity int) Line {
	s := &m.SKUs[sku]
	return Line{SKU: sku, Title: m.Products[s.Product].Title, Quantity: quantity, UnitPrice: m.price(o, s.Price[o.Store])}
}

// charge adds discount, delivery, tax and what the staff writes down.
func (m *Merchant) charge(o *Order, r Random) {
	store := &m.Stores[o.Store]
	if r.IntN(8) == 0 {
		o.Code, o.Percent = "WELCOME10", 10
	}
	if sale(o.PlacedAt) > 2 && r.IntN(2) == 0 {
		o.Code, o.Percent = "BLACKFRIDAY", 25
	}
	goods := m.price(o, 0)
	for i := range o.Lines {
		line := &o.Lines[i]
		line.Discount = line.UnitPrice.Times(line.Quantity).part(o.Percent, 100)
		if store.lot > 1 { // who sells lots has prices by the piece
			line.Discount = line.UnitPrice.part(o.Percent, 100).Times(line.Quantity)
		}
		goods = goods.Add(line.Total())
	}
	o.Shipping = Charge{Title: "Standard", Price: m.price(o, store.shipping)}
	switch {
	case r.IntN(12) == 0:
		o.Shipping = Charge{Title: "Express", Price: m.price(o, store.express)}
	case goods.Shop.Minor >= store.freeFrom:
		o.Shipping.Title, o.Shipping.Price = "Standard, free", goods.zero()
	}
	m.tax(o)
	o.Location = store.Locations[0]
	if r.IntN(4) == 0 && len(store.Locations) > 1 {
		o.Location = store.Locations[1]
	}
	m.remark(o, r)
}

// tax says what part of each price is tax, or what comes on top of it.
func (m *Merchant) tax(o *Order) {
	store := &m.Stores[o.Store]
	o.TaxTitle, o.TaxRate = "VAT", store.tax[o.Country]
	if store.Country == "US" {
		o.TaxTitle, o.TaxRate = "Sales tax", store.tax[o.Address.ProvinceCode]
	}
	of := func(a Amount) Amount {
		if store.TaxesIncluded {
			return o.TaxIn(a)
		}
		return a.part(o.TaxRate, 10_000)
	}
	for i := range o.Lines {
		o.Lines[i].Tax = of(o.Lines[i].Total())
	}
	o.Shipping.Tax = of(o.Shipping.Price)
}

// TaxIn returns what part of an amount that contains the tax is tax.
func (o *Order) TaxIn(a Amount) Amount { return a.part(o.TaxRate, 10_000+o.TaxRate) }

// remark adds tags and a note to some orders.
func (m *Merchant) remark(o *Order, r Random) {
	o.Tags = someOf(r, "gift", "priority")
	if o.plan.heavy {
		o.Tags = append(o.Tags, "wholesale")
	}
	if r.IntN(25) == 0 {
		notes := list("Bitte beim Nachbarn abgeben,Please leave at the door \"behind the pots\",Cadeau – sans facture svp,ギフト包装でお願いします")
		o.Note = notes[r.IntN(len(notes))]
	}
}

// addUp makes the sums of an order.
func (o *Order) addUp(store *Store) {
	o.Subtotal = o.Shipping.Price.zero()
	o.Discount, o.Tax = o.Subtotal, o.Shipping.Tax
	for i := range o.Lines {
		o.Subtotal = o.Subtotal.Add(o.Lines[i].Total())
		o.Discount = o.Discount.Add(o.Lines[i].Discount)
		o.Tax = o.Tax.Add(o.Lines[i].Tax)
	}
	o.Total = o.Subtotal.Add(o.Shipping.Price)
	if !store.TaxesIncluded {
		o.Total = o.Total.Add(o.Tax)
	}
}
