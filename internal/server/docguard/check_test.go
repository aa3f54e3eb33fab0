package docguard_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

func loadSchema(tb testing.TB) *ast.Schema {
	tb.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "test", Input: testSchema})
	if err != nil {
		tb.Fatal(err)
	}
	return schema
}

func validate(tb testing.TB, schema *ast.Schema, text string) gqlerror.List {
	tb.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return gqlerror.List{gqlerror.WrapIfUnwrapped(err)}
	}
	return validator.ValidateWithRules(schema, doc, docguard.Rules(true))
}

func codes(breaches []docguard.Breach) []string {
	var list []string
	for _, b := range breaches {
		list = append(list, string(b.Code))
	}
	return list
}

func TestLimits(t *testing.T) {
	list := func(n int) string { return "[" + strings.Repeat("1,", n) + "]" }
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain", "{me{id}}", nil},
		{"not GraphQL", "{me{", nil},
		{"depth at the limit", nested("friend", 11, "id"), nil},
		{"depth over", nested("friend", 12, "id"), []string{"DOCUMENT_TOO_DEEP"}},
		{"depth by inline fragments", "{me{...on User{" + strings.Repeat("friend{...{", 11) + "id" + strings.Repeat("}}", 11) + "}}}", []string{"DOCUMENT_TOO_DEEP"}},
		{"depth by fragments", "{me{...a}} fragment a on User{friend{friend{friend{friend{friend{friend{...b}}}}}}} fragment b on User{friend{friend{friend{friend{friend{id}}}}}}", []string{"DOCUMENT_TOO_DEEP"}},
		{"introspection may be deeper", "{__schema{types{fields{args{type{ofType{ofType{ofType{ofType{ofType{ofType{ofType{ofType{ofType{name}}}}}}}}}}}}}}}", nil},
		{"introspection too deep", "{__schema{types{" + strings.Repeat("ofType{", 18) + "name" + strings.Repeat("}", 18) + "}}}", []string{"DOCUMENT_TOO_DEEP"}},
		{"aliases at the limit", "{me{" + repeated(30, "a%d:id ") + "}}", nil},
		{"aliases over", "{me{" + repeated(31, "a%d:id ") + "}}", []string{"DOCUMENT_TOO_MANY_ALIASES"}},
		{"aliases through fragments", "{me{" + repeated(4, "...on User{x%d:friend{...a}}") + "}} fragment a on User{" + repeated(8, "a%d:id ") + "}", []string{"DOCUMENT_TOO_MANY_ALIASES"}},
		{"equal aliases cost one", "{me{" + repeated(60, "a:id ") + "}}", nil},
		{"root fields at the limit", "{" + repeated(20, "a%d:me{id}") + "}", nil},
		{"root fields over", "{" + repeated(21, "a%d:me{id}") + "}", []string{"DOCUMENT_TOO_MANY_ROOT_FIELDS"}},
		{"root fields through a fragment", "{...r} fragment r on Query{" + repeated(21, "a%d:me{id}") + "}", []string{"DOCUMENT_TOO_MANY_ROOT_FIELDS"}},
		{"wide level", "{me{" + repeated(201, "f%d ") + "}}", []string{"DOCUMENT_TOO_MANY_FIELDS"}},
		{"many operations", repeated(11, "query q%d{me{id}}"), []string{"DOCUMENT_TOO_MANY_OPERATIONS"}},
		{"many fragments", "{me{id}}" + repeated(51, "fragment f%d on User{id}"), []string{"DOCUMENT_TOO_MANY_FRAGMENTS"}},
		{"defers at the limit", "{me{" + repeated(16, "...@defer(label:\"%d\"){id}") + "}}", nil},
		{"defers over", "{me{" + repeated(17, "...@defer(label:\"%d\"){id}") + "}}", []string{"DOCUMENT_TOO_MANY_DEFERS"}},
		{"defers in fragments", "{me{" + repeated(9, "...a@defer(label:\"%d\")") + "}} fragment a on User{" + repeated(8, "...@defer(label:\"%d\"){id}") + "}", []string{"DOCUMENT_TOO_MANY_DEFERS"}},
		{"cycle of one", "{me{...a}} fragment a on User{friend{...a}}", []string{"DOCUMENT_FRAGMENT_CYCLE"}},
		{"cycle of two", "{me{...a}} fragment a on User{...b} fragment b on User{...a}", []string{"DOCUMENT_FRAGMENT_CYCLE"}},
		{"cycle not reached", "{me{id}} fragment a on User{...a}", []string{"DOCUMENT_FRAGMENT_CYCLE"}},
		{"list at the limit", "{ids(ids:" + list(250) + "){id}}", nil},
		{"list over", "{ids(ids:" + list(251) + "){id}}", []string{"LIST_TOO_LONG"}},
		{"list in a list", "{users(filter:{tags:[" + list(251) + "]}){nodes{id}}}", []string{"LIST_TOO_LONG"}},
		{"list in a default", "query($a:[Int]=" + list(251) + "){me{id}}", []string{"LIST_TOO_LONG"}},
		{"list in a directive", "{me@x(a:" + list(251) + "){id}}", []string{"LIST_TOO_LONG"}},
		{"representations", "{_entities(representations:" + list(1000) + "){__typename}}", nil},
		{"representations over", "{_entities(representations:" + list(1001) + "){__typename}}", []string{"LIST_TOO_LONG"}},
		{"several at once", "{" + repeated(31, "a%d:me@x@y{id}") + "}", []string{"DOCUMENT_TOO_MANY_DIRECTIVES", "DOCUMENT_TOO_MANY_ROOT_FIELDS", "DOCUMENT_TOO_MANY_ALIASES"}},
		{"worst of several operations", "query a{me{id}} query b" + nested("friend", 12, "id"), []string{"DOCUMENT_TOO_DEEP"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, breaches, _ := docguard.DefaultLimits().Check(tt.text)
			if got := codes(breaches); !slices.Equal(got, tt.want) {
				t.Fatalf("got %v, want %v", got, tt.want)
			}
			for _, b := range breaches {
				if b.Code != docguard.FragmentCycle && (b.Limit <= 0 || b.Actual <= b.Limit) {
					t.Errorf("breach %+v does not say what was found", b)
				}
				if m := b.Message(); !strings.Contains(m, b.Advice) || len(m) > 300 {
					t.Errorf("message %q", m)
				}
			}
		})
	}
}

