package merchant

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// HeavyOrders is how many orders the heavy customer has placed.
const HeavyOrders = 2_000

// Oddities lists what is odd on purpose, as indexes into the merchant's slices.
// Each of them is there in every merchant, and nowhere else by accident.
type Oddities struct {
	// Namesakes are two people of the CRM with the same name and nothing else in common.
	Namesakes [2]int
	// Heavy is the person with HeavyOrders orders at the store north.
	Heavy int
	// Spelled are people known to the CRM, both stores and the gateway who are
	// written differently in each: the case of the e-mail address, the form of
	// the phone number, the letters of the name.
	Spelled []int
	// NoEmail are people that one store knows by phone number only.
	NoEmail []int
	// MissingPayment is a paid order whose payment the gateway does not know.
	MissingPayment int
	// Unlabelled are orders whose payments do not name them rightly at the gateway.
	Unlabelled []int
	// Unnoted are orders at the store Outlet that do not say which payment at the
	// gateway is theirs. The payments name them.
	Unnoted []int
	// Twins are guest orders with the e-mail address of a customer of the CRM.
	Twins []int
	// Tests are orders that nobody meant.
	Tests []int
	// BackOrdered is the stock of which more is promised than there is: less
	// than nothing is available.
	BackOrdered []int
	// Drifting is stock of which a store believes that there is more than the
	// warehouse says.
	Drifting []Drift
}

// Drift is a store's mistake about a stock.
type Drift struct {
	Stock, Store int
	Extra        int // what the store believes to be available beyond the truth
}

const (
	spelledPeople = 40
	noEmailPeople = 5
	unlabelled    = 40
	twins         = 25
	testOrders    = 6
	unnotedEvery  = 12 // orders
)

// makeOddPeople makes some people odd.
func (m *Merchant) makeOddPeople(r *rand.Rand) {
	odd := &m.Oddities
	odd.Heavy, odd.Namesakes = -1, [2]int{-1, -1}
	for i := range m.People {
		p := &m.People[i]
		everywhere := p.CRM != nil && p.Gateway != nil && p.ByStore[North] != nil && p.ByStore[South] != nil
		known := p.CRM != nil && p.Gateway != nil && p.ByStore[North] != nil && p.ByStore[South] == nil && p.Country == "DE"
		switch {
		case everywhere && len(odd.Spelled) < spelledPeople && p.CRM.Phone != "":
			odd.Spelled = append(odd.Spelled, i)
			respell(r, p)
		case known && odd.Heavy < 0:
			odd.Heavy = i
			m.makeHeavy(p)
		case known && odd.Namesakes[0] < 0:
			odd.Namesakes[0] = i
		case known && odd.Namesakes[1] < 0:
			odd.Namesakes[1] = i
			rename(p, m.People[odd.Namesakes[0]].CRM)
		case p.CRM == nil && p.Gateway == nil && len(odd.NoEmail) < noEmailPeople:
			odd.NoEmail = append(odd.NoEmail, i)
			silence(p, len(odd.NoEmail))
		}
	}
}

// records are all that a person has.
func (p *Person) records() []*Record {
	var records []*Record
	for _, record := range []*Record{p.CRM, p.ByStore[North], p.ByStore[South], p.Gateway} {
		if record != nil {
			records = append(records, record)
		}
	}
	return records
}

// respell writes a person down differently in each system. The CRM has it right.
func respell(r *rand.Rand, p *Person) {
	right := *p.CRM
	north, south, pay := p.ByStore[North], p.ByStore[South], p.Gateway
	local, host, _ := strings.Cut(right.Email, "@")
	north.Email = strings.ToUpper(local[:1]) + local[1:] + "@" + strings.ToUpper(host[:1]) + host[1:]
	south.Email = strings.ToUpper(right.Email)
	dial := 3 // letters of +49
	if p.Country == "US" {
		dial = 2
	}
	p.CRM.Phone = right.Phone[:dial] + " " + right.Phone[dial:dial+3] + " " + right.Phone[dial+3:]
	pay.Phone = "0" + right.Phone[dial:]
	north.FirstName, north.LastName = Plain(right.FirstName), Plain(right.LastName)+"-Berg"
	south.FirstName, south.LastName = strings.ToUpper(right.FirstName), strings.ToUpper(right.LastName)
	pay.FirstName = string([]rune(right.FirstName)[:1]) + "."
	moved := *p.Address
	moved.Street = "Postbox " + strconv.Itoa(100+r.IntN(900))
	south.Addresses = []*Address{&moved}
}

// makeHeavy turns a person into a café that orders all the time.
func (m *Merchant) makeHeavy(p *Person) {
	for _, record := range p.records() {
		record.CreatedAt = m.Now.AddDate(-3, 0, 0)
		record.Tags = []string{"wholesale"}
	}
	p.CRM.Note = "Café Größenwahn: three branches, orders daily."
	address := *p.Address
	address.Company = "Café Größenwahn GmbH & Co. KG"
	p.Address = &address
	for _, record := range p.records() {
		record.Addresses = []*Address{&address}
	}
}

// rename gives a person another's name.
func rename(p *Person, like *Record) {
	address := *p.Address
	address.FirstName, address.LastName = like.FirstName, like.LastName
	p.Address = &address
	for _, record := range p.records() {
		record.FirstName, record.LastName = like.FirstName, like.LastName
		record.Addresses = []*Address{&address}
	}
}

// silence leaves of a person a phone number and a first name.
func silence(p *Person, number int) {
	for _, record := range p.records() {
		record.Email, record.LastName = "", ""
		record.Phone = "+494055501" + strconv.Itoa(100+number)
	}
}
