package specgraph

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Data is what a test decides.
type Data struct {
	Hero     *Character
	Pets     []Pet
	One      *Item
	Items    []*Item
	Rows     [][]*Item
	Err      error // of every list and every change
	Messages []*Message
	Refusal  error // of the subscriptions
	NoBox    bool
}

// Root is the data and what an operation did.
type Root struct {
	data   Data
	mu     sync.Mutex
	number int
	calls  []string
}

// New returns a root over the data.
func New(d Data) *Root { return &Root{data: d} }

// Calls returns which fields of the root were resolved, in order.
func (r *Root) Calls() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.calls...)
}

func (r *Root) called(field string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, field)
}

type (
	query        struct{ *Root }
	mutation     struct{ *Root }
	subscription struct{ *Root }
	box          struct{ *Root }
	item         struct{ *Root }
)

// Query implements ResolverRoot.
func (r *Root) Query() QueryResolver { return query{r} }

// Mutation implements ResolverRoot.
func (r *Root) Mutation() MutationResolver { return mutation{r} }

// Subscription implements ResolverRoot.
func (r *Root) Subscription() SubscriptionResolver { return subscription{r} }

// Box implements ResolverRoot.
func (r *Root) Box() BoxResolver { return box{r} }

// Item implements ResolverRoot.
func (r *Root) Item() ItemResolver { return item{r} }

func (q query) word(field string) (*string, error) {
	q.called(field)
	return &field, nil
}

func (q query) Foo(context.Context) (*string, error) { return q.word("foo") }
func (q query) Bar(context.Context) (*string, error) { return q.word("bar") }
func (q query) Baz(context.Context) (*string, error) { return q.word("baz") }
func (q query) Qux(context.Context) (*string, error) { return q.word("qux") }

func (q query) Me(context.Context) (*User, error) {
	q.called("me")
	first, last := "Mark", "Zuckerberg"
	return &User{FirstName: &first, LastName: &last}, nil
}

func (q query) A(context.Context) (*A, error) {
	q.called("a")
	one, two := "one", "two"
	return &A{&one, &two}, nil
}

func (q query) Hero(context.Context) (*Character, error)     { return q.data.Hero, q.data.Err }
func (q query) MustHero(context.Context) (*Character, error) { return q.data.Hero, q.data.Err }

func (q query) Pet(context.Context) (Pet, error) {
	if len(q.data.Pets) == 0 {
		return nil, nil
	}
	return q.data.Pets[0], nil
}

func (q query) Pets(context.Context) ([]Pet, error) { return q.data.Pets, nil }

func (q query) CatOrDog(context.Context) (CatOrDog, error) {
	if len(q.data.Pets) == 0 {
		return nil, nil
	}
	return q.data.Pets[0].(CatOrDog), nil
}

func (q query) Nullable(context.Context) ([]*Item, error)    { return q.data.Items, q.data.Err }
func (q query) Elements(context.Context) ([]*Item, error)    { return q.data.Items, q.data.Err }
func (q query) List(context.Context) ([]*Item, error)        { return q.data.Items, q.data.Err }
func (q query) Both(context.Context) ([]*Item, error)        { return q.data.Items, q.data.Err }
func (q query) Rows(context.Context) ([][]*Item, error)      { return q.data.Rows, q.data.Err }
func (q query) MustRows(context.Context) ([][]*Item, error)  { return q.data.Rows, q.data.Err }
func (q query) LooseRows(context.Context) ([][]*Item, error) { return q.data.Rows, q.data.Err }

func (q query) Box(context.Context) (*Box, error) { return q.MustBox(context.Background()) }

func (q query) MustBox(context.Context) (*Box, error) {
	if q.data.NoBox {
		return nil, nil
	}
	return &Box{q.Root}, nil
}

// echo answers what an argument was coerced to.
func echo(v any) (*string, error) {
	text, err := json.Marshal(v)
	s := string(text)
	return &s, err
}

