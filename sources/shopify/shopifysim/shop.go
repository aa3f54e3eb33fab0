package shopifysim

import "time"

// Shop is what the API tells about the store itself. New fills what is left
// empty.
type Shop struct {
	ID                           string
	Name                         string
	Email                        string
	ContactEmail                 string
	URL                          string
	CurrencyCode                 string // "USD" when empty
	EnabledPresentmentCurrencies []string
	IanaTimezone                 string // "Etc/UTC" when empty; dates without a time mean days there
	TaxesIncluded                bool
	TaxShipping                  bool
	UnitSystem                   string // METRIC_SYSTEM when empty
	WeightUnit                   string // KILOGRAMS when empty
	PlanName                     string // the plan's public name, "Basic" when empty
	ShopifyPlus                  bool
	PartnerDevelopment           bool
	CreatedAt                    time.Time
	UpdatedAt                    time.Time
}

type shopPlan struct {
	PublicDisplayName  string
	DisplayName        string
	ShopifyPlus        bool
	PartnerDevelopment bool
}

type domain struct {
	ID, Host, URL string
	SSLEnabled    bool
}

type apiVersion struct {
	Handle, DisplayName string
	Supported           bool
}

type accessScope struct{ Handle, Description string }

type appInstallation struct {
	ID           string
	App          App
	LaunchURL    string
	AccessScopes []accessScope
}

// complete fills what was left empty. The domain is the shop's myshopify one.
func (s *Shop) complete(domain string, now time.Time) {
	orString(&s.ID, "gid://shopify/Shop/1")
	orString(&s.Name, domain)
	orString(&s.Email, "owner@"+domain)
	orString(&s.ContactEmail, s.Email)
	orString(&s.URL, "https://"+domain)
	orString(&s.CurrencyCode, "USD")
	orString(&s.IanaTimezone, "Etc/UTC")
	orString(&s.UnitSystem, "METRIC_SYSTEM")
	orString(&s.WeightUnit, "KILOGRAMS")
	orString(&s.PlanName, "Basic")
	orTime(&s.CreatedAt, now)
	orTime(&s.UpdatedAt, s.CreatedAt)
	if s.EnabledPresentmentCurrencies == nil {
		s.EnabledPresentmentCurrencies = []string{s.CurrencyCode}
	}
}

// location is the shop's time zone, UTC where its name is unknown here.
func (s *Shop) location() *time.Location {
	if zone, err := time.LoadLocation(s.IanaTimezone); err == nil {
		return zone
	}
	return time.UTC
}
