package server

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// guarded is gqlgen's executor behind the checks that every transport shares:
// the shape of the document before it is validated, the lists in its variables,
// and the number of errors in the answer.
type guarded struct {
	*executor.Executor
	documents *documentCache
	limits    Limits
}

// newGuarded returns an executor whose validation errors suggest names of the
// schema or do not. The extensions have been validated.
func newGuarded(o Options, documents *documentCache, p *presenter, suggestions bool) *guarded {
	e := executor.New(o.Schema)
	e.SetQueryCache(documents)
	e.SetParserTokenLimit(o.Limits.Document.Tokens + 1)
	e.SetDisableSuggestion(!suggestions)
	e.SetDefaultRulesFn(func() *rules.Rules { return docguard.Rules(suggestions) })
	e.SetErrorPresenter(p.present)
	e.SetRecoverFunc(p.recovered)
	e.Use(newPolicy(o))
	for _, extension := range o.Extensions {
		e.Use(extension)
	}
	return &guarded{Executor: e, documents: documents, limits: o.Limits}
}

// CreateOperationContext refuses what breaks a limit before gqlgen sees it.
func (g *guarded) CreateOperationContext(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	doc, known := g.documents.Get(ctx, params.Query)
	var breaches []docguard.Breach
	if !known {
		doc, breaches = g.limits.Document.Check(params.Query)
	}
	breaches = append(breaches, g.limits.Document.CheckVariables(doc, params.Variables)...)
	if breaches != nil {
		return &graphql.OperationContext{RawQuery: params.Query}, g.cap(breachErrors(breaches))
	}
	op, errs := g.Executor.CreateOperationContext(ctx, params)
	for _, e := range errs {
		if strings.HasSuffix(e.Message, " not found") && op.Operation == nil && op.Doc != nil {
			e.Message = operationMissing(params.OperationName)
		}
	}
	return op, g.cap(errs)
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

func breachErrors(breaches []docguard.Breach) gqlerror.List {
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
