package executor_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	gqlgen "github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/galleria-graph/galleria/internal/executor"
)

// A graph of rows, bound by hand, whose resolvers do next to nothing: what is
// measured over it is the executor's own.

const rowsSchema = `
type Query { rows(first: Int!): [Row!]! }
type Row { id: Int! name: String! note: String open: Boolean! tags: [String!]! owner: Owner parts: [Part!]! }
type Owner { id: Int! name: String! rows: [Row!]! }
type Part { id: Int! size(unit: String = "cm"): Int! }
`

type row struct {
	id    int
	name  string
	note  *string
	open  bool
	tags  []string
	parts []part
}

type owner struct {
	id   int
	name string
}

type part struct{ id, size int }

// rows is a table, and how often its relations were called.
type rows struct {
	all    []*row
	owners []*owner
	calls  map[string]int
	fail   bool     // owners cannot be found
	ahead  []string // what was asked of owners, as their resolver sees it
}

func newRows(n int) *rows {
	r := &rows{calls: map[string]int{}, owners: []*owner{{1, "Ada"}, {2, "Grace"}, {3, "Mary"}}}
	for i := range n {
		r.all = append(r.all, &row{id: i, name: "row", open: i%2 == 0, tags: []string{"a", "b"}, parts: []part{{1, 2}, {3, 4}}})
	}
	return r
}

const (
	queryType = iota
	rowType
	ownerType
	partType
)

func writeString(w *executor.Writer, s string) executor.Outcome { return w.String(s) }

func (r *rows) binding() *executor.Binding {
	rowList := func(s *executor.Sink, list []*row) {
		s.List(len(list))
		for _, e := range list {
			s.Object(rowType, e)
		}
	}
	leaf := func(write func(w *executor.Writer, obj any) executor.Outcome) *executor.Field {
		return &executor.Field{Write: func(w *executor.Writer, obj any, _ *graphql.FieldContext) executor.Outcome { return write(w, obj) }}
	}
	return &executor.Binding{
		Context: func(*graphql.OperationContext) any { return r },
		Types: []executor.Object{
			queryType: {Name: "Query", Fields: map[string]*executor.Field{"rows": {
				Resolver: true, Value: executor.Composite(rowList),
				Args: func(_ any, _ context.Context, raw map[string]any) (map[string]any, error) { return raw, nil },
				One: func(_ any, ctx context.Context, _ any) (any, error) {
					return r.all[:graphql.GetFieldContext(ctx).Args["first"].(int64)], nil
				},
			}}},
			rowType: {Name: "Row", Fields: map[string]*executor.Field{
				"id":   leaf(func(w *executor.Writer, obj any) executor.Outcome { return w.Int(int64(obj.(*row).id)) }),
				"name": leaf(func(w *executor.Writer, obj any) executor.Outcome { return w.String(obj.(*row).name) }),
				"note": leaf(func(w *executor.Writer, obj any) executor.Outcome {
					if obj.(*row).note == nil {
						return executor.Null
					}
					return w.String(*obj.(*row).note)
				}),
				"open": leaf(func(w *executor.Writer, obj any) executor.Outcome { return w.Bool(obj.(*row).open) }),
				"tags": leaf(func(w *executor.Writer, obj any) executor.Outcome {
					return executor.List(w, obj.(*row).tags, true, writeString)
				}),
				"parts": {Expand: func(s *executor.Sink, obj any, _ *graphql.FieldContext) {
					o := obj.(*row)
					s.List(len(o.parts))
					for i := range o.parts {
						s.Object(partType, &o.parts[i])
					}
				}},
				"owner": {
					Resolver: true,
					Value:    executor.Composite(func(s *executor.Sink, o *owner) { s.Object(ownerType, o) }),
					Batch: func(_ any, ctx context.Context, parents []any) (any, error) {
						r.calls["Row.owner"]++
						r.ahead = ahead(ctx)
						out := make([]*owner, len(parents))
						for i, p := range executor.Parents[*row](parents) {
							out[i] = r.owners[p.id%len(r.owners)]
						}
						if r.fail {
							errs := make(graphql.BatchErrorList, len(parents))
							for i := range errs {
								errs[i] = errOwner
							}
							return out, errs
						}
						return out, nil
					},
				},
			}},
			ownerType: {Name: "Owner", Fields: map[string]*executor.Field{
				"id":   leaf(func(w *executor.Writer, obj any) executor.Outcome { return w.Int(int64(obj.(*owner).id)) }),
				"name": leaf(func(w *executor.Writer, obj any) executor.Outcome { return w.String(obj.(*owner).name) }),
				"rows": {
					Resolver: true,
					Value:    executor.Composite(rowList),
					Batch: func(_ any, _ context.Context, parents []any) (any, error) {
						r.calls["Owner.rows"]++
						out := make([][]*row, len(parents))
						for i := range parents {
							out[i] = r.all[:2]
						}
						return out, nil
					},
				},
			}},
			partType: {Name: "Part", Fields: map[string]*executor.Field{
				"id": leaf(func(w *executor.Writer, obj any) executor.Outcome { return w.Int(int64(obj.(*part).id)) }),
				"size": {
					Args: func(_ any, _ context.Context, raw map[string]any) (map[string]any, error) {
						r.calls["arguments of Part.size"]++
						return raw, nil
					},
					Write: func(w *executor.Writer, obj any, fc *graphql.FieldContext) executor.Outcome {
						if fc.Args["unit"] == "mm" {
							return w.Int(int64(obj.(*part).size) * 10)
						}
						return w.Int(int64(obj.(*part).size))
					},
				},
			}},
		},
	}
}

