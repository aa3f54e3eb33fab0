package stripesim

import (
	"fmt"
	"time"
)

// change is one change of the store. Seeds are changes that leave no events
// and that search sees at once.
type change struct {
	sim    *Sim
	now    time.Time
	view   *view
	seed   bool
	events []*event
}

// seed runs f as a change without events.
func (s *Sim) seed(what string, f func(*change) error) error {
	return s.run(what, true, f)
}

// change runs f as a change with events and delivers them afterwards.
func (s *Sim) change(what string, f func(*change) error) error {
	return s.run(what, false, f)
}

func (s *Sim) run(what string, seed bool, f func(*change) error) error {
	s.deliver.Lock()
	defer s.deliver.Unlock()
	events, err := s.apply(seed, f)
	if err != nil {
		return fmt.Errorf("stripesim: %s: %w", what, err)
	}
	if s.options.OnEvent == nil {
		return nil
	}
	for _, e := range events {
		s.options.OnEvent(marshal(e.render(&view{livemode: s.options.Livemode})))
	}
	return nil
}

// apply runs f under the lock. f must check before it stores: what it has
// stored stays.
func (s *Sim) apply(seed bool, f func(*change) error) ([]*event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.view()
	c := &change{sim: s, now: v.now, view: v, seed: seed}
	if err := f(c); err != nil {
		return nil, err
	}
	return c.events, nil
}

// put stores an entity and keeps for search what it saw before.
func (c *change) put(object string, e entity) {
	id, _ := e.key()
	lag := c.sim.options.SearchLag
	var before entity
	if old := c.sim.store.find(object, id); old != nil {
		before = old.seenBySearch(c.now, lag)
	}
	r := c.sim.store.put(object, e)
	if !c.seed {
		r.before, r.changed = before, c.now
	}
}

// seenBySearch returns what search sees of a record, or nil.
func (r *record) seenBySearch(now time.Time, lag time.Duration) entity {
	if !r.changed.IsZero() && now.Sub(r.changed) < lag {
		return r.before
	}
	return r.entity
}

// emit appends an event with a snapshot of an entity. before is the snapshot
// from before the change, nil for none.
func (c *change) emit(kind string, e entity, before object) {
	if c.seed {
		return
	}
	snapshot := e.render(c.view)
	recorded := &event{id: c.sim.store.newID("evt"), created: c.now, kind: kind, object: snapshot}
	if before != nil {
		recorded.previous = changes(before, snapshot)
	}
	recorded.request = fmt.Sprintf("req_SimChange%s", recorded.id[len("evt_"):])
	c.put("event", recorded)
	c.events = append(c.events, recorded)
}

// setCreated makes an unset time the present one. Stripe counts in seconds.
func (c *change) setCreated(t *time.Time) {
	if t.IsZero() {
		*t = c.now
	}
	*t = t.UTC().Truncate(time.Second)
}

// setID makes an unset id up and refuses one that is taken.
func (c *change) setID(object, prefix string, id *string) error {
	if *id == "" {
		*id = c.sim.store.newID(prefix)
		return nil
	}
	if c.sim.store.find(object, *id) != nil {
		return fmt.Errorf("%s %s is already there", object, *id)
	}
	return nil
}

// need returns a stored entity or says that it is absent.
func need[T any, E interface {
	*T
	entity
}](c *change, object, id string) (E, error) {
	found := get[T, E](c.sim.store, object, id)
	if found == nil {
		return nil, fmt.Errorf("no such %s: %q", object, id)
	}
	return found, nil
}
