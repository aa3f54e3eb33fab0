package view_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

type (
	customer  = commerce.Customer
	customers = sources.Collection[commerce.Customer]
)

func people(name string, list ...*customer) *memory.Collection[customer] {
	return memory.New(commerce.Customers, name, list)
}

func person(source, key, email string, change ...func(*customer)) *customer {
	c := &customer{Origin: commerce.Origin{ID: commerce.ID{Source: source, Key: key}}, Email: commerce.Text(email)}
	c.CreatedAt = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, f := range change {
		f(c)
	}
	return c
}

func prefer(t *testing.T, opts []view.PreferOption, primary customers, secondaries ...customers) customers {
	t.Helper()
	p, err := view.Prefer(view.CustomerMerge(), primary, secondaries, opts...)
	if err != nil {
		t.Fatalf("prefer: %v", err)
	}
	return p
}

func get(t *testing.T, c customers, source, key string, want commerce.Groups) *customer {
	t.Helper()
	id := commerce.ID{Source: source, Key: key}
	found, err := c.Get(t.Context(), []commerce.ID{id}, want)
	if err != nil || found[id] == nil {
		t.Fatalf("get %s: found %v, error %v", id, found, err)
	}
	return found[id]
}

func named(first, last commerce.Text) func(*customer) {
	return func(c *customer) { c.FirstName, c.LastName = first, last }
}

func phoned(phone commerce.Text) func(*customer) { return func(c *customer) { c.Phone = phone } }

func changedAt(day int) func(*customer) {
	return func(c *customer) { c.UpdatedAt = time.Date(2026, 2, day, 0, 0, 0, 0, time.UTC) }
}

func spent(orders int, amount, currency string) func(*customer) {
	return func(c *customer) {
		m, err := commerce.ParseMoney(amount, currency)
		if err != nil {
			panic(err)
		}
		c.OrdersCount, c.TotalSpent = &orders, &m
	}
}

func threeRecords() (crm, north, south *memory.Collection[customer]) {
	return people("crm", person("crm", "1", "Ada@Example.com", named("Ada", ""), changedAt(1), spent(1, "10.00", "EUR"))),
		people("north", person("north", "7", "ada@example.com", named("Augusta", "King"), phoned("+441"), changedAt(2), spent(2, "5.50", "EUR"))),
		people("south", person("south", "9", " ADA@example.com", named("Ada", "Byron"), phoned("+442"), changedAt(3), spent(3, "7.00", "USD")))
}

func TestPreferRules(t *testing.T) {
	tests := map[string]struct {
		opts  []view.PreferOption
		name  string
		phone commerce.Text
		count int
		spent string
	}{
		"first":        {nil, "Ada King", "+441", 1, "10.00 EUR"},
		"other order":  {[]view.PreferOption{view.OrderOf(0, "south", "crm"), view.OrderOf(commerce.CustomerContact, "south")}, "Ada Byron", "+442", 1, "10.00 EUR"},
		"newest":       {[]view.PreferOption{view.RuleOf("firstName", view.Newest), view.RuleOf("phone", view.Newest)}, "Ada King", "+442", 1, "10.00 EUR"},
		"sum":          {[]view.PreferOption{view.RuleOf("ordersCount", view.Sum), view.RuleOf("totalSpent", view.Sum)}, "Ada King", "+441", 6, "15.50 EUR"},
		"primary only": {[]view.PreferOption{view.OrderOf(0, "crm"), view.OrderOf(commerce.CustomerContact, "crm")}, "Ada", "", 1, "10.00 EUR"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			crm, north, south := threeRecords()
			c := get(t, prefer(t, test.opts, crm, north, south), "crm", "1", commerce.Customers.AllGroups())
			if c.DisplayName() != commerce.Text(test.name) || c.Phone != test.phone {
				t.Errorf("name %q, phone %q; want %q, %q", c.DisplayName(), c.Phone, test.name, test.phone)
			}
			if *c.OrdersCount != test.count || c.TotalSpent.String() != test.spent {
				t.Errorf("%d orders, spent %s; want %d, %s", *c.OrdersCount, c.TotalSpent, test.count, test.spent)
			}
		})
	}
}

