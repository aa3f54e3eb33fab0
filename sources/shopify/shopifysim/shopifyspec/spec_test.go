package shopifyspec_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

const sdl = `
schema { query: QueryRoot }
scalar DateTime
scalar Decimal
scalar UnsignedInt64
scalar URL
enum State { OPEN CLOSED }
interface Node { id: ID! }
type Order implements Node { id: ID! number: UnsignedInt64! state: State! total: Decimal at: DateTime link: URL tags: [String!]! count: Int! rate: Float open: Boolean! }
type Customer implements Node { id: ID! name: String }
type QueryRoot { order(id: ID!): Order node(id: ID!): Node nodes(ids: [ID!]!): [Node]! }
`

func TestCheckRequest(t *testing.T) {
	spec := parse(t)
	rows := map[string]struct {
		query     string
		variables map[string]any
		want      string
	}{
		"valid":            {`query($id: ID!){ order(id: $id) { id } }`, map[string]any{"id": "1"}, ""},
		"syntax":           {`{ order(`, nil, "parse request"},
		"unknown field":    {`{ order(id: 1) { nope } }`, nil, "nope"},
		"unknown argument": {`{ order(key: 1) { id } }`, nil, "key"},
		"missing variable": {`query($id: ID!){ order(id: $id) { id } }`, nil, "check variables"},
		"conflict":         {`{ node(id: 1) { a: id ... on Customer { a: name } } }`, nil, "conflict"},
		"no operation":     {`fragment F on Order { id }`, nil, ""},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			err := spec.CheckRequest(row.query, row.variables)
			if name == "no operation" {
				if err == nil {
					t.Fatal("a document without an operation was accepted")
				}
				return
			}
			expect(t, err, row.want)
		})
	}
}

func TestCheckResponse(t *testing.T) {
	spec := parse(t)
	const order = `{ order(id: 1) { id state } }`
	rows := map[string]struct{ query, body, want string }{
		"valid":              {order, `{"data":{"order":{"id":"1","state":"OPEN"}}}`, ""},
		"null allowed":       {order, `{"data":{"order":null}}`, ""},
		"null forbidden":     {order, `{"data":{"order":{"id":null,"state":"OPEN"}}}`, "data.order.id: null"},
		"missing key":        {order, `{"data":{"order":{"id":"1"}}}`, "data.order.state: selected but missing"},
		"extra key":          {order, `{"data":{"order":{"id":"1","state":"OPEN","x":1}}}`, "keys x were not selected"},
		"enum":               {order, `{"data":{"order":{"id":"1","state":"open"}}}`, "not a value of State"},
		"number for id":      {order, `{"data":{"order":{"id":1,"state":"OPEN"}}}`, "not a ID"},
		"list for object":    {order, `{"data":{"order":[]}}`, "a list"},
		"envelope key":       {order, `{"data":{"order":null},"meta":1}`, `unexpected key "meta"`},
		"no data":            {order, `{}`, "neither data nor errors"},
		"errors only":        {order, `{"errors":[{"message":"no"}]}`, ""},
		"errors as text":     {order, `{"errors":"no"}`, "not a list"},
		"error sans message": {order, `{"errors":[{}]}`, "no message"},
		"trailing text":      {order, `{"data":{"order":null}} x`, "decode response"},
		"truncated":          {order, `{"data":{"ord`, "decode response"},
		"decimal number":     {`{ order(id: 1) { total } }`, `{"data":{"order":{"total":1.5}}}`, "not a Decimal"},
		"decimal text":       {`{ order(id: 1) { total } }`, `{"data":{"order":{"total":"1.50"}}}`, ""},
		"time":               {`{ order(id: 1) { at } }`, `{"data":{"order":{"at":"yesterday"}}}`, "not a DateTime"},
		"url":                {`{ order(id: 1) { link } }`, `{"data":{"order":{"link":"/x"}}}`, "not a URL"},
		"unsigned":           {`{ order(id: 1) { number } }`, `{"data":{"order":{"number":"-4"}}}`, "not a UnsignedInt64"},
		"int as float":       {`{ order(id: 1) { count } }`, `{"data":{"order":{"count":1.5}}}`, "not a Int"},
		"int too big":        {`{ order(id: 1) { count } }`, `{"data":{"order":{"count":3000000000}}}`, "not a Int"},
		"float":              {`{ order(id: 1) { rate open } }`, `{"data":{"order":{"rate":0.5,"open":true}}}`, ""},
		"null in list":       {`{ order(id: 1) { tags } }`, `{"data":{"order":{"tags":[null]}}}`, "data.order.tags[0]: null"},
		"object for list":    {`{ order(id: 1) { tags } }`, `{"data":{"order":{"tags":{}}}}`, "the list"},
		"alias":              {`{ a: order(id: 1) { b: id } }`, `{"data":{"a":{"b":"1"}}}`, ""},
		"skip":               {`{ order(id: 1) { id state @skip(if: true) } }`, `{"data":{"order":{"id":"1"}}}`, ""},
		"include false":      {`{ order(id: 1) { id ...F @include(if: false) } } fragment F on Order { state }`, `{"data":{"order":{"id":"1"}}}`, ""},
		"merged":             {`{ order(id: 1) { id } order(id: 1) { state } }`, `{"data":{"order":{"id":"1","state":"OPEN"}}}`, ""},
		"typename":           {`{ node(id: 1) { __typename id ... on Customer { name } } }`, `{"data":{"node":{"__typename":"Customer","id":"1","name":null}}}`, ""},
		"typename lies":      {`{ node(id: 1) { __typename id ... on Customer { name } } }`, `{"data":{"node":{"__typename":"Order","id":"1","name":null}}}`, "keys name were not selected"},
		"unknown typename":   {`{ node(id: 1) { __typename } }`, `{"data":{"node":{"__typename":"Thing"}}}`, "not one of the types"},
		"untyped node":       {`{ node(id: 1) { id ... on Customer { name } } }`, `{"data":{"node":{"id":"1","name":"x"}}}`, ""},
		"fits no type":       {`{ node(id: 1) { id ... on Customer { name } } }`, `{"data":{"node":{"id":"1","other":"x"}}}`, "fits no type of Node"},
		"nulls in nodes":     {`{ nodes(ids: [1]) { id } }`, `{"data":{"nodes":[null,{"id":"1"}]}}`, ""},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			expect(t, spec.CheckResponse(row.query, nil, []byte(row.body)), row.want)
		})
	}
}

func TestOfficialSchema(t *testing.T) {
	spec := shopifyspec.Load(t)
	const query = `query($id: ID!) { node(id: $id) { __typename id ... on Order { name totalPriceSet { shopMoney { amount currencyCode } } } } }`
	variables := map[string]any{"id": "gid://shopify/Order/1"}
	body := `{"data":{"node":{"__typename":"Order","id":"gid://shopify/Order/1","name":"#1","totalPriceSet":{"shopMoney":{"amount":"1.0","currencyCode":"EUR"}}}}}`
	expect(t, spec.CheckRequest(query, variables), "")
	expect(t, spec.CheckResponse(query, variables, []byte(body)), "")
	expect(t, spec.CheckResponse(query, variables, []byte(strings.Replace(body, "EUR", "euro", 1))), "CurrencyCode")
}

func parse(t *testing.T) *shopifyspec.Spec {
	t.Helper()
	spec, err := shopifyspec.Parse("test", sdl)
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

func expect(t *testing.T, err error, want string) {
	t.Helper()
	if want == "" && err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Fatalf("error %v, want one that says %q", err, want)
	}
}
