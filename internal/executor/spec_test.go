package executor_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/executor/oracle"
	"github.com/galleria-graph/galleria/internal/executor/specgraph"
)

// The examples and rules of the specification's chapters 6 (execution) and 7
// (response), October 2021 and September 2025. What is wanted is read from
// there. A case says where the generated executor, the oracle of other tests,
// answers otherwise.

// newSpec makes the executor that the examples are asked of.
func newSpec(c specgraph.Config) graphql.ExecutableSchema { return specgraph.NewExecutor(c) }

// example asks one operation of one root.
type example struct {
	name      string
	root      specgraph.Data
	query     string
	operation string
	variables map[string]any
	data      []string // of every response
	errors    []string // paths, with the message where a test decides it, in order
	gqlgen    string   // why the generated executor answers otherwise; empty where it does not
	both      string   // why both do, where they share gqlgen's code
}

func (e *example) judge(t *testing.T) {
	t.Helper()
	ours, generated := e.ask(newSpec), e.ask(specgraph.NewExecutableSchema)
	if (ours != "") != (e.both != "") {
		t.Errorf("%s\n%s", e.query, ours)
	}
	if (generated != "") != (e.gqlgen != "" || e.both != "") {
		t.Errorf("%s\nthe generated executor: %q\n%s", e.query, e.gqlgen, generated)
	}
}

// ask says how an executor's answer differs from what is wanted.
func (e *example) ask(executable func(specgraph.Config) graphql.ExecutableSchema) (difference string) {
	defer func() {
		if r := recover(); r != nil {
			difference = fmt.Sprint("panic: ", r)
		}
	}()
	answer := oracle.New(executable(specgraph.Config{Resolvers: specgraph.New(e.root)}), nil).Answer(context.Background(), graphql.RawParams{
		Query: e.query, OperationName: e.operation, Variables: e.variables,
	})
	var data, errs []string
	for _, r := range answer {
		data, errs = append(data, r.Data), append(errs, r.Errors...)
	}
	ok := slices.Equal(data, e.data) && len(errs) == len(e.errors)
	for i := range min(len(errs), len(e.errors)) {
		ok = ok && strings.HasPrefix(errs[i], e.errors[i])
	}
	if ok {
		return ""
	}
	return fmt.Sprintf("got  %q\n     %q\nwant %q\n     %q", data, errs, e.data, e.errors)
}

func judge(t *testing.T, examples ...example) {
	t.Helper()
	for i := range examples {
		t.Run(examples[i].name, func(t *testing.T) { examples[i].judge(t) })
	}
}

func one(data string) []string { return []string{data} }

func num(n int) *int { return &n }

// 6.1: which operation is executed.
func TestSpecGetOperation(t *testing.T) {
	const two = `query A { foo } query B { bar }`
	judge(t,
		example{name: "the only one, without a name", query: `query A { foo }`, data: one(`{"foo":"foo"}`)},
		example{name: "by name", query: two, operation: "B", data: one(`{"bar":"bar"}`)},
		example{name: "none of that name", query: two, operation: "C", data: one(""), errors: []string{"null operation C not found"}},
		example{name: "none of two without a name", query: two, data: one(""), errors: []string{"null operation  not found"}},
	)
}

// 6.1.2 and 6.4.1: variables and arguments, provided or not, null or not, with defaults or not.
func TestSpecCoercingVariablesAndArguments(t *testing.T) {
	null, seven := map[string]any{"v": nil}, map[string]any{"v": 7}
	answer := func(v string) []string { return one(`{"x":"` + v + `"}`) }
	judge(t,
		example{name: "no value, default of the variable", query: `query($v: Int = 3) { x: argument(arg: $v) }`, data: answer("3")},
		example{name: "no value, null as the default", query: `query($v: Int = null) { x: withDefault(arg: $v) }`, data: answer("null")},
		example{name: "value instead of the default", query: `query($v: Int = 3) { x: argument(arg: $v) }`, variables: seven, data: answer("7")},
		example{name: "null instead of the default", query: `query($v: Int = 3) { x: argument(arg: $v) }`, variables: null, data: answer("null")},
		example{name: "no value for what must have one", query: `query($v: Int!) { x: must(arg: $v) }`, data: one(""), errors: []string{`["variable","v"]`}},
		example{name: "null for what must not be null", query: `query($v: Int!) { x: must(arg: $v) }`, variables: null, data: one(""), errors: []string{`["variable","v"]`}},
		example{name: "a value of another type", query: `query($v: Int!) { x: must(arg: $v) }`, variables: map[string]any{"v": "seven"}, data: one(""), errors: []string{`["variable","v"]`}},
		example{name: "a default that makes up for a missing value", query: `query($v: Int! = 3) { x: must(arg: $v) }`, data: answer("3")},
		example{name: "a variable without a value leaves the argument its default", query: `query($v: Int) { x: withDefault(arg: $v) }`, data: answer("5")},
		example{name: "and so where it must not be null", query: `query($v: Int) { x: mustWithDefault(arg: $v) }`, data: answer("5")},
		example{name: "null by a variable is no missing value", query: `query($v: Int) { x: withDefault(arg: $v) }`, variables: null, data: answer("null")},
		example{name: "null by a literal is no missing value", query: `{ x: withDefault(arg: null) }`, data: answer("null")},
		example{name: "no argument", query: `{ x: withDefault y: argument }`, data: one(`{"x":"5","y":"null"}`)},
		example{
			name: "null by a variable where the argument must not be null", query: `query($v: Int) { x: mustWithDefault(arg: $v) foo }`, variables: null,
			data: one(`{"x":null,"foo":"foo"}`), errors: []string{`["x"`},
			both: "gqlgen's UnmarshalInt reads null as 0",
		},
	)
}