// TestPreferSumsLists gives the tags and addresses of all sources, each once.
func TestPreferSumsLists(t *testing.T) {
	living := func(tags []string, cities ...commerce.Text) func(*customer) {
		return func(c *customer) {
			c.Tags = tags
			for _, city := range cities {
				c.Addresses = append(c.Addresses, commerce.Address{City: city})
			}
		}
	}
	crm := people("crm", person("crm", "1", "ada@example.com", living([]string{"vip"}, "London")))
	north := people("north", person("north", "1", "ada@example.com", living([]string{"gift", "vip"}, "Paris", "London")))
	south := people("south", person("south", "1", "ada@example.com", living(nil)))
	c := get(t, prefer(t, []view.PreferOption{view.RuleOf("tags", view.Sum), view.RuleOf("addresses", view.Sum)}, crm, north, south), "crm", "1", commerce.Customers.AllGroups())
	if !slices.Equal(c.Tags, []string{"vip", "gift"}) || len(c.Addresses) != 2 || len(c.Conflicts) != 0 {
		t.Errorf("tags %v, addresses %v, conflicts %v", c.Tags, c.Addresses, c.Conflicts)
	}
	first := get(t, prefer(t, nil, crm, north, south), "crm", "1", commerce.Customers.AllGroups())
	want := []commerce.SourceValue{{Source: "crm", Value: "vip"}, {Source: "north", Value: "gift, vip"}}
	if !slices.ContainsFunc(first.Conflicts, func(c commerce.Conflict) bool { return c.Field == "tags" && slices.Equal(c.Values, want) }) {
		t.Errorf("conflicts are %v, want one of tags", first.Conflicts)
	}
}

// TestPreferNeverMixesCurrencies leaves out what cannot be added, and says so.
func TestPreferNeverMixesCurrencies(t *testing.T) {
	crm, north, south := threeRecords()
	c := get(t, prefer(t, []view.PreferOption{view.RuleOf("totalSpent", view.Sum)}, crm, north, south), "crm", "1", commerce.CustomerStatistics|commerce.CustomerMembers)
	want := []commerce.SourceValue{{Source: "crm", Value: "10.00 EUR"}, {Source: "north", Value: "5.50 EUR"}, {Source: "south", Value: "7.00 USD"}}
	i := slices.IndexFunc(c.Conflicts, func(c commerce.Conflict) bool { return c.Field == "totalSpent" })
	if c.TotalSpent.String() != "15.50 EUR" || i < 0 || !slices.Equal(c.Conflicts[i].Values, want) || c.Conflicts[i].Rule != "sum of crm, north, south" {
		t.Errorf("spent %s, conflicts %v", c.TotalSpent, c.Conflicts)
	}
	if again := get(t, crm, "crm", "1", 0); again.TotalSpent.String() != "10.00 EUR" {
		t.Errorf("the sum was written into the source's own record: %s", again.TotalSpent)
	}
}

func TestPreferNamesMembersAndConflicts(t *testing.T) {
	crm, north, south := threeRecords()
	south.Put(person("south", "8", "ada@example.com", named("Ada", ""), func(c *customer) { c.CreatedAt = c.CreatedAt.AddDate(1, 0, 0) }))
	c := get(t, prefer(t, nil, crm, north, south), "crm", "1", commerce.CustomerMembers|commerce.CustomerContact)
	var ids []string
	for _, o := range c.Members {
		ids = append(ids, o.ID.String())
	}
	if want := []string{"crm:1", "north:7", "south:9", "south:8"}; !slices.Equal(ids, want) {
		t.Errorf("members are %v, want %v", ids, want)
	}
	want := []commerce.Conflict{
		{Field: "firstName", Rule: "first of crm, north, south", Chosen: "crm", Values: []commerce.SourceValue{{Source: "crm", Value: "Ada"}, {Source: "north", Value: "Augusta"}, {Source: "south", Value: "Ada"}}},
		{Field: "lastName", Rule: "first of crm, north, south", Chosen: "north", Values: []commerce.SourceValue{{Source: "north", Value: "King"}, {Source: "south", Value: "Byron"}}},
		{Field: "phone", Rule: "first of crm, north, south", Chosen: "north", Values: []commerce.SourceValue{{Source: "north", Value: "+441"}, {Source: "south", Value: "+442"}}},
	}
	if got := fmt.Sprint(c.Conflicts); got != fmt.Sprint(want) {
		t.Errorf("conflicts are\n%v, want\n%v", got, want)
	}
	if alone := get(t, prefer(t, nil, crm), "crm", "1", commerce.CustomerMembers); alone.Members != nil || !alone.Holds.Has(commerce.CustomerMembers) {
		t.Errorf("a record of one source has the members %v", alone.Members)
	}
	if bare := get(t, prefer(t, nil, crm, north, south), "crm", "1", 0); bare.Members != nil || bare.Conflicts != nil {
		t.Error("members are named where they are not asked for")
	}
}

