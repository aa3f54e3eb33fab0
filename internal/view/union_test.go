package view_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

var (
	newest = sources.Sort{Field: "placedAt", Desc: true}
	names  = []string{"north", "south", "west"}
)

// store is the collections of several sources, each wrapped as a test wants it.
type store struct {
	members map[string]*memory.Collection[commerce.Order]
	list    []sources.Collection[commerce.Order]
}

func open(seed []*commerce.Order, wrap func(sources.Collection[commerce.Order]) sources.Collection[commerce.Order], opts ...memory.Option) store {
	bySource := make(map[string][]*commerce.Order)
	for _, o := range seed {
		bySource[o.ID.Source] = append(bySource[o.ID.Source], o)
	}
	s := store{members: make(map[string]*memory.Collection[commerce.Order])}
	for _, name := range names {
		c := memory.New(commerce.Orders, name, bySource[name], opts...)
		s.members[name] = c
		s.list = append(s.list, wrap(c))
	}
	return s
}

func (s store) changes() sourcetest.Changes[commerce.Order] {
	return sourcetest.Changes[commerce.Order]{
		Put:    func(o *commerce.Order) { s.members[o.ID.Source].Put(o) },
		Delete: func(id commerce.ID) { s.members[id.Source].Delete(id) },
	}
}

func union(t *testing.T, members ...sources.Collection[commerce.Order]) sources.Collection[commerce.Order] {
	t.Helper()
	u, err := view.Union(commerce.Orders, newest, members...)
	if err != nil {
		t.Fatalf("unite %d members: %v", len(members), err)
	}
	return u
}

func bare(c sources.Collection[commerce.Order]) sources.Collection[commerce.Order] { return c }

func completed(c sources.Collection[commerce.Order]) sources.Collection[commerce.Order] {
	return view.Complete(commerce.Orders, c, view.Budget(2))
}

func TestUnionKeepsTheContract(t *testing.T) {
	tests := map[string]struct {
		wrap  func(sources.Collection[commerce.Order]) sources.Collection[commerce.Order]
		loose bool
		opts  []memory.Option
	}{
		"of members that can all":      {wrap: bare},
		"of members with small pages":  {wrap: bare, opts: []memory.Option{memory.MaxPage(3), memory.MaxBatch(4)}},
		"of members with offsets":      {wrap: bare, opts: []memory.Option{memory.Offsets()}},
		"of members that need a value": {wrap: bare, opts: []memory.Option{memory.Requires("currency")}},
		"of completed members":         {wrap: completed, loose: true, opts: []memory.Option{memory.Filters(nil), memory.MaxPage(4), memory.MaxBatch(2)}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			sourcetest.Run(t, sourcetest.Harness[commerce.Order]{
				Kind: commerce.Orders,
				Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(names[i*i%7%len(names)], i) },
				Open: func(t *testing.T, seed []*commerce.Order) sources.Collection[commerce.Order] {
					return union(t, open(seed, test.wrap, test.opts...).list...)
				},
				Change: func(t *testing.T, seed []*commerce.Order) (sources.Collection[commerce.Order], sourcetest.Changes[commerce.Order]) {
					s := open(seed, test.wrap, test.opts...)
					return union(t, s.list...), s.changes()
				},
				Loose: test.loose,
			})
		})
	}
}

// TestUnionWithoutCommonOrder lists one source after another: nothing that all
// put in the same order is known of locations.
func TestUnionWithoutCommonOrder(t *testing.T) {
	sourcetest.Run(t, sourcetest.Harness[commerce.Location]{
		Kind: commerce.Locations,
		Make: func(i int) *commerce.Location { return sourcetest.MakeLocation(names[i*i%7%len(names)], i) },
		Open: func(t *testing.T, seed []*commerce.Location) sources.Collection[commerce.Location] {
			var members []sources.Collection[commerce.Location]
			for _, name := range names {
				own := slices.DeleteFunc(slices.Clone(seed), func(l *commerce.Location) bool { return l.ID.Source != name })
				members = append(members, memory.New(commerce.Locations, name, own, memory.MaxPage(6)))
			}
			u, err := view.Union(commerce.Locations, sources.Sort{}, members...)
			if err != nil {
				t.Fatalf("unite locations: %v", err)
			}
			return u
		},
	})
}