func TestVariables(t *testing.T) {
	long := func(n int) []any { return make([]any, n) }
	entities := "query($r:[_Any!]!){_entities(representations:$r){__typename}}"
	tests := []struct {
		name, text string
		values     map[string]any
		want       []string
	}{
		{"none", "{me{id}}", nil, nil},
		{"at the limit", "{me{id}}", map[string]any{"a": long(250)}, nil},
		{"over", "{me{id}}", map[string]any{"a": long(251)}, []string{"LIST_TOO_LONG"}},
		{"inside", "{me{id}}", map[string]any{"a": map[string]any{"b": []any{long(251)}}}, []string{"LIST_TOO_LONG"}},
		{"each variable once", "{me{id}}", map[string]any{"a": long(251), "b": long(900)}, []string{"LIST_TOO_LONG", "LIST_TOO_LONG"}},
		{"representations", entities, map[string]any{"r": long(1000)}, nil},
		{"representations in a fragment", "query($r:[_Any!]!){...f} fragment f on Query{...{_entities(representations:$r){__typename}}}", map[string]any{"r": long(1000)}, nil},
		{"representations over", entities, map[string]any{"r": long(1001)}, []string{"LIST_TOO_LONG"}},
		{"list inside representations", entities, map[string]any{"r": []any{long(251)}}, []string{"LIST_TOO_LONG"}},
		{"another variable beside representations", entities, map[string]any{"s": long(1000)}, []string{"LIST_TOO_LONG"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, breaches, _ := docguard.DefaultLimits().Check(tt.text)
			if breaches != nil || doc == nil {
				t.Fatalf("document refused: %v", breaches)
			}
			if got := codes(docguard.DefaultLimits().CheckVariables(doc, tt.values)); !slices.Equal(got, tt.want) {
				t.Fatalf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestLimitsThatAreTooSmall(t *testing.T) {
	good, none, tokens, aliases := docguard.DefaultLimits(), docguard.DefaultLimits(), docguard.DefaultLimits(), docguard.DefaultLimits()
	none.Aliases, none.Directives, none.Defers, none.Fragments = 0, 0, 0, 0
	tokens.Tokens = 0
	aliases.Aliases = -1
	for _, l := range []docguard.Limits{good, none} {
		if err := l.Validate(); err != nil {
			t.Error(err)
		}
	}
	for name, l := range map[string]docguard.Limits{"Tokens": tokens, "Aliases": aliases} {
		if err := l.Validate(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, breaches, _ := none.Check("{me{...@defer{x:id}}}"); !slices.Equal(codes(breaches), []string{"DOCUMENT_TOO_MANY_DIRECTIVES", "DOCUMENT_TOO_MANY_DEFERS", "DOCUMENT_TOO_MANY_ALIASES"}) {
		t.Errorf("got %v", codes(breaches))
	}
}

// TestHostileDocuments checks that each document is refused or answered, and
// that the memory it makes the guard and the validator touch stays small.
func TestHostileDocuments(t *testing.T) {
	schema := loadSchema(t)
	const mostAllocations = 60_000
	for name, d := range hostile() {
		t.Run(name, func(t *testing.T) {
			var breaches []docguard.Breach
			allocations := testing.AllocsPerRun(1, func() {
				if _, breaches, _ = docguard.DefaultLimits().Check(d.text); breaches == nil {
					_ = validate(t, schema, d.text)
				}
			})
			got := codes(breaches)
			if d.code == "" && got != nil || d.code != "" && !slices.Contains(got, d.code) {
				t.Fatalf("got %v, want %q", got, d.code)
			}
			if allocations > mostAllocations {
				t.Errorf("allocates %.0f times", allocations)
			}
		})
	}
}

// TestOverlapVisits holds the rule for overlapping fields to a small multiple
// of what a document writes: the stock rule compares each pair.
func TestOverlapVisits(t *testing.T) {
	schema := loadSchema(t)
	for _, tt := range []struct {
		name, text string
		most       int
	}{
		{"typename", "{" + repeated(4000, "__typename ") + "}", 8_000},
		{"objects", "{" + repeated(1000, "me{id} ") + "}", 4_000},
		{"fragments", manyFragments(50), 2 * (50 + 100 + 1)},
		{"flat doubling", flatDoubling(40), 2 * (1 + 1 + 80 + 1)},
		{"branching by type", branching(8), 20_000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := parser.ParseQuery(&ast.Source{Input: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			validator.Walk(schema, doc, &validator.Events{})
			reported := 0
			visits := docguard.CheckOverlap(schema, doc.Operations[0], func(...core.ErrorOption) { reported++ })
			if visits > tt.most || reported > 0 {
				t.Fatalf("%d visits where %d are allowed, %d errors", visits, tt.most, reported)
			}
		})
	}
}

// TestOverlapGivesUp checks that a document that branches without end is
// refused and not left unchecked.
func TestOverlapGivesUp(t *testing.T) {
	errs := validate(t, loadSchema(t), branching(60))
	if len(errs) != 1 || !strings.Contains(errs[0].Message, "too many ways") {
		t.Fatalf("got %v", errs)
	}
}

func BenchmarkHostileDocuments(b *testing.B) {
	schema := loadSchema(b)
	for name, d := range hostile() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, breaches, _ := docguard.DefaultLimits().Check(d.text); breaches == nil {
					_ = validate(b, schema, d.text)
				}
			}
		})
	}
}
