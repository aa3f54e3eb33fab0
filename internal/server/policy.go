package server

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// policy decides on a validated operation before it runs: whether the caller
// may read the schema, and whether it asks for too much.
type policy struct {
	estimator     *docguard.Estimator
	limits        Limits
	introspection bool
}

func newPolicy(o Options) policy {
	return policy{
		estimator:     docguard.NewEstimator(o.Schema.Schema(), o.Limits.PageSize, o.Limits.ListSize),
		limits:        o.Limits,
		introspection: o.Introspection,
	}
}

// ExtensionName names the extension to gqlgen.
func (policy) ExtensionName() string { return "GalleriaPolicy" }

// Validate accepts every schema.
func (policy) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses an operation, or opens introspection for it.
func (p policy) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	prepared := preparationFrom(ctx)
	estimate := p.estimator.EstimateWith(prepared.price(op.Operation), op.Operation, op.Variables)
	mayExplore := p.introspection && CallerFrom(ctx).Has(RoleExplore)
	switch {
	case (estimate.Introspects || estimate.ServiceSDL) && !mayExplore:
		return p.closed()
	case estimate.Defers && !prepared.streams:
		return newError(CodeUnsupported, "@defer answers in parts: accept "+mediaMultipart+deferSpec+" or "+mediaEvents+", or remove it")
	case estimate.Cost > p.limits.Cost:
		return tooCostly("entities", estimate.Cost, p.limits.Cost)
	case estimate.Introspection > p.limits.IntrospectionCost:
		return tooCostly("objects of the schema", estimate.Introspection, p.limits.IntrospectionCost)
	}
	op.DisableIntrospection = !mayExplore
	prepared.defers = estimate.Defers
	return nil
}

// closed says why the schema is not told: the remedies differ.
func (p policy) closed() *gqlerror.Error {
	if !p.introspection {
		return newError(CodeIntrospectionDisabled, "introspection is off on this server; a key with the role explore reads /schema.graphql")
	}
	return newError(CodeIntrospectionDisabled, "introspection needs the role explore, which the caller does not have")
}

func tooCostly(what string, cost, limit int) *gqlerror.Error {
	e := newError(CodeCostLimit, fmt.Sprintf(
		"this operation may return %d %s where %d are allowed; ask for smaller pages (first) or fewer connections inside one another", cost, what, limit))
	e.Extensions["limit"], e.Extensions["actual"] = limit, cost
	return e
}
