package view_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

// TestPreferOutlivesASecondary has one of two secondaries fail: its attributes
// come from the others, and it is named.
func TestPreferOutlivesASecondary(t *testing.T) {
	crm, north, south := threeRecords()
	broken := &faulty[customer]{Collection: north, failFind: func([]string) error { return down("north") }}
	c := prefer(t, []view.PreferOption{view.OrderOf(0, "north", "crm", "south")}, crm, broken, south)
	page, err := c.Query(t.Context(), sources.Query{First: 5, Want: commerce.CustomerContact})
	if err != nil || len(page.Items) != 1 || !slices.Equal(sourcesOf(page.Missing), []string{"north"}) {
		t.Fatalf("%d items without %v, error %v", len(page.Items), page.Missing, err)
	}
	if e := page.Items[0].Node; e.DisplayName() != "Ada Byron" || e.Phone != "+442" {
		t.Errorf("name %q, phone %q; want those of the others", e.DisplayName(), e.Phone)
	}
	var partial *sources.Partial
	id := commerce.ID{Source: "crm", Key: "1"}
	found, err := c.Get(t.Context(), []commerce.ID{id}, commerce.CustomerContact)
	if !errors.As(err, &partial) || found[id] == nil || found[id].Phone != "+442" {
		t.Errorf("got %v, error %v", found[id], err)
	}
	pages, err := c.Find(t.Context(), "email", []string{"ada@example.com"}, sources.Query{First: 1, Want: commerce.CustomerContact})
	if !errors.As(err, &partial) || len(pages["ada@example.com"].Items) != 1 || !slices.Equal(sourcesOf(pages["ada@example.com"].Missing), []string{"north"}) {
		t.Errorf("found %v, error %v", pages, err)
	}
}

// TestPreferNamesWhatALoneRecordLacks has a source fail that could add to what
// only another secondary has.
func TestPreferNamesWhatALoneRecordLacks(t *testing.T) {
	_, north, south := threeRecords()
	empty := memory.New(commerce.Customers, "crm", nil)
	broken := &faulty[customer]{Collection: south, failFind: func([]string) error { return down("south") }}
	c := prefer(t, nil, empty, north, broken)
	pages, _ := c.Find(t.Context(), "email", []string{"ada@example.com"}, sources.Query{First: 1, Want: commerce.CustomerContact})
	if page := pages["ada@example.com"]; len(page.Items) != 1 || !slices.Equal(sourcesOf(page.Missing), []string{"south"}) {
		t.Errorf("%d items without %v", len(page.Items), page.Missing)
	}
}

func TestPreferFailsWithItsPrimary(t *testing.T) {
	crm, north, _ := threeRecords()
	fail := func() error { return down("crm") }
	broken := &faulty[customer]{Collection: crm, failGet: func([]commerce.ID) error { return fail() }, failFind: func([]string) error { return fail() }, failQuery: func(sources.Query) error { return fail() }}
	c := prefer(t, nil, broken, north)
	if _, err := c.Query(t.Context(), sources.Query{First: 1}); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("query: error %v", err)
	}
	if _, err := c.Find(t.Context(), "email", []string{"x"}, sources.Query{First: 1}); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("find: error %v", err)
	}
	if _, err := c.Get(t.Context(), []commerce.ID{{Source: "crm", Key: "1"}}, 0); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("get: error %v", err)
	}
	var partial *sources.Partial
	found, err := c.Get(t.Context(), []commerce.ID{{Source: "north", Key: "7"}}, 0)
	if !errors.As(err, &partial) || len(found) != 0 {
		t.Errorf("a secondary's id: found %v, error %v; want nothing, said to be partial", found, err)
	}
}

func TestPreferRefusesWhatDoesNotExist(t *testing.T) {
	crm, north, _ := threeRecords()
	tests := map[string]struct {
		opts        []view.PreferOption
		secondaries []customers
	}{
		"an unknown source":        {[]view.PreferOption{view.OrderOf(0, "nowhere")}, []customers{north}},
		"an unknown attribute":     {[]view.PreferOption{view.RuleOf("height", view.Newest)}, []customers{north}},
		"a sum of texts":           {[]view.PreferOption{view.RuleOf("note", view.Sum)}, []customers{north}},
		"a source twice":           {nil, []customers{crm}},
		"a source that needs more": {nil, []customers{memory.New(commerce.Customers, "west", nil, memory.Requires("state"))}},
		"a source without match":   {nil, []customers{memory.New(commerce.Customers, "west", nil, memory.Joins("phone"))}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := view.Prefer(view.CustomerMerge(), customers(crm), test.secondaries, test.opts...); err == nil {
				t.Error("no error")
			}
		})
	}
}
