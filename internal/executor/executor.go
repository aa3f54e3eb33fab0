package executor

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/loader"
)

// Executor runs operations by level: see the package.
type Executor struct {
	generated graphql.ExecutableSchema
	binding   *Binding
	schema    *schemaIndex
	plans     planCache
}

var _ graphql.ExecutableSchema = (*Executor)(nil)

// New returns an executor over a generated binding. Its schema and the
// complexity of fields are those of gqlgen's generated executor.
func New(generated graphql.ExecutableSchema, b *Binding) *Executor {
	index := newSchemaIndex(generated.Schema(), b)
	return &Executor{generated: generated, binding: b, schema: index, plans: planCache{schema: index}}
}

// Schema returns the schema.
func (e *Executor) Schema() *ast.Schema { return e.generated.Schema() }

// Complexity returns what gqlgen's generated executor says.
func (e *Executor) Complexity(ctx context.Context, typeName, fieldName string, childComplexity int, args map[string]any) (int, bool) {
	return e.generated.Complexity(ctx, typeName, fieldName, childComplexity, args)
}

// CheckExtension returns why an extension cannot work here, if so: interceptors
// of single fields would never be called, because fields are not visited one by one.
func CheckExtension(extension graphql.HandlerExtension) error {
	if _, ok := extension.(graphql.FieldInterceptor); !ok {
		return nil
	}
	return fmt.Errorf("extension %s intercepts fields, which are resolved by level here and never one by one: "+
		"intercept operations, responses or root fields instead", extension.ExtensionName())
}

// Exec runs the context's operation. A query that puts nothing off, and a
// mutation, has one response; a query with @defer has further ones; a
// subscription has one for each event. The error of an operation that cannot
// begin is the context's.
func (e *Executor) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	root, ok := e.schema.root(op.Operation.Operation)
	if !ok {
		return graphql.OneShot(graphql.ErrorResponse(ctx, "unsupported GraphQL operation"))
	}
	plan, bad := e.plans.plan(op.Operation, root, op.Variables)
	if bad != "" {
		return undecided(bad)
	}
	x := &run{binding: e.binding, op: op, ec: e.binding.Context(op), plan: plan}
	if op.Operation.Operation == ast.Subscription {
		return x.subscribe(ctx, plan.root)
	}
	return x.answer(plan.root)
}

// undecided answers an operation of which a variable decides on a field, and
// is null: its default let it stand there.
func undecided(variable string) graphql.ResponseHandler {
	asked := false
	return func(ctx context.Context) *graphql.Response {
		if asked {
			return nil
		}
		asked = true
		err := gqlerror.Errorf("variable $%s decides on a field and is neither true nor false", variable)
		errcode.Set(err, errcode.ValidationFailed)
		graphql.AddError(ctx, err)
		return &graphql.Response{Data: []byte("null")}
	}
}

// answer returns the response, and those of what is put off.
func (x *run) answer(p *objectPlan) graphql.ResponseHandler {
	first := true
	var later *later
	return func(ctx context.Context) *graphql.Response {
		if !first {
			if later == nil {
				return nil
			}
			return later.next(ctx)
		}
		first = false
		resp := &graphql.Response{}
		data := x.operation(ctx, func(ctx context.Context) graphql.Marshaler {
			resp.Data, later = x.document(ctx, p)
			return raw(resp.Data)
		})
		if _, own := data.(raw); !own {
			resp.Data = render(data)
		}
		if later != nil {
			more := true
			resp.HasNext = &more
		}
		return resp
	}
}

// raw is a document that is written already.
type raw []byte

// MarshalGQL writes the document.
func (r raw) MarshalGQL(w io.Writer) { _, _ = w.Write(r) }

func render(m graphql.Marshaler) []byte {
	var b bytes.Buffer
	m.MarshalGQL(&b)
	return b.Bytes()
}

// operation runs the directives on the operation around it.
func (x *run) operation(ctx context.Context, next func(context.Context) graphql.Marshaler) graphql.Marshaler {
	if x.binding.Operation == nil || len(x.op.Operation.Directives) == 0 {
		return next(ctx)
	}
	return x.binding.Operation(x.ec, ctx, x.op.Operation, func(ctx context.Context) (any, error) { return next(ctx), nil })
}

// maxExpected bounds the room that is made for an answer because the last one
// to the same operation took it: its variables can have been others.
const maxExpected = 8 << 20

// document makes the first response.
func (x *run) document(ctx context.Context, p *objectPlan) ([]byte, *later) {
	ctx, x.schedule = loader.WithSchedule(ctx)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: p.name})
	x.fixArguments(ctx)
	s := newSet(p, nil, nil)
	s.objs = []any{nil}
	w := newWriter(ctx, x)
	defer w.release()
	if x.op.Operation.Operation == ast.Mutation {
		x.inTurn(ctx, w, s)
	} else {
		x.resolve(ctx, s)
	}
	w.buf = slices.Grow(w.buf, int(min(x.plan.size.Load(), maxExpected)))
	w.document(p, s, 0)
	w.flush()
	x.plan.size.Store(int64(len(w.buf)))
	return w.take(), x.putOff(ctx, w.later)
}

// inTurn has the fields of a mutation run one behind the other while they are
// written, each to its end: what a later one changes is not seen in the answer
// of an earlier one.
func (x *run) inTurn(ctx context.Context, w *Writer, s *set) {
	s.cols = make([]column, s.plan.columns)
	done := make([]bool, s.plan.columns)
	s.turn = func(f *fieldPlan) {
		if f.column < 0 || done[f.column] {
			return
		}
		done[f.column] = true
		x.field(ctx, s, f, s.columnOf(f))
		w.said = nil
	}
}
