package view_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"pgregory.net/rapid"
)

var oldest = sources.Sort{Field: "createdAt"}

// TestOuterJoinKeepsTheContract spreads customers over three sources, each in one.
func TestOuterJoinKeepsTheContract(t *testing.T) {
	split := func(seed []*customer) map[string]*memory.Collection[customer] {
		out := make(map[string]*memory.Collection[customer])
		for _, name := range names {
			out[name] = people(name, slices.DeleteFunc(slices.Clone(seed), func(c *customer) bool { return c.ID.Source != name })...)
		}
		return out
	}
	join := func(t *testing.T, of map[string]*memory.Collection[customer]) customers {
		return prefer(t, []view.PreferOption{view.OuterJoin(oldest)}, of[names[0]], of[names[1]], of[names[2]])
	}
	sourcetest.Run(t, sourcetest.Harness[customer]{
		Kind: commerce.Customers,
		Make: func(i int) *customer { return sourcetest.MakeCustomer(names[i*i%7%len(names)], i) },
		Open: func(t *testing.T, seed []*customer) customers { return join(t, split(seed)) },
		Change: func(t *testing.T, seed []*customer) (customers, sourcetest.Changes[customer]) {
			of := split(seed)
			return join(t, of), sourcetest.Changes[customer]{
				Put:    func(c *customer) { of[c.ID.Source].Put(c) },
				Delete: func(id commerce.ID) { of[id.Source].Delete(id) },
			}
		},
		Loose: true,
	})
}

// TestOuterJoinListsEachThingOnce compares the listing of random records, many
// of them of the same few people, with what it must be; and every record's id
// must lead to the listed entity of its person.
func TestOuterJoinListsEachThingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []*customer
		bySource := make([][]*customer, len(names))
		for i := range rapid.IntRange(0, 24).Draw(t, "records") {
			s := rapid.IntRange(0, len(names)-1).Draw(t, "source")
			c := person(names[s], fmt.Sprintf("%02d", i), rapid.SampledFrom([]string{"", "a@x.org", "A@x.org", "b@x.org", "c@x.org", "d@x.org"}).Draw(t, "email"))
			c.CreatedAt = c.CreatedAt.Add(time.Duration(rapid.IntRange(0, 5).Draw(t, "hour")) * time.Hour)
			all, bySource[s] = append(all, c), append(bySource[s], c)
		}
		slices.SortFunc(all, byAge)
		c, err := view.Prefer(view.CustomerMerge(), customers(people(names[0], bySource[0]...)),
			[]customers{people(names[1], bySource[1]...), people(names[2], bySource[2]...)}, view.OuterJoin(oldest))
		if err != nil {
			t.Fatalf("prefer: %v", err)
		}
		want, standsFor := standing(all)
		if got := listing(t, c, rapid.IntRange(1, 7).Draw(t, "first")); !slices.Equal(got, want) {
			t.Fatalf("listed\n%v, want\n%v", got, want)
		}
		for id, stands := range standsFor {
			found, err := c.Get(context.Background(), []commerce.ID{id}, commerce.CustomerMembers)
			if err != nil || found[id] == nil || found[id].ID != stands {
				t.Fatalf("get %s: found %v, error %v; want %s", id, found[id], err, stands)
			}
		}
	})
}

func byAge(a, b *customer) int {
	return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID.Source, b.ID.Source), cmp.Compare(a.ID.Key, b.ID.Key))
}

// standing returns the ids that are listed, in order, and for every record the
// one that stands for it: a record of the primary for itself, else the oldest
// of the first source that knows the address. All are given by age.
func standing(all []*customer) (listed []commerce.ID, standsFor map[commerce.ID]commerce.ID) {
	first := make(map[string]*customer)
	for _, name := range names {
		for _, c := range all {
			if key := commerce.FoldEmail(string(c.Email)); c.ID.Source == name && key != "" && first[key] == nil {
				first[key] = c
			}
		}
	}
	standsFor = make(map[commerce.ID]commerce.ID)
	for _, c := range all {
		standsFor[c.ID] = c.ID
		if thing := first[commerce.FoldEmail(string(c.Email))]; thing != nil && c.ID.Source != names[0] {
			standsFor[c.ID] = thing.ID
		}
		if standsFor[c.ID] == c.ID {
			listed = append(listed, c.ID)
		}
	}
	return listed, standsFor
}

func listing(t *rapid.T, c customers, first int) []commerce.ID {
	var out []commerce.ID
	q := sources.Query{First: first}
	for range 500 {
		page, err := c.Query(context.Background(), q)
		if err != nil || len(page.Missing) > 0 {
			t.Fatalf("query: without %v, error %v", page.Missing, err)
		}
		for _, item := range page.Items {
			out = append(out, item.Node.ID)
		}
		if !page.HasNext {
			return out
		}
		q.After = page.End.Cursor()
	}
	t.Fatal("the listing does not end")
	return nil
}

// TestOuterJoinWithoutItsPrimary cannot tell what is listed twice.
func TestOuterJoinWithoutItsPrimary(t *testing.T) {
	crm, north, south := threeRecords()
	fail := func() error { return down("crm") }
	broken := &faulty[customer]{Collection: crm, failFind: func([]string) error { return fail() }, failQuery: func(sources.Query) error { return fail() }}
	c := prefer(t, []view.PreferOption{view.OuterJoin(oldest)}, broken, north, south)
	if _, err := c.Query(t.Context(), sources.Query{First: 3}); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("error %v, want unavailable", err)
	}
}

// TestOuterJoinWithoutASecondary lists what the others have.
func TestOuterJoinWithoutASecondary(t *testing.T) {
	crm, north, south := threeRecords()
	north.Put(person("north", "8", "north@example.com"))
	broken := &faulty[customer]{Collection: south, failFind: func([]string) error { return down("south") }, failQuery: func(sources.Query) error { return down("south") }}
	c := prefer(t, []view.PreferOption{view.OuterJoin(oldest)}, crm, north, broken)
	page, err := c.Query(t.Context(), sources.Query{First: 3})
	if err != nil || len(page.Items) != 2 || !slices.Contains(sourcesOf(page.Missing), "south") {
		t.Errorf("%d items without %v, error %v; want 2 without south", len(page.Items), page.Missing, err)
	}
}
