package executor

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Arguments of fields that are read, not resolved, are the same for all
// objects: they are read once for a response, and those that hang on no
// variable once for a plan.

// fixArguments reads the arguments of all slots.
func (x *run) fixArguments(ctx context.Context) {
	if len(x.plan.slots) == 0 {
		return
	}
	x.args = make([]*graphql.FieldContext, len(x.plan.slots))
	for i, s := range x.plan.slots {
		x.args[i] = s.arguments(ctx, x)
	}
}

// arguments returns the arguments of a slot; nil when they cannot be read.
func (s *slotPlan) arguments(ctx context.Context, x *run) *graphql.FieldContext {
	if known := s.fixed.Load(); known != nil {
		return known
	}
	fc := &graphql.FieldContext{Field: graphql.CollectedField{Field: s.field}}
	if x.arguments(graphql.WithFieldContext(ctx, fc), s.def, fc.Field) != nil {
		return nil
	}
	fc = &graphql.FieldContext{Args: fc.Args} // what outlives the response holds nothing of it
	if !hangs(s.field.Arguments) {
		s.fixed.Store(fc)
	}
	return fc
}

// hangs reports whether arguments hang on variables.
func hangs(list ast.ArgumentList) bool {
	for _, a := range list {
		if varies(a.Value) {
			return true
		}
	}
	return false
}

func varies(v *ast.Value) bool {
	if v == nil {
		return false
	}
	if v.Kind == ast.Variable {
		return true
	}
	for _, c := range v.Children {
		if varies(c.Value) {
			return true
		}
	}
	return false
}

// fixed returns the arguments of a field that is read, and false when they cannot be.
func (x *run) fixed(f *fieldPlan) (*graphql.FieldContext, bool) {
	if f.slot < 0 {
		return nil, true
	}
	return x.args[f.slot], x.args[f.slot] != nil
}

// arguments reads the arguments of a field into its context.
func (x *run) arguments(ctx context.Context, def *Field, field graphql.CollectedField) (err error) {
	if def.Args == nil {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = x.op.Recover(ctx, r)
		}
	}()
	graphql.GetFieldContext(ctx).Args, err = def.Args(x.ec, ctx, field.ArgumentMap(x.op.Variables))
	return err
}

// refuse notes, of the field that is being written, why its arguments cannot be read.
func (w *Writer) refuse(f *fieldPlan) {
	path := w.place()
	fc := &graphql.FieldContext{Object: f.object, Field: f.field}
	ctx := graphql.WithFieldContext(w.ctx, fc)
	fc.Parent = above(path[:len(path)-1])
	if err := w.x.arguments(ctx, f.def, f.field); err != nil {
		w.report(err)
	}
}

// above returns a path as the contexts that gqlgen takes it from.
func above(path ast.Path) *graphql.FieldContext {
	fc := &graphql.FieldContext{}
	for _, e := range path {
		fc = &graphql.FieldContext{Parent: fc}
		switch e := e.(type) {
		case ast.PathName:
			fc.Field.Field = &ast.Field{Alias: string(e)}
		case ast.PathIndex:
			i := int(e)
			fc.Index = &i
		}
	}
	return fc
}
