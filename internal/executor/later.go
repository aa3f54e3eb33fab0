package executor

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// later is what an answer has put off by @defer: it is resolved while the first
// response is on its way. Each object of a fragment is a response of its own,
// but relations are called once for all of them.
type later struct {
	x   *run
	ctx context.Context // the first response's

	mu    sync.Mutex
	ready []*graphql.Response
	open  int           // groups under way
	wake  chan struct{} // something has become ready
}

// group is the objects of one set of which one fragment is put off.
type group struct {
	plan    laterPlan
	objects []laterObject
}

// putOff begins to resolve what was put off; nil when nothing was.
func (x *run) putOff(ctx context.Context, objects []laterObject) *later {
	if len(objects) == 0 {
		return nil
	}
	l := &later{x: x, ctx: ctx, wake: make(chan struct{}, 1)}
	groups := l.add(objects)
	go l.run(groups) // in the place of the task that made the first response
	return l
}

// add notes the groups of objects as under way.
func (l *later) add(objects []laterObject) []group {
	var order []*set
	bySet := map[*set][]laterObject{}
	for _, o := range objects {
		if bySet[o.s] == nil {
			order = append(order, o.s)
		}
		bySet[o.s] = append(bySet[o.s], o)
	}
	var groups []group
	for _, s := range order {
		for _, p := range s.plan.later {
			groups = append(groups, group{p, bySet[s]})
		}
	}
	l.mu.Lock()
	l.open += len(groups)
	l.mu.Unlock()
	return groups
}

// run resolves groups side by side.
func (l *later) run(groups []group) {
	tasks := make([]func(), len(groups))
	for i, g := range groups {
		tasks[i] = func() { l.resolve(g) }
	}
	l.x.schedule.Run(tasks...)
}

// resolve makes the responses of one group, and then what was put off in it.
func (l *later) resolve(g group) {
	ctx := graphql.WithFreshResponseContext(l.ctx)
	var out []*graphql.Response
	var nested []laterObject
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, gqlerror.WrapPath(g.objects[0].path, l.x.op.RecoverFunc(ctx, r)))
			out = []*graphql.Response{{Label: g.plan.label, Path: g.objects[0].path, Data: []byte("null"), Errors: graphql.GetErrors(ctx)}}
		}
		groups := l.add(nested)
		l.deliver(out)
		l.run(groups)
	}()
	x, s := l.x, g.set()
	x.resolve(ctx, s)
	for i, o := range g.objects {
		w := newWriter(ctx, x)
		w.path = append(w.path, steps(o.path)...)
		w.document(g.plan.plan, s, i)
		w.flush()
		nested = append(nested, w.later...)
		out = append(out, &graphql.Response{Label: g.plan.label, Path: o.path, Data: w.take()})
		w.release()
	}
	share(out, graphql.GetErrors(ctx))
}

// set returns the group's objects as a set of their own, in the place where they stand.
func (g *group) set() *set {
	of := g.objects[0].s
	s := newSet(g.plan.plan, of.parent, of.field)
	for _, o := range g.objects {
		s.objs = append(s.objs, of.objs[o.i])
		if of.parent != nil {
			s.from = append(s.from, of.from[o.i])
			s.at = append(s.at, of.at[o.i*of.field.lists:(o.i+1)*of.field.lists]...)
		}
	}
	return s
}

func steps(path ast.Path) []step {
	out := make([]step, len(path))
	for i, e := range path {
		switch e := e.(type) {
		case ast.PathName:
			out[i].name = string(e)
		case ast.PathIndex:
			out[i].index = int(e)
		}
	}
	return out
}

// share gives each error to the response of the object that it lies in. The
// objects of a group stand at paths of one length.
func share(out []*graphql.Response, errs gqlerror.List) {
	byPath := make(map[string]*graphql.Response, len(out))
	for _, r := range out {
		byPath[r.Path.String()] = r
	}
	for _, e := range errs {
		r := out[0]
		if n := len(r.Path); len(e.Path) >= n {
			if of, ok := byPath[e.Path[:n].String()]; ok {
				r = of
			}
		}
		r.Errors = append(r.Errors, e)
	}
}

// deliver puts the responses of a group that is done in line.
func (l *later) deliver(out []*graphql.Response) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ready = append(l.ready, out...)
	l.open--
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// next waits for the next response; nil behind the last, or when ctx ends.
func (l *later) next(ctx context.Context) *graphql.Response {
	for {
		if r, done := l.pop(); r != nil || done {
			return r
		}
		select {
		case <-l.wake:
		case <-ctx.Done():
			return nil
		}
	}
}

func (l *later) pop() (r *graphql.Response, done bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.ready) == 0 {
		return nil, l.open == 0
	}
	r, l.ready = l.ready[0], l.ready[1:]
	more := l.open > 0 || len(l.ready) > 0
	r.HasNext = &more
	return r, false
}
