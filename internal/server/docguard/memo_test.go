package docguard_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// varying reads variables in every way that an estimate does.
const varying = `query($n:Int=3,$m:Int,$s:Boolean,$d:Boolean,$i:[ID!]=["a"],$r:[_Any!]=[]){
	users(first:$n){nodes{id orders(first:$m){nodes{id}}}}
	...@skip(if:$s){more:users(first:$m){nodes{id}}}
	...@defer(if:$d){ids(ids:$i){id}}
	_entities(representations:$r){__typename}
}`

func loadOperation(tb testing.TB, schema *ast.Schema, text string) *ast.OperationDefinition {
	tb.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		tb.Fatal(err)
	}
	if errs := validator.ValidateWithRules(schema, doc, docguard.Rules(true)); errs != nil {
		tb.Fatal(errs)
	}
	return doc.Operations[0]
}

// TestMemoChangesNoEstimate asks one memo for one set of variables after another.
func TestMemoChangesNoEstimate(t *testing.T) {
	schema := loadSchema(t)
	text := strings.NewReplacer("@skip(if:$s)", "@skip(if:false)@include(if:true)").Replace(varying)
	text = strings.Replace(text, "$s:Boolean,", "", 1)
	estimator := docguard.NewEstimator(schema, 20, 5)
	for _, op := range []*ast.OperationDefinition{
		loadOperation(t, schema, text),
		loadOperation(t, schema, strings.Replace(varying, "$s:Boolean,", "$s:Boolean!,", 1)),
	} {
		sizes := rapid.SampledFrom([]any{nil, json.Number("4"), json.Number("9"), int64(4), 9, -1.5, "x", map[string]any{}, []any{1}, json.Number(strings.Repeat("9", 40))})
		lists := rapid.SampledFrom([]any{nil, []any{}, []any{"a"}, []any{"b"}, []any{1, 2, 3}, "a", []string{"a", "b"}, []string{"a"}})
		rapid.Check(t, func(t *rapid.T) {
			var memo docguard.Memo
			for range 20 {
				variables := map[string]any{}
				for name, values := range map[string]*rapid.Generator[any]{
					"n": sizes, "m": sizes, "i": lists, "r": lists, "s": rapid.SampledFrom([]any{true, false, nil}), "d": rapid.SampledFrom([]any{true, false, nil}),
				} {
					if rapid.IntRange(0, 3).Draw(t, name+" given") > 0 {
						variables[name] = values.Draw(t, name)
					}
				}
				if got, want := estimator.EstimateWith(&memo, op, variables), estimator.Estimate(op, variables); got != want {
					t.Fatalf("%v: %+v with the memo, %+v without", variables, got, want)
				}
			}
		})
	}
}

func TestMemoIsShared(t *testing.T) {
	schema := loadSchema(t)
	op := loadOperation(t, schema, "query($n:Int){users(first:$n){nodes{id}}}")
	estimator := docguard.NewEstimator(schema, 20, 5)
	var memo docguard.Memo
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for range 200 {
				if got := estimator.EstimateWith(&memo, op, map[string]any{"n": int64(n)}).Cost; got != n {
					t.Errorf("costs %d, want %d", got, n)
				}
			}
		})
	}
	all.Wait()
}

func TestMemoSparesTheWork(t *testing.T) {
	schema := loadSchema(t)
	op := loadOperation(t, schema, "query($n:Int){users(first:$n){nodes{id orders{nodes{id}}}}}")
	estimator := docguard.NewEstimator(schema, 20, 5)
	var memo docguard.Memo
	variables := map[string]any{"n": json.Number("7"), "unread": "x"}
	estimator.EstimateWith(&memo, op, variables)
	if n := testing.AllocsPerRun(10, func() { estimator.EstimateWith(&memo, op, variables) }); n > 0 {
		t.Errorf("allocates %.0f times", n)
	}
}
