package sqldb_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// TestTypes reads and looks up by the types that only one of the systems has.
func TestTypes(t *testing.T) {
	tests := []struct {
		system  commerce.System
		columns string
		row     string
		key     string
		others  []string // keys that look alike
		column  map[string]sqldb.Column
		total   string
		tags    []string
		active  bool
	}{
		{
			commerce.SystemPostgreSQL, "id uuid PRIMARY KEY, total money, day date, tags text[], test boolean, state text COLLATE \"und-x-icu\", buyer int",
			`'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '1234.50', '2026-01-31', '{" a","b,c"}', 'yes', 'open', 7`,
			"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", []string{"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}", "a0eebc999c0b4ef8bb6d6bb9bd380a11"},
			map[string]sqldb.Column{"total": {Name: "total", Currency: "USD"}}, "1234.50 USD", []string{"a", "b,c"}, true,
		},
		{
			commerce.SystemPostgreSQL, "id numeric(20) PRIMARY KEY, total smallint, day timestamp, tags jsonb, test text, state char(10), buyer uuid",
			`18446744073709551615, -5, '2026-01-31', '["a", "b"]', 'Y', 'open', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'`,
			"18446744073709551615", []string{"18446744073709551615.0", "018446744073709551615"},
			map[string]sqldb.Column{"total": {Name: "total", Currency: "KWD", MinorDigits: new(3)}}, "-0.005 KWD", []string{"a", "b"}, true,
		},
		{
			commerce.SystemMySQL, "id bigint unsigned PRIMARY KEY, total decimal(30, 10), day date, tags json, test bit(1), state enum('open', 'shut'), buyer char(36)",
			`18446744073709551615, 12345678901234567890.0000000001, '2026-01-31', '["a", "b"]', b'1', 'open', 'x'`,
			"18446744073709551615", []string{"18446744073709551616", "-1", "1.8446744073709551615e19"},
			map[string]sqldb.Column{"total": {Name: "total", Currency: "EUR"}}, "12345678901234567890.0000000001 EUR", []string{"a", "b"}, true,
		},
		{
			commerce.SystemMySQL, "id varchar(20) CHARACTER SET latin1 PRIMARY KEY, total int, day timestamp, tags text, test tinyint(1), state varchar(10), buyer int",
			`'é', 1999, '2026-01-31', 'a, b,,', 0, 'open', NULL`,
			"é", []string{"e", "É", "é ", "\xe9"},
			map[string]sqldb.Column{"total": {Name: "total", Currency: "EUR", MinorDigits: new(2)}}, "19.99 EUR", []string{"a", "b"}, false,
		},
		{
			commerce.SystemSQLite, "id PRIMARY KEY, total DECIMAL(10, 2), day DATE, tags, test, state NVARCHAR(10) COLLATE NOCASE, buyer",
			`'k', 10.25, '2026-01-31', '["a","b"]', 'true', 'open', 7`,
			"k", []string{"K", "k "},
			map[string]sqldb.Column{"total": {Name: "total", Currency: "EUR"}}, "10.25 EUR", []string{"a", "b"}, true,
		},
		{
			commerce.SystemSQLite, "id INTEGER PRIMARY KEY, total TEXT, day DATETIME, tags TEXT, test INTEGER, state TEXT, buyer TEXT",
			`9223372036854775807, '12345678901234567890.123456789', '2026-01-31T00:00:00Z', NULL, 0, 'open', NULL`,
			"9223372036854775807", []string{"9223372036854775808", "09223372036854775807", "9.223372036854775807e18"},
			map[string]sqldb.Column{"total": {Name: "total", Currency: "EUR"}}, "12345678901234567890.123456789 EUR", nil, false,
		},
	}
	for _, test := range tests {
		t.Run(strings.ToLower(string(test.system))+" "+test.key, func(t *testing.T) {
			d := openDatabase(t, test.system)
			table := d.create(t, "typed", test.columns)
			d.exec(t, "INSERT INTO "+table+" VALUES ("+test.row+")")
			src := d.source(t, sqldb.Tables{Orders: &sqldb.Table{
				Select: "SELECT * FROM " + table + " -- all of it;", Where: "state <> 'x' -- but that;", ID: "id",
				Fields: with(test.column, columns("placedAt", "day", "tags", "tags", "test", "test", "channel", "state", "customer", "buyer")),
			}})
			listed := list(t, src.Orders, sources.Query{First: 5})
			if len(listed) != 1 {
				t.Fatalf("%d orders are listed, want 1", len(listed))
			}
			for _, o := range listed {
				if o.ID.Key != test.key || o.Total.Shop.String() != test.total || !slices.Equal(o.Tags, test.tags) || o.Test != test.active ||
					o.PlacedAt.Format("2006-01-02T15:04:05Z07:00") != "2026-01-31T00:00:00Z" || o.Channel != "open" {
					t.Errorf("read %+v", o)
				}
				all := []*commerce.Order{o}
				for _, f := range commerce.Orders.Fields {
					if ops, vs := src.Orders.Traits().Filters[f.Name], f.Values(o); ops != 0 && len(vs) > 0 {
						checkListing(t, src.Orders, sources.Query{First: 1}.With(sources.Predicate{Field: f.Name, Op: sources.Eq, Values: vs}), all)
					}
				}
			}
			ids := []commerce.ID{{Source: name, Key: test.key}}
			for _, other := range test.others {
				ids = append(ids, commerce.ID{Source: name, Key: other})
			}
			if found, err := src.Orders.Get(t.Context(), ids, 0); err != nil || len(found) != 1 || found[ids[0]] == nil {
				t.Errorf("get %q finds %v, error %v", ids, found, err)
			}
		})
	}
}

// TestDeniedTable has a user that may connect, and read nothing.
func TestDeniedTable(t *testing.T) {
	d := openDatabase(t, commerce.SystemPostgreSQL)
	table := d.create(t, "secrets", "id bigint PRIMARY KEY, name text")
	d.exec(t, "CREATE ROLE "+d.schema+" LOGIN PASSWORD '"+password+"'")
	t.Cleanup(func() { d.drop(t, "DROP ROLE "+d.schema) })
	d.exec(t, "GRANT USAGE ON SCHEMA "+d.schema+" TO "+d.schema)
	t.Cleanup(func() { d.drop(t, "REVOKE USAGE ON SCHEMA "+d.schema+" FROM "+d.schema) })
	u, err := url.Parse(d.dsn)
	if err != nil {
		t.Skip("the DSN is no URL, in which the user could be replaced")
	}
	u.User = url.UserPassword(d.schema, password)
	reason := refused(t, sqldb.Config{Name: name, System: d.system, DSN: u.String(), Tables: sqldb.Tables{
		Locations: &sqldb.Table{Table: table, ID: "id", Fields: columns("name", "name")}}}, sources.KindDenied)
	if !strings.Contains(reason, "locations: ") || strings.Contains(reason, password) {
		t.Errorf("the reason is %q", reason)
	}
}