// ahead looks at the fields that are asked of what the current field answers.
func ahead(ctx context.Context) (out []string) {
	fc := graphql.GetFieldContext(ctx)
	for _, f := range graphql.CollectFieldsCtx(ctx, []string{"Owner"}) {
		child, err := fc.Child(ctx, f)
		if err != nil {
			return []string{err.Error()}
		}
		out = append(out, fmt.Sprint(child.Path(), child.IsResolver))
	}
	return out
}

var errOwner = errors.New("no owner can be found")

// schemaOnly stands in for gqlgen's generated executor: of it only the schema is asked.
type schemaOnly struct {
	graphql.ExecutableSchema
	schema *ast.Schema
}

func (s schemaOnly) Schema() *ast.Schema { return s.schema }

var rowsParsed = gqlparser.MustLoadSchema(&ast.Source{Input: rowsSchema})

// ask returns a function that answers a query over the rows, whose document is known.
func (r *rows) ask(t testing.TB, query string, variables map[string]any) func() *graphql.Response {
	t.Helper()
	ask := r.askIn(t, query, variables)
	return func() *graphql.Response { return ask(t.Context()) }
}

func (r *rows) askIn(t testing.TB, query string, variables map[string]any) func(context.Context) *graphql.Response {
	t.Helper()
	e := gqlgen.New(executor.New(schemaOnly{schema: rowsParsed}, r.binding()))
	e.SetQueryCache(lru.New[*ast.QueryDocument](10))
	return func(ctx context.Context) *graphql.Response {
		ctx = graphql.StartOperationTrace(ctx)
		op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
		if errs != nil {
			t.Fatal(errs)
		}
		next, ctx := e.DispatchOperation(ctx, op)
		return next(ctx)
	}
}

const rowsQuery = `query($n: Int!) { rows(first: $n) { id name note open tags owner { id name } parts { id size } } }`

// keys counts the answered fields.
func keys(data []byte) int { return strings.Count(string(data), `":`) }

func TestAtMostOneAllocationPerField(t *testing.T) {
	r := newRows(10_000)
	for _, n := range []int64{100, 10_000} {
		ask := r.ask(t, rowsQuery, map[string]any{"n": n})
		fields := keys(ask().Data)
		allocations := testing.AllocsPerRun(10, func() { ask() })
		t.Logf("%d rows: %d fields, %.0f allocations", n, fields, allocations)
		if allocations > float64(fields)/4 {
			t.Errorf("%d rows: %.0f allocations for %d fields", n, allocations, fields)
		}
	}
}