// 3.10: the table of input objects.
func TestSpecCoercingInputObjects(t *testing.T) {
	answer := func(v string) []string { return one(`{"input":"` + strings.ReplaceAll(v, `"`, `\"`) + `"}`) }
	literal := func(v string) string { return `{ input(arg: ` + v + `) }` }
	variable := func(v any) map[string]any { return map[string]any{"var": v} }
	const whole, ofA, ofB = `query($var: ExampleInput) { input(arg: $var) }`, `query($var: String) { input(arg: {a: $var, b: 123}) }`, `query($var: Int!) { input(arg: {b: $var}) }`
	judge(t,
		example{name: "both", query: literal(`{a: "abc", b: 123}`), data: answer(`{"a":"abc","b":123}`)},
		example{name: "null", query: literal(`{a: null, b: 123}`), data: answer(`{"a":null,"b":123}`)},
		example{name: "without a", query: literal(`{b: 123}`), data: answer(`{"b":123}`)},
		example{name: "null by a variable", query: ofA, variables: variable(nil), data: answer(`{"a":null,"b":123}`)},
		example{name: "variable without a value", query: ofA, data: answer(`{"b":123}`)},
		example{name: "variable", query: ofB, variables: variable(123), data: answer(`{"b":123}`)},
		example{name: "whole variable", query: whole, variables: variable(map[string]any{"b": 123}), data: answer(`{"b":123}`)},
		example{name: "text", query: literal(`"abc123"`), data: one(""), errors: []string{"null "}},
		example{name: "text by a variable", query: whole, variables: variable("abc123"), data: one(""), errors: []string{`["variable","var"]`}},
		example{name: "text for a number", query: literal(`{a: "abc", b: "123"}`), data: one(""), errors: []string{"null "}},
		example{name: "without b", query: literal(`{a: "abc"}`), data: one(""), errors: []string{"null "}},
		example{name: "variable of b without a value", query: ofB, data: one(""), errors: []string{`["variable","var"]`}},
		example{name: "whole variable without b", query: whole, variables: variable(map[string]any{"a": "abc"}), data: one(""), errors: []string{`["variable","var","b"]`}},
		example{name: "null for b", query: literal(`{a: "abc", b: null}`), data: one(""), errors: []string{"null "}},
		example{name: "null for b by a variable", query: ofB, variables: variable(nil), data: one(""), errors: []string{`["variable","var"]`}},
		example{name: "unknown field", query: literal(`{b: 123, c: "xyz"}`), data: one(""), errors: []string{"null "}},
	)
}

