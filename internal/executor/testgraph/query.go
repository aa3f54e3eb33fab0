package testgraph

import "context"

// New returns what both executors are built from: resolvers and directives over one chaos.
func New(c *Chaos) Config {
	return Config{Resolvers: root{c}, Directives: directives(c)}
}

type root struct{ *Chaos }

func (r root) Query() QueryResolver               { return query(r) }
func (r root) Mutation() MutationResolver         { return mutation(r) }
func (r root) Subscription() SubscriptionResolver { return subscription(r) }
func (r root) Person() PersonResolver             { return person(r) }
func (r root) Shop() ShopResolver                 { return shop(r) }
func (r root) Crate() CrateResolver               { return crate(r) }
func (r root) Log() LogResolver                   { return log(r) }
func (r root) Number() NumberResolver             { return number(r) }

type query struct{ *Chaos }

// top resolves a field of the query.
func top[V any](ctx context.Context, c *Chaos, field string, args any, of func(*dice) V) (V, error) {
	field += describe(args)
	return valueBeside(ctx, c.at("Query", field), field, of)
}

func lists[V any](of func(*dice) V) func(*dice) []V {
	return func(d *dice) []V { return list(d, of) }
}

func (q query) Person(ctx context.Context, id string) (*Person, error) {
	return top(ctx, q.Chaos, "person", id, func(d *dice) *Person {
		return ptr(d, func(d *dice) *Person { return d.personOf("p" + id) })
	})
}

func (q query) People(ctx context.Context, first *int, filter *PersonFilter, moods []Mood, near *int) ([]*Person, error) {
	return top(ctx, q.Chaos, "people", []any{first, filter, moods, near}, lists((*dice).personOrNull))
}

func (q query) Everyone(ctx context.Context) ([]*Person, error) {
	return top(ctx, q.Chaos, "everyone", nil, lists((*dice).person))
}

func (q query) Hero(ctx context.Context) (*Person, error) {
	return top(ctx, q.Chaos, "hero", nil, (*dice).personOrNull)
}

func (q query) Node(ctx context.Context, id string) (Node, error) {
	return top(ctx, q.Chaos, "node", id, (*dice).nodeOrNull)
}

func (q query) Nodes(ctx context.Context, ids []string) ([]Node, error) {
	return top(ctx, q.Chaos, "nodes", ids, func(d *dice) []Node {
		out := make([]Node, min(len(ids), 5))
		for i := range out {
			out[i] = d.at("nodes", ids[i]).nodeOrNull()
		}
		return out
	})
}

func (q query) Resources(ctx context.Context) ([]Resource, error) {
	return top(ctx, q.Chaos, "resources", nil, lists((*dice).resourceOrNull))
}

func (q query) Thing(ctx context.Context) (Thing, error) {
	return top(ctx, q.Chaos, "thing", nil, (*dice).thingOrNull)
}

func (q query) Things(ctx context.Context, kinds []string, grade *Grade) ([]Thing, error) {
	return top(ctx, q.Chaos, "things", []any{kinds, grade}, lists((*dice).thingOrNull))
}

func (q query) Named(ctx context.Context) ([]Named, error) {
	return top(ctx, q.Chaos, "named", nil, lists((*dice).namedOrNull))
}

func (q query) Place(ctx context.Context) (Place, error) {
	return top(ctx, q.Chaos, "place", nil, (*dice).placeOrNull)
}

func (q query) Shop(ctx context.Context, hue *Hue) (*Shop, error) {
	return top(ctx, q.Chaos, "shop", hue, (*dice).shop)
}

func (q query) Crate(ctx context.Context) (*Crate, error) {
	return top(ctx, q.Chaos, "crate", nil, (*dice).crate)
}

func (q query) Crates(ctx context.Context) ([]*Crate, error) {
	return top(ctx, q.Chaos, "crates", nil, lists((*dice).crateOrNull))
}

func (q query) Lattice(ctx context.Context) ([][]*Person, error) {
	return top(ctx, q.Chaos, "lattice", nil, lists(lists((*dice).personOrNull)))
}

func (q query) Cube(ctx context.Context) ([][][]*Crate, error) {
	return top(ctx, q.Chaos, "cube", nil, lists(lists(lists((*dice).crateOrNull))))
}

// Echo answers with its arguments, as it got them.
func (q query) Echo(ctx context.Context, int *int, float *float64, string *string, boolean *bool, id *string, mood *Mood, grade *Grade, even *int, hue *Hue, moment *Moment, blob any, filter *PersonFilter, filters []*PersonFilter, matrix [][]int, one *Pick) (string, error) {
	return top(ctx, q.Chaos, "echo", []any{int, float, string, boolean, id, mood, grade, even, hue, moment, blob, filter, filters, matrix, one},
		echo(int, float, string, boolean, id, mood, grade, even, hue, moment, blob, filter, filters, matrix, one))
}

// Exact answers with its arguments, as it got them.
func (q query) Exact(ctx context.Context, int int, float float64, strings []string, mood Mood, even int, hue Hue, size Size, limited *int) (*string, error) {
	args := []any{int, float, strings, mood, even, hue, size, limited}
	return top(ctx, q.Chaos, "exact", args, func(d *dice) *string { return opt(d, echo(args...)) })
}

// echo answers what it was asked with.
func echo(args ...any) func(*dice) string {
	return func(*dice) string { return describe(args) }
}

func (q query) Words(ctx context.Context) ([]string, error) {
	return top(ctx, q.Chaos, "words", nil, lists((*dice).word))
}

func (q query) Numbers(ctx context.Context) ([]int, error) {
	return top(ctx, q.Chaos, "numbers", nil, lists((*dice).int))
}

func (q query) Answer(ctx context.Context) (*int, error) {
	return top(ctx, q.Chaos, "answer", nil, func(d *dice) *int { return opt(d, (*dice).int) })
}

func (q query) Question(ctx context.Context) (string, error) {
	return top(ctx, q.Chaos, "question", nil, (*dice).word)
}

func (q query) Locked(ctx context.Context) (*Person, error) {
	return top(ctx, q.Chaos, "locked", nil, (*dice).person)
}

func (q query) Maybe(ctx context.Context) (*string, error) {
	return top(ctx, q.Chaos, "maybe", nil, func(d *dice) *string { return opt(d, (*dice).word) })
}

func (q query) Surely(ctx context.Context) (string, error) {
	return top(ctx, q.Chaos, "surely", nil, (*dice).word)
}

func (q query) Nothing(ctx context.Context) (*Nothing, error) {
	return top(ctx, q.Chaos, "nothing", nil, func(d *dice) *Nothing { return opt(d, func(*dice) Nothing { return Nothing{} }) })
}