// What one row takes does not grow with the number of rows, whether they are
// whole or each has an error.
func TestRowsTakeTheSameHoweverManyThereAre(t *testing.T) {
	for name, query := range map[string]string{
		"whole":         rowsQuery,
		"without owner": `query($n: Int!) { rows(first: $n) { id owner { name } } }`,
	} {
		r := newRows(20_000)
		r.fail = name != "whole"
		bytes := func(n int64) float64 {
			ask := r.ask(t, query, map[string]any{"n": n})
			if resp := ask(); r.fail != (len(resp.Errors) == int(n)) {
				t.Fatalf("%s: %d errors", name, len(resp.Errors))
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			ask()
			runtime.ReadMemStats(&after)
			return float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
		}
		few, many := bytes(1000), bytes(20_000)
		t.Logf("%s: %.0f bytes for each of 1,000 rows, %.0f of 20,000", name, few, many)
		if many > 2*few {
			t.Errorf("%s: a row takes %.0f bytes among 1,000 and %.0f among 20,000", name, few, many)
		}
	}
}

// Plans leave with their documents, whoever keeps those.
func TestPlansLeaveWithTheirDocuments(t *testing.T) {
	const kept = 20
	r := newRows(1)
	es := executor.New(schemaOnly{schema: rowsParsed}, r.binding())
	e := gqlgen.New(es)
	e.SetQueryCache(lru.New[*ast.QueryDocument](kept))
	for i := range 2000 {
		ctx := graphql.StartOperationTrace(t.Context())
		op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: fmt.Sprintf(`{ rows(first: 1) { id a%d: name } }`, i)})
		if errs != nil {
			t.Fatal(errs)
		}
		next, ctx := e.DispatchOperation(ctx, op)
		if resp := next(ctx); len(resp.Errors) > 0 {
			t.Fatal(resp.Errors)
		}
	}
	for range 100 { // the collector takes its time, and cleanups come behind it
		runtime.GC()
		if es.Plans() <= kept+1 {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("the plans of %d operations are kept, and %d documents", es.Plans(), kept)
}

func TestARelationIsCalledOnceForAllLists(t *testing.T) {
	r := newRows(50)
	resp := r.ask(t, `{ rows(first: 40) { owner { rows { owner { name } parts { size(unit: "mm") } } } } }`, nil)()
	if len(resp.Errors) > 0 || keys(resp.Data) < 200 {
		t.Fatalf("%s %v", resp.Data, resp.Errors)
	}
	want := map[string]int{"Row.owner": 2, "Owner.rows": 1, "arguments of Part.size": 1}
	if fmt.Sprint(r.calls) != fmt.Sprint(want) {
		t.Errorf("called %v, want %v", r.calls, want)
	}
}

// What an interceptor puts around a root field's value stands in the answer.
func TestRootFieldsAreWrapped(t *testing.T) {
	e := gqlgen.New(executor.New(schemaOnly{schema: rowsParsed}, newRows(1).binding()))
	e.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		inner := next(ctx)
		return graphql.WriterFunc(func(w io.Writer) {
			_, _ = io.WriteString(w, `{"around":`)
			inner.MarshalGQL(w)
			_, _ = io.WriteString(w, `}`)
		})
	})
	ctx := graphql.StartOperationTrace(t.Context())
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: `{ rows(first: 1) { id owner { name } } }`})
	if errs != nil {
		t.Fatal(errs)
	}
	next, ctx := e.DispatchOperation(ctx, op)
	if got := string(next(ctx).Data); got != `{"rows":{"around":[{"id":0,"owner":{"name":"Ada"}}]}}` {
		t.Error(got)
	}
}

// Resolvers can look ahead, as they do under gqlgen.
func TestResolversLookAhead(t *testing.T) {
	r := newRows(3)
	r.ask(t, `{ rows(first: 2) { o: owner { name rows { id } } } }`, nil)()
	if got := fmt.Sprint(r.ahead); got != "[rows[0].o.name false rows[0].o.rows true]" {
		t.Error(got)
	}
}

func BenchmarkRows(b *testing.B) {
	r := newRows(10_000)
	for _, n := range []int64{1, 100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ask := r.ask(b, rowsQuery, map[string]any{"n": n})
			fields := keys(ask().Data)
			b.ReportAllocs()
			for b.Loop() {
				ask()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*fields), "ns/field")
		})
	}
}

// BenchmarkPlan compiles a document that nobody has asked before.
func BenchmarkPlan(b *testing.B) {
	r := newRows(1)
	es := executor.New(schemaOnly{schema: rowsParsed}, r.binding())
	doc, errs := gqlparser.LoadQueryWithRules(rowsParsed, rowsQuery, rules.NewDefaultRules())
	if errs != nil {
		b.Fatal(errs)
	}
	b.ReportAllocs()
	for b.Loop() {
		fresh := *doc.Operations[0]
		es.Compile(&fresh, map[string]any{"n": 1})
	}
}
