package commerce

import "time"

// Customer is a person or company that buys. In a merged view it stands for
// the same customer in several systems, and Members names each.
type Customer struct {
	Origin

	FirstName Text
	LastName  Text
	// Email identifies a customer across systems; see [FoldEmail] for how it is compared.
	Email     Text
	CreatedAt time.Time

	// With [CustomerContact]:

	Phone          Text
	DefaultAddress *Address
	Addresses      []Address

	// With [CustomerProfile]:

	State  State[CustomerState]
	Tags   []string
	Note   Text
	Locale Text

	// With [CustomerStatistics]:

	// OrdersCount is the source's own count; nil when it keeps none.
	OrdersCount *int
	// TotalSpent is the source's own sum; nil when it keeps none.
	TotalSpent *Money

	// With [CustomerAttributes]:

	Attributes []Attribute

	// Members are the origins of all records that were merged into this one,
	// its own first. It is empty for a record of one source.
	Members []Origin
	// Conflicts names the fields in which the merged records disagree.
	Conflicts []Conflict
}

// The groups of a customer.
const (
	// CustomerContact is phone and addresses.
	CustomerContact Groups = 1 << iota
	// CustomerProfile is state, tags, note and locale.
	CustomerProfile
	// CustomerStatistics is the source's own count of orders and sum spent.
	CustomerStatistics
	// CustomerMembers asks a merged view for every record of the customer. A single source has nothing to fetch for it.
	CustomerMembers
	// CustomerAttributes is what the merchant and plug-ins keep beside the customer.
	CustomerAttributes
)

// CustomerRef is how another entity names its customer.
type CustomerRef struct {
	// ID is the customer's id in the same source; zero for guests.
	ID ID
	// Email is the customer's own, as the source's customer record has it, or
	// that which a guest gave. Where a source cannot tell without asking again,
	// it is what the buyer gave.
	Email Text
}

// Conflict is a field on which merged records disagree.
type Conflict struct {
	Field string
	// Rule is the rule that chose: "first of crm, north".
	Rule string
	// Chosen is the source whose value the merged entity shows.
	Chosen string
	// Values holds each source's value as text, the chosen one first.
	Values []SourceValue
}

// SourceValue is one source's value of a field.
type SourceValue struct {
	Source string
	Value  string
}

// DisplayName returns first and last name, or the e-mail address where there is no name.
func (c *Customer) DisplayName() Text {
	switch {
	case c.FirstName == "" && c.LastName == "":
		return c.Email
	case c.FirstName == "" || c.LastName == "":
		return c.FirstName + c.LastName
	}
	return c.FirstName + " " + c.LastName
}

// GlobalID returns the id that clients see.
func (c *Customer) GlobalID() GlobalID { return GlobalID{Customers.Name, c.ID} }

// StateValue returns the canonical state; unknown when the source did not say.
func (c *Customer) StateValue() CustomerState { return valueOf(c.State) }

// Sources returns the origins of all records that make up the customer.
func (c *Customer) Sources() []*Origin { return members(&c.Origin, c.Members) }

// Customers is the kind of [Customer].
var Customers = Kind[Customer]{
	Name:   "Customer",
	Origin: func(c *Customer) *Origin { return &c.Origin },
	Groups: []string{"contact", "profile", "statistics", "members", "attributes"},
	Fields: []Field[Customer]{
		{Name: "email", Type: FoldedText, Value: func(c *Customer) Value { return Folded(string(c.Email)) }},
		{Name: "phone", Type: PlainText, Group: CustomerContact, Value: func(c *Customer) Value { return String(string(c.Phone)) }},
		{Name: "firstName", Type: PlainText, Value: func(c *Customer) Value { return String(string(c.FirstName)) }},
		{Name: "lastName", Type: PlainText, Value: func(c *Customer) Value { return String(string(c.LastName)) }},
		{Name: "country", Type: PlainText, Group: CustomerContact, Value: func(c *Customer) Value { return country(c.DefaultAddress) }},
		{Name: "state", Type: EnumText, Group: CustomerProfile, Value: func(c *Customer) Value { return String(string(c.StateValue())) }},
		{Name: "tag", Type: PlainText, Many: true, Group: CustomerProfile, List: func(c *Customer) []Value { return texts(c.Tags) }},
		{Name: "createdAt", Type: Instant, Value: func(c *Customer) Value { return Time(c.CreatedAt) }},
		{Name: "updatedAt", Type: Instant, Value: func(c *Customer) Value { return Time(c.UpdatedAt) }},
	},
}
