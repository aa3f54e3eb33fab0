package docguard_test

import (
	"fmt"
	"strings"
)

// testSchema has what the checks tell apart: interfaces, unions, connections,
// lists, arguments of all kinds, and Federation's entities.
const testSchema = `
directive @cost(weight: String!) on FIELD_DEFINITION | OBJECT
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
scalar _Any
union _Entity = User | Order
type _Service { sdl: String }
type Query {
  me: User
  pet: Pet
  pets(first: Int): [Pet!]
  any: Thing
  users(first: Int, after: String, filter: Filter): UserConnection!
  ids(ids: [ID!]!): [User]
  report: Report
  dear: [User!] @cost(weight: "3")
  paid(first: Int): UserConnection @cost(weight: "9")
  heavy: Int @cost(weight: "50")
  rows(limit: Int): RowList @listSize(slicingArguments: ["limit"], sizedFields: ["rows"])
  _entities(representations: [_Any!]!): [_Entity]!
  _service: _Service!
}
type Mutation { rename(name: String!): User }
type Subscription { changed: User }
input Filter { name: String, tags: [String!], not: Filter }
interface Pet { name: String! owner: User friend: Pet size(unit: Unit = CM): Int }
enum Unit { CM INCH }
type Cat implements Pet { name: String! owner: User friend: Pet size(unit: Unit = CM): Int lives: Int! mood: String }
type Dog implements Pet { name: String! owner: User friend: Pet size(unit: Unit = CM): Int lives: String barks: Boolean! }
union Thing = Cat | Dog | User
type User { id: ID! name: String friend: User friends: [User!] pet: Pet thing: Thing tags(of: [String!]): [String!]! orders(first: Int = 10): OrderConnection }
type Order { id: ID! lines: [Line!]! @listSize(assumedSize: 3) user: User }
type Line { sku: String, order: Order }
type OrderConnection { edges: [OrderEdge!]! nodes: [Order!]! pageInfo: PageInfo! }
type OrderEdge { cursor: String! node: Order! }
type UserConnection { edges: [UserEdge!]! nodes: [User!]! pageInfo: PageInfo! }
type UserEdge { cursor: String! node: User! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Report @cost(weight: "7") { title: String }
type RowList { rows: [Line!]! }
`

// doubling is a chain of n fragments, each spreading the next one twice.
func doubling(n int) string {
	var b strings.Builder
	b.WriteString("{me{...f0}}")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on User{a:friend{...f%d} b:friend{...f%d}}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on User{id}", n)
	return b.String()
}

// flatDoubling is the same without a field in between: the chain merges.
func flatDoubling(n int) string {
	var b strings.Builder
	b.WriteString("{me{...f0}}")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on User{...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on User{id}", n)
	return b.String()
}

func manyFragments(n int) string {
	var b strings.Builder
	b.WriteString("{me{")
	for i := range n {
		fmt.Fprintf(&b, "...f%d ", i)
	}
	b.WriteString("}}")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on User{id name}", i)
	}
	return b.String()
}

func nested(field string, n int, leaf string) string {
	return "{" + strings.Repeat(field+"{", n) + leaf + strings.Repeat("}", n) + "}"
}

func repeated(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if strings.Contains(format, "%") {
			fmt.Fprintf(&b, format, i)
		} else {
			b.WriteString(format)
		}
	}
	return b.String()
}

