package merchant

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// Person is one customer, with what each system knows about them. A record is
// nil where the system does not know them.
type Person struct {
	Country string
	Address *Address
	// ByStore is indexed like Merchant.Stores.
	ByStore [storeCount]*Record
	CRM     *Record
	Gateway *Record
}

// Record is how one system writes a person down. Empty texts are missing.
type Record struct {
	Key                 string // the customer's id at the gateway; empty elsewhere
	FirstName, LastName string
	Email, Phone        string
	Note                string
	Locale              string
	Tags                []string // the CRM's segments
	Addresses           []*Address
	Disabled            bool
	CreatedAt           time.Time
	UpdatedAt           time.Time
}

// Name returns first and last name in one.
func (r *Record) Name() string { return strings.TrimSpace(r.FirstName + " " + r.LastName) }

// Address is a postal address. Empty texts are missing.
type Address struct {
	FirstName, LastName, Company  string
	Street, Extra, City, Province string
	ProvinceCode, Zip, Country    string // Country is ISO 3166-1 alpha-2
	Phone                         string
}

// standing is who knows a person.
type standing int

const (
	lead       standing = iota // the CRM alone
	regular                    // CRM, their store and the gateway
	walkIn                     // CRM and their store
	everywhere                 // CRM, both stores and the gateway
	billed                     // CRM and the gateway
	shopOnly                   // their store alone
	unlisted                   // their store and the gateway, but not the CRM
	payerOnly                  // the gateway alone
)

// standings returns everybody's standing. The CRM's people come first, mixed.
func standings(r *rand.Rand) []standing {
	var known []standing
	for _, some := range []struct {
		what   standing
		people int
	}{{lead, 300}, {regular, 540}, {walkIn, 180}, {everywhere, 96}, {billed, 84}} {
		for range some.people {
			known = append(known, some.what)
		}
	}
	r.Shuffle(len(known), func(i, j int) { known[i], known[j] = known[j], known[i] })
	for range Strangers / 6 {
		known = append(known, shopOnly, shopOnly, shopOnly, unlisted, unlisted, payerOnly)
	}
	return known
}

// sheet is a person on paper, before systems write them down.
type sheet struct {
	culture     *culture
	first, last string
	email       string
}

func (m *Merchant) makePeople() {
	r := m.stream(peopleStream)
	sheets := m.drawSheets(r)
	for i, standing := range standings(r) {
		m.People = append(m.People, m.person(r, &sheets[i], standing))
	}
	m.makeOddPeople(m.stream(oddStream))
	m.registerBranches(m.stream(branchPeopleStream))
}

// drawSheets gives everybody a name of their own.
func (m *Merchant) drawSheets(r *rand.Rand) []sheet {
	var sheets []sheet
	m.cultures = cultures()
	for c := range m.cultures {
		culture := &m.cultures[c]
		for _, pair := range r.Perm(len(culture.first) * len(culture.last))[:culture.people] {
			sheets = append(sheets, sheet{culture: culture, first: culture.first[pair/len(culture.last)], last: culture.last[pair%len(culture.last)]})
		}
	}
	r.Shuffle(len(sheets), func(i, j int) { sheets[i], sheets[j] = sheets[j], sheets[i] })
	taken := map[string]bool{}
	for i := range sheets {
		sheets[i].email = freeAddress(r, &sheets[i], taken)
	}
	return sheets
}

// freeAddress makes an e-mail address that nobody has.
func freeAddress(r *rand.Rand, s *sheet, taken map[string]bool) string {
	local := mailbox(s.first) + "." + mailbox(s.last)
	host := s.culture.mail[r.IntN(len(s.culture.mail))]
	address := local + "@" + host
	for n := 2; taken[address]; n++ {
		address = local + strconv.Itoa(n) + "@" + host
	}
	taken[address] = true
	return address
}

func mailbox(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return -1
	}, strings.ToLower(Plain(name)))
}