// 3.11: the table of lists. One value stands for a list of it.
func TestSpecCoercingLists(t *testing.T) {
	ints := func(v string) string { return `{ x: ints(list: ` + v + `) }` }
	rows := func(v string) string { return `{ x: rowsOfInts(list: ` + v + `) }` }
	answer := func(v string) []string { return one(`{"x":"` + v + `"}`) }
	judge(t,
		example{name: "numbers", query: ints(`[1, 2, 3]`), data: answer(`[1,2,3]`)},
		example{name: "one null", query: ints(`[1, null]`), data: answer(`[1,null]`)},
		example{name: "wrong items", query: ints(`[1, "b", true]`), data: one(""), errors: []string{"null ", "null "}},
		example{name: "one number", query: ints(`1`), data: answer(`[1]`)},
		example{name: "null", query: ints(`null`), data: answer(`null`)},
		example{name: "lists", query: rows(`[[1], [2, 3]]`), data: answer(`[[1],[2,3]]`)},
		example{name: "numbers for lists", query: rows(`[1, 2, 3]`), data: answer(`[[1],[2],[3]]`)},
		example{name: "numbers and null for lists", query: rows(`[1, null, 3]`), data: answer(`[[1],null,[3]]`)},
		example{name: "a wrong item", query: rows(`[[1], ["b"]]`), data: one(""), errors: []string{"null "}},
		example{name: "one number for lists", query: rows(`1`), data: answer(`[[1]]`)},
		example{name: "null for lists", query: rows(`null`), data: answer(`null`)},
	)
}

// 6.2.2: the fields of a mutation are executed one after the other, each with all below it.
func TestSpecSerialExecution(t *testing.T) {
	judge(t,
		example{
			name:  "changeTheNumber",
			query: `mutation { first: changeTheNumber(newNumber: 1) { theNumber } second: changeTheNumber(newNumber: 3) { theNumber } third: changeTheNumber(newNumber: 2) { theNumber } }`,
			data:  one(`{"first":{"theNumber":1},"second":{"theNumber":3},"third":{"theNumber":2}}`),
		},
		example{
			name:  "fragments keep the order",
			query: `mutation { ...F third: changeTheNumber(newNumber: 2) { theNumber } second: changeTheNumber(newNumber: 3) { theNumber } } fragment F on Mutation { first: changeTheNumber(newNumber: 1) { theNumber } ... { second: changeTheNumber(newNumber: 3) { theNumber } } }`,
			data:  one(`{"first":{"theNumber":1},"second":{"theNumber":3},"third":{"theNumber":2}}`),
		},
		example{
			name: "a failure does not keep the next from being executed", root: specgraph.Data{Err: errors.New("refused")},
			query: `mutation { changeNothing { month } changeBirthday(month: 5) { month } }`,
			data:  one(`{"changeNothing":null,"changeBirthday":{"month":5}}`), errors: []string{`["changeNothing"] refused`},
		},
		example{
			name: "null where it must not be", query: `mutation { mustChange { month } }`,
			data: one(`null`), errors: []string{`["mustChange"]`},
		},
	)
}

// 6.3.2 and the examples of 7.2.2: fields come in the order in which they are met first.
func TestSpecFieldCollection(t *testing.T) {
	judge(t,
		example{
			name: "fields of one key are executed once", query: `{ a { subfield1 } ...ExampleFragment } fragment ExampleFragment on Query { a { subfield2 } foo }`,
			data: one(`{"a":{"subfield1":"one","subfield2":"two"},"foo":"foo"}`),
		},
		example{name: "merged selections", query: `{ me { firstName } me { lastName } }`, data: one(`{"me":{"firstName":"Mark","lastName":"Zuckerberg"}}`)},
		example{
			name: "a fragment in the middle", query: `{ foo ...Frag qux } fragment Frag on Query { bar baz }`,
			data: one(`{"foo":"foo","bar":"bar","baz":"baz","qux":"qux"}`),
		},
		example{
			name: "a field met again", query: `{ foo ...Matching bar } fragment Matching on Query { bar qux foo }`,
			data: one(`{"foo":"foo","bar":"bar","qux":"qux"}`),
		},
		example{
			name: "a fragment of another type", root: specgraph.Data{Pets: []specgraph.Pet{&specgraph.Dog{Name: "Rex", BarkVolume: num(9)}}},
			query: `{ pet { name ...Ignored ...Matching } } fragment Ignored on Cat { meowVolume } fragment Matching on Dog { barkVolume name }`,
			data:  one(`{"pet":{"name":"Rex","barkVolume":9}}`),
		},
		example{name: "a skipped field does not count", query: `{ foo @skip(if: true) bar foo }`, data: one(`{"bar":"bar","foo":"foo"}`)},
		example{name: "aliases are keys", query: `{ bar: foo foo: bar }`, data: one(`{"bar":"foo","foo":"bar"}`)},
		example{
			name: "a fragment that was skipped is taken when it comes again", query: `{ ...F @skip(if: true) bar ...F } fragment F on Query { foo }`,
			data: one(`{"bar":"bar","foo":"foo"}`),
		},
		example{name: "a fragment twice", query: `{ ...F bar ...F } fragment F on Query { foo }`, data: one(`{"foo":"foo","bar":"bar"}`)},
		example{name: "nothing is left", query: `{ foo @skip(if: true) me @include(if: false) { firstName } }`, data: one(`{}`)},
	)
}

