// Package model holds the types of the graph that are not of the vocabulary:
// connections, and the inputs that are generated from the schema.
package model

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph/scalar"
	"github.com/galleria-graph/galleria/sources"
)

// Connection is a page of a listing in Relay's form.
type Connection[T any] struct {
	Edges    []Edge[T]
	Nodes    []*T
	PageInfo PageInfo
}

// Edge is an entity in a listing.
type Edge[T any] struct {
	Node  *T
	Place sources.Place
}

// Cursor returns the cursor of the edge's place, made now.
func (e Edge[T]) Cursor() scalar.Cursor { return scalar.Cursor(e.Place.Cursor()) }

// PageInfo is where a page lies in its listing.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	Start, End      sources.Place
}

// StartCursor returns the cursor of the page's start, made now; empty for a page without items.
func (p PageInfo) StartCursor() scalar.Cursor { return scalar.Cursor(p.Start.Cursor()) }

// EndCursor returns the cursor of the page's end, made now; empty for a page without items.
func (p PageInfo) EndCursor() scalar.Cursor { return scalar.Cursor(p.End.Cursor()) }

// Source is a source of the graph as clients see it.
type Source struct {
	Name    string
	System  commerce.System
	Account string
	Types   []string
}

// Connections and edges are generic types under the schema's names.
type (
	CustomerConnection       = Connection[commerce.Customer]
	CustomerEdge             = Edge[commerce.Customer]
	OrderConnection          = Connection[commerce.Order]
	OrderEdge                = Edge[commerce.Order]
	LineItemConnection       = Connection[commerce.LineItem]
	LineItemEdge             = Edge[commerce.LineItem]
	ProductConnection        = Connection[commerce.Product]
	ProductEdge              = Edge[commerce.Product]
	ProductVariantConnection = Connection[commerce.ProductVariant]
	ProductVariantEdge       = Edge[commerce.ProductVariant]
	InventoryItemConnection  = Connection[commerce.InventoryItem]
	InventoryItemEdge        = Edge[commerce.InventoryItem]
	LocationConnection       = Connection[commerce.Location]
	LocationEdge             = Edge[commerce.Location]
	PaymentConnection        = Connection[commerce.Payment]
	PaymentEdge              = Edge[commerce.Payment]
)
