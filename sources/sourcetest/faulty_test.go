package sourcetest_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

const secretBody = "{" + sourcetest.Secret

// honest is how a connector must report each fault.
var honest = map[sourcetest.Fault]sources.Error{
	sourcetest.ServerError:     {Kind: sources.KindUnavailable},
	sourcetest.Unauthorized:    {Kind: sources.KindDenied},
	sourcetest.TooManyRequests: {Kind: sources.KindLimited, RetryAfter: time.Second},
	sourcetest.MalformedBody:   {Kind: sources.KindMalformed},
	sourcetest.TruncatedBody:   {Kind: sources.KindMalformed},
	sourcetest.OversizedBody:   {Kind: sources.KindMalformed},
	sourcetest.Hang:            {Kind: sources.KindTimeout},
	sourcetest.Reset:           {Kind: sources.KindUnavailable},
	sourcetest.Refused:         {Kind: sources.KindUnavailable},
}

// failing fails every call; with KindTimeout only once the caller's time is over.
type failing struct {
	orders
	err sources.Error
}

func failWith(m *mutant, err sources.Error) {
	err.Source = name
	m.orders = &failing{m.orders, err}
}

func (f *failing) fail(ctx context.Context) error {
	if f.err.Kind == sources.KindTimeout {
		<-ctx.Done()
	}
	err := f.err
	return &err
}

func (f *failing) Get(ctx context.Context, _ []commerce.ID, _ commerce.Groups) (found, error) {
	return nil, f.fail(ctx)
}

func (f *failing) Find(ctx context.Context, _ string, _ []string, _ sources.Query) (map[string]page, error) {
	return nil, f.fail(ctx)
}

func (f *failing) Query(ctx context.Context, _ sources.Query) (page, error) {
	return page{}, f.fail(ctx)
}

// onPages changes each page that Query answers.
func onPages(change func(q sources.Query, p *page)) func(*mutant) {
	return func(m *mutant) {
		m.query = func(ctx context.Context, q sources.Query) (page, error) {
			p, err := m.orders.Query(ctx, q)
			if err == nil {
				p.Items = slices.Clone(p.Items)
				change(q, &p)
			}
			return p, err
		}
	}
}

// onQueries changes each query before it is answered, but not what its cursors are bound to.
func onQueries(change func(*sources.Query)) func(*mutant) {
	return func(m *mutant) {
		m.query = func(ctx context.Context, q sources.Query) (page, error) {
			if err := m.orders.Traits().CheckQuery(q); err != nil {
				return page{}, err
			}
			change(&q)
			return m.orders.Query(ctx, q)
		}
	}
}

func onPredicates(change func(*sources.Predicate)) func(*mutant) {
	return onQueries(func(q *sources.Query) {
		q.Where = slices.Clone(q.Where)
		for i := range q.Where {
			change(&q.Where[i])
		}
	})
}

func closed(b *sources.Bound) *sources.Bound {
	if b == nil {
		return nil
	}
	return &sources.Bound{Value: b.Value}
}

func onGets(change func(ids []commerce.ID, f found)) func(*mutant) {
	return func(m *mutant) {
		m.get = func(ctx context.Context, ids []commerce.ID, want commerce.Groups) (found, error) {
			f, err := m.orders.Get(ctx, ids, want)
			if err == nil {
				change(ids, f)
			}
			return f, err
		}
	}
}

func onFinds(before func(*sources.Query), after func(values []string, pages map[string]page)) func(*mutant) {
	return func(m *mutant) {
		m.find = func(ctx context.Context, field string, values []string, q sources.Query) (map[string]page, error) {
			if err := m.orders.Traits().CheckFind(field, values, q); err != nil {
				return nil, err
			}
			if before != nil {
				before(&q)
			}
			pages, err := m.orders.Find(ctx, field, values, q)
			if err == nil && after != nil {
				after(values, pages)
			}
			return pages, err
		}
	}
}