// A condition that is null by a variable, whose default let it stand there, is neither.
func TestSpecConditionThatIsNull(t *testing.T) {
	for _, directive := range []string{"skip", "include"} {
		judge(t, example{
			name: directive, query: `query($c: Boolean = true) { foo @` + directive + `(if: $c) bar }`, variables: map[string]any{"c": nil},
			data: one(`null`), errors: []string{"null "}, gqlgen: "it panics",
		})
	}
}

// 6.3.2: a fragment that was visited is not visited again. Twice as many levels
// of fragments that name the next one twice are not many times the work.
func TestSpecVisitedFragments(t *testing.T) {
	for name, form := range map[string]struct{ query, level, last string }{
		"in one set":       {`{ ...F0 }`, ` fragment F%d on Query { ...F%d ...F%[2]d }`, ` fragment F%d on Query { foo }`},
		"in fields merged": {`{ nullable { ...F0 } }`, ` fragment F%d on Item { inner { ...F%d } inner { ...F%[2]d } }`, ` fragment F%d on Item { value }`},
	} {
		work := func(levels int) uint64 { // in bytes allocated
			query := form.query
			for i := range levels {
				query += fmt.Sprintf(form.level, i, i+1)
			}
			query += fmt.Sprintf(form.last, levels)
			ours := oracle.New(newSpec(specgraph.Config{Resolvers: specgraph.New(specgraph.Data{Items: []*specgraph.Item{{}}})}), nil)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			a := ours.Answer(t.Context(), graphql.RawParams{Query: query})
			runtime.ReadMemStats(&after)
			if len(a[0].Errors) > 0 {
				t.Errorf("%s: %s", query, a)
			}
			return after.TotalAlloc - before.TotalAlloc
		}
		work(1) // what is made once for all
		if few, many := work(9), work(18); many > 6*few {
			t.Errorf("%s: 9 levels take %d bytes, 18 take %d", name, few, many)
		}
	}
}

func TestSpecFieldsOfOneKeyAreResolvedOnce(t *testing.T) {
	root := specgraph.New(specgraph.Data{})
	oracle.New(newSpec(specgraph.Config{Resolvers: root}), nil).Answer(t.Context(), graphql.RawParams{
		Query: `{ me { firstName } ...F me { lastName } other: me { lastName } } fragment F on Query { me { firstName lastName } foo }`,
	})
	if calls := root.Calls(); len(calls) != 3 {
		t.Errorf("%v", calls)
	}
}

// 6.3.2: a field is in where it is not skipped and included.
func TestSpecSkipAndInclude(t *testing.T) {
	for _, skip := range []bool{false, true} {
		for _, include := range []bool{false, true} {
			want := `{"bar":"bar"}`
			if !skip && include {
				want = `{"foo":"foo","bar":"bar"}`
			}
			variables := map[string]any{"s": skip, "i": include}
			for name, query := range map[string]string{
				"field":            `{ foo @skip(if: %v) @include(if: %v) bar }`,
				"field, reversed":  `{ foo @include(if: %[2]v) @skip(if: %[1]v) bar }`,
				"inline fragment":  `{ ... @skip(if: %v) @include(if: %v) { foo } bar }`,
				"typed fragment":   `{ ... on Query @skip(if: %v) @include(if: %v) { foo } bar }`,
				"spread":           `{ ...F @skip(if: %v) @include(if: %v) bar } fragment F on Query { foo }`,
				"nested fragments": `{ ... @skip(if: %v) { ... @include(if: %v) { foo } } bar }`,
			} {
				judge(t,
					example{name: name, query: fmt.Sprintf(query, skip, include), data: one(want)},
					example{name: name + " by variables", query: `query($s: Boolean!, $i: Boolean!) ` + fmt.Sprintf(query, "$s", "$i"), variables: variables, data: one(want)},
				)
			}
		}
	}
}

