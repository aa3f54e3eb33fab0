package executor

import (
	"context"
	"io"

	"github.com/99designs/gqlgen/graphql"
)

// rootField resolves a field of the root and everything below it, inside of
// the interceptors of root fields.
func (x *run) rootField(ctx context.Context, s *set, f *fieldPlan, col *column) {
	defer func() {
		if r := recover(); r != nil { // an interceptor's
			col.failed, col.starts = x.op.RecoverFunc(ctx, r), nil
		}
	}()
	inside := graphql.WithRootFieldContext(ctx, &graphql.RootFieldContext{Object: f.field.Name, Field: f.field})
	own := &rootValue{x, ctx, s, f}
	answered := x.op.RootResolverMiddleware(inside, func(ctx context.Context) graphql.Marshaler {
		own.ctx = ctx
		x.value(ctx, s, f, col)
		return own
	})
	if answered != graphql.Marshaler(own) {
		col.replaced = answered
		if answered == nil {
			col.replaced = graphql.Null
		}
	}
}

// rootValue is the value of a root field as interceptors see it.
type rootValue struct {
	x   *run
	ctx context.Context
	s   *set
	f   *fieldPlan
}

// MarshalGQL writes the value, for an interceptor that puts something around it.
func (v *rootValue) MarshalGQL(w io.Writer) {
	writer := newWriter(v.ctx, v.x)
	defer writer.release()
	writer.within = v.s.columnOf(v.f)
	if !writer.value(v.f, writer.within, 0) {
		writer.buf = append(writer.buf[:0], "null"...)
	}
	writer.flush()
	_, _ = w.Write(writer.buf)
}
