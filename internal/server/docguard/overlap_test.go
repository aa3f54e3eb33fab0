package docguard_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

const overlapRule = "OverlappingFieldsCanBeMerged"

func TestOverlappingFields(t *testing.T) {
	tests := []struct {
		name, text string
		conflict   string // part of the message; "" for none
	}{
		{"equal", "{me{id id}}", ""},
		{"equal objects", "{me{id} me{name}}", ""},
		{"different fields", "{me{a:id a:name}}", `"id" and "name" are different fields`},
		{"different arguments", "{users(first:1){nodes{id}} users(first:2){nodes{id}}}", "differing arguments"},
		{"argument on one side", "{users(first:1){nodes{id}} users{nodes{id}}}", "differing arguments"},
		{"arguments in other order", `{users(first:1,after:"x"){nodes{id}} users(after:"x",first:1){nodes{id}}}`, ""},
		{"objects in other order", `{users(filter:{name:"a",tags:["b"]}){nodes{id}} users(filter:{tags:["b"],name:"a"}){nodes{id}}}`, ""},
		{"lists in other order", `{users(filter:{tags:["a","b"]}){nodes{id}} users(filter:{tags:["b","a"]}){nodes{id}}}`, "differing arguments"},
		{"string and enum of one spelling", `{pet{...on Cat{size(unit:CM)}...on Cat{size(unit:INCH)}}}`, "differing arguments"},
		{"deep", "{me{friend{a:id}} me{friend{a:name}}}", "different fields"},
		{"exclusive types, other fields", "{pet{...on Cat{a:name} ...on Dog{a:name}}}", ""},
		{"exclusive types, other arguments", "{pet{...on Cat{size(unit:CM)} ...on Dog{size(unit:INCH)}}}", ""},
		{"exclusive types, other shapes", "{pet{...on Cat{lives} ...on Dog{lives}}}", "conflicting types"},
		{"exclusive types, deep shapes", "{any{...on Cat{x:owner{v:id}} ...on Dog{x:owner{v:name}}}}", "conflicting types"},
		{"interface beside type", "{pet{a:name ...on Cat{a:mood}}}", "different fields"},
		{"through fragments", "{me{...f ...g}} fragment f on User{a:id} fragment g on User{a:name}", "different fields"},
		{"deep through exclusive types", "{pet{...on Cat{friend{a:name}} ...on Dog{friend{a:name}} friend{...on Cat{a:mood}}}}", "different fields"},
	}
	schema := loadSchema(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			errs := only(overlapRule, validate(t, schema, tt.text))
			stock := only(overlapRule, stockValidate(t, schema, tt.text))
			if (len(errs) > 0) != (len(stock) > 0) {
				t.Fatalf("got %v, the stock rule %v", errs, stock)
			}
			if tt.conflict == "" && len(errs) > 0 || tt.conflict != "" && (len(errs) == 0 || !strings.Contains(errs[0].Message, tt.conflict)) {
				t.Fatalf("got %v, want %q", errs, tt.conflict)
			}
		})
	}
}

// TestOverlapAgreesWithStock compares the verdict with the stock rule's over
// random documents that are valid but for conflicts.
func TestOverlapAgreesWithStock(t *testing.T) {
	schema := loadSchema(t)
	conflicts, agreements := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		text := randomDocument(t)
		stock := only(overlapRule, stockValidate(t, schema, text))
		ours := only(overlapRule, validateT(t, schema, text))
		if (len(stock) > 0) != (len(ours) > 0) {
			t.Fatalf("%s\nstock: %v\nours: %v", text, stock, ours)
		}
		if len(stock) > 0 {
			conflicts++
		} else {
			agreements++
		}
	})
	if conflicts == 0 || agreements == 0 {
		t.Fatalf("%d documents with conflicts, %d without: the generator is one-sided", conflicts, agreements)
	}
}

// FuzzRules compares the verdict of all rules on any text.
func FuzzRules(f *testing.F) {
	for _, d := range hostile() {
		if len(d.text) < 2_000 {
			f.Add(d.text)
		}
	}
	f.Add("{pet{...on Cat{lives} ...on Dog{lives}}}")
	schema := loadSchema(f)
	limits := docguard.DefaultLimits()
	limits.Selections = 2_000
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4_000 {
			return
		}
		doc, breaches, _ := limits.Check(text)
		if doc == nil || breaches != nil {
			return
		}
		stock, ours := stockValidate(t, schema, text), validate(t, schema, text)
		if (len(stock) > 0) != (len(ours) > 0) {
			t.Fatalf("%q\nstock: %v\nours: %v", text, stock, ours)
		}
	})
}

