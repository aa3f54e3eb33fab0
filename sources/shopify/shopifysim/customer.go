package shopifysim

import "time"

// Customer is a customer as the Admin API knows it. In this and every other
// entity the field names are the vendor's, a nil pointer is null, and a gid
// left empty is given out by the store.
type Customer struct {
	ID                  string
	FirstName           *string
	LastName            *string
	Email               *string
	Phone               *string
	State               string // CustomerState, DISABLED when empty
	Tags                []string
	Note                *string
	Locale              string // "en" when empty
	MultipassIdentifier *string
	VerifiedEmail       bool
	TaxExempt           bool
	DataSaleOptOut      bool
	EmailMarketingState string // CustomerEmailAddressMarketingState, NOT_SUBSCRIBED when empty
	EmailOptInLevel     string // CustomerMarketingOptInLevel, null when empty
	EmailMarketingAt    *time.Time
	PhoneMarketingState string // CustomerSmsMarketingState, NOT_SUBSCRIBED when empty
	PhoneOptInLevel     string // CustomerMarketingOptInLevel, null when empty
	PhoneMarketingAt    *time.Time
	Addresses           []MailingAddress
	DefaultAddressID    string   // the first address when empty
	NumberOfOrders      *int     // counted from the store's orders when nil
	AmountSpent         *MoneyV2 // summed from the store's orders when nil
	CreatedAt           time.Time
	UpdatedAt           time.Time // CreatedAt when zero
	Metafields          []Metafield
}

// MailingAddress is an address of a customer or an order. Name and the
// formatted forms are made from the parts.
type MailingAddress struct {
	ID                   string
	FirstName            *string
	LastName             *string
	Company              *string
	Address1             *string
	Address2             *string
	City                 *string
	Province             *string
	ProvinceCode         *string
	Country              *string
	CountryCodeV2        string // CountryCode, null when empty
	Zip                  *string
	Phone                *string
	Latitude             *float64
	Longitude            *float64
	CoordinatesValidated bool
	TimeZone             *string
}

// emailAddress and phoneNumber are the objects the API answers for a
// customer's contact data; they are made from the customer when asked for.
type emailAddress struct {
	EmailAddress        string
	MarketingState      string
	MarketingOptInLevel string
	MarketingUpdatedAt  *time.Time
	ValidFormat         bool
}

type phoneNumber struct {
	PhoneNumber         string
	MarketingState      string
	MarketingOptInLevel string
	MarketingUpdatedAt  *time.Time
}
