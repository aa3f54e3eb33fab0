package sourcetest_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

type (
	orders = sources.Collection[commerce.Order]
	page   = sources.Page[commerce.Order]
	found  = map[commerce.ID]*commerce.Order
)

const name = "north"

// mutant is a collection with one fault. What it does not replace, it passes on.
type mutant struct {
	orders
	traits func(sources.Traits) sources.Traits
	get    func(ctx context.Context, ids []commerce.ID, want commerce.Groups) (found, error)
	find   func(ctx context.Context, field string, values []string, q sources.Query) (map[string]page, error)
	query  func(ctx context.Context, q sources.Query) (page, error)
}

func (m *mutant) Traits() sources.Traits {
	if m.traits == nil {
		return m.orders.Traits()
	}
	return m.traits(m.orders.Traits())
}

func (m *mutant) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (found, error) {
	if m.get == nil {
		return m.orders.Get(ctx, ids, want)
	}
	return m.get(ctx, ids, want)
}

func (m *mutant) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]page, error) {
	if m.find == nil {
		return m.orders.Find(ctx, field, values, q)
	}
	return m.find(ctx, field, values, q)
}

func (m *mutant) Query(ctx context.Context, q sources.Query) (page, error) {
	if m.query == nil {
		return m.orders.Query(ctx, q)
	}
	return m.query(ctx, q)
}

func mutated(seed []*commerce.Order, change func(*mutant), opts ...memory.Option) (orders, sourcetest.Changes[commerce.Order]) {
	c := memory.New(commerce.Orders, name, seed, opts...)
	m := &mutant{orders: c}
	change(m)
	return m, sourcetest.Changes[commerce.Order]{
		Put:    func(e *commerce.Order) { c.Put(e) },
		Delete: func(id commerce.ID) { c.Delete(id) },
	}
}

func mutantHarness(change func(*mutant), opts ...memory.Option) sourcetest.Harness[commerce.Order] {
	faults := make(map[sourcetest.Fault]func(t *testing.T) orders)
	for fault, err := range honest {
		faults[fault] = func(t *testing.T) orders {
			c, _ := mutated(nil, func(m *mutant) { failWith(m, err); change(m) }, opts...)
			return c
		}
	}
	return sourcetest.Harness[commerce.Order]{
		Kind: commerce.Orders,
		Make: func(i int) *commerce.Order { return sourcetest.MakeOrder(name, i) },
		Open: func(_ *testing.T, seed []*commerce.Order) orders {
			c, _ := mutated(seed, change, opts...)
			return c
		},
		Change: func(_ *testing.T, seed []*commerce.Order) (orders, sourcetest.Changes[commerce.Order]) {
			return mutated(seed, change, opts...)
		},
		Compare: strings.Compare,
		Faults:  faults,
		UnknownWord: func(t *testing.T) (orders, commerce.ID) {
			o := sourcetest.MakeOrder(name, 1)
			o.Status = commerce.Words[commerce.OrderStatus]{}.State("status", sourcetest.UnknownWord)
			c, _ := mutated([]*commerce.Order{o}, change, opts...)
			return c, o.ID
		},
		States: (*commerce.Order).StatusInfo,
	}
}

func TestReferenceKeepsTheContract(t *testing.T) {
	sourcetest.Run(t, mutantHarness(func(*mutant) {}))
}

const mutantVariable = "GALLERIA_TEST_MUTANT"

// TestMutant runs the suite on the one mutant that TestMutantsAreCaught names
// in the environment of a process of its own.
func TestMutant(t *testing.T) {
	name := os.Getenv(mutantVariable)
	if name == "" {
		t.Skip("runs in a process of TestMutantsAreCaught")
	}
	for _, m := range mutants {
		if m.name == name {
			sourcetest.Run(t, mutantHarness(m.change, m.opts...))
			return
		}
	}
	t.Skipf("there is no mutant %q", name)
}

// TestMutantsAreCaught proves that the suite fails on every seeded fault, in
// the case that is there for it.
func TestMutantsAreCaught(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatalf("find this test: %v", err)
	}
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestMutant$/"+m.only())
			cmd.Env = append(os.Environ(), mutantVariable+"="+m.name)
			out, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatalf("the suite passes on it:\n%s", out)
			}
			if !strings.Contains(string(out), m.caught) {
				t.Errorf("it is not caught by %s:\n%s", m.caught, out)
			}
		})
	}
}