// hostile are documents that stop a server without guards, by what is to happen
// to them here: "" when they are to be answered.
func hostile() map[string]struct{ text, code string } {
	docs := map[string]struct{ text, code string }{
		"typename 500":               {"{" + repeated(500, "__typename ") + "}", "DOCUMENT_TOO_REPETITIVE"},
		"typename 1000":              {"{" + repeated(1000, "__typename ") + "}", "DOCUMENT_TOO_REPETITIVE"},
		"typename 2000":              {"{" + repeated(2000, "__typename ") + "}", "DOCUMENT_TOO_REPETITIVE"},
		"typename 4000":              {"{" + repeated(4000, "__typename ") + "}", "DOCUMENT_TOO_REPETITIVE"},
		"typename 8000":              {"{" + repeated(8000, "__typename ") + "}", "DOCUMENT_TOO_MANY_TOKENS"},
		"me 1000":                    {"{" + repeated(1000, "me{id} ") + "}", "DOCUMENT_TOO_REPETITIVE"},
		"fragments 1000":             {manyFragments(1000), "DOCUMENT_TOO_MANY_TOKENS"},
		"fragments 400":              {manyFragments(400), "DOCUMENT_TOO_MANY_FRAGMENTS"},
		"fragments 50":               {manyFragments(50), ""},
		"brackets 50000":             {"{ids(ids:" + strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000) + "){id}}", "DOCUMENT_TOO_NESTED"},
		"brackets 50000 unclosed":    {"{ids(ids:" + strings.Repeat("[", 50_000), "DOCUMENT_TOO_NESTED"},
		"type brackets":              {"query($a:" + strings.Repeat("[", 500) + "Int" + strings.Repeat("]", 500) + "){me{id}}", "DOCUMENT_TOO_NESTED"},
		"braces":                     {nested("friend", 500, "id"), "DOCUMENT_TOO_NESTED"},
		"long name":                  {"{" + strings.Repeat("a", 900_000) + "}", "DOCUMENT_NAME_TOO_LONG"},
		"directives":                 {"{me" + repeated(1000, "@skip(if:false)") + "{id}}", "DOCUMENT_TOO_MANY_TOKENS"},
		"directives few":             {"{me" + repeated(51, "@a") + "{id}}", "DOCUMENT_TOO_MANY_DIRECTIVES"},
		"comments":                   {"{" + repeated(6000, "#\n") + "me{id}}", "DOCUMENT_TOO_MANY_TOKENS"},
		"commas":                     {"{" + strings.Repeat(",", 1_000_000) + "me{id}}", ""},
		"string":                     {`{users(after:"` + strings.Repeat("x", 1_000_000) + `"){nodes{id}}}`, ""},
		"differing selections":       {"{" + repeated(450, "me{id name a%d:id} ") + "}", "DOCUMENT_TOO_MANY_ALIASES"},
		"arguments of one field":     {"{users(" + repeated(1600, "first:1 ") + "){nodes{id}}}", ""},
		"unknown arguments":          {"{users(" + repeated(1600, "f%d:1 ") + "){nodes{id}}}", ""},
		"unknown fields":             {"{me{" + repeated(190, "x%d ") + "}}", ""},
		"variables":                  {"query(" + repeated(1200, "$v%d:Int ") + "){me{id}}", ""},
		"input object":               {"{users(filter:{" + repeated(1600, "name:1 ") + "}){nodes{id}}}", ""},
		"branching by type":          {branching(12), ""},
		"fragments in many places":   {places(), "DOCUMENT_TOO_MANY_FIELDS"},
		"fragments repeated by path": {repeatedByPath(), "DOCUMENT_TOO_MANY_SELECTIONS"},
	}
	for _, n := range []int{20, 22, 24, 40} {
		docs[fmt.Sprintf("doubling %d", n)] = struct{ text, code string }{doubling(n), "DOCUMENT_TOO_DEEP"}
		docs[fmt.Sprintf("flat doubling %d", n)] = struct{ text, code string }{flatDoubling(n), "DOCUMENT_TOO_REPETITIVE"}
	}
	return docs
}

// branching asks, level by level, for a common selection and one of each type.
func branching(levels int) string {
	inner := "name"
	for range levels - 2 {
		inner = "friend{" + inner + "} ...on Cat{friend{name}} ...on Dog{friend{name}}"
	}
	return "{pet{" + inner + "}}"
}

// places spreads wide fragments at many paths.
func places() string {
	var b strings.Builder
	b.WriteString("{me{...w " + repeated(10, "f%d:friend{...w ...x} ") + "}}")
	b.WriteString(" fragment x on User{" + repeated(10, "g%d:friend{...w} ") + "}")
	b.WriteString(" fragment w on User{" + repeated(190, "i%d ") + "}")
	return b.String()
}

// repeatedByPath spreads long, wholly redundant fragments at some paths.
func repeatedByPath() string {
	return "{me{...w " + repeated(20, "f%d:friend{...w} ") + "}} fragment w on User{" + repeated(2000, "id ") + "}"
}
