package view_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

// FuzzUnionCursor gives a union cursors as a hostile client would: texts, and
// well-made ones of positions that it never wrote. Each is refused as invalid,
// or lists; whatever it lists, it lists at most once.
func FuzzUnionCursor(f *testing.F) {
	members := make([]sources.Collection[commerce.Order], 3)
	for i := range members {
		name := fmt.Sprintf("store-%d", i)
		members[i] = memory.New(commerce.Orders, name, family(name, 5))
	}
	u, err := view.Union(commerce.Orders, newest, members...)
	if err != nil {
		f.Fatal(err)
	}
	q := sources.Query{First: 4, Sort: newest}
	page, err := u.Query(f.Context(), q)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(page.End.Cursor()), false)
	for _, position := range []string{`{}`, `{"p":{}}`, `{"p":null}`, `{"l":"store-0","p":{"store-0":{}}}`, `{"p":{"store-1":{"d":true,"g":true}}}`, `{"p":{"nowhere":{"a":"x"}}}`, `[]`} {
		f.Add(position, true)
	}
	f.Fuzz(func(t *testing.T, text string, wrap bool) {
		q.After = sources.Cursor(text)
		if wrap {
			q.After = sources.CursorsOf("", q).Write(json.RawMessage(text))
		}
		page, err := u.Query(t.Context(), q)
		if err != nil {
			if sources.KindOf(err) != sources.KindInvalid {
				t.Errorf("error %v, want invalid", err)
			}
			return
		}
		seen := make(map[commerce.ID]bool)
		for _, item := range page.Items {
			if seen[item.Node.ID] || len(page.Items) > q.First {
				t.Errorf("%s is listed twice, or too much is", item.Node.ID)
			}
			seen[item.Node.ID] = true
		}
	})
}
