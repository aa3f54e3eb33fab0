package magentosim

import (
	"fmt"
	"time"
)

// change is one change of the shop.
type change struct {
	sim *Sim
	now time.Time
}

// change runs f under the lock. f must check before it stores: what it has
// stored stays.
func (s *Sim) change(what string, f func(*change) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &change{sim: s, now: s.clock().UTC().Truncate(time.Second)}
	if err := f(c); err != nil {
		return fmt.Errorf("magentosim: %s: %w", what, err)
	}
	return nil
}

// setTimes makes unset times the present one. Magento counts in seconds.
func (c *change) setTimes(created, updated *time.Time) {
	if created.IsZero() {
		*created = c.now
	}
	*created = created.UTC().Truncate(time.Second)
	if updated.IsZero() {
		*updated = *created
	}
	*updated = updated.UTC().Truncate(time.Second)
}

// order returns a copy of a stored order to change.
func (c *change) order(id int64) (*Order, error) {
	found := get[Order](&c.sim.store.orders, id)
	if found == nil {
		return nil, fmt.Errorf("there is no order %d", id)
	}
	return found.clone(), nil
}

// touch stores a changed order that was touched at a time.
func (c *change) touch(o *Order, at time.Time) {
	if at.After(o.UpdatedAt) {
		o.UpdatedAt = at
	}
	c.storeOrder(o)
}
