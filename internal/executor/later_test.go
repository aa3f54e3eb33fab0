package executor_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/internal/executor/operations"
	"github.com/galleria-graph/galleria/internal/executor/testgraph"
)

// parts runs an operation and returns all its responses; none when it is refused.
func parts(t *testing.T, es graphql.ExecutableSchema, op operations.Operation) []*graphql.Response {
	t.Helper()
	e := executor.New(es)
	e.SetRecoverFunc(func(context.Context, any) error { return fmt.Errorf("panic") })
	ctx := graphql.StartOperationTrace(testgraph.WithState(t.Context(), &testgraph.State{}))
	opCtx, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: op.Query, OperationName: op.Name, Variables: op.Variables})
	if errs != nil {
		return nil
	}
	opCtx.DisableIntrospection = false
	next, ctx := e.DispatchOperation(ctx, opCtx)
	var out []*graphql.Response
	for r := next(ctx); r != nil; r = next(ctx) {
		out = append(out, r)
	}
	return out
}

// put merges the data of a part into the answer at its path.
func put(answer any, path ast.Path, data map[string]any) error {
	at := answer
	for _, step := range path {
		var ok bool
		switch step := step.(type) {
		case ast.PathName:
			var object map[string]any
			if object, ok = at.(map[string]any); ok {
				at, ok = object[string(step)]
			}
		case ast.PathIndex:
			var list []any
			if list, ok = at.([]any); ok && int(step) < len(list) {
				at = list[step]
			}
		}
		if !ok {
			return fmt.Errorf("nothing stands at %s", path)
		}
	}
	object, ok := at.(map[string]any)
	if !ok {
		return fmt.Errorf("no object stands at %s", path)
	}
	merge(object, data)
	return nil
}

func merge(into, from map[string]any) {
	for key, v := range from {
		a, objectA := into[key].(map[string]any)
		b, objectB := v.(map[string]any)
		if objectA && objectB {
			merge(a, b)
		} else {
			into[key] = v
		}
	}
}

func decoded(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return v
}

// Whatever is put off, the parts together are the answer to the same operation
// that puts nothing off.
func TestPartsMakeUpTheWhole(t *testing.T) {
	schema := testgraph.NewExecutor(testgraph.New(&testgraph.Chaos{}))
	gen := operations.New(schema.Schema(), operations.Options{Defer: true, Fields: 40})
	several := 0
	for seed := range uint64(1500) {
		op := gen.Generate(rand.New(rand.NewPCG(seed, 7)))
		if !strings.Contains(op.Query, "@defer") {
			continue
		}
		chaos := func() testgraph.Config { return testgraph.New(&testgraph.Chaos{Seed: seed}) }
		got := parts(t, testgraph.NewExecutor(chaos()), op)
		whole := op
		whole.Query = withoutDefer(op.Query)
		want := parts(t, testgraph.NewExecutor(chaos()), whole)
		if len(got) == 0 || len(want) == 0 {
			continue // a variable was used in what was taken out only
		}
		if len(got) > 1 {
			several++
		}
		answer, failed := decoded(t, got[0].Data), len(want[0].Errors) > 0
		for i, part := range got {
			if more := part.HasNext != nil && *part.HasNext; more != (i < len(got)-1) {
				t.Fatalf("seed %d: part %d of %d says hasNext %t\n%s", seed, i, len(got), more, op.Query)
			}
			if i == 0 || string(part.Data) == "null" {
				continue
			}
			if err := put(answer, part.Path, decoded(t, part.Data).(map[string]any)); err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, op.Query)
			}
		}
		if expected := decoded(t, want[0].Data); !failed && !reflect.DeepEqual(answer, expected) {
			t.Fatalf("seed %d: parts make %v\nthe whole is %v\n%s", seed, answer, expected, op.Query)
		}
	}
	if several < 50 {
		t.Errorf("only %d operations were answered in several parts", several)
	}
}

// withoutDefer takes the directives out of a document.
func withoutDefer(query string) string {
	for {
		at := strings.Index(query, "@defer")
		if at < 0 {
			return query
		}
		end := at + len("@defer")
		if end < len(query) && query[end] == '(' {
			end += strings.IndexByte(query[end:], ')') + 1
		}
		query = query[:at] + query[end:]
	}
}
