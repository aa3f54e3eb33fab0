package sourcetest

import "github.com/galleria-graph/galleria/commerce"

// MakeCustomer returns the i-th customer of the source, with the address that
// MakeOrder and MakePayment use. One in nine has none.
func MakeCustomer(source string, i int) *commerce.Customer {
	c := &commerce.Customer{
		Origin:    makeOrigin(source, "Customer", i),
		FirstName: pick(firstNames, i),
		LastName:  pick(lastNames, i+i/7),
		CreatedAt: at(i * 7 % 19),
		Phone:     phone(i),
		State:     exactly("state", pick([]commerce.CustomerState{commerce.CustomerStateEnabled, commerce.CustomerStateDisabled, commerce.CustomerStateInvited}, i)),
		Tags:      pick(tagSets, i),
		Locale:    pick([]commerce.Text{"en", "de", ""}, i),
	}
	if i%9 != 8 {
		c.Email = email(i)
	}
	if a := address(i); a != nil {
		c.DefaultAddress, c.Addresses = a, []commerce.Address{*a}
	}
	if i%3 == 0 {
		c.Note = "Note, with a comma — and “quotes”"
	}
	if i%5 != 4 {
		c.OrdersCount = ptr(i % 4)
		c.TotalSpent = ptr(money(i%4*1999, pick(currencies, i)))
	}
	return c
}
