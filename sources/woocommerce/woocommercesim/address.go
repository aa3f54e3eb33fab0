package woocommercesim

// Address is a billing or shipping address. Email is only of the former.
type Address struct {
	FirstName, LastName, Company string
	Address1, Address2           string
	City, State, Postcode        string
	Country                      string // ISO 3166-1 alpha-2
	Email, Phone                 string
}

func (a Address) common() object {
	return object{
		{"first_name", a.FirstName}, {"last_name", a.LastName}, {"company", a.Company},
		{"address_1", a.Address1}, {"address_2", a.Address2}, {"city", a.City}, {"state", a.State},
		{"postcode", a.Postcode}, {"country", a.Country},
	}
}

func (a Address) billing() object {
	return append(a.common(), member{"email", a.Email}, member{"phone", a.Phone})
}

func (a Address) shipping(v version) object {
	if !v.has(withShippingPhone) {
		return a.common()
	}
	return append(a.common(), member{"phone", a.Phone})
}

// texts are what a search for an order looks at.
func (a Address) texts() []string {
	return []string{
		a.FirstName + " " + a.LastName, a.Company, a.Address1, a.Address2, a.City, a.State, a.Postcode, a.Country, a.Email, a.Phone,
	}
}