func onErrors(change func(*sources.Error)) func(*mutant) {
	changed := func(err error) error {
		var e *sources.Error
		if !errors.As(err, &e) {
			return err
		}
		other := *e
		change(&other)
		return &other
	}
	return func(m *mutant) {
		m.get = func(ctx context.Context, ids []commerce.ID, want commerce.Groups) (found, error) {
			f, err := m.orders.Get(ctx, ids, want)
			return f, changed(err)
		}
		m.query = func(ctx context.Context, q sources.Query) (page, error) {
			p, err := m.orders.Query(ctx, q)
			return p, changed(err)
		}
	}
}

func getByKey(m *mutant) {
	m.get = func(ctx context.Context, ids []commerce.ID, want commerce.Groups) (found, error) {
		own := make([]commerce.ID, len(ids))
		for i, id := range ids {
			own[i] = commerce.ID{Source: name, Key: id.Key}
		}
		f, err := m.orders.Get(ctx, own, want)
		for i, id := range ids {
			if o := f[own[i]]; o != nil {
				f[id] = o
			}
		}
		return f, err
	}
}

func acceptForeign(m *mutant) {
	m.query = func(ctx context.Context, q sources.Query) (page, error) {
		p, err := m.orders.Query(ctx, q)
		if q.After != "" && sources.KindOf(err) == sources.KindInvalid {
			q.After = ""
			return m.orders.Query(ctx, q)
		}
		return p, err
	}
}

// reversedWalk changes the pages that begin at a cursor of the other direction.
func reversedWalk(change func(q *sources.Query, p *page)) func(*mutant) {
	return onPages(func(q sources.Query, p *page) {
		var position any
		if reversed, err := sources.CursorsOf(name, q).Read(q.After, &position); err == nil && reversed {
			change(&q, p)
		}
	})
}

// reverseTies turns round neighbours that are equal in the order of the page.
func reverseTies(q sources.Query, p *page) {
	order := sources.Order(commerce.Orders, q.Sort)
	for i := 0; i+1 < len(p.Items); i++ {
		if order(p.Items[i].Node, p.Items[i+1].Node) == 0 {
			p.Items[i].Node, p.Items[i+1].Node = p.Items[i+1].Node, p.Items[i].Node
			i++
		}
	}
}

func missingLast(q sources.Query, p *page) {
	f, ok := commerce.Orders.Field(q.Sort.Field)
	if !ok || q.Sort.Desc || len(p.Items) == 0 {
		return
	}
	n := 0
	for n < len(p.Items) && len(f.Values(p.Items[n].Node)) == 0 {
		n++
	}
	p.Items = slices.Concat(p.Items[n:], p.Items[:n])
	if p.HasNext {
		p.End = p.Items[len(p.Items)-1].Place
	}
}

// changeAnswered writes its next answer into the entities of the last.
func changeAnswered(m *mutant) {
	var mu sync.Mutex
	var last []*commerce.Order
	m.query = func(ctx context.Context, q sources.Query) (page, error) {
		p, err := m.orders.Query(ctx, q)
		mu.Lock()
		defer mu.Unlock()
		for _, o := range last {
			o.Note += "."
		}
		last = nil
		for i := range p.Items {
			o := *p.Items[i].Node
			p.Items[i].Node = &o
			last = append(last, &o)
		}
		return p, err
	}
}

// keepLastPlaces makes the cursors of every page from what the last one holds.
func keepLastPlaces(m *mutant) {
	last := &places{}
	onPages(func(_ sources.Query, p *page) {
		last.hold(slices.Clone(p.Items))
		for i := range p.Items {
			p.Items[i].Place = sources.PlaceIn(last, i)
		}
	})(m)
}

type places struct {
	mu    sync.Mutex
	items []sources.Item[commerce.Order]
}

func (p *places) hold(items []sources.Item[commerce.Order]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.items = items
}

func (p *places) Cursor(n int) sources.Cursor {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.items[n%len(p.items)].Cursor()
}