// 7.1.2: the example of a friend whose name cannot be fetched, and what becomes of it where less may be null.
func TestSpecHeroFriends(t *testing.T) {
	hero := specgraph.Data{Hero: &specgraph.Character{ID: "2001", Called: "R2-D2", Friends: []*specgraph.Character{
		{ID: "1000", Called: "Luke Skywalker"}, {ID: "1002"}, {ID: "1003", Called: "Leia Organa"},
	}}}
	const failed = ` Name for character with ID 1002 could not be fetched.`
	ask := func(root, friends, name string) string {
		return `{ hero: ` + root + ` { name heroFriends: ` + friends + ` { id name: ` + name + ` } } }`
	}
	at := []string{`["hero","heroFriends",1,"name"]` + failed}
	friends := func(second string) []string {
		return one(`{"hero":{"name":"R2-D2","heroFriends":[{"id":"1000","name":"Luke Skywalker"},` + second + `,{"id":"1003","name":"Leia Organa"}]}}`)
	}
	judge(t,
		example{name: "name may be null", root: hero, query: ask("hero", "friends", "name"), data: friends(`{"id":"1002","name":null}`), errors: at},
		example{name: "friend may be null", root: hero, query: ask("hero", "friends", "mustName"), data: friends(`null`), errors: at},
		example{name: "friend may be null in a list that may not", root: hero, query: ask("hero", "mustFriends", "mustName"), data: friends(`null`), errors: at},
		example{name: "friends may be null", root: hero, query: ask("hero", "firmFriends", "mustName"), data: one(`{"hero":{"name":"R2-D2","heroFriends":null}}`), errors: at},
		example{name: "hero may be null", root: hero, query: ask("hero", "firmMustFriends", "mustName"), data: one(`{"hero":null}`), errors: at},
		example{name: "nothing may be null", root: hero, query: ask("mustHero", "firmMustFriends", "mustName"), data: one(`null`), errors: at},
	)
}

// 6.4.4: errors and null in lists of every nullability, of the root and as relations.
func TestSpecLists(t *testing.T) {
	fine, null := &specgraph.Item{Value: num(1)}, (*specgraph.Item)(nil)
	bad := &specgraph.Item{Err: errors.New("bad item")}
	ok, missing, failing := specgraph.Data{Items: []*specgraph.Item{fine, fine}}, specgraph.Data{Items: []*specgraph.Item{fine, null}}, specgraph.Data{Items: []*specgraph.Item{fine, bad}}
	broken := specgraph.Data{Err: errors.New("no list")}
	for _, in := range []struct{ name, query, before, after, path, gone string }{
		{"root", `{ x: %s { %s } }`, `{"x":`, `}`, `["x"`, `null`},
		{"relation", `{ box { x: %s { %s } } }`, `{"box":{"x":`, `}}`, `["box","x"`, `{"box":null}`},
		{"relation of what must be there", `{ mustBox { x: %s { %s } } }`, `{"mustBox":{"x":`, `}}`, `["mustBox","x"`, `null`},
	} {
		is := func(list string) []string { return one(in.before + list + in.after) }
		gone, at := one(in.gone), func(rest string) []string { return []string{in.path + rest} }
		ask := func(list, field string) string { return fmt.Sprintf(in.query, list, field) }
		for _, field := range []string{"must", "must: mustRelation"} {
			judge(t,
				example{name: in.name + ": all there", root: ok, query: ask("both", field), data: is(`[{"must":1},{"must":1}]`)},

				example{name: in.name + ": [T] with null", root: missing, query: ask("nullable", field), data: is(`[{"must":1},null]`)},
				example{name: in.name + ": [T!] with null", root: missing, query: ask("elements", field), data: is(`null`), errors: at(`,1]`)},
				example{name: in.name + ": [T]! with null", root: missing, query: ask("list", field), data: is(`[{"must":1},null]`)},
				example{name: in.name + ": [T!]! with null", root: missing, query: ask("both", field), data: gone, errors: at(`,1]`)},

				example{name: in.name + ": [T] with an error", root: failing, query: ask("nullable", field), data: is(`[{"must":1},null]`), errors: at(`,1,"must"] bad item`)},
				example{name: in.name + ": [T!] with an error", root: failing, query: ask("elements", field), data: is(`null`), errors: at(`,1,"must"] bad item`)},
				example{name: in.name + ": [T]! with an error", root: failing, query: ask("list", field), data: is(`[{"must":1},null]`), errors: at(`,1,"must"] bad item`)},
				example{name: in.name + ": [T!]! with an error", root: failing, query: ask("both", field), data: gone, errors: at(`,1,"must"] bad item`)},

				example{name: in.name + ": [T] that fails", root: broken, query: ask("nullable", field), data: is(`null`), errors: at(`] no list`)},
				example{name: in.name + ": [T!] that fails", root: broken, query: ask("elements", field), data: is(`null`), errors: at(`] no list`)},
			)
			// The error of the list itself is the only one, however far null has to go.
			judge(t,
				example{name: in.name + ": [T]! that fails", root: broken, query: ask("list", field), data: gone, errors: at(`] no list`)},
				example{name: in.name + ": [T!]! that fails", root: broken, query: ask("both", field), data: gone, errors: at(`] no list`)},
			)
		}
	}
}

