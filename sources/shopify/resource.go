package shopify

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// resource says how one kind of entity is asked for and read. W is its wire type.
type resource[T, W any] struct {
	kind commerce.Kind[T]
	// typ is Shopify's type, root the connection that lists it, noun what errors call it.
	typ, root, noun string
	// arguments are constant arguments of the connection, beginning with a comma;
	// beside are fields of the root that each document asks for.
	arguments, beside string
	// base is a search that every listing has.
	base string
	// scoped names fields that not every app may see, with their groups.
	scoped map[string]commerce.Groups
	// windowed says that apps without a scope see none that are old.
	windowed bool
	// fields returns the selection for the groups.
	fields func(commerce.Groups) fields
	// sortEnum is the type of the sort keys; empty when there are none.
	sortEnum string
	// ownKey is the sort key of the collection's own order, keys those of fields.
	ownKey  string
	keys    map[string]string
	filters map[string]filter
	joins   []string
	// decode reads the wire form of one entity.
	decode func(*W, *jsonx.Reader)
	// tails returns the inner connections of an entity.
	tails func(*W) []tail
	// read translates one entity.
	read func(*reader, *W) *T
}

// The most that one call of the contract takes.
const (
	maxBatch = 250 // Shopify: at most 250 ids in one input list
	maxPage  = 250 // Shopify: at most 250 objects of one connection
)

func (r *resource[T, W]) traits(source string) sources.Traits {
	t := sources.Traits{
		Source:     source,
		MaxBatch:   maxBatch,
		MaxPage:    maxPage,
		Filters:    make(map[string]sources.Op, len(r.filters)),
		Joins:      r.joins,
		Stable:     true,
		Reversible: true,
	}
	for name, f := range r.filters {
		t.Filters[name] = f.ops
	}
	for _, f := range r.kind.Fields { // in the kind's order, to be the same each time
		if r.keys[f.Name] != "" {
			t.Sorts = append(t.Sorts, sources.BothWays(f.Name)...)
		}
	}
	return t
}

// needed returns the groups that must be fetched to check the predicates.
func (r *resource[T, W]) needed(where []sources.Predicate) commerce.Groups {
	var g commerce.Groups
	for _, p := range where {
		if f, ok := r.kind.Field(p.Field); ok {
			g |= f.Group
		}
	}
	return g
}
