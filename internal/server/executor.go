package server

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// guarded is gqlgen's executor behind the checks that every transport shares:
// the shape of the document before it is validated, the lists in its variables,
// and the number of errors in the answer. It reads documents itself, each once.
type guarded struct {
	*executor.Executor
	library *library
	reader  reader
	limits  Limits
}

// newGuarded returns an executor whose validation errors suggest names of the
// schema or do not. The extensions have been validated.
func newGuarded(o Options, documents *library, p *presenter, suggestions bool) *guarded {
	e := executor.New(o.Schema)
	e.SetQueryCache(handover{})
	e.SetErrorPresenter(p.present)
	e.SetRecoverFunc(p.recovered)
	e.Use(newPolicy(o))
	for _, extension := range o.Extensions {
		e.Use(extension)
	}
	return &guarded{
		Executor: e, library: documents, limits: o.Limits,
		reader: reader{schema: o.Schema.Schema(), limits: o.Limits.Document, suggestions: suggestions},
	}
}

// preparation is what this package knows of a request while gqlgen makes its
// operation.
type preparation struct {
	*document
	streams bool // the answer may come in parts
	defers  bool // the answer will come in parts: the policy notes it
}

func preparationFrom(ctx context.Context) *preparation {
	p, _ := ctx.Value(preparationKey).(*preparation)
	return p
}

// handover is the cache that gqlgen asks for a text's document: it hands over
// the one that was found already.
type handover struct{}

// Get returns the document of the context's request.
func (handover) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	p := preparationFrom(ctx)
	if p == nil {
		return nil, false
	}
	return p.syntax, true
}

// Add keeps nothing: a document that gqlgen would add was never handed over.
func (handover) Add(context.Context, string, *ast.QueryDocument) {}

// prepare makes the operation of a request, or refuses what breaks a limit. The
// operation is never nil, and incomplete where there are errors.
func (g *guarded) prepare(ctx context.Context, a *ask, streams bool) (op *graphql.OperationContext, defers bool, errs gqlerror.List) {
	doc, errs := g.library.document(ctx, a, g.reader)
	if errs == nil {
		errs = breachErrors(g.limits.Document.CheckVariables(doc.syntax, a.Variables))
	}
	if errs != nil {
		return &graphql.OperationContext{RawQuery: a.Query}, false, g.cap(errs)
	}
	a.Query = doc.text
	p := &preparation{document: doc, streams: streams}
	op, errs = g.CreateOperationContext(context.WithValue(ctx, preparationKey, p), &a.RawParams)
	for _, e := range errs {
		if strings.HasSuffix(e.Message, " not found") && op.Operation == nil {
			e.Message = operationMissing(a.OperationName)
		}
	}
	return op, p.defers, g.cap(errs)
}

func operationMissing(name string) string {
	if name == "" {
		return "the document holds several operations: name one in operationName"
	}
	return "the document holds no operation of the name in operationName"
}

func (g *guarded) cap(errs gqlerror.List) gqlerror.List {
	return errs[:min(len(errs), g.limits.Errors)]
}

// breachErrors words breaches; nil for none.
func breachErrors(breaches []docguard.Breach) gqlerror.List {
	if breaches == nil {
		return nil
	}
	errs := make(gqlerror.List, 0, len(breaches))
	for _, b := range breaches {
		e := newError(Code(b.Code), b.Message())
		if b.Limit > 0 {
			e.Extensions["limit"], e.Extensions["actual"] = b.Limit, b.Actual
		}
		if b.Line > 0 {
			e.Locations = []gqlerror.Location{{Line: b.Line, Column: b.Column}}
		}
		errs = append(errs, e)
	}
	return errs
}
