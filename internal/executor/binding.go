package executor

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// TypeID is the place of an object type among the types of a [Binding].
type TypeID int

// Binding ties a schema to Go: it is generated.
type Binding struct {
	// Types holds every object type of the schema, those of introspection too.
	Types []Object
	// Context makes what the generated functions below are called with, for one operation.
	Context func(*graphql.OperationContext) any
	// Operation runs the directives on an operation; nil when the schema has none of that kind.
	Operation func(ec any, ctx context.Context, op *ast.OperationDefinition, next func(context.Context) (any, error)) graphql.Marshaler
	// Subscription runs the directives on a subscription; nil when the schema has none of that kind.
	Subscription func(ec any, ctx context.Context, op *ast.OperationDefinition, next func(context.Context) (any, error)) func(context.Context) graphql.Marshaler
	// Around runs the directives that an operation puts on a field; nil when the schema has none.
	Around func(ec any, ctx context.Context, obj any, next graphql.Resolver) graphql.Resolver
}

// Object is an object type.
type Object struct {
	Name   string
	Fields map[string]*Field
}

// Field says how the values of a field are come by. A field that is read has
// Write or Expand; one that is resolved has Batch or One.
type Field struct {
	// Write writes the value of a scalar, an enum or a list of them. The
	// arguments of the field, if it has any, are those of fc.
	Write func(w *Writer, obj any, fc *graphql.FieldContext) Outcome
	// Expand tells the objects that the value is made of.
	Expand func(s *Sink, obj any, fc *graphql.FieldContext)
	// Batch resolves the field for all parents: a slice of its Go type.
	Batch func(ec any, ctx context.Context, parents []any) (any, error)
	// One resolves the field for one parent. A field that is read has it too
	// where directives can stand around it.
	One func(ec any, ctx context.Context, obj any) (any, error)
	// Receive waits for the next event of the channel that One returned, for a
	// field of the subscription root. It reports false behind the last event.
	Receive func(ctx context.Context, channel any) (event any, ok bool)
	// Args reads the arguments; nil when the field has none.
	Args func(ec any, ctx context.Context, raw map[string]any) (map[string]any, error)
	// Around runs the directives of the field's definition; nil when it has none.
	Around func(ec any, ctx context.Context, obj any, next graphql.Resolver) graphql.Resolver
	// Value completes what Batch, One and Receive return.
	Value Value
	// Concurrent says that One may wait for something, so that parents are
	// resolved side by side.
	Concurrent bool
	// Resolver says that it is a resolver's, Method that it is not a mere variable.
	Resolver, Method bool
}

// read reports whether the field's values are at hand in its objects.
func (f *Field) read() bool {
	return f.Batch == nil && f.Around == nil && (f.Write != nil || f.Expand != nil)
}
