package executor

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/loader"
)

// Receive waits for the next event of a channel: see [Field].
func Receive[T any](ctx context.Context, channel any) (any, bool) {
	ch, ok := channel.(<-chan T)
	if !ok {
		return nil, false
	}
	select {
	case v, ok := <-ch:
		return v, ok
	case <-ctx.Done():
		return nil, false
	}
}

// subscribe begins a subscription and answers each event by itself. Why it
// cannot begin is added to ctx.
func (x *run) subscribe(ctx context.Context, p *objectPlan) graphql.ResponseHandler {
	next := x.stream(ctx, func(ctx context.Context) func(context.Context) graphql.Marshaler { return x.events(ctx, p) })
	return func(ctx context.Context) *graphql.Response {
		if next == nil {
			return nil
		}
		data := next(ctx)
		switch d := data.(type) {
		case nil:
			return nil
		case raw:
			return &graphql.Response{Data: []byte(d)}
		}
		return &graphql.Response{Data: render(data)}
	}
}

// stream runs the directives on a subscription around its begin.
func (x *run) stream(ctx context.Context, begin func(context.Context) func(context.Context) graphql.Marshaler) func(context.Context) graphql.Marshaler {
	if x.binding.Subscription == nil || len(x.op.Operation.Directives) == 0 {
		return begin(ctx)
	}
	return x.binding.Subscription(x.ec, ctx, x.op.Operation, func(ctx context.Context) (any, error) { return begin(ctx), nil })
}

// events asks the resolver for its channel. The function that it returns waits
// for the next event and answers it; it is nil when there will be none.
func (x *run) events(ctx context.Context, p *objectPlan) func(context.Context) graphql.Marshaler {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: p.name})
	if len(p.fields) != 1 || p.fields[0].column < 0 {
		graphql.AddErrorf(ctx, "must subscribe to exactly one stream")
		return nil
	}
	f, s := &p.fields[0], newSet(p, nil, nil)
	s.objs = []any{nil}
	begun := &column{boxed: make([]any, 1), missing: make([]bool, 1), must: make([]bool, 1)}
	x.begin(x.fieldContext(ctx, s, f, 0), f, begun)
	if begun.missing[0] || begun.boxed[0] == nil {
		return nil
	}
	return func(ctx context.Context) graphql.Marshaler {
		event, ok := f.def.Receive(ctx, begun.boxed[0])
		if !ok {
			return nil
		}
		return x.event(ctx, p, event)
	}
}

// begin calls the resolver of a subscription.
func (x *run) begin(ctx context.Context, f *fieldPlan, col *column) {
	defer func() {
		if r := recover(); r != nil {
			x.op.Error(ctx, x.op.Recover(ctx, r))
			col.missing[0] = true
		}
	}()
	if err := x.arguments(ctx, f.def, f.field); err != nil {
		x.op.Error(ctx, err)
		col.missing[0] = true
		return
	}
	next := graphql.Resolver(func(ctx context.Context) (any, error) { return f.def.One(x.ec, ctx, nil) })
	if f.def.Around != nil {
		next = f.def.Around(x.ec, ctx, nil, next)
	}
	if f.around {
		next = x.binding.Around(x.ec, ctx, nil, next)
	}
	channel, err := next(ctx)
	if err != nil {
		x.op.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
		col.missing[0] = true
		return
	}
	col.boxed[0] = channel
}

// event answers one event, as an operation of its own.
func (x *run) event(ctx context.Context, p *objectPlan, event any) graphql.Marshaler {
	y := *x
	ctx, y.schedule = loader.WithSchedule(ctx)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: p.name})
	y.fixArguments(ctx)
	s := newSet(p, nil, nil)
	s.objs, s.cols = []any{nil}, make([]column, p.columns)
	f := &p.fields[0]
	col := s.columnOf(f)
	col.boxed, col.missing, col.must = []any{event}, make([]bool, 1), make([]bool, 1)
	y.descend(ctx, s, f, col)
	w := newWriter(ctx, &y)
	defer w.release()
	w.document(p, s, 0)
	w.flush()
	return raw(w.take())
}
