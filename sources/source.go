package sources

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
)

// Source is what one account of a system offers. A nil collection says that it
// has none of that kind.
type Source struct {
	// Name is the configured name: lower-case letters, digits and dashes.
	Name   string
	System commerce.System
	// Account tells several accounts of one system apart: a shop's domain, a database's name. It holds no secret.
	Account string

	Customers      Collection[commerce.Customer]
	Orders         Collection[commerce.Order]
	Products       Collection[commerce.Product]
	Variants       Collection[commerce.ProductVariant]
	InventoryItems Collection[commerce.InventoryItem]
	Locations      Collection[commerce.Location]
	Payments       Collection[commerce.Payment]
	// Exports are for who wants all of a kind: see [Walk].
	Exports Exports

	// Check asks the system for as little as proves that it can be reached
	// with these credentials. Its error is an *Error that says what to mend.
	Check func(ctx context.Context) error
	// Warnings returns what is to be mended although the source answers, each a
	// sentence with what to do: as far as it is known, and without asking. It may be nil.
	Warnings func() []string
	// Close releases connections. It may be nil.
	Close func() error
}