func TestSpecListsOfLists(t *testing.T) {
	fine, bad := &specgraph.Item{Value: num(1)}, &specgraph.Item{Err: errors.New("bad item")}
	rows := func(all ...[]*specgraph.Item) specgraph.Data { return specgraph.Data{Rows: all} }
	row := func(all ...*specgraph.Item) []*specgraph.Item { return all }
	judge(t,
		example{name: "no null", root: rows(row(fine), row(), row(fine, fine)), query: `{ rows { must } }`, data: one(`{"rows":[[{"must":1}],[],[{"must":1},{"must":1}]]}`)},
		example{name: "[[T]] with null", root: rows(row(fine, nil), nil), query: `{ looseRows { must } }`, data: one(`{"looseRows":[[{"must":1},null],null]}`)},
		example{name: "[[T]] with an error", root: rows(row(fine), row(fine, bad)), query: `{ looseRows { must } }`, data: one(`{"looseRows":[[{"must":1}],[{"must":1},null]]}`), errors: []string{`["looseRows",1,1,"must"] bad item`}},
		example{name: "[[T!]!] with null", root: rows(row(fine), row(fine, nil)), query: `{ rows { must } }`, data: one(`{"rows":null}`), errors: []string{`["rows",1,1]`}},
		example{name: "[[T!]!] with an error", root: rows(row(bad), row(fine)), query: `{ rows { mustRelation } }`, data: one(`{"rows":null}`), errors: []string{`["rows",0,0,"mustRelation"] bad item`}},
		example{name: "[[T!]!]! with null", root: rows(row(fine), row(fine, nil)), query: `{ foo mustRows { must } }`, data: one(`null`), errors: []string{`["mustRows",1,1]`}},
	)
}

func TestSpecListsOfLeaves(t *testing.T) {
	ask := func(field string) string { return `{ box { item { value n: ` + field + ` } } }` }
	some := specgraph.Data{One: &specgraph.Item{Numbers: []*int{num(1), nil, num(3)}}}
	const lacks = "its errors of elements that are no objects stand at the list"
	judge(t,
		example{name: "no null", root: specgraph.Data{One: &specgraph.Item{Numbers: []*int{num(1), num(2)}}}, query: ask("firmMustNumbers"), data: one(`{"box":{"item":{"value":null,"n":[1,2]}}}`)},
		example{name: "[T] with null", root: some, query: ask("numbers"), data: one(`{"box":{"item":{"value":null,"n":[1,null,3]}}}`)},
		example{name: "[T!] with null", root: some, query: ask("firmNumbers"), data: one(`{"box":{"item":{"value":null,"n":null}}}`), errors: []string{`["box","item","n",1] the requested element is null`}, gqlgen: lacks},
		example{name: "[T!]! with null", root: some, query: ask("firmMustNumbers"), data: one(`{"box":{"item":null}}`), errors: []string{`["box","item","n",1] the requested element is null`}, gqlgen: lacks},
		example{name: "null for a list", root: specgraph.Data{One: &specgraph.Item{}}, query: ask("firmNumbers"), data: one(`{"box":{"item":{"value":null,"n":null}}}`)},
	)
}

