package docguard_test

import (
	"encoding/json"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

func estimate(tb testing.TB, schema *ast.Schema, text string, variables map[string]any) docguard.Estimate {
	tb.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		tb.Fatal(err)
	}
	if errs := validator.ValidateWithRules(schema, doc, docguard.Rules(true)); errs != nil {
		tb.Fatal(errs)
	}
	coerced, err := validator.VariableValues(schema, doc.Operations[0], variables)
	if err != nil {
		tb.Fatal(err)
	}
	return docguard.NewEstimator(schema, 20, 5).Estimate(doc.Operations[0], coerced)
}

func TestCost(t *testing.T) {
	deep := "users(first:100){nodes{id orders(first:100){nodes{id}}}}"
	tests := []struct {
		name, text string
		variables  map[string]any
		want       int
	}{
		{"a leaf", "{__typename}", nil, 0},
		{"an object", "{me{id name}}", nil, 1},
		{"equal fields cost once", "{me{id} me{name}}", nil, 1},
		{"a list of leaves", "{me{tags}}", nil, 1},
		{"a connection without size", "{users{nodes{id}}}", nil, 20},
		{"a connection with a default size", "{me{orders{nodes{id}}}}", nil, 1 + 10},
		{"first", "{users(first:7){nodes{id}}}", nil, 7},
		{"first by variable", "query($n:Int){users(first:$n){nodes{id}}}", map[string]any{"n": json.Number("9")}, 9},
		{"first by a variable's default", "query($n:Int=8){users(first:$n){nodes{id}}}", nil, 8},
		{"first by no variable", "query($n:Int){users(first:$n){nodes{id}}}", nil, 20},
		{"first by no variable, with a default size", "query($n:Int){me{orders(first:$n){nodes{id}}}}", nil, 1 + 10},
		{"first null", "query($n:Int){users(first:$n){nodes{id}}}", map[string]any{"n": nil}, 20},
		{"a negative size", "{users(first:-5){nodes{id}}}", nil, 0},
		{"edges", "{users(first:7){edges{cursor node{id}} pageInfo{hasNextPage}}}", nil, 7},
		{"edges and nodes", "{users(first:7){edges{node{id}} nodes{id}}}", nil, 14},
		{"inside one another", "{users(first:10){nodes{orders(first:10){nodes{id}}}}}", nil, 10 + 100},
		{"a plain list", "{me{friends{id}}}", nil, 1 + 5},
		{"an assumed size", "{users(first:2){nodes{orders(first:2){nodes{lines{sku}}}}}}", nil, 2 + 4},
		{"a list with a page size", "{pets(first:30){owner{id}}}", nil, 30},
		{"values are free", "{pet{name friend{name}}}", nil, 0},
		{"a list of an assumed size", "{users(first:2){nodes{orders(first:2){nodes{lines{order{id}}}}}}}", nil, 2 + 4 + 12},
		{"a weighted list", "{dear{id}}", nil, 3 * 5},
		{"a weighted connection", "{paid(first:4){nodes{id}}}", nil, 9 + 4},
		{"a list by ids", `{ids(ids:["a","b","c"]){id}}`, nil, 3},
		{"a list by ids in a variable", "query($i:[ID!]!){ids(ids:$i){id}}", map[string]any{"i": []any{"a", "b"}}, 2},
		{"a weighted field", "{heavy}", nil, 50},
		{"a weighted type", "{report{title}}", nil, 7},
		{"sized fields", "{rows(limit:12){rows{order{id}}}}", nil, 12},
		{"through fragments", "{...f} fragment f on Query{users(first:3){...g}} fragment g on UserConnection{nodes{id}}", nil, 3},
		{"the dearer of two types", "{any{...on Cat{x:friend{name}} ...on User{x:pet{owner{id}}}}}", nil, 1 + 1},
		{"skipped", "query($s:Boolean!){users@skip(if:$s){nodes{id}} me@include(if:$s){id}}", map[string]any{"s": true}, 1},
		{"representations", `{_entities(representations:["a","b"]){__typename}}`, nil, 2},
		{"saturated", "{users(first:2000000000){nodes{orders(first:2000000000){nodes{id}}}}}", nil, 1 << 31},
		{"many", "{a:" + deep + " b:" + deep + "}", nil, 2 * (100 + 100*100)},
	}
	schema := loadSchema(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := estimate(t, schema, tt.text, tt.variables).Cost; got != tt.want {
				t.Fatalf("costs %d, want %d", got, tt.want)
			}
		})
	}
}

