// Package oracle judges one executor by another: both get the same operation,
// and what they answer must be the same to the byte. Errors may come in any order.
package oracle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Answer is all that came for one operation: one response, one for each event,
// or what was deferred.
type Answer []Response

// Response has its errors written out and in order.
type Response struct {
	Data   string
	Errors []string
	At     string // label and path of what was deferred
}

// String writes an answer to be read.
func (a Answer) String() string {
	var b strings.Builder
	for _, r := range a {
		fmt.Fprintf(&b, "%s%s\n", r.At, r.Data)
		for _, e := range r.Errors {
			fmt.Fprintf(&b, "  ! %s\n", e)
		}
	}
	return b.String()
}

// Executor is an executable schema behind gqlgen's front.
type Executor struct{ front *executor.Executor }

// New returns an executor. Documents are parsed and validated once for those
// that share the cache; nil is none. What panics is reported in a few words.
func New(es graphql.ExecutableSchema, cache graphql.Cache[*ast.QueryDocument], use ...graphql.HandlerExtension) *Executor {
	front := executor.New(es)
	front.Use(introspection{})
	for _, extension := range use {
		front.Use(extension)
	}
	if cache != nil {
		front.SetQueryCache(cache)
	}
	front.SetRecoverFunc(func(context.Context, any) error { return errors.New("internal system error") })
	return &Executor{front}
}

type introspection struct{}

func (introspection) ExtensionName() string                   { return "Introspection" }
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }
func (introspection) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = false
	return nil
}

// Answer runs an operation to its end.
func (e *Executor) Answer(ctx context.Context, params graphql.RawParams) Answer {
	ctx, cancel := context.WithCancel(graphql.StartOperationTrace(ctx))
	defer cancel() // a stream that is given up
	params.Variables = copied(params.Variables)
	op, errs := e.front.CreateOperationContext(ctx, &params)
	if errs != nil {
		return Answer{{Errors: written(errs)}}
	}
	next, ctx := e.front.DispatchOperation(ctx, op)
	var out Answer
	for r := next(ctx); r != nil; r = next(ctx) {
		out = append(out, Response{Data: string(r.Data), Errors: written(r.Errors), At: place(r)})
		if op.Operation.Operation != ast.Subscription && (r.HasNext == nil || !*r.HasNext) {
			break
		}
	}
	if op.Operation.Operation != ast.Subscription && len(out) > 1 { // what is deferred comes in any order
		slices.SortFunc(out[1:], func(a, b Response) int { return strings.Compare(a.At+a.Data, b.At+b.Data) })
	}
	return out
}

func place(r *graphql.Response) string {
	if r.Path == nil && r.Label == "" {
		return ""
	}
	return fmt.Sprintf("%s at %s: ", r.Label, r.Path)
}

// copied keeps an operation's own variables from what coercion writes into them.
func copied(v map[string]any) map[string]any {
	if v == nil {
		return nil
	}
	return deep(v).(map[string]any)
}

func deep(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = deep(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = deep(e)
		}
		return out
	}
	return v
}

func written(errs gqlerror.List) []string {
	var out []string
	for _, e := range errs {
		path, _ := json.Marshal(e.Path)
		extensions, _ := json.Marshal(e.Extensions)
		out = append(out, fmt.Sprintf("%s %s %s", path, e.Message, extensions))
	}
	slices.Sort(out)
	return out
}

// Equal reports whether two answers are the same.
func Equal(a, b Answer) bool {
	return slices.EqualFunc(a, b, func(a, b Response) bool {
		return a.Data == b.Data && a.At == b.At && slices.Equal(a.Errors, b.Errors)
	})
}