type fataler interface{ Fatalf(string, ...any) }

func stockValidate(t fataler, schema *ast.Schema, text string) gqlerror.List {
	return validateWith(t, schema, text, rules.NewDefaultRules())
}

func validateT(t fataler, schema *ast.Schema, text string) gqlerror.List {
	return validateWith(t, schema, text, docguard.Rules(true))
}

func validateWith(t fataler, schema *ast.Schema, text string, set *rules.Rules) gqlerror.List {
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		t.Fatalf("parse %s: %v", text, err)
	}
	return validator.ValidateWithRules(schema, doc, set)
}

func only(rule string, errs gqlerror.List) gqlerror.List {
	var list gqlerror.List
	for _, e := range errs {
		if e.Rule == rule {
			list = append(list, e)
		}
	}
	return list
}

// shape says what a random selection on a type may hold.
type shape struct {
	leaves  []string
	objects map[string]string // field → type
	types   []string          // conditions that a fragment may have
}

var shapes = map[string]shape{
	"Query": {[]string{"__typename"}, map[string]string{"me": "User", "pet": "Pet", "any": "Thing"}, []string{"Query"}},
	"User":  {[]string{"id", "name"}, map[string]string{"friend": "User", "pet": "Pet", "thing": "Thing"}, []string{"User"}},
	"Pet":   {[]string{"name", "size", "size(unit:CM)", "size(unit:INCH)"}, map[string]string{"owner": "User", "friend": "Pet"}, []string{"Pet", "Cat", "Dog"}},
	"Cat":   {[]string{"name", "lives", "mood", "size(unit:CM)"}, map[string]string{"owner": "User", "friend": "Pet"}, []string{"Pet", "Cat"}},
	"Dog":   {[]string{"name", "lives", "barks", "size(unit:INCH)"}, map[string]string{"owner": "User", "friend": "Pet"}, []string{"Pet", "Dog"}},
	"Thing": {[]string{"__typename"}, nil, []string{"Thing", "Cat", "Dog", "User"}},
}

// fragmentTypes are the conditions of the fragments f0, f1, …; each may spread later ones only.
var fragmentTypes = []string{"Pet", "User", "Cat", "Dog", "Pet"}

type writer struct {
	*rapid.T
	strings.Builder
	used map[int]bool
}

func randomDocument(t *rapid.T) string {
	w := &writer{T: t, used: make(map[int]bool)}
	w.selection("Query", 4, -1)
	// A fragment that nothing spreads is checked by the stock rule and by NoUnusedFragments;
	// only those that the operation reaches are written.
	for i := range fragmentTypes {
		if w.used[i] {
			fmt.Fprintf(&w.Builder, " fragment f%d on %s ", i, fragmentTypes[i])
			w.selection(fragmentTypes[i], 2, i)
		}
	}
	return w.String()
}

func (w *writer) selection(typeName string, depth, fragment int) {
	w.WriteString("{")
	s := shapes[typeName]
	for range rapid.IntRange(1, 4).Draw(w.T, "selections") {
		switch kind := rapid.IntRange(0, 5).Draw(w.T, "kind"); {
		case kind <= 1 || depth == 0:
			w.field(rapid.SampledFrom(s.leaves).Draw(w.T, "leaf"))
		case kind == 2:
			condition := rapid.SampledFrom(s.types).Draw(w.T, "condition")
			w.WriteString(" ...on " + condition)
			w.selection(condition, depth-1, fragment)
		case kind == 3:
			w.spread(s, fragment)
		default:
			w.object(s, depth, fragment)
		}
	}
	w.WriteString(" }")
}

func (w *writer) field(text string) {
	alias := rapid.SampledFrom([]string{"", "", "a:", "b:"}).Draw(w.T, "alias")
	w.WriteString(" " + alias + text)
}

func (w *writer) object(s shape, depth, fragment int) {
	var names []string
	for _, name := range []string{"friend", "me", "owner", "pet", "thing", "any"} {
		if s.objects[name] != "" {
			names = append(names, name)
		}
	}
	if names == nil {
		w.WriteString(" __typename")
		return
	}
	name := rapid.SampledFrom(names).Draw(w.T, "object")
	w.field(name)
	w.selection(s.objects[name], depth-1, fragment)
}

func (w *writer) spread(s shape, fragment int) {
	for i := fragment + 1; i < len(fragmentTypes); i++ {
		for _, condition := range s.types {
			if condition == fragmentTypes[i] && rapid.Bool().Draw(w.T, "spread") {
				fmt.Fprintf(&w.Builder, " ...f%d", i)
				w.used[i] = true
				return
			}
		}
	}
	w.WriteString(" __typename")
}