func TestUnionOfOneIsThatOne(t *testing.T) {
	c := memory.New(commerce.Orders, north, family(north, 9))
	u := union(t, c)
	if got := u.Traits().Source; got != north || !u.Traits().Sortable(sources.Sort{Field: "name"}) {
		t.Errorf("the union of one is of source %q, and has lost its sort by text", got)
	}
	page, err := u.Query(t.Context(), sources.Query{First: 9})
	if err != nil || !slices.IsSortedFunc(page.Items, func(a, b sources.Item[commerce.Order]) int {
		return b.Node.PlacedAt.Compare(a.Node.PlacedAt)
	}) {
		t.Errorf("its own order is not that of the union, error %v", err)
	}
	pages, err := u.Find(t.Context(), "test", []string{"false"}, sources.Query{First: 1})
	if sources.KindOf(err) != sources.KindUnsupported {
		t.Errorf("found %v by what the member cannot, error %v", pages, err)
	}
	pages, err = u.Find(t.Context(), "currency", []string{"EUR"}, sources.Query{First: 9})
	if items := pages["EUR"].Items; err != nil || len(items) != 3 || items[0].Node.PlacedAt.Before(items[2].Node.PlacedAt) {
		t.Errorf("found %d in another order, error %v", len(items), err)
	}
}

func TestUnionRefusesMembers(t *testing.T) {
	c := memory.New(commerce.Orders, north, nil)
	tests := map[string][]sources.Collection[commerce.Order]{
		"none":          nil,
		"of one name":   {c, c},
		"without order": {c, memory.New(commerce.Orders, "south", nil, memory.Sorts())},
	}
	for name, members := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := view.Union(commerce.Orders, newest, members...); err == nil {
				t.Error("no error")
			}
		})
	}
}

func down(name string) error {
	return &sources.Error{Kind: sources.KindUnavailable, Source: name, Op: "list"}
}

// TestUnionNamesWhatDoesNotAnswer has a member fail when the listing begins,
// and come back while it goes on: it stays out, and is named on each page.
func TestUnionNamesWhatDoesNotAnswer(t *testing.T) {
	broken := true
	north := memory.New(commerce.Orders, "north", family("north", 10))
	south := &faulty[commerce.Order]{Collection: memory.New(commerce.Orders, "south", family("south", 10)), failQuery: func(sources.Query) error {
		if broken {
			return down("south")
		}
		return nil
	}}
	u := union(t, north, south)
	q := sources.Query{First: 4}
	listed := 0
	for n := range 3 {
		page, err := u.Query(t.Context(), q)
		if err != nil {
			t.Fatalf("page %d: %v", n, err)
		}
		if got := sourcesOf(page.Missing); !slices.Equal(got, []string{"south"}) {
			t.Errorf("page %d: %v is missing, want south", n, got)
		}
		listed += len(page.Items)
		q.After, broken = page.End.Cursor(), false
	}
	if listed != 10 || q.After != "" {
		t.Errorf("%d items are listed, want 10", listed)
	}
	page, err := u.Query(t.Context(), sources.Query{First: 4})
	if err != nil || len(page.Missing) > 0 {
		t.Errorf("a new listing misses %v, error %v", page.Missing, err)
	}
}

func sourcesOf(errs []error) []string {
	var out []string
	for _, err := range errs {
		var e *sources.Error
		if errors.As(err, &e) {
			out = append(out, e.Source)
		}
	}
	return out
}

