package sourcetest

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// patience is how long a call may take that should return at once.
const patience = 10 * time.Second

// call is one call of the collection, for what all calls must keep.
type call struct {
	name string
	do   func(ctx context.Context) error
}

// calls returns one call of each method that the collection promises.
func (s *suite[T]) calls(t *testing.T, c sources.Collection[T]) []call {
	t.Helper()
	q := s.all(t, c.Traits())
	id := s.h.Kind.ID(s.seed[0])
	out := []call{
		{"Get", func(ctx context.Context) error {
			_, err := c.Get(ctx, []commerce.ID{id}, s.h.Kind.AllGroups())
			return err
		}},
		{"Query", func(ctx context.Context) error {
			_, err := c.Query(ctx, q)
			return err
		}},
	}
	for _, name := range c.Traits().Joins {
		f, ok := s.h.Kind.Field(name)
		if !ok {
			continue
		}
		find := q
		find.Where = without(q.Where, name)
		value := s.anyValue(f).Format()
		return append(out, call{"Find", func(ctx context.Context) error {
			_, err := c.Find(ctx, name, []string{value}, find)
			return err
		}})
	}
	return out
}

// within fails the test when the call does not return.
func within(t *testing.T, what string, do func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		t.Fatalf("%s does not return", what)
		return nil
	}
}

func (s *suite[T]) canceledContext(t *testing.T) {
	c, _ := s.open(t)
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	expired, end := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer end()
	for _, call := range s.calls(t, c) {
		err := within(t, call.name, func() error { return call.do(canceled) })
		wantKind(t, call.name+" with a canceled context", c.Traits(), err, sources.KindCanceled)
		err = within(t, call.name, func() error { return call.do(expired) })
		wantKind(t, call.name+" after its deadline", c.Traits(), err, sources.KindTimeout)
	}
}

func (s *suite[T]) concurrent(t *testing.T) {
	c, q := s.open(t)
	want := s.ids(s.list(t, c, q))
	calls := s.calls(t, c)
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			for _, call := range calls {
				if err := call.do(t.Context()); err != nil {
					t.Errorf("%s beside others: %v", call.name, err)
				}
			}
			page, err := c.Query(t.Context(), q)
			if err != nil || !slices.Equal(s.ids(page.Items), want[:len(page.Items)]) {
				t.Errorf("listing beside others gives %v, error %v", s.ids(page.Items), err)
			}
		})
	}
	running.Wait()
}

// immutable keeps what was answered, asks on, and looks whether it has changed.
func (s *suite[T]) immutable(t *testing.T) {
	c, q := s.open(t)
	kept := s.list(t, c, q)
	id := s.h.Kind.ID(s.seed[0])
	found, err := c.Get(t.Context(), []commerce.ID{id}, 0)
	if err != nil || found[id] == nil {
		t.Fatalf("get %s: found %v, error %v", id, found, err)
	}
	kept = append(kept, sources.Item[T]{Node: found[id]})
	before := make([]string, len(kept))
	for i, item := range kept {
		before[i] = snapshot(t, item.Node)
	}
	for _, call := range s.calls(t, c) {
		if err := call.do(t.Context()); err != nil {
			t.Fatalf("%s: %v", call.name, err)
		}
	}
	q.Want = s.h.Kind.AllGroups()
	s.list(t, c, q)
	for i, item := range kept {
		if after := snapshot(t, item.Node); after != before[i] {
			t.Errorf("%s changed after it was returned:\n%s\n%s", s.h.Kind.ID(item.Node), before[i], after)
		}
	}
}

func snapshot(t *testing.T, e any) string {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatalf("write down an entity: %v", err)
	}
	return string(text)
}

func (s *suite[T]) empty(t *testing.T) {
	c := s.h.Open(t, nil)
	q := s.all(t, c.Traits())
	for _, q.Sort = range orders(c.Traits()) {
		if items := s.list(t, c, q); len(items) > 0 {
			t.Errorf("%s of nothing gives %v", describeListing(q), s.ids(items))
		}
	}
	id := s.h.Kind.ID(s.seed[0])
	if found, err := c.Get(t.Context(), []commerce.ID{id}, 0); err != nil || len(found) > 0 {
		t.Errorf("get of nothing finds %v, error %v", found, err)
	}
	for _, call := range s.calls(t, c) {
		if err := call.do(t.Context()); err != nil {
			t.Errorf("%s of nothing: %v", call.name, err)
		}
	}
}