func TestCostWithoutDirectives(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: "type Query { things(first: Int): [Thing] } type Thing { id: ID }"})
	if err != nil {
		t.Fatal(err)
	}
	if got := estimate(t, schema, "{things(first:4){id}}", nil).Cost; got != 4 {
		t.Fatalf("costs %d, want 4", got)
	}
}

func TestEstimateNotes(t *testing.T) {
	schema := loadSchema(t)
	for _, tt := range []struct {
		name, text string
		want       docguard.Estimate
	}{
		{"plain", "{me{id}}", docguard.Estimate{Cost: 1}},
		{"schema under an alias", "{me{id} x:__schema{__typename}}", docguard.Estimate{Cost: 1, Introspects: true, Introspection: 1}},
		{"type in a fragment", `{...f} fragment f on Query{...{__type(name:"User"){name}}}`, docguard.Estimate{Introspects: true}},
		{"service", "{_service{sdl}}", docguard.Estimate{ServiceSDL: true}},
		{"defer", "{me{...@defer{id}}}", docguard.Estimate{Cost: 1, Defers: true}},
		{"defer switched on", "{me{...@defer(if:true){id}}}", docguard.Estimate{Cost: 1, Defers: true}},
		{"defer switched off", "{me{...@defer(if:false){id}}}", docguard.Estimate{Cost: 1}},
		{"defer by no variable", "query($d:Boolean){me{...@defer(if:$d){id}}}", docguard.Estimate{Cost: 1, Defers: true}},
		{"defer that is left out", "{me{id ...@defer@skip(if:true){name}}}", docguard.Estimate{Cost: 1}},
		{"deferred entities are counted", "{me{id ...@defer{friends{id}}}}", docguard.Estimate{Cost: 1 + 5, Defers: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := estimate(t, schema, tt.text, nil)
			if tt.want.Introspection == 0 {
				got.Introspection = 0
			}
			if got != tt.want {
				t.Fatalf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// TestIntrospectionCost checks that the estimate grows with what a query of the
// schema multiplies.
func TestIntrospectionCost(t *testing.T) {
	schema := loadSchema(t)
	one := estimate(t, schema, "{__schema{types{name}}}", nil).Introspection
	if one < len(schema.Types) {
		t.Fatalf("types cost %d, and there are %d", one, len(schema.Types))
	}
	deeper := estimate(t, schema, "{__schema{types{fields{args{name}}}}}", nil).Introspection
	twice := estimate(t, schema, "{__schema{types{a:fields{type{fields{name}}} b:fields{type{fields{name}}}}}}", nil).Introspection
	if deeper <= one || twice <= 2*deeper {
		t.Fatalf("types %d, arguments %d, twice fields of fields %d", one, deeper, twice)
	}
}

// FuzzCheck holds what must be true of any text: a refusal names a limit that
// is broken, an accepted document is within the budget of selections, and a
// document does not become acceptable when the limits shrink.
func FuzzCheck(f *testing.F) {
	for _, d := range hostile() {
		if len(d.text) < 5_000 {
			f.Add(d.text)
		}
	}
	f.Add(`query($a:[Int]=[1,2]){me@skip(if:false){id ...f}} fragment f on User{friend{...{name}}}`)
	limits := docguard.DefaultLimits()
	tight := limits
	tight.Depth, tight.Fields, tight.Tokens, tight.Aliases, tight.ListItems = 3, 20, 200, 2, 3
	f.Fuzz(func(t *testing.T, text string) {
		doc, breaches, _ := limits.Check(text)
		for _, b := range breaches {
			if b.Message() == "" || b.Code != docguard.FragmentCycle && b.Actual <= b.Limit {
				t.Fatalf("%q: breach %+v", text, b)
			}
		}
		tightDoc, tightBreaches, _ := tight.Check(text)
		if len(breaches) > 0 && len(tightBreaches) == 0 {
			t.Fatalf("%q: accepted with tighter limits", text)
		}
		if doc == nil && len(breaches) == 0 && tightDoc != nil {
			t.Fatalf("%q: parses with tighter limits only", text)
		}
	})
}
