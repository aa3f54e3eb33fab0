package main_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	galleria "github.com/galleria-graph/galleria/cmd/galleria"
	"github.com/galleria-graph/galleria/schema"
)

func TestSchemaChanges(t *testing.T) {
	for _, tc := range []struct{ name, before, after, want string }{
		{"nothing", `type A { a: Int }`, `"Now described." type A { a: Int }`, ``},
		{"order of members", `type A { a: Int b(x: Int, y: Int): Int } enum E { X Y } union U = A | B type B { a: Int }`, `union U = B | A type B { a: Int } enum E { Y X } type A { b(y: Int, x: Int): Int a: Int }`, ``},
		{"extensions count as the type", `type A { a: Int } extend type A { b: Int }`, `type A { a: Int b: Int }`, ``},
		{"type removed", `type A { a: Int } scalar S`, `scalar S`, `breaking A: the type was removed`},
		{"type added", `scalar S`, `scalar S type A { a: Int }`, `safe A: the type was added`},
		{"kind changed", `type A { a: Int } enum B { X }`, `interface A { a: Int } scalar B`, "breaking A: the type was an object and is an interface\nbreaking B: the type was an enum and is a scalar"},
		{"field removed and added", `type A { a: Int }`, `type A { b: Int }`, "breaking A.a: the field was removed\nsafe A.b: the field was added"},
		{"interface field removed", `interface A { a: Int b: Int }`, `interface A { b: Int }`, "breaking A.a: the field was removed"},
		{"field by extension removed", `type A { a: Int } extend type A { b: Int }`, `type A { a: Int }`, `breaking A.b: the field was removed`},
		{"output gets stricter", `type A { a: Int b: [Int] }`, `type A { a: Int! b: [Int!]! }`, "safe A.a: the type was Int and is Int!\nsafe A.b: the type was [Int] and is [Int!]!"},
		{"output gets looser", `type A { a: Int! b: [Int!]! }`, `type A { a: Int b: [Int]! }`, "breaking A.a: the type was Int! and is Int\nbreaking A.b: the type was [Int!]! and is [Int]!"},
		{"output changes", `type A { a: Int b: Int c: [Int] }`, `type A { a: Float b: [Int] c: Int }`, "breaking A.a: the type was Int and is Float\nbreaking A.b: the type was Int and is [Int]\nbreaking A.c: the type was [Int] and is Int"},
		{"argument removed", `type A { a(x: Int): Int }`, `type A { a: Int }`, `breaking A.a(x:): the argument was removed`},
		{"arguments added", `type A { a: Int }`, `type A { a(x: Int, y: Int!, z: Int! = 3): Int }`, "breaking A.a(y:): a required argument was added\ndangerous A.a(x:): an optional argument was added\ndangerous A.a(z:): an optional argument was added"},
		{"argument gets stricter", `type A { a(x: Int, y: [Int]): Int }`, `type A { a(x: Int!, y: [Int!]): Int }`, "breaking A.a(x:): the type was Int and is Int!\nbreaking A.a(y:): the type was [Int] and is [Int!]"},
		{"argument gets looser", `type A { a(x: Int!): Int }`, `type A { a(x: Int): Int }`, `safe A.a(x:): the type was Int! and is Int`},
		{"argument changes", `type A { a(x: ID): Int }`, `type A { a(x: String): Int }`, `breaking A.a(x:): the type was ID and is String`},
		{"defaults", `type A { a(x: Int = 1, y: Int! = 2, z: Int): Int }`, `type A { a(x: Int = 2, y: Int!, z: Int = 1): Int }`, "breaking A.a(y:): the default 2 was removed, and so it must be given\ndangerous A.a(x:): the default was 1 and is 2\ndangerous A.a(z:): the default was none and is 1"},
		{"input fields", `input A { a: Int b: Int! c: Int }`, `input A { b: Int c: Int! d: Int e: Int! f: Int! = 1 }`, "breaking A.a: the input field was removed\nbreaking A.c: the type was Int and is Int!\nbreaking A.e: a required input field was added\ndangerous A.d: an optional input field was added\ndangerous A.f: an optional input field was added\nsafe A.b: the type was Int! and is Int"},
		{"enum values", `enum E { X Y }`, `enum E { Y Z }`, "breaking E.X: the value was removed\ndangerous E.Z: the value was added: clients may meet it"},
		{"unions", `union U = A | B type A { a: Int } type B { a: Int } type C { a: Int }`, `union U = A | C type A { a: Int } type B { a: Int } type C { a: Int }`, "breaking U: the union no longer has B\ndangerous U: the union now has C"},
		{"interfaces", `type A implements I & J { a: Int } interface I { a: Int } interface J { a: Int } interface K { a: Int }`, `type A implements J & K { a: Int } interface I { a: Int } interface J { a: Int } interface K { a: Int }`, "breaking A: the type no longer implements I\ndangerous A: the type now implements K"},
		{"deprecation", `type A { a: Int b: Int @deprecated } enum E { X }`, `type A { a: Int @deprecated(reason: "b") b: Int } enum E { X @deprecated }`, "safe A.a: it was deprecated\nsafe A.b: it is no longer deprecated\nsafe E.X: it was deprecated"},
		{"directives", `directive @a on FIELD directive @b(x: Int) repeatable on FIELD | QUERY`, `directive @b(y: Int!) on FIELD | MUTATION directive @c on FIELD`, "breaking @a: the directive was removed\nbreaking @b: it may no longer stand on QUERY\nbreaking @b: it may no longer be repeated\nbreaking @b(x:): the argument was removed\nbreaking @b(y:): a required argument was added\nsafe @b: it may now stand on MUTATION\nsafe @c: the directive was added"},
		{"keys", `type A @key(fields: "id  sku") @key(fields: "id") { id: ID } type B @shareable { a: Int }`, `type A @key(fields: "id sku") @key(fields: "id", resolvable: false) { id: ID } type B { a: Int }`, "breaking A: it lost @key(fields: \"id\"), which other subgraphs may build on\nbreaking B: it lost @shareable, which other subgraphs may build on"},
		{"key added", `type A { id: ID }`, `type A @key(fields: "id") { id: ID }`, `safe A: it gained @key(fields: "id")`},
		{"root renamed", `schema { query: A } type A { a: Int } type B { a: Int }`, `schema { query: B } type A { a: Int } type B { a: Int }`, `breaking schema.query: the root type was A and is B`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			before, err := galleria.ReadSDL("before", tc.before)
			if err != nil {
				t.Fatal(err)
			}
			after, err := galleria.ReadSDL("after", tc.after)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range galleria.Compare(before, after) {
				got = append(got, fmt.Sprintf("%s %s: %s", c.Severity, c.Path, c.Text))
			}
			if text := strings.Join(got, "\n"); text != tc.want {
				t.Errorf("got\n%s\nwant\n%s", text, tc.want)
			}
		})
	}
}

