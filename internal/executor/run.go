package executor

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/loader"
)

// run is the making of one response.
type run struct {
	binding  *Binding
	op       *graphql.OperationContext
	ec       any
	schedule *loader.Schedule
	plan     *plan
	args     []*graphql.FieldContext // of each slot; nil where they cannot be read
}

// resolve resolves what is asked of the objects of a set, at all depths: first
// everything that can be resolved at once, side by side, and behind each what it leads to.
func (x *run) resolve(ctx context.Context, s *set) {
	if tasks := x.gather(ctx, s, nil); len(tasks) > 0 {
		x.schedule.Run(tasks...)
	}
}

// gather goes down what can be read, and collects what must be resolved.
func (x *run) gather(ctx context.Context, s *set, tasks []func()) []func() {
	if s.plan.columns == 0 || len(s.objs) == 0 {
		return tasks
	}
	s.cols = make([]column, s.plan.columns)
	for i := range s.plan.fields {
		f := &s.plan.fields[i]
		col := s.columnOf(f)
		switch {
		case col == nil:
		case f.resolved():
			tasks = append(tasks, func() { x.field(ctx, s, f, col) })
		default:
			x.read(ctx, s, f, col)
			tasks = x.below(ctx, col, tasks)
		}
	}
	return tasks
}

// below gathers from the sets that a column leads to.
func (x *run) below(ctx context.Context, col *column, tasks []func()) []func() {
	for _, s := range col.sets {
		if s != nil {
			tasks = x.gather(ctx, s, tasks)
		}
	}
	return tasks
}

// field resolves one field for all objects of a set, and goes on below it.
func (x *run) field(ctx context.Context, s *set, f *fieldPlan, col *column) {
	if s.parent == nil {
		x.rootField(ctx, s, f, col)
		return
	}
	x.value(ctx, s, f, col)
}

func (x *run) value(ctx context.Context, s *set, f *fieldPlan, col *column) {
	if f.def.Batch != nil {
		x.batch(ctx, s, f, col)
	} else {
		x.single(ctx, s, f, col)
	}
	x.descend(ctx, s, f, col)
}

// descend expands the values that a field was resolved to, and resolves what is
// asked of them.
func (x *run) descend(ctx context.Context, s *set, f *fieldPlan, col *column) {
	if !f.def.Value.composite() {
		return
	}
	x.expand(ctx, s, f, col, func(sink *Sink, i int) {
		switch {
		case col.failed != nil, col.each != nil && col.each[i] != nil, col.missing != nil && col.missing[i]:
			sink.Nothing()
		case col.boxed != nil:
			if m, ok := col.boxed[i].(graphql.Marshaler); ok && !f.def.Value.holds(m) {
				sink.Marshaler(m)
				return
			}
			f.def.Value.expandOne(sink, col.boxed[i])
		default:
			f.def.Value.expand(sink, col.results, i)
		}
	})
	if tasks := x.below(ctx, col, nil); len(tasks) > 0 {
		x.schedule.Run(tasks...)
	}
}

// read expands the values of a field that is read.
func (x *run) read(ctx context.Context, s *set, f *fieldPlan, col *column) {
	fc, ok := x.fixed(f)
	if !ok {
		x.refuse(ctx, s, f, col)
	}
	x.expand(ctx, s, f, col, func(sink *Sink, i int) {
		if !ok {
			sink.Nothing()
			return
		}
		f.def.Expand(sink, s.objs[i], fc)
	})
}

// expand takes the values of a column apart.
func (x *run) expand(ctx context.Context, s *set, f *fieldPlan, col *column, value func(sink *Sink, i int)) {
	sink := &Sink{tokens: make([]token, 0, len(s.objs))}
	col.starts = make([]int32, len(s.objs))
	for i := 0; i < len(s.objs); i++ {
		i = x.expandFrom(ctx, s, f, col, sink, i, value)
	}
	col.tokens = sink.tokens
	at := make([]int32, 0, f.lists)
	for i, start := range col.starts {
		col.link(s, f, int(start), i, at)
	}
}

// expandFrom expands values from the i-th on, and returns the last one: that of
// the last object, or one that panicked.
func (x *run) expandFrom(ctx context.Context, s *set, f *fieldPlan, col *column, sink *Sink, i int, value func(*Sink, int)) (last int) {
	defer func() {
		if r := recover(); r != nil {
			sink.tokens = sink.tokens[:col.starts[last]]
			sink.Nothing()
			col.fail(last, len(s.objs), x.op.Recover(x.fieldContext(ctx, s, f, last), r))
		}
	}()
	for last = i; last < len(s.objs); last++ {
		col.starts[last] = int32(len(sink.tokens))
		value(sink, last)
	}
	return len(s.objs) - 1
}

// fail notes why one of n objects has no value.
func (col *column) fail(i, n int, err error) {
	if col.each == nil {
		col.each = make([]error, n)
	}
	col.each[i] = err
}

// fieldContext returns a context in which gqlgen's functions know the field of
// the i-th object.
func (x *run) fieldContext(ctx context.Context, s *set, f *fieldPlan, i int) context.Context {
	fc := &graphql.FieldContext{
		Object: f.object, Field: f.field,
		IsMethod: f.def.Method || f.def.Resolver, IsResolver: f.def.Resolver,
		Child: func(ctx context.Context, c graphql.CollectedField) (*graphql.FieldContext, error) {
			return x.child(ctx, f, c)
		},
	}
	ctx = graphql.WithFieldContext(ctx, fc)
	fc.Parent = s.context(i)
	return ctx
}

