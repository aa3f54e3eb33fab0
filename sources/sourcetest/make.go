package sourcetest

import (
	"fmt"
	"strconv"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// The makers return families of entities that are alike at times, lack values
// here and there, and are written in several scripts and currencies. Keys are
// whole numbers from 1001; a source with keys of another form replaces them.

var (
	currencies = []string{"GBP", "EUR", "JPY"}
	countries  = []commerce.Text{"GB", "DE", "JP", "FR"}
	firstNames = []commerce.Text{"Ada", "Zoë", "明美", "Łukasz", "O'Brien", "", "Анна"}
	lastNames  = []commerce.Text{"Byron", "Müller-Lüdenscheidt", "佐藤", "Żak", "d\"Arc", "Smith", ""}
	tagSets    = [][]string{nil, {"vip"}, {"wholesale", "vip"}, {"gift"}}
	epoch      = time.Date(2026, 1, 31, 23, 30, 0, 0, time.UTC)
)

func pick[E any](list []E, i int) E { return list[i%len(list)] }

func makeID(source string, i int) commerce.ID {
	return commerce.ID{Source: source, Key: strconv.Itoa(1001 + i)}
}

func makeOrigin(source, kind string, i int) commerce.Origin {
	return commerce.Origin{ID: makeID(source, i), Type: kind, UpdatedAt: at(i * 5 % 17)}
}

// part returns the origin of something inside the i-th entity.
func part(source, kind string, i, n int) commerce.Origin {
	return commerce.Origin{ID: commerce.ID{Source: source, Key: strconv.Itoa(100*(1001+i) + n)}, Type: kind}
}

// at returns a time that three neighbours share.
func at(i int) time.Time { return epoch.Add(time.Duration(i/3) * 37 * time.Minute) }

// money returns an amount that the currency can have.
func money(minor int, currency string) commerce.Money {
	return commerce.MoneyFromMinor(int64(minor), int(commerce.MinorUnits(currency)), currency)
}

func bag(minor int, currency string) commerce.MoneyBag {
	return commerce.SingleCurrency(money(minor, currency))
}

func bagPtr(minor int, currency string) *commerce.MoneyBag {
	b := bag(minor, currency)
	return &b
}

func ptr[V any](v V) *V { return &v }

func rate(percent int64) *commerce.Decimal { return ptr(commerce.NewDecimal(percent, -2)) }

func exactly[E ~string](field string, e E) commerce.State[E] {
	return commerce.State[E]{Value: e, Raw: commerce.Text(e), RawField: field, Mapping: commerce.MappingExact}
}

// email returns the address of the n-th customer; one in five is written with capitals.
func email(n int) commerce.Text {
	if n%5 == 3 {
		return commerce.Text(fmt.Sprintf("Customer.%d@Example.com", n))
	}
	return commerce.Text(fmt.Sprintf("customer.%d@example.com", n))
}

func address(i int) *commerce.Address {
	if i%6 == 5 {
		return nil
	}
	return &commerce.Address{
		FirstName: pick(firstNames, i), LastName: pick(lastNames, i),
		Address1: commerce.Text(fmt.Sprintf("%d Straße des 17. Juni", i)), City: "Berlin", Zip: commerce.Text(fmt.Sprintf("10%03d", i)),
		CountryCode: pick(countries, i), Phone: phone(i),
	}
}

func phone(i int) commerce.Text {
	if i%4 == 1 {
		return ""
	}
	return commerce.Text(fmt.Sprintf("+44207946%04d", i))
}