func TestSchemaCommand(t *testing.T) {
	sdl := execute(t, nil, "schema", "print").want(t, 0).stdout
	if sdl != schema.SDL() || execute(t, nil, "schema").want(t, 0).stdout != sdl {
		t.Error("schema print does not print the schema")
	}
	if !json.Valid([]byte(execute(t, nil, "schema", "config").want(t, 0).stdout)) {
		t.Error("schema config prints no JSON")
	}
	same := executeWith(t, sdl, nil, "schema", "diff", "-").want(t, 0)
	if same.stdout != "" || same.stderr != "0 breaking, 0 dangerous, 0 safe\n" {
		t.Errorf("the schema differs from itself: %q %q", same.stdout, same.stderr)
	}
}

// The earlier schema had a field that is gone, an enum without a value that
// exists, and lacked a type.
func TestSchemaDiffAgainstFile(t *testing.T) {
	t.Chdir(t.TempDir())
	earlier := schema.SDL()
	for _, replaced := range [][2]string{
		{"type PageInfo @shareable {", "type PageInfo @shareable {\n  total: Int\n"},
		{"  \"A gift card.\"\n  GIFT_CARD\n", ""},
		{"sources: [Source!]!\n}", "sources: [Source!]\n}"},
	} {
		if !strings.Contains(earlier, replaced[0]) {
			t.Fatalf("the schema has no %q any more", replaced[0])
		}
		earlier = strings.Replace(earlier, replaced[0], replaced[1], 1)
	}
	write(t, "earlier.graphql", earlier)
	o := execute(t, nil, "schema", "diff", "earlier.graphql").want(t, 1)
	want := `breaking   PageInfo.total               the field was removed
dangerous  PaymentMethodKind.GIFT_CARD  the value was added: clients may meet it
safe       Query.sources                the type was [Source!] and is [Source!]!
`
	if o.stdout != want || o.stderr != "1 breaking, 1 dangerous, 1 safe\n" {
		t.Errorf("got\n%s%s", o.stdout, o.stderr)
	}
	var report struct {
		Changes []struct{ Severity, Path, Text string }
	}
	if err := json.Unmarshal([]byte(execute(t, nil, "schema", "diff", "earlier.graphql", "--json").want(t, 1).stdout), &report); err != nil || len(report.Changes) != 3 {
		t.Errorf("got %+v (%v)", report, err)
	}
}
