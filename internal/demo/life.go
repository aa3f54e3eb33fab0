package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// life changes the systems all the time, as customers and staff would. One
// goroutine makes all changes, one after another, each in all systems that it
// concerns. What changes and in which order follows from the seed; when, from
// the clock.
type life struct {
	s       *systems
	random  *rand.Rand
	done    chan error
	cancel  context.CancelFunc
	changes int // made so far; the next one's kind follows from it

	numbers []int // of the last orders, by store
	waiting []*merchant.Order
	sent    []*merchant.Order
	held    []*merchant.Order // with money that is reserved or awaited
	stock   []merchant.Stock
}

// perSecond is how many changes there are on average over a day.
const perSecond = 2

// newLife prepares the changes of systems as they were filled.
func newLife(s *systems) *life {
	l := &life{s: s, random: rand.New(rand.NewPCG(s.merchant.Seed, 0x11fe)), done: make(chan error, 1), numbers: make([]int, len(s.stores))}
	l.stock = append(l.stock, s.merchant.Stock...)
	for i := range s.merchant.Orders {
		o := &s.merchant.Orders[i]
		l.numbers[o.Store] = max(l.numbers[o.Store], o.Number)
		l.remember(o)
	}
	// Changes to orders are kept here; the merchant stays as it was made.
	own := map[*merchant.Order]*merchant.Order{}
	for _, orders := range [][]*merchant.Order{l.waiting, l.sent, l.held} {
		for i, o := range orders {
			if own[o] == nil {
				own[o] = new(*o)
			}
			orders[i] = own[o]
		}
	}
	return l
}

// keptOrders is how many orders of a kind wait to be changed at most: the
// youngest ones.
const keptOrders = 400

// remember notes what can happen to an order next.
func (l *life) remember(o *merchant.Order) {
	if !o.CancelledAt.IsZero() || o.Test || o.Payments[0].Status == merchant.Failed {
		return
	}
	if opens(o) {
		l.waiting = keep(l.waiting, o)
	} else if len(o.Refunds) == 0 && !o.Captured().IsZero() && !o.Payments[0].Lost {
		l.sent = keep(l.sent, o)
	}
	if status := o.Payments[0].Status; status == merchant.Authorized || status == merchant.Awaited {
		l.held = keep(l.held, o)
	}
}

func keep(orders []*merchant.Order, o *merchant.Order) []*merchant.Order {
	if len(orders) == keptOrders {
		orders = orders[1:]
	}
	return append(orders, o)
}

func opens(o *merchant.Order) bool {
	for i := range o.Lines {
		if o.Open(i) > 0 {
			return true
		}
	}
	return false
}

// start makes changes until stop is called, ctx ends or a change goes wrong.
func (l *life) start(ctx context.Context) {
	ctx, l.cancel = context.WithCancel(ctx)
	go func() { l.done <- l.run(ctx) }()
}

// stop waits for the change that is being made. It returns what went wrong with
// one, if anything did.
func (l *life) stop() error {
	l.cancel()
	return <-l.done
}

func (l *life) run(ctx context.Context) error {
	timer := time.NewTimer(l.pause())
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-timer.C:
		}
		if err := l.change(ctx); err != nil && ctx.Err() == nil {
			return fmt.Errorf("change the data: %w", err)
		}
		timer.Reset(l.pause())
	}
}

// pause is how long it takes until the next change, by the hour of the day.
func (l *life) pause() time.Duration {
	return time.Duration(float64(time.Second) / perSecond / merchant.DayCurve(l.s.clock()))
}

// change makes the next change. Eight of them are one round, in which every
// kind of thing changes: orders, payments, stock and customers. At the
// slowest hour a round takes seven seconds.
func (l *life) change(ctx context.Context) error {
	round := [...]func(context.Context, time.Time) error{
		l.placeOrder, l.sendParcel, l.changeCustomer, l.receiveGoods, l.placeOrder, l.giveBack, l.sendParcel, l.collect,
	}
	next := round[l.changes%len(round)]
	l.changes++
	return next(ctx, l.s.clock().UTC().Truncate(time.Second))
}

// take removes a random order from a list; nil when it is empty.
func (l *life) take(orders *[]*merchant.Order) *merchant.Order {
	if len(*orders) == 0 {
		return nil
	}
	at := l.random.IntN(len(*orders))
	o := (*orders)[at]
	*orders = append((*orders)[:at], (*orders)[at+1:]...)
	return o
}