// child returns a field of the objects of a field in gqlgen's form, for
// resolvers that look ahead.
func (x *run) child(ctx context.Context, f *fieldPlan, c graphql.CollectedField) (*graphql.FieldContext, error) {
	if len(f.children) != 1 {
		return nil, fmt.Errorf("no one object type of %s is known before it is resolved", f.field.Name)
	}
	object := x.binding.Types[f.children[0].typ]
	def, ok := object.Fields[c.Name]
	if !ok {
		return nil, fmt.Errorf("no field named %q was found under type %s", c.Name, object.Name)
	}
	fc := &graphql.FieldContext{Object: object.Name, Field: c, IsMethod: def.Method || def.Resolver, IsResolver: def.Resolver}
	return fc, x.arguments(graphql.WithFieldContext(ctx, fc), def, c)
}

// refuse says for every object that the arguments of its field cannot be read.
func (x *run) refuse(ctx context.Context, s *set, f *fieldPlan, col *column) {
	col.missing = make([]bool, len(s.objs))
	for i := range s.objs {
		ctx := x.fieldContext(ctx, s, f, i)
		x.op.Error(ctx, x.arguments(ctx, f.def, f.field))
		col.missing[i] = true
	}
}

// batch calls a batch resolver with all objects of a set.
func (x *run) batch(ctx context.Context, s *set, f *fieldPlan, col *column) {
	called := context.WithValue(x.fieldContext(ctx, s, f, 0), columnKey{}, col)
	if x.arguments(called, f.def, f.field) != nil {
		x.refuse(ctx, s, f, col)
		return
	}
	if f.def.Around != nil || f.around {
		x.batchAround(ctx, called, s, f, col)
		return
	}
	x.call(called, s, f, col)
}

// call calls a batch resolver and makes what it answers whole.
func (x *run) call(ctx context.Context, s *set, f *fieldPlan, col *column) {
	defer func() {
		if r := recover(); r != nil {
			col.failed = x.op.RecoverFunc(ctx, r)
		}
	}()
	results, err := f.def.Batch(x.ec, ctx, s.objs)
	n := f.def.Value.length(results)
	each, single := err.(graphql.BatchErrors) //nolint:errorlint // one that is wrapped is one error, as with gqlgen
	switch {
	case err != nil && !single:
		col.failed = err
	case n != len(s.objs):
		col.failed = fmt.Errorf("batch resolver %s.%s returned %d results for %d parents", f.object, f.field.Name, n, len(s.objs))
	case single && len(each.Errors()) != len(s.objs):
		col.failed = fmt.Errorf("batch resolver %s.%s returned %d errors for %d parents", f.object, f.field.Name, len(each.Errors()), len(s.objs))
	case single:
		col.each = each.Errors()
	}
	col.results = results
}

// batchAround runs directives around a batch resolver, for each object by
// itself: the resolver is called when the first of them lets it.
func (x *run) batchAround(ctx, called context.Context, s *set, f *fieldPlan, col *column) {
	inner, done := &column{}, false
	x.one(ctx, s, f, col, func(i int) graphql.Resolver {
		return func(ctx context.Context) (any, error) {
			if !done {
				done = true
				x.call(called, s, f, inner)
				col.beside = inner.beside
			}
			if err := inner.errorOf(i); err != nil {
				addAt(ctx, graphql.GetPath(ctx), err)
				return nil, nil
			}
			return f.def.Value.at(inner.results, i), nil
		}
	}, false)
}

// errorOf returns why the i-th object has no value.
func (col *column) errorOf(i int) error {
	if col.failed != nil {
		return col.failed
	}
	if col.each != nil {
		return col.each[i]
	}
	return nil
}

// single resolves a field for each object by itself.
func (x *run) single(ctx context.Context, s *set, f *fieldPlan, col *column) {
	x.one(ctx, s, f, col, func(i int) graphql.Resolver {
		return func(ctx context.Context) (any, error) { return f.def.One(x.ec, ctx, s.objs[i]) }
	}, f.def.Concurrent)
}

// one runs a resolver for each object, with the directives around it.
func (x *run) one(ctx context.Context, s *set, f *fieldPlan, col *column, resolver func(i int) graphql.Resolver, sideBySide bool) {
	n := len(s.objs)
	col.boxed, col.missing, col.must = make([]any, n), make([]bool, n), make([]bool, n)
	if !sideBySide || n == 1 {
		for i := range n {
			x.oneOf(x.fieldContext(ctx, s, f, i), s, f, col, i, resolver(i))
		}
		return
	}
	tasks := make([]func(), n)
	for i := range tasks {
		tasks[i] = func() { x.oneOf(x.fieldContext(ctx, s, f, i), s, f, col, i, resolver(i)) }
	}
	x.schedule.Run(tasks...)
}

func (x *run) oneOf(ctx context.Context, s *set, f *fieldPlan, col *column, i int, next graphql.Resolver) {
	fc := graphql.GetFieldContext(ctx)
	defer func() {
		if r := recover(); r != nil {
			x.op.Error(ctx, x.op.Recover(ctx, r))
			col.missing[i] = true
		}
		col.must[i] = fc.NonNull
	}()
	if err := x.arguments(ctx, f.def, f.field); err != nil {
		x.op.Error(ctx, err)
		col.missing[i] = true
		return
	}
	if f.def.Around != nil {
		next = f.def.Around(x.ec, ctx, s.objs[i], next)
	}
	if f.around {
		next = x.binding.Around(x.ec, ctx, s.objs[i], next)
	}
	v, err := next(ctx)
	if err != nil {
		x.op.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
		col.missing[i] = true
		return
	}
	if _, marshaler := v.(graphql.Marshaler); v != nil && !marshaler && !f.def.Value.holds(v) {
		graphql.AddErrorf(ctx, "unexpected type %T from middleware/directive chain, should be %s", v, f.def.Value.typeName())
		col.missing[i] = true
		return
	}
	col.boxed[i] = v
}
