// Package stores_test proves the views over several shops of several vendors,
// simulated and asked over HTTP, with all that the server puts around them.
package stores_test

import (
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/coalesce"
	"github.com/galleria-graph/galleria/sources/guard"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(200) // the shops fit into memory, and time is what is short
	goleak.VerifyTestMain(m)
}

// keeper holds the entities of one kind in a simulated shop.
type keeper[T any] struct {
	put    func(e *T) error
	remove func(key string)
}

// simulation is a shop of some vendor, and what a test changes in it.
type simulation struct {
	http.Handler
	connect   func(name, url string) (*sources.Source, error)
	customers keeper[commerce.Customer]
	orders    keeper[commerce.Order]
	products  keeper[commerce.Product]
	variants  keeper[commerce.ProductVariant]
	items     keeper[commerce.InventoryItem]
}

// vendor simulates shops of one system. Its other functions make of an entity
// what a shop of it can hold.
type vendor struct {
	simulate func() *simulation
	customer func(*commerce.Customer)
	order    func(*commerce.Order)
	product  func(*commerce.Product)
	variant  func(*commerce.ProductVariant)
	item     func(*commerce.InventoryItem)
}

// shop is one account: a simulation behind HTTP, opened and guarded.
type shop struct {
	*simulation
	*door
	source *sources.Source
	guard  *guard.Guard
}

func openShop(t testing.TB, name string, v vendor) *shop {
	t.Helper()
	s := &shop{simulation: v.simulate()}
	s.door = &door{inside: s.simulation}
	server := httptest.NewServer(s.door)
	t.Cleanup(server.Close)
	var err error
	if s.source, err = s.connect(name, server.URL); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.source.Close(); err != nil {
			t.Error(err)
		}
	})
	s.guard = guard.New(guard.Options{Source: name, Timeout: patience})
	return s
}

// door counts who comes to a shop, and what is carried out.
type door struct {
	inside   http.Handler
	requests atomic.Int64
	bytes    atomic.Int64
	failures atomic.Int64 // how many are answered 503
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.requests.Add(1)
	if d.failures.Load() > 0 {
		d.failures.Add(-1)
		http.Error(w, "closed", http.StatusServiceUnavailable)
		return
	}
	d.inside.ServeHTTP(carried{w, d}, r)
}

type carried struct {
	http.ResponseWriter
	door *door
}

func (c carried) Write(b []byte) (int, error) {
	c.door.bytes.Add(int64(len(b)))
	return c.ResponseWriter.Write(b)
}

// member is an account of a view.
type member struct {
	name   string
	vendor vendor
}

// kindOf says how one kind is made, put into shops and listed.
type kindOf[T any] struct {
	kind  commerce.Kind[T]
	make  func(source string, i int) *T
	fit   func(vendor) func(*T)
	in    func(*simulation) keeper[T]
	of    func(*sources.Source) sources.Collection[T]
	order sources.Sort // the zero one where not all vendors have one
}

// mall is several shops of one kind of entity, listed as one.
type mall[T any] struct {
	kindOf[T]
	shops map[string]*shop
	all   sources.Collection[T]
}

// open opens the members' shops, with the seed in them.
func (k kindOf[T]) open(t testing.TB, members []member, seed []*T) *mall[T] {
	t.Helper()
	m := &mall[T]{kindOf: k, shops: make(map[string]*shop)}
	stacks := make([]sources.Collection[T], len(members))
	for i, one := range members {
		s := openShop(t, one.name, one.vendor)
		m.shops[one.name] = s
		stacks[i] = stack(s.guard, k.kind, k.of(s.source))
	}
	for _, e := range seed {
		m.put(t, e)
	}
	var err error
	if m.all, err = view.Union(k.kind, k.order, stacks...); err != nil {
		t.Fatal(err)
	}
	return m
}

// stack is what the assembly puts around a collection of an account.
func stack[T any](g *guard.Guard, kind commerce.Kind[T], c sources.Collection[T]) sources.Collection[T] {
	return view.Complete(kind, coalesce.Wrap(guard.Wrap(g, kind, c)))
}

func (m *mall[T]) put(t testing.TB, e *T) {
	t.Helper()
	id := m.kind.ID(e)
	if err := m.in(m.shops[id.Source].simulation).put(e); err != nil {
		t.Fatalf("put %s: %v", id, err)
	}
}

func (m *mall[T]) remove(id commerce.ID) { m.in(m.shops[id.Source].simulation).remove(id.Key) }

// made returns the i-th entity of the family that is dealt to the members.
func (k kindOf[T]) made(members []member, i int) *T {
	one := members[(i+i/3)%len(members)]
	e := k.make(one.name, i)
	k.fit(one.vendor)(e)
	return e
}

// number is the id of an entity in a shop that counts.
func number[N int | int64](key string) N {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0 // no entity has it
	}
	return N(n)
}