func (q query) Input(_ context.Context, arg *ExampleInput) (*string, error) {
	if arg == nil {
		return echo(nil)
	}
	got := map[string]any{"b": arg.B}
	if a, set := arg.A.ValueOK(); set {
		got["a"] = a
	}
	return echo(got)
}

func (q query) Ints(_ context.Context, list []*int) (*string, error)         { return echo(list) }
func (q query) RowsOfInts(_ context.Context, list [][]*int) (*string, error) { return echo(list) }
func (q query) Argument(_ context.Context, arg *int) (*string, error)        { return echo(arg) }
func (q query) WithDefault(_ context.Context, arg *int) (*string, error)     { return echo(arg) }
func (q query) MustWithDefault(_ context.Context, arg int) (*string, error)  { return echo(arg) }
func (q query) Must(_ context.Context, arg int) (*string, error)             { return echo(arg) }

func (b box) Nullable(_ context.Context, objs []*Box) ([][]*Item, error) { return b.items(objs) }
func (b box) Elements(_ context.Context, objs []*Box) ([][]*Item, error) { return b.items(objs) }
func (b box) List(_ context.Context, objs []*Box) ([][]*Item, error)     { return b.items(objs) }
func (b box) Both(_ context.Context, objs []*Box) ([][]*Item, error)     { return b.items(objs) }
func (b box) Item(_ context.Context, objs []*Box) ([]*Item, error)       { return b.item(objs) }
func (b box) MustItem(_ context.Context, objs []*Box) ([]*Item, error)   { return b.item(objs) }

func (b box) items(objs []*Box) ([][]*Item, error) {
	out := make([][]*Item, len(objs))
	for i := range out {
		out[i] = b.data.Items
	}
	return out, b.data.Err
}

func (b box) item(objs []*Box) ([]*Item, error) {
	out := make([]*Item, len(objs))
	for i := range out {
		out[i] = b.data.One
	}
	return out, b.data.Err
}

func (i item) Relation(_ context.Context, objs []*Item) ([]*int, error) {
	out, errs := make([]*int, len(objs)), make(graphql.BatchErrorList, len(objs))
	for at, o := range objs {
		if o != nil {
			out[at], errs[at] = o.Value, o.Err
		}
	}
	return out, errs
}

func (i item) MustRelation(_ context.Context, objs []*Item) ([]int, error) {
	out, errs := make([]int, len(objs)), make(graphql.BatchErrorList, len(objs))
	for at, o := range objs {
		if o == nil {
			continue
		}
		if errs[at] = o.Err; o.Value != nil {
			out[at] = *o.Value
		}
	}
	return out, errs
}

func (m mutation) ChangeTheNumber(_ context.Context, to int) (*NumberHolder, error) {
	m.called("changeTheNumber")
	m.mu.Lock()
	defer m.mu.Unlock()
	m.number = to
	return &NumberHolder{m.Root}, nil
}

func (m mutation) ChangeBirthday(_ context.Context, month int) (*Birthday, error) {
	m.called("changeBirthday")
	return &Birthday{&month}, nil
}

func (m mutation) ChangeNothing(context.Context) (*Birthday, error) {
	m.called("changeNothing")
	return nil, m.data.Err
}

func (m mutation) MustChange(context.Context) (*Birthday, error) {
	m.called("mustChange")
	return nil, m.data.Err
}

func (s subscription) NewMessage(ctx context.Context, _ int) (<-chan *Message, error) {
	return s.messages(ctx)
}

func (s subscription) MustMessage(ctx context.Context, _ int) (<-chan *Message, error) {
	return s.messages(ctx)
}

func (s subscription) messages(ctx context.Context) (<-chan *Message, error) {
	if s.data.Refusal != nil {
		return nil, s.data.Refusal
	}
	out := make(chan *Message)
	go func() {
		defer close(out)
		for _, m := range s.data.Messages {
			select {
			case out <- m:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}
