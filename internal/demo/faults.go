package demo

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// ErrNotHTTP says that a source is a file, which cannot be made slow or failing:
// nothing stands between it and who reads it.
var ErrNotHTTP = errors.New("it is a SQLite file, which answers by itself: only north, south, trade, outlet and pay can be slowed down or made to fail")

// Slow delays every answer of a source from now on; 0 ends that. The error is
// ErrNotHTTP, or says that there is no such source or that d is negative.
func (d *Demo) Slow(source string, by time.Duration) error {
	if by < 0 {
		return fmt.Errorf("slow %s: %v is negative", source, by)
	}
	if err := check(source); err != nil {
		return fmt.Errorf("slow %s: %w", source, err)
	}
	d.systems.slow(source, by)
	return nil
}

// Fail makes a share of a source's answers errors from now on, from 0 to 1, and
// ends what Throttle did. A reader that tries again sees fewer of them. The
// error is ErrNotHTTP, or says that there is no such source or that the rate is none.
func (d *Demo) Fail(source string, rate float64) error {
	return d.spoil("fail", source, fault{rate: rate})
}

// Throttle is Fail with errors that tell who asks to come back later, as a
// system does that is asked too much.
func (d *Demo) Throttle(source string, rate float64) error {
	return d.spoil("throttle", source, fault{rate: rate, busy: true})
}

func (d *Demo) spoil(what, source string, f fault) error {
	if !(f.rate >= 0 && f.rate <= 1) {
		return fmt.Errorf("%s %s: %v is no rate: use 0 to 1, such as 0.2 for one in five", what, source, f.rate)
	}
	if err := check(source); err != nil {
		return fmt.Errorf("%s %s: %w", what, source, err)
	}
	d.systems.spoil(source, f)
	return nil
}

// Heal ends what Slow, Fail and Throttle did to a source. A source that is a file is
// always well.
func (d *Demo) Heal(source string) error {
	switch err := check(source); {
	case errors.Is(err, ErrNotHTTP):
		return nil
	case err != nil:
		return fmt.Errorf("heal %s: %w", source, err)
	}
	d.systems.slow(source, 0)
	d.systems.spoil(source, fault{})
	return nil
}

// applyFaults does what the options ask for.
func (d *Demo) applyFaults() error {
	for _, source := range slices.Sorted(maps.Keys(d.options.Slow)) {
		if err := d.Slow(source, d.options.Slow[source]); err != nil {
			return err
		}
	}
	for _, source := range slices.Sorted(maps.Keys(d.options.Fail)) {
		if err := d.Fail(source, d.options.Fail[source]); err != nil {
			return err
		}
	}
	for _, source := range slices.Sorted(maps.Keys(d.options.Throttle)) {
		if err := d.Throttle(source, d.options.Throttle[source]); err != nil {
			return err
		}
	}
	return nil
}

// check says why a source cannot be made slow or failing; nil when it can.
func check(source string) error {
	switch source {
	case north, south, trade, outlet, pay:
		return nil
	case warehouse, crm:
		return ErrNotHTTP
	}
	return errors.New("there is no such source: use north, south, trade, outlet or pay")
}

// shop returns the store of the name; false for the gateway.
func (s *systems) shop(source string) (store, bool) {
	for i := range s.merchant.Stores {
		if s.merchant.Stores[i].Name == source {
			return s.stores[i], true
		}
	}
	return nil, false
}

func (s *systems) slow(source string, by time.Duration) {
	if shop, ok := s.shop(source); ok {
		shop.slow(by)
		return
	}
	s.gateway.SetLatency(by)
}

func (s *systems) spoil(source string, f fault) {
	if shop, ok := s.shop(source); ok {
		shop.spoil(f)
		return
	}
	made := stripesim.Fault{Kind: stripesim.FaultBadGateway, Rate: f.rate}
	if f.busy {
		made.Kind, made.RetryAfter = stripesim.FaultRateLimited, pauseWhenBusy
	}
	s.gateway.ClearFaults()
	if f.rate > 0 {
		s.gateway.AddFault(made)
	}
}
