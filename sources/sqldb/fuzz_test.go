package sqldb_test

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

// FuzzValues sends any text as value, prefix, bound, key and cursor. Whatever
// it is, the answer is what the reference says, and the tables are still there.
func FuzzValues(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	for _, s := range stored {
		if text, ok := s.(string); ok {
			f.Add(text)
		}
	}
	d := openDatabase(f, commerce.SystemSQLite)
	d.create(f, "texts", "id {TEXT} PRIMARY KEY, name {TEXT}, email {TEXT}, total {DECIMAL}, placed {TIME} NOT NULL")
	for i, text := range append(stored, "\xff", "a\xff") {
		d.insert(f, "texts", row{"id": i, "name": text, "email": text, "total": i, "placed": "2026-01-31 10:00:00"})
	}
	c := d.source(f, sqldb.Tables{Orders: &sqldb.Table{Table: "texts", ID: "id", Fields: with(columns("name", "name", "placedAt", "placed"),
		map[string]sqldb.Column{"total": {Name: "total", Currency: "GBP"}})}}).Orders
	all := list(f, c, sources.Query{First: 250})
	f.Fuzz(func(t *testing.T, text string) { checkText(t, c, all, text) })
}

func checkText(t *testing.T, c sources.Collection[commerce.Order], all []*commerce.Order, text string) {
	v := commerce.String(text)
	predicates := []sources.Predicate{
		{Field: "name", Op: sources.Eq, Values: []commerce.Value{v}},
		{Field: "name", Op: sources.Range, From: &sources.Bound{Value: v}},
		{Field: "name", Op: sources.Range, To: &sources.Bound{Value: v, Open: true}},
	}
	if text != "" {
		predicates = append(predicates, sources.Predicate{Field: "name", Op: sources.Prefix, Values: []commerce.Value{v}})
	}
	for _, p := range predicates {
		checkListing(t, c, sources.Query{First: 250, Sort: sources.Sort{Field: "name"}}.With(p), all)
	}
	if found, err := c.Get(t.Context(), []commerce.ID{{Source: name, Key: text}}, 0); err != nil || len(found) > 1 {
		t.Errorf("get %q: %d, %v", text, len(found), err)
	}
	pages, err := c.Find(t.Context(), "name", []string{text}, sources.Query{First: 250})
	if err != nil {
		t.Errorf("find %q: %v", text, err)
	}
	for _, item := range pages[text].Items {
		if item.Node.Name != text {
			t.Errorf("find %q gives %q", text, item.Node.Name)
		}
	}
	_, err = c.Query(t.Context(), sources.Query{First: 1, After: sources.Cursor(text)})
	if text != "" && sources.KindOf(err) != sources.KindInvalid {
		t.Errorf("cursor %q: %v", text, err)
	}
}

// TestHugeExponents refuses numbers that would fill the memory with digits.
func TestHugeExponents(t *testing.T) {
	d := openDatabase(t, commerce.SystemSQLite)
	c := d.source(t, createOrders(t, d)).Orders
	for _, exponent := range []int32{999_999_999, -999_999_999} {
		p := sources.Predicate{Field: "total", Op: sources.Eq, Values: []commerce.Value{commerce.Num(commerce.NewDecimal(1, exponent))}}
		if _, err := c.Query(t.Context(), sources.Query{First: 1}.With(p)); sources.KindOf(err) != sources.KindInvalid {
			t.Errorf("1e%d: %v, want kind %v", exponent, err, sources.KindInvalid)
		}
	}
}

// TestHostileTexts sends to each system what the fuzz test sends to SQLite.
func TestHostileTexts(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		d.create(t, "texts", "id {TEXT}, name {TEXT}, total {DECIMAL}, placed {TIME} NOT NULL")
		for i, text := range stored {
			d.insert(t, "texts", row{"id": text, "name": text, "total": i, "placed": "2026-01-31 10:00:00"})
		}
		c := d.source(t, sqldb.Tables{Orders: &sqldb.Table{Table: d.table("texts"), Where: "id <> '' AND id IS NOT NULL", ID: "id",
			Fields: with(columns("name", "name", "placedAt", "placed"), map[string]sqldb.Column{"total": {Name: "total", Currency: "GBP"}})}}).Orders
		all := list(t, c, sources.Query{First: 250})
		for _, text := range hostile {
			checkText(t, c, all, text)
		}
		for _, text := range stored {
			if text, ok := text.(string); ok && text != "" {
				checkText(t, c, all, text)
				id := commerce.ID{Source: name, Key: text}
				if found, err := c.Get(t.Context(), []commerce.ID{id}, 0); err != nil || found[id] == nil || found[id].Name != text {
					t.Errorf("get %q: %v, %v", text, found, err)
				}
			}
		}
		if rest := list(t, c, sources.Query{First: 250}); len(rest) != len(all) {
			t.Errorf("%d rows are left of %d", len(rest), len(all))
		}
	})
}