func TestPreferResolvesIDsOfSecondaries(t *testing.T) {
	crm, north, south := threeRecords()
	south.Put(person("south", "10", "new@example.com", named("New", "")), person("south", "11", ""))
	north.Put(person("north", "12", "new@example.com", named("", "North")))
	c := prefer(t, nil, crm, north, south)
	tests := map[string]struct{ source, key, id, name string }{
		"of the primary's":     {"south", "9", "crm:1", "Ada King"},
		"of a secondary's":     {"south", "10", "north:12", "New North"},
		"of the first's own":   {"north", "12", "north:12", "New North"},
		"of one without match": {"south", "11", "south:11", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := get(t, c, test.source, test.key, 0)
			if e.ID.String() != test.id || string(e.FirstName+" "+e.LastName) != test.name && test.name != string(e.DisplayName()) {
				t.Errorf("got %s %q, want %s %q", e.ID, e.DisplayName(), test.id, test.name)
			}
		})
	}
}

func TestPreferFindsWhatOnlySecondariesHave(t *testing.T) {
	crm, north, south := threeRecords()
	south.Put(person("south", "10", "new@example.com", named("New", ""), phoned("+443")))
	c := prefer(t, nil, crm, north, south)
	values := []string{"ADA@example.com", "New@Example.com", "none@example.com"}
	q := sources.Query{First: 2, Want: commerce.CustomerContact}
	pages, err := c.Find(t.Context(), "email", values, q)
	if err != nil || len(pages[values[0]].Items) != 1 || len(pages[values[1]].Items) != 1 || len(pages[values[2]].Items) != 0 {
		t.Fatalf("found %v, error %v", pages, err)
	}
	item := pages[values[1]].Items[0]
	if item.Node.ID.String() != "south:10" || item.Node.Phone != "+443" {
		t.Errorf("found %s with phone %q", item.Node.ID, item.Node.Phone)
	}
	p, _ := sources.Equals(commerce.Customers.Fields[0], values[1])
	q.After = item.Cursor()
	if page, err := c.Query(t.Context(), q.With(p)); err != nil || len(page.Items) > 0 || page.HasNext {
		t.Errorf("behind it there are %d items, error %v", len(page.Items), err)
	}
	q.After = ""
	filtered, err := c.Find(t.Context(), "email", values, q.With(equals("phone", "+441")))
	if err != nil || len(filtered[values[1]].Items) != 0 {
		t.Errorf("with another phone there are %d items, error %v", len(filtered[values[1]].Items), err)
	}
}

// TestPreferAsksOnceAndOnlyForWhatItNeeds counts the calls of one page.
func TestPreferAsksOnceAndOnlyForWhatItNeeds(t *testing.T) {
	var crm, north []*customer
	for i := range 20 {
		mail := fmt.Sprintf("%d@example.com", i)
		crm = append(crm, person("crm", fmt.Sprint(i), mail, named("A", "B"), phoned("+1")))
		north = append(north, person("north", fmt.Sprint(i), mail, named("C", "D"), phoned("+2")))
	}
	crm[3].Phone = ""
	tests := map[string]struct {
		want  commerce.Groups
		opts  []view.PreferOption
		finds int64
	}{
		"the core is there":           {0, nil, 0},
		"one phone is missing":        {commerce.CustomerContact, nil, 1},
		"members":                     {commerce.CustomerMembers, nil, 1},
		"the other source goes first": {0, []view.PreferOption{view.OrderOf(0, "north", "crm")}, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			second := &counting[customer]{Collection: people("north", north...)}
			c := prefer(t, test.opts, people("crm", crm...), second)
			page, err := c.Query(t.Context(), sources.Query{First: 20, Want: test.want})
			if err != nil || len(page.Items) != 20 || second.finds.Load() != test.finds || second.gets.Load()+second.queries.Load() != 0 {
				t.Errorf("%d items with %d finds, error %v; want 20 with %d", len(page.Items), second.finds.Load(), err, test.finds)
			}
		})
	}
}
