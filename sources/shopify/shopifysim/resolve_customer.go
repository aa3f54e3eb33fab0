package shopifysim

import (
	"slices"
	"strings"
)

func customerResolvers() map[string]resolver {
	return map[string]resolver{
		"Customer.displayName":         get(func(_ *call, c *Customer) any { return c.displayName() }),
		"Customer.defaultEmailAddress": get(func(_ *call, c *Customer) any { return c.emailAddress() }),
		"Customer.defaultPhoneNumber":  get(func(_ *call, c *Customer) any { return c.phoneNumber() }),
		"Customer.defaultAddress":      get(func(_ *call, c *Customer) any { return c.defaultAddress() }),
		"Customer.addresses": on(func(_ *call, c *Customer, args map[string]any) (any, error) {
			return firstOf(c.Addresses, args)
		}),
		"Customer.addressesV2": on(func(_ *call, c *Customer, args map[string]any) (any, error) {
			return paginate(listOf(c.Addresses, func(a *MailingAddress) string { return a.ID }), args)
		}),
		"Customer.numberOfOrders":    get(func(c *call, customer *Customer) any { return c.store.numberOfOrders(customer) }),
		"Customer.amountSpent":       get(func(c *call, customer *Customer) any { return new(c.store.amountSpent(customer)) }),
		"Customer.lastOrder":         get(lastOrder),
		"Customer.orders":            on(customerOrders),
		"Customer.lifetimeDuration":  get(func(c *call, customer *Customer) any { return lifetime(c, customer) }),
		"Customer.validEmailAddress": get(func(_ *call, c *Customer) any { return c.validEmail() }),
		"Customer.canDelete":         get(func(c *call, customer *Customer) any { return len(c.store.customerOrders[customer.ID]) == 0 }),
		"MailingAddress.name": get(func(_ *call, a *MailingAddress) any {
			return nullable(joined(" ", text(a.FirstName), text(a.LastName)))
		}),
		"MailingAddress.countryCode": get(func(_ *call, a *MailingAddress) any { return nullable(a.CountryCodeV2) }),
		"MailingAddress.formattedArea": get(func(_ *call, a *MailingAddress) any {
			return nullable(joined(", ", text(a.City), joined(" ", text(a.ProvinceCode), text(a.Country))))
		}),
		"MailingAddress.formatted": on(func(_ *call, a *MailingAddress, args map[string]any) (any, error) {
			lines := []string{text(a.Address1), text(a.Address2), joined(" ", text(a.City), text(a.ProvinceCode), text(a.Zip)), text(a.Country)}
			if args["withCompany"] == true {
				lines = append([]string{text(a.Company)}, lines...)
			}
			if args["withName"] == true {
				lines = append([]string{joined(" ", text(a.FirstName), text(a.LastName))}, lines...)
			}
			return slices.DeleteFunc(lines, func(line string) bool { return line == "" }), nil
		}),
	}
}

// nullable is null for an empty text.
func nullable(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), separator)
}

// displayName is the name, else the e-mail address, else the phone number.
func (c *Customer) displayName() string {
	for _, name := range []string{joined(" ", text(c.FirstName), text(c.LastName)), text(c.Email), text(c.Phone)} {
		if name != "" {
			return name
		}
	}
	return ""
}

func (c *Customer) validEmail() bool {
	local, host, found := strings.Cut(text(c.Email), "@")
	return found && local != "" && strings.Contains(host, ".")
}

func (c *Customer) emailAddress() any {
	if c.Email == nil {
		return nil
	}
	return &emailAddress{EmailAddress: *c.Email, MarketingState: c.EmailMarketingState, MarketingOptInLevel: c.EmailOptInLevel, MarketingUpdatedAt: c.EmailMarketingAt, ValidFormat: c.validEmail()}
}

func (c *Customer) phoneNumber() any {
	if c.Phone == nil {
		return nil
	}
	return &phoneNumber{PhoneNumber: *c.Phone, MarketingState: c.PhoneMarketingState, MarketingOptInLevel: c.PhoneOptInLevel, MarketingUpdatedAt: c.PhoneMarketingAt}
}

// lastOrder is the customer's latest order that the app may see.
func lastOrder(c *call, customer *Customer) any {
	var last *Order
	for _, order := range c.store.ordersOf(customer.ID) {
		if c.sees(order) && (last == nil || order.ProcessedAt.After(last.ProcessedAt)) {
			last = order
		}
	}
	return found(last)
}

func customerOrders(c *call, customer *Customer, args map[string]any) (any, error) {
	sort := textArg(args, "sortKey")
	l := listing{sort: sort, depth: c.sim.options.MaxDepth}
	for _, order := range c.store.ordersOf(customer.ID) {
		l.entries = append(l.entries, entry{value: c.store.sortValue(sort, order), id: legacyID(order.ID), object: order})
	}
	slices.SortFunc(l.entries, entry.compare)
	l.keep = both(c.restriction(kindOrder, args), c.search(kindOrder, textArg(args, "query")))
	return paginate(l, args)
}

// lifetime says how long the customer has been one, in words.
func lifetime(c *call, customer *Customer) string {
	days := int(c.now.Sub(customer.CreatedAt).Hours() / 24)
	switch {
	case days >= 730:
		return "over " + plural(days/365, "year")
	case days >= 60:
		return plural(days/30, "month")
	default:
		return plural(days, "day")
	}
}
