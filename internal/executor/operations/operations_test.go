package operations_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/galleria-graph/galleria/internal/executor/operations"
)

// schema reads the files that match the patterns.
func schema(tb testing.TB, patterns ...string) *ast.Schema {
	tb.Helper()
	var all []*ast.Source
	for _, p := range patterns {
		files, err := filepath.Glob(p)
		if err != nil || len(files) == 0 {
			tb.Fatalf("%s: %v, %d files", p, err, len(files))
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			all = append(all, &ast.Source{Name: f, Input: string(text)})
		}
	}
	s, err := gqlparser.LoadSchema(all...)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func schemas(tb testing.TB) map[string]*ast.Schema {
	return map[string]*ast.Schema{
		"of everything": schema(tb, "../testgraph/*.graphqls"),
		"of the graph":  schema(tb, "../../../schema/*.graphqls", "../../../graph/federation.graphqls"),
	}
}

var everything = operations.Options{
	Mutations: 150, Subscriptions: 100, Introspection: 100, Again: 2, Defer: true,
	Scalars: map[string]operations.Scalar{
		"Blob": func(r *rand.Rand) any {
			return map[string]any{"a": []any{1, "two", nil}, "b": r.IntN(9)}
		},
	},
}

// Every operation is valid, and asks with variables that its schema takes.
func TestEveryOperationIsValid(t *testing.T) {
	n := uint64(4_000)
	if testing.Short() {
		n = 800
	}
	for name, s := range schemas(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := operations.New(s, everything)
			for seed := range n {
				op := g.Generate(rand.New(rand.NewPCG(seed, 1)))
				doc, errs := gqlparser.LoadQueryWithRules(s, op.Query, nil)
				if errs != nil {
					t.Fatalf("seed %d: %v\n%s", seed, errs, op.Query)
				}
				asked := doc.Operations.ForName(op.Name)
				if asked == nil || asked.Operation != op.Kind {
					t.Fatalf("seed %d: no %s %q in\n%s", seed, op.Kind, op.Name, op.Query)
				}
				for _, variables := range append(op.Again, op.Variables) {
					if _, err := validator.VariableValues(s, asked, variables); err != nil {
						t.Fatalf("seed %d: %v: %v\n%s", seed, err, variables, op.Query)
					}
				}
			}
		})
	}
}

// What the package promises to cover does come.
func TestEverythingComes(t *testing.T) {
	g := operations.New(schema(t, "../testgraph/*.graphqls"), everything)
	var all strings.Builder
	variables := map[string]int{}
	for seed := range uint64(4_000) {
		op := g.Generate(rand.New(rand.NewPCG(seed, 2)))
		all.WriteString(op.Query)
		for _, v := range op.Variables {
			if v == nil {
				variables["null"]++
			}
		}
	}
	for _, want := range []string{
		"mutation", "subscription", "query Op", "query Other", "fragment F0 on ", "...F0", "... on Person", "...{", "on Node", "on Thing",
		"__typename", "__schema", "__type(name:", "@skip(if:true", "@skip(if:$c", "@include(if:false", "@include(if:$c", "@defer(label:", "@shout", "@hide(if:", "@trace(name:",
		":null", ":$v", "[$v", "mood:ODD", "moods:ODD", "moods:[", "filter:{", "and:[{", "matrix:1", "matrix:[[", "Boolean=true", "$v0:Int",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no operation has %s", want)
		}
	}
	if variables["null"] == 0 {
		t.Error("no variable is null")
	}
}

func TestOneSeedMakesOneOperation(t *testing.T) {
	s := schema(t, "../testgraph/*.graphqls")
	for seed := range uint64(200) {
		a := operations.Generate(rand.New(rand.NewPCG(seed, 3)), s, everything)
		b := operations.Generate(rand.New(rand.NewPCG(seed, 3)), s, everything)
		if a.Query != b.Query || a.Name != b.Name || len(a.Variables) != len(b.Variables) {
			t.Fatalf("seed %d:\n%s\n%s", seed, a.Query, b.Query)
		}
	}
}

func TestOptionsBoundTheDocument(t *testing.T) {
	s := schema(t, "../testgraph/*.graphqls")
	g := operations.New(s, operations.Options{Depth: 3, Fields: 10})
	for seed := range uint64(2_000) {
		op := g.Generate(rand.New(rand.NewPCG(seed, 4)))
		if op.Kind != ast.Query || strings.Contains(op.Query, "__schema") || strings.Contains(op.Query, "@defer") {
			t.Fatalf("not asked for:\n%s", op.Query)
		}
		doc, errs := gqlparser.LoadQueryWithRules(s, op.Query, nil)
		if errs != nil {
			t.Fatalf("seed %d: %v\n%s", seed, errs, op.Query)
		}
		for _, asked := range doc.Operations {
			if n := depth(asked.SelectionSet); n > 3 {
				t.Fatalf("seed %d: %d deep\n%s", seed, n, op.Query)
			}
		}
		if len(op.Query) > 20_000 {
			t.Fatalf("seed %d: %d bytes", seed, len(op.Query))
		}
	}
}

func depth(set ast.SelectionSet) int {
	most := 0
	for _, s := range set {
		n := 0
		switch s := s.(type) {
		case *ast.Field:
			n = 1 + depth(s.SelectionSet)
		case *ast.InlineFragment:
			n = depth(s.SelectionSet)
		case *ast.FragmentSpread:
			n = depth(s.Definition.SelectionSet)
		}
		most = max(most, n)
	}
	return most
}

func BenchmarkGenerate(b *testing.B) {
	g := operations.New(schema(b, "../testgraph/*.graphqls"), everything)
	r := rand.New(rand.NewPCG(1, 1))
	size := 0
	for b.Loop() {
		size += len(g.Generate(r).Query)
	}
	b.ReportMetric(float64(size)/float64(b.N), "bytes/op")
}
