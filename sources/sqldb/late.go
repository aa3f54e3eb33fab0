package sqldb

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"golang.org/x/sync/singleflight"
)

// opening opens a source whose database could not be reached at first: again
// when the source is used, one attempt at a time and not before the pause since
// the last one is over. In between, the last one's error stands.
type opening struct {
	client *client
	system commerce.System
	tables Tables
	pause  time.Duration
	idle   int // connections that are kept
	once   singleflight.Group

	mu     sync.Mutex
	opened *sources.Source // nil until the database has answered and is as configured
	err    error           // of the last attempt
	at     time.Time       // when it ended
}

// away reports an error that says nothing of the configuration: the database is
// not there, or not ready.
func away(err error) bool {
	kind := sources.KindOf(err)
	return kind == sources.KindUnavailable || kind == sources.KindTimeout
}

// openLate fills the source with collections that promise what the mapping
// does, and answer once the database does. The error is the first attempt's.
func (c *client) openLate(conf Config, src *sources.Source, err error) error {
	if problems := Vet(conf.Tables); len(problems) > 0 {
		return &sources.Error{Kind: sources.KindInvalid, Source: c.name, Op: "open", Err: &Problems{List: problems}}
	}
	o := &opening{client: c, system: conf.System, tables: conf.Tables, pause: conf.Pause, idle: conf.MaxConns, err: err, at: time.Now()}
	t := conf.Tables
	src.Customers = lateKind(o, customers(), t.Customers, func(s *sources.Source) sources.Collection[commerce.Customer] { return s.Customers })
	src.Orders = lateKind(o, orders(), t.Orders, func(s *sources.Source) sources.Collection[commerce.Order] { return s.Orders })
	src.Products = lateKind(o, products(), withVariants(t.Products, t.Variants), func(s *sources.Source) sources.Collection[commerce.Product] { return s.Products })
	src.Variants = lateKind(o, variants(), t.Variants, func(s *sources.Source) sources.Collection[commerce.ProductVariant] { return s.Variants })
	src.InventoryItems = lateKind(o, inventory(), t.Inventory, func(s *sources.Source) sources.Collection[commerce.InventoryItem] { return s.InventoryItems })
	src.Locations = lateKind(o, locations(), t.Locations, func(s *sources.Source) sources.Collection[commerce.Location] { return s.Locations })
	src.Payments = lateKind(o, payments(), t.Payments, func(s *sources.Source) sources.Collection[commerce.Payment] { return s.Payments })
	src.Check = o.check
	return nil
}

func lateKind[T any](o *opening, s spec[T], t *Table, of func(*sources.Source) sources.Collection[T]) sources.Collection[T] {
	if t == nil {
		return nil
	}
	return &late[T]{opening: o, key: s.key, traits: promise(o.client, s, t), of: of}
}

// source returns the opened source. Whoever comes during an attempt waits for it.
func (o *opening) source(ctx context.Context, op string) (*sources.Source, error) {
	if err := sources.FromContext(ctx, o.client.name, op); err != nil {
		return nil, err
	}
	if opened, err := o.last(); opened != nil || err != nil {
		return opened, err
	}
	attempt := o.once.DoChan("", func() (any, error) {
		o.attempt(context.WithoutCancel(ctx)) // others wait for it, too
		return nil, nil
	})
	select {
	case <-attempt:
	case <-ctx.Done():
		return nil, sources.FromContext(ctx, o.client.name, op)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.opened, o.err
}

// last returns what the last attempt has brought; nothing when the next is due.
func (o *opening) last() (*sources.Source, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.opened == nil && time.Since(o.at) >= o.pause {
		return nil, nil
	}
	return o.opened, o.err
}

func (o *opening) attempt(ctx context.Context) {
	if opened, err := o.last(); opened != nil || err != nil {
		return // another attempt has ended just now
	}
	src := &sources.Source{Name: o.client.name, System: o.system}
	err := o.client.open(ctx, o.tables, src)
	if err != nil { // a connection remembers tables as they were when it first asked
		o.client.db.SetMaxIdleConns(0)
		o.client.db.SetMaxIdleConns(o.idle)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err, o.at = err, time.Now(); err == nil {
		o.opened = src
	}
}

// check opens the source where it is due, and says in full what is wrong with the tables.
func (o *opening) check(ctx context.Context) error {
	src, err := o.source(ctx, "check")
	if err != nil {
		return err
	}
	return src.Check(ctx)
}

// late is a collection of a source that is opened late.
type late[T any] struct {
	*opening
	key    string
	traits sources.Traits
	of     func(*sources.Source) sources.Collection[T]
}

// Traits returns what the mapping promises.
func (l *late[T]) Traits() sources.Traits { return l.traits }

// collection returns the opened collection. That the database contradicts the
// configuration is no fault of the caller's, who reads it as an answer that
// cannot be right.
func (l *late[T]) collection(ctx context.Context, op string) (sources.Collection[T], error) {
	src, err := l.source(ctx, op)
	var contradicted *Problems
	switch {
	case errors.As(err, &contradicted):
		return nil, &sources.Error{
			Kind: sources.KindMalformed, Source: l.client.name, Op: op, Err: err,
			Reason: "the database answers, and does not have what the configuration names: compare the two",
		}
	case err != nil:
		return nil, err
	}
	return l.of(src), nil
}

// Get waits for the database, and reads the rows of the ids.
func (l *late[T]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := l.traits.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	c, err := l.collection(ctx, "get "+l.key)
	if err != nil {
		return nil, err
	}
	return c.Get(ctx, ids, want)
}

// Find waits for the database, and reads the first rows of all values.
func (l *late[T]) Find(ctx context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[T], error) {
	if err := l.traits.CheckFind(field, values, q); err != nil {
		return nil, err
	}
	op := "find " + l.key
	c, err := l.collection(ctx, op)
	if err != nil {
		return nil, err
	}
	if c.Traits().CheckFind(field, values, q) != nil {
		return nil, l.lacking(op)
	}
	return c.Find(ctx, field, values, q)
}

// Query waits for the database, and reads one page.
func (l *late[T]) Query(ctx context.Context, q sources.Query) (sources.Page[T], error) {
	if err := l.traits.CheckQuery(q); err != nil {
		return sources.Page[T]{}, err
	}
	op := "list " + l.key
	c, err := l.collection(ctx, op)
	if err != nil {
		return sources.Page[T]{}, err
	}
	if c.Traits().CheckQuery(q) != nil {
		return sources.Page[T]{}, l.lacking(op)
	}
	return c.Query(ctx, q)
}

// lacking refuses what only the mapping promised.
func (l *late[T]) lacking(op string) error {
	return &sources.Error{
		Kind: sources.KindMalformed, Source: l.client.name, Op: op,
		Reason: "the database keeps as text a number or a time that is compared here, which was not known before it answered: open the source again",
	}
}