func (m *Merchant) person(r *rand.Rand, s *sheet, is standing) Person {
	home := r.IntN(5) // most people know a store for years
	created := m.Now.Add(-time.Duration(Days*24+r.IntN(3*365*24)) * time.Hour)
	if home == 0 {
		created = m.Now.Add(-time.Duration(24+r.IntN((Days-1)*24)) * time.Hour)
	}
	created = created.Add(-time.Duration(r.IntN(3600)) * time.Second)
	phone := ""
	if r.IntN(5) > 0 {
		phone = s.culture.phone(300_000_000 + r.IntN(600_000_000))
	}
	address := drawAddress(r, s, phone)
	p := Person{Country: s.culture.country, Address: address}
	record := func(delay int) *Record {
		at := created.Add(time.Duration(delay+r.IntN(1+delay)) * time.Minute)
		return &Record{
			FirstName: s.first, LastName: s.last, Email: s.email, Phone: phone, Locale: s.culture.locale,
			Addresses: []*Address{address}, CreatedAt: at, UpdatedAt: at.Add(m.since(r, at)),
		}
	}
	m.register(r, &p, is, record)
	return p
}

// register writes a person down in the systems of their standing.
func (m *Merchant) register(r *rand.Rand, p *Person, is standing, record func(delay int) *Record) {
	store := North
	if p.Country == "US" || p.Country == "MX" {
		store = South
	}
	if is != lead && is != billed && is != payerOnly {
		p.ByStore[store] = record(0)
		p.ByStore[store].Tags = someOf(r, "newsletter", "wholesale", "vip", "gift-giver")
	}
	if is == everywhere {
		p.ByStore[1-store] = record(600)
	}
	if is == regular || is == everywhere || is == billed || is == unlisted || is == payerOnly {
		p.Gateway = record(5)
		p.Gateway.Key = "cus_" + token(r, 14)
		p.Gateway.Addresses = p.Gateway.Addresses[:1]
	}
	if is != shopOnly && is != unlisted && is != payerOnly {
		p.CRM = record(60)
		m.detail(r, p)
	}
}

// detail adds what only the CRM knows.
func (m *Merchant) detail(r *rand.Rand, p *Person) {
	p.CRM.Tags = someOf(r, "office", "coffee-club", "tea", "lapsed", "press")
	p.CRM.Disabled = r.IntN(40) == 0
	if r.IntN(6) == 0 {
		notes := list("Prefers to be called in the evening.,Asks for oat milk recipes.,Complained about a dented tin – sent a new one.,Möchte keine Werbung per Post.,Knows the roaster.")
		p.CRM.Note = notes[r.IntN(len(notes))]
	}
	if r.IntN(7) == 0 {
		second := *p.Address
		second.Company, second.Street, second.Extra = "Büro & Söhne", "Werkstraße "+strconv.Itoa(1+r.IntN(90)), "2nd floor"
		p.CRM.Addresses = append([]*Address{}, p.Address, &second)
	}
}

// since is a while between a time and now, mostly short.
func (m *Merchant) since(r *rand.Rand, at time.Time) time.Duration {
	left := m.Now.Sub(at)
	if left <= time.Second {
		return 0
	}
	share := r.Float64()
	return time.Duration(share * share * float64(left)).Truncate(time.Second)
}

func drawAddress(r *rand.Rand, s *sheet, phone string) *Address {
	city := s.culture.cities[r.IntN(len(s.culture.cities))]
	number := strconv.Itoa(1 + r.IntN(180))
	a := &Address{
		FirstName: s.first, LastName: s.last, Street: s.culture.streets[r.IntN(len(s.culture.streets))] + " " + number,
		City: city.name, Province: city.province, ProvinceCode: city.code, Zip: city.zip, Country: s.culture.country, Phone: phone,
	}
	if s.culture.country == "US" || s.culture.country == "FR" {
		a.Street = number + " " + s.culture.streets[r.IntN(len(s.culture.streets))]
	}
	if r.IntN(9) == 0 {
		a.Extra = "c/o Żółw & Šimůnek"
	}
	return a
}

// someOf returns each word with a chance of one in six.
func someOf(r *rand.Rand, words ...string) []string {
	var some []string
	for _, word := range words {
		if r.IntN(6) == 0 {
			some = append(some, word)
		}
	}
	return some
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// token makes up the random part of an id.
func token(r *rand.Rand, length int) string {
	text := make([]byte, length)
	for i := range text {
		text[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(text)
}
