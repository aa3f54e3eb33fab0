// Package sources is the contract between the systems of a merchant and the
// graph: a [Collection] of each kind of entity that a system holds, and a
// [Source] that lists what one account of a system offers.
//
// The contract is closed on purpose. What a collection can do is data, its
// [Traits], and passes through every decorator; there are no optional
// interfaces to lose. What it cannot do it refuses, and sources/sourcetest
// proves both directions.
package sources

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
)

// Collection is the entities of one kind that one source holds, or that
// several hold together. It is safe for concurrent use. Every error it returns
// is, or wraps, an *[Error]; when ctx ends, a call returns soon with the
// matching kind. Entities are immutable once they have been returned; the maps
// and pages that hold them are the caller's own.
type Collection[T any] interface {
	// Traits says what the collection does natively. It is constant and cheap.
	Traits() Traits

	// Get returns the entities that exist, by id, with at least the groups of
	// want. A missing id is absent from the map, not an error, and so is an id
	// of another source. A *Partial error leaves the map usable: the ids of the
	// failed part are then absent without being missing. It refuses more than
	// MaxBatch ids with KindUnsupported.
	Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error)

	// Find returns, for each of the values of a field named in Traits().Joins,
	// the first entities that have it: the page that Query would return with an
	// Eq predicate on the field added to q. A value that no entity has is absent
	// from the map, or has an empty page. A *Partial error leaves the map
	// usable. q.After must be empty: to go on, pass an item's cursor to Query,
	// with the field and value as the last predicate.
	Find(ctx context.Context, field string, values []string, q Query) (map[string]Page[T], error)

	// Query returns one page. What its kind does not list, such as orders that
	// are drafts, is on it only where a predicate asks: see [Unlisted]. It refuses, with KindUnsupported, what Traits does
	// not promise, and with KindInvalid a cursor that is not of this listing.
	Query(ctx context.Context, q Query) (Page[T], error)
}

// Traits is what a collection does natively.
type Traits struct {
	// Source is the name used in ids, errors and metrics; "" for a virtual collection.
	Source string
	// MaxBatch is the most ids or values in one Get or Find; at least 1.
	MaxBatch int
	// MaxPage is the most items in one page; at least 1.
	MaxPage int
	// Filters names the fields it filters by, with the operators that it evaluates itself.
	Filters map[string]Op
	// Sorts names the fields it orders by, in both directions unless OneWay says otherwise.
	// A collection always has a default order, asked for by the zero Sort.
	Sorts []Sort
	// Joins names the fields that Find accepts.
	Joins []string
	// Requires names fields of which an Eq predicate must be given, or it cannot list.
	Requires []string
	// Stable promises that cursors survive inserts and deletes: what was there all the time is listed exactly once.
	Stable bool
	// Reversible promises that an item's cursor also continues the same listing
	// sorted the other way, from just before the item.
	Reversible bool
}

// Page is a part of a listing.
type Page[T any] struct {
	// Items is at most Query.First items. It may be short, even empty, while HasNext is set.
	Items []Item[T]
	// HasNext says that asking again after End may give more.
	HasNext bool
	// End is the place from which the listing continues. It is none when HasNext is not set.
	End Place
	// Missing names what could not answer and is left out: each is or wraps an *Error with its Source.
	Missing []error
}

// Item is an entity in a listing. The cursor of its place continues after it.
type Item[T any] struct {
	Node *T
	Place
}
