// Package resolvers is the functions behind the fields of the graph, one file
// a domain. They are thin: they turn arguments into queries and references
// into keys, and leave the rest to virtual collections. None of them names a
// source, and relations are resolved for all parents of a level at once.
//
// Files that gqlgen writes hold resolvers only; what they share stands in
// files of its own.
package resolvers

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
)

// Views are the virtual collections that the graph reads, one a kind. A nil
// view says that no source offers the kind: what leads there is null with an
// error that says so.
type Views struct {
	Customers      sources.Collection[commerce.Customer]
	Orders         sources.Collection[commerce.Order]
	Products       sources.Collection[commerce.Product]
	Variants       sources.Collection[commerce.ProductVariant]
	InventoryItems sources.Collection[commerce.InventoryItem]
	Locations      sources.Collection[commerce.Location]
	Payments       sources.Collection[commerce.Payment]

	// Sources describes every source, in the configured order.
	Sources []*model.Source
}

// Resolver is the root of all resolvers. It holds no state of a request.
type Resolver struct {
	views   Views
	sources map[string]*model.Source
	rank    map[string]int
	payers  []string // the sources that offer payments
	maxPage int
}

// New returns the root resolver over the views. Connections have pages of at
// most maxPage items.
func New(views Views, maxPage int) *Resolver {
	r := &Resolver{views: views, sources: map[string]*model.Source{}, rank: map[string]int{}, maxPage: maxPage}
	for i, s := range views.Sources {
		r.sources[s.Name], r.rank[s.Name] = s, i
		for _, t := range s.Types {
			if t == commerce.Payments.Name {
				r.payers = append(r.payers, s.Name)
			}
		}
	}
	return r
}