// TestUnionFailsThePageLater has a member fail on the second page: the page
// fails, and can be asked for again with nothing lost.
func TestUnionFailsThePageLater(t *testing.T) {
	broken := false
	south := &faulty[commerce.Order]{Collection: memory.New(commerce.Orders, "south", family("south", 10)), failQuery: func(sources.Query) error {
		if broken {
			return down("south")
		}
		return nil
	}}
	u := union(t, memory.New(commerce.Orders, "north", family("north", 10)), south)
	first, err := u.Query(t.Context(), sources.Query{First: 6})
	if err != nil {
		t.Fatalf("first page: %v", err)
	}
	broken = true
	q := sources.Query{First: 50, After: first.End.Cursor()}
	if _, err := u.Query(t.Context(), q); sources.KindOf(err) != sources.KindUnavailable || !slices.Equal(sourcesOf([]error{err}), []string{"south"}) {
		t.Errorf("second page: error %v, want south unavailable", err)
	}
	broken = false
	rest, err := u.Query(t.Context(), q)
	if err != nil || len(first.Items)+len(rest.Items) != 20 || rest.HasNext {
		t.Errorf("second page again: %d items, error %v; want 14", len(rest.Items), err)
	}
}

func TestUnionFailsWhenNoneAnswers(t *testing.T) {
	fail := func(name string) sources.Collection[commerce.Order] {
		err := func() error { return down(name) }
		return &faulty[commerce.Order]{
			Collection: memory.New(commerce.Orders, name, nil),
			failQuery:  func(sources.Query) error { return err() },
			failFind:   func([]string) error { return err() },
			failGet:    func([]commerce.ID) error { return err() },
		}
	}
	u := union(t, fail("north"), fail("south"))
	if _, err := u.Query(t.Context(), sources.Query{First: 1}); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("query: error %v", err)
	}
	if _, err := u.Find(t.Context(), "name", []string{"#1001"}, sources.Query{First: 1}); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("find: error %v", err)
	}
	if _, err := u.Get(t.Context(), []commerce.ID{{Source: "north", Key: "1"}}, 0); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("get: error %v", err)
	}
}

// TestUnionAnswersInPart has one member fail where ids and values of both are asked.
func TestUnionAnswersInPart(t *testing.T) {
	for name, wrap := range map[string]func(sources.Collection[commerce.Order]) sources.Collection[commerce.Order]{"bare": bare, "completed": completed} {
		t.Run(name, func(t *testing.T) {
			south := &faulty[commerce.Order]{
				Collection: memory.New(commerce.Orders, "south", family("south", 3)),
				failFind:   func([]string) error { return down("south") },
				failGet:    func([]commerce.ID) error { return down("south") },
			}
			u := union(t, wrap(memory.New(commerce.Orders, "north", family("north", 3))), wrap(south))
			var partial *sources.Partial
			found, err := u.Get(t.Context(), []commerce.ID{{Source: "north", Key: "1001"}, {Source: "south", Key: "1001"}}, 0)
			if !errors.As(err, &partial) || len(found) != 1 || !slices.Equal(sourcesOf(partial.Errs), []string{"south"}) {
				t.Errorf("got %d, error %v", len(found), err)
			}
			pages, err := u.Find(t.Context(), "name", []string{"#1001", "#1002"}, sources.Query{First: 5})
			if !errors.As(err, &partial) || len(pages) != 2 {
				t.Fatalf("found %d, error %v", len(pages), err)
			}
			for value, page := range pages {
				if len(page.Items) != 1 || !slices.Equal(sourcesOf(page.Missing), []string{"south"}) {
					t.Errorf("%s: %d items, without %v", value, len(page.Items), page.Missing)
				}
			}
		})
	}
}

func TestUnionAsksForReferencesWhereTheyPoint(t *testing.T) {
	north := &counting[commerce.Order]{Collection: memory.New(commerce.Orders, "north", family("north", 9))}
	south := &counting[commerce.Order]{Collection: memory.New(commerce.Orders, "south", family("south", 9))}
	pages, err := union(t, north, south).Find(t.Context(), "customer", []string{"north:1001", "north:1002"}, sources.Query{First: 1})
	if err != nil || len(pages) != 2 || north.finds.Load() != 1 || south.finds.Load() != 0 {
		t.Errorf("found %d in %d and %d calls, error %v; want 2 in 1 and 0", len(pages), north.finds.Load(), south.finds.Load(), err)
	}
}