// 6.4.4: null goes up to the first place that may hold it.
func TestSpecPropagation(t *testing.T) {
	bad := errors.New("bad item")
	deep := &specgraph.Item{Inner: &specgraph.Item{Inner: &specgraph.Item{Err: bad}}}
	judge(t,
		example{name: "null where it may be", root: specgraph.Data{One: &specgraph.Item{}}, query: `{ box { item { value relation } } }`, data: one(`{"box":{"item":{"value":null,"relation":null}}}`)},
		example{name: "no error of null where it may be", root: specgraph.Data{}, query: `{ box { item { must } } }`, data: one(`{"box":{"item":null}}`)},
		example{name: "null where it must not be", root: specgraph.Data{}, query: `{ box { mustItem { value } } }`, data: one(`{"box":null}`), errors: []string{`["box","mustItem"]`}},
		example{name: "null of a method", root: specgraph.Data{One: &specgraph.Item{}}, query: `{ box { item { must } } }`, data: one(`{"box":{"item":null}}`), errors: []string{`["box","item","must"]`}},
		example{name: "null of the root", root: specgraph.Data{NoBox: true}, query: `{ foo mustBox { item { value } } }`, data: one(`null`), errors: []string{`["mustBox"]`}},
		example{
			name: "up to the nearest", root: specgraph.Data{One: deep}, query: `{ box { item { inner { inner { must } } } } }`,
			data: one(`{"box":{"item":{"inner":{"inner":null}}}}`), errors: []string{`["box","item","inner","inner","must"] bad item`},
		},
		example{
			name: "over several", root: specgraph.Data{One: deep}, query: `{ box { item { mustInner { mustInner { must } } } } }`,
			data: one(`{"box":{"item":null}}`), errors: []string{`["box","item","mustInner","mustInner","must"] bad item`},
		},
		example{
			name: "over all", root: specgraph.Data{One: deep}, query: `{ mustBox { mustItem { mustInner { mustInner { mustRelation } } } } }`,
			data: one(`null`), errors: []string{`["mustBox","mustItem","mustInner","mustInner","mustRelation"] bad item`},
		},
		example{
			name: "siblings stay", root: specgraph.Data{One: &specgraph.Item{Value: num(1), Inner: &specgraph.Item{Err: bad}}}, query: `{ box { item { value relation inner { must } } } foo }`,
			data: one(`{"box":{"item":{"value":1,"relation":1,"inner":null}},"foo":"foo"}`), errors: []string{`["box","item","inner","must"] bad item`},
		},
		example{
			name: "each key has its error", root: specgraph.Data{One: &specgraph.Item{Err: bad}}, query: `{ box { item { a: relation b: relation } } }`,
			data: one(`{"box":{"item":{"a":null,"b":null}}}`), errors: []string{`["box","item","a"] bad item`, `["box","item","b"] bad item`},
		},
	)
}

// 6.4.3: a value of an abstract type is completed as the object that it is.
func TestSpecAbstractTypes(t *testing.T) {
	owner := &specgraph.User{Birthday: &specgraph.Birthday{Month: num(5)}}
	first := "Ada"
	owner.FirstName = &first
	pets := specgraph.Data{Pets: []specgraph.Pet{&specgraph.Dog{Name: "Rex", Owner: owner, BarkVolume: num(9)}, nil, &specgraph.Cat{Name: "Tom", MeowVolume: num(2)}}}
	judge(t,
		example{
			name: "interface", root: pets, query: `{ pets { __typename name ... on Dog { barkVolume } ... on Cat { meowVolume } } }`,
			data: one(`{"pets":[{"__typename":"Dog","name":"Rex","barkVolume":9},null,{"__typename":"Cat","name":"Tom","meowVolume":2}]}`),
		},
		example{name: "union", root: pets, query: `{ catOrDog { __typename ... on Pet { name } ... on Dog { barkVolume } } }`, data: one(`{"catOrDog":{"__typename":"Dog","name":"Rex","barkVolume":9}}`)},
		example{name: "no field applies", root: pets, query: `{ catOrDog { ... on Cat { name } } }`, data: one(`{"catOrDog":{}}`)},
		example{name: "fields that differ under one key", root: pets, query: `{ pets { ... on Dog { volume: barkVolume } ... on Cat { volume: meowVolume } } }`, data: one(`{"pets":[{"volume":9},null,{"volume":2}]}`)},
		example{name: "an interface within another", root: pets, query: `{ pets { ... on Sentient { name } } }`, data: one(`{"pets":[{"name":"Rex"},null,{}]}`)},
		example{name: "null", query: `{ pet { name } catOrDog { __typename } }`, data: one(`{"pet":null,"catOrDog":null}`)},
		example{
			name: "interface and object merge", root: pets, query: `{ pet { owner { firstName } ... on Dog { owner { birthday { month } } } } }`,
			data: one(`{"pet":{"owner":{"firstName":"Ada","birthday":{"month":5}}}}`),
		},
		example{
			name: "two interfaces merge, of which neither implements the other", root: pets, query: `{ pet { owner { firstName } ... on Sentient { owner { birthday { month } } } } }`,
			data:   one(`{"pet":{"owner":{"firstName":"Ada","birthday":{"month":5}}}}`),
			gqlgen: "it takes them for two fields of one key, and drops the second",
		},
	)
}

