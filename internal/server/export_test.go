package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Footprint lets tests see what a document is taken to need.
var Footprint = footprint

// Cache is the cache of documents, for tests.
type Cache struct{ inner *documentCache }

// NewCache returns a cache within a budget.
func NewCache(maxBytes int64, maxText int) (Cache, error) {
	c, err := newDocumentCache(maxBytes, maxText)
	return Cache{c}, err
}

// Add keeps a document of a text.
func (c Cache) Add(text string, syntax *ast.QueryDocument) {
	c.inner.add(&document{sum: digestOf(text), text: text, syntax: syntax})
}

// Get returns the document of a text, nil for none.
func (c Cache) Get(text string) *ast.QueryDocument {
	if d := c.inner.get(digestOf(text)); d != nil {
		return d.syntax
	}
	return nil
}

// Prepared returns what makes the operations of a server with these options.
func Prepared(o Options) (func(ctx context.Context, params graphql.RawParams) gqlerror.List, error) {
	recent, err := newDocumentCache(o.Limits.CacheBytes, o.Limits.CachedQueryBytes)
	if err != nil {
		return nil, err
	}
	g := newGuarded(o, &library{recent: recent}, &presenter{codes: Codes(), logger: o.Logger, maxBytes: o.Limits.ErrorBytes}, false)
	return func(ctx context.Context, params graphql.RawParams) gqlerror.List {
		a := ask{RawParams: params}
		if refusal := a.readHash(); refusal != nil {
			return gqlerror.List{refusal}
		}
		_, _, errs := g.prepare(ctx, &a, false)
		return errs
	}, nil
}

// SortByPath lets tests see how errors are put in order.
var SortByPath = sortByPath
