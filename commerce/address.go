package commerce

import "strings"

// Address is a postal address.
type Address struct {
	FirstName    Text
	LastName     Text
	Company      Text
	Address1     Text
	Address2     Text
	City         Text
	Province     Text
	ProvinceCode Text
	Zip          Text
	// CountryCode is an ISO 3166-1 alpha-2 code in capitals.
	CountryCode Text
	Phone       Text
}

// Formatted returns the address in lines as they are written on a parcel:
// name, company, street, city with province and code, country. Empty lines are left out.
func (a *Address) Formatted() []string {
	lines := []string{
		joined(" ", a.FirstName, a.LastName),
		string(a.Company),
		string(a.Address1),
		string(a.Address2),
		joined(" ", a.City, firstText(a.ProvinceCode, a.Province), a.Zip),
		string(a.CountryCode),
	}
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		if l != "" {
			out = append(out, l)
		}
	}
	return out
}

func joined(sep string, parts ...Text) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, string(p))
		}
	}
	return strings.Join(kept, sep)
}

func firstText(texts ...Text) Text {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