// 6.2.3: one response for every event; an error before the first is one response without data.
func TestSpecSubscription(t *testing.T) {
	sender := "Hagrid"
	messages := specgraph.Data{Messages: []*specgraph.Message{{Sender: &sender, Words: "You're a wizard!"}, nil, {Words: "again"}, {Sender: &sender}}}
	judge(t,
		example{
			name: "NewMessages", root: specgraph.Data{Messages: messages.Messages[:1]}, query: `subscription NewMessages { newMessage(roomId: 123) { sender text } }`,
			data: one(`{"newMessage":{"sender":"Hagrid","text":"You're a wizard!"}}`),
		},
		example{name: "no event", query: `subscription { newMessage(roomId: 123) { sender } }`},
		example{
			name: "events that fail", root: messages, query: `subscription { m: newMessage(roomId: 123) { sender text } }`,
			data:   []string{`{"m":{"sender":"Hagrid","text":"You're a wizard!"}}`, `{"m":null}`, `{"m":{"sender":null,"text":"again"}}`, `{"m":null}`},
			errors: []string{`["m","text"] the text is lost`},
			gqlgen: "its paths lack the field of the root",
		},
		example{
			name: "events that must not be null", root: messages, query: `subscription { mustMessage(roomId: 123) { text } }`,
			data:   []string{`{"mustMessage":{"text":"You're a wizard!"}}`, `null`, `{"mustMessage":{"text":"again"}}`, `null`},
			errors: []string{`["mustMessage"]`, `["mustMessage","text"] the text is lost`},
			gqlgen: "it writes null for the field of the root, not for the data",
		},
		example{
			name: "an error before the first", root: specgraph.Data{Refusal: errors.New("no such room")}, query: `subscription { newMessage(roomId: 123) { sender } }`,
			data: one(""), errors: []string{`["newMessage"] no such room`},
		},
		example{name: "the field is skipped", query: `subscription { newMessage(roomId: 123) @skip(if: true) { sender } }`, data: one(""), errors: []string{"null must subscribe to exactly one stream"}},
		example{name: "the field is skipped by a variable", query: `subscription($s: Boolean!) { ... @skip(if: $s) { newMessage(roomId: 123) { sender } } }`, variables: map[string]any{"s": true}, data: one(""), errors: []string{"null must subscribe to exactly one stream"}},
		example{name: "no stream", query: `subscription { __typename }`, data: one(""), errors: []string{"null "}},
		example{name: "two fields", query: `subscription { newMessage(roomId: 1) { sender } mustMessage(roomId: 1) { sender } }`, data: one(""), errors: []string{"null "}},
	)
}

// 4: the schema about itself.
func TestSpecIntrospection(t *testing.T) {
	judge(t,
		example{name: "__typename", query: `{ __typename me { __typename t: __typename } }`, data: one(`{"__typename":"Query","me":{"__typename":"User","t":"User"}}`)},
		example{name: "__typename of a mutation", query: `mutation { __typename }`, data: one(`{"__typename":"Mutation"}`)},
		example{
			name: "__type", query: `{ __type(name: "User") { name fields { name type { name } } } }`,
			data: one(`{"__type":{"name":"User","fields":[{"name":"firstName","type":{"name":"String"}},{"name":"lastName","type":{"name":"String"}},{"name":"birthday","type":{"name":"Birthday"}}]}}`),
		},
		example{name: "a type that is not there", query: `{ __type(name: "Nobody") { name } }`, data: one(`{"__type":null}`)},
		example{
			name: "__schema", query: `{ __schema { queryType { name } mutationType { name } subscriptionType { name } } }`,
			data: one(`{"__schema":{"queryType":{"name":"Query"},"mutationType":{"name":"Mutation"},"subscriptionType":{"name":"Subscription"}}}`),
		},
		example{
			name: "wrapping types", query: `{ __type(name: "ExampleInput") { kind inputFields { name defaultValue type { kind name ofType { kind name } } } } }`,
			data: one(`{"__type":{"kind":"INPUT_OBJECT","inputFields":[{"name":"a","defaultValue":null,"type":{"kind":"SCALAR","name":"String","ofType":null}},{"name":"b","defaultValue":null,"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR","name":"Int"}}}]}}`),
		},
		example{name: "members of an interface and a union", query: `{ a: __type(name: "Pet") { kind possibleTypes { name } } b: __type(name: "CatOrDog") { kind possibleTypes { name } } }`, data: one(`{"a":{"kind":"INTERFACE","possibleTypes":[{"name":"Dog"},{"name":"Cat"}]},"b":{"kind":"UNION","possibleTypes":[{"name":"Cat"},{"name":"Dog"}]}}`)},
	)
}
