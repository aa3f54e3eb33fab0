package sqldb_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/sources/sqldb"
)

// order is the least that orders can be, with a further column.
func order(field string, c sqldb.Column) sqldb.Tables {
	return sqldb.Tables{Orders: &sqldb.Table{Table: "orders", ID: "id", Fields: map[string]sqldb.Column{
		"total": {Name: "total", Currency: "EUR"}, "placedAt": {Name: "placed"}, field: c,
	}}}
}

// Each problem has the place of what is to be mended.
func TestVetPlacesProblems(t *testing.T) {
	two := 2
	column := func(setting string) sqldb.Place { return sqldb.Place{Table: "orders", Field: "name", Setting: setting} }
	for what, tc := range map[string]struct {
		tables sqldb.Tables
		want   sqldb.Place
		said   string
	}{
		"nothing":  {sqldb.Tables{}, sqldb.Place{}, "no table is configured"},
		"field":    {order("nam", sqldb.Column{Name: "n"}), sqldb.Place{Table: "orders", Field: "nam"}, `orders: there is no field "nam": did you mean "name"?`},
		"zone":     {order("name", sqldb.Column{Name: "n", Zone: "Local"}), column("zone"), `orders: field "name": there is no time zone "Local": write one as in "Europe/London"`},
		"type":     {order("name", sqldb.Column{Name: "n", Type: sqldb.ColumnUnix}), column("type"), `orders: field "name": column "n" is read as unix, but the field is a text: leave out the type`},
		"scale":    {order("name", sqldb.Column{Name: "n", MinorDigits: &two}), column("scale"), `orders: field "name": column "n" has minor digits, but is no amount: leave out the scale`},
		"values":   {order("name", sqldb.Column{Name: "n", Values: map[string]string{"a": "A"}}), column("values"), `orders: field "name": has values, but holds no words: remove them`},
		"default":  {order("name", sqldb.Column{Name: "n", Default: new(string)}), column("default"), `orders: field "name": the default is empty, and an empty value is none: write what is to stand there, or leave it out`},
		"currency": {order("subtotal", sqldb.Column{Name: "n", Currency: "euro"}), sqldb.Place{Table: "orders", Field: "subtotal", Setting: "currency"}, `orders: field "subtotal": the currency "euro" is no code of three capital letters`},
		"word": {
			order("status", sqldb.Column{Name: "n", Values: map[string]string{"x": "CANCELED", "y": "OPEN", "z": "UNKNOWN"}}),
			sqldb.Place{Table: "orders", Field: "status", Setting: "values", Word: "x"},
			`orders: field "status": value "CANCELED" is no word of the graph: did you mean "CANCELLED"?`,
		},
		"instant": {
			order("updatedAt", sqldb.Column{Name: "n", Type: sqldb.ColumnTime, Zone: "Europe/London"}),
			sqldb.Place{Table: "orders", Field: "updatedAt", Setting: "type"},
			`orders: field "updatedAt": column "n" is read as time, which needs no zone: read it as local-time`,
		},
		"amount": {
			sqldb.Tables{Payments: &sqldb.Table{Table: "t", ID: "id", Fields: columns("amount", "a")}}, sqldb.Place{Table: "payments", Field: "amount"},
			`payments: column "a" is an amount: give its currency or the column that holds it`,
		},
		"needed": {
			sqldb.Tables{Locations: &sqldb.Table{Table: "t", ID: "id"}}, sqldb.Place{Table: "locations", Setting: "fields"},
			`locations: field "name" is needed: name its column`,
		},
		"shared": { // told of the variants, not of the products whose children they are, too
			sqldb.Tables{
				Products: &sqldb.Table{Table: "p", ID: "id", Fields: columns("title", "title")},
				Variants: &sqldb.Table{Table: "v", ID: "id", Fields: columns("product", "p", "skew", "s")},
			},
			sqldb.Place{Table: "variants", Field: "skew"}, `variants: there is no field "skew": did you mean "sku"?`,
		},
		"child": {
			sqldb.Tables{Products: &sqldb.Table{Table: "p", ID: "id", Fields: columns("title", "title"), Children: map[string]sqldb.Child{
				"media": {Table: "m", ID: []string{"id"}, Fields: columns("url", "url")},
			}}},
			sqldb.Place{Table: "products", Child: "media", Setting: "parent"},
			"media of products: name the column that holds the id of the row they belong to as parent",
		},
	} {
		t.Run(what, func(t *testing.T) {
			got := sqldb.Vet(tc.tables)
			if len(got) != 1 || got[0].Place != tc.want || got[0].String() != tc.said {
				t.Errorf("got %+v, want %+v: %s", got, tc.want, tc.said)
			}
		})
	}
}

// What only the database can contradict has its place in the error of Open.
func TestOpenPlacesProblems(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "placed", "id bigint PRIMARY KEY, name {TEXT}")
		tables := sqldb.Tables{
			Locations: &sqldb.Table{Table: d.table("placed"), ID: "id", Fields: columns("name", "nome")},
			Customers: &sqldb.Table{Table: d.table("nowhere"), ID: "id"},
			Products: &sqldb.Table{Select: "SELECT 1 AS id, 'x' AS title", ID: "id", Fields: columns("title", "title"), Children: map[string]sqldb.Child{
				"tags": {Table: d.table("placed"), Parent: "id", ID: []string{"id", "row"}, Fields: columns("value", "name")},
			}},
		}
		if found := sqldb.Vet(tables); len(found) > 0 {
			t.Errorf("without the database there are %v", found)
		}
		_, err := sqldb.Open(t.Context(), sqldb.Config{Name: name, System: d.system, DSN: d.dsn, Tables: tables})
		var problems *sqldb.Problems
		if !errors.As(err, &problems) {
			t.Fatalf("error %v", err)
		}
		var places []sqldb.Place
		for _, p := range problems.List {
			places = append(places, p.Place)
			if p.Field == "name" && (p.Suggestion != "name" || p.Column != "nome") {
				t.Errorf("got %+v", p)
			}
		}
		want := []sqldb.Place{
			{Table: "customers", Setting: "table"},
			{Table: "products", Child: "tags", Setting: "id[1]"},
			{Table: "locations", Field: "name", Setting: "column"},
		}
		if !slices.Equal(places, want) {
			t.Errorf("got %+v, want %+v", places, want)
		}
	})
}
