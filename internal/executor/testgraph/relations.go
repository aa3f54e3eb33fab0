package testgraph

import "context"

type (
	person struct{ *Chaos }
	shop   struct{ *Chaos }
	crate  struct{ *Chaos }
	log    struct{ *Chaos }
	number struct{ *Chaos }
)

// of leaves the parent out of what is made for it.
func of[P keyed, V any](c *Chaos, field string, args any, parents []P, one func(*dice) V) ([]V, error) {
	return batch(c, field, args, parents, func(_ P, d *dice) V { return one(d) })
}

func (r person) Friend(_ context.Context, objs []*Person) ([]*Person, error) {
	return of(r.Chaos, "friend", nil, objs, (*dice).personOrNull)
}

func (r person) BestFriend(_ context.Context, objs []*Person) ([]*Person, error) {
	return of(r.Chaos, "bestFriend", nil, objs, (*dice).personOrNull)
}

func (r person) Friends(_ context.Context, objs []*Person, first *int, filter *PersonFilter) ([][]*Person, error) {
	return of(r.Chaos, "friends", []any{first, filter}, objs, lists((*dice).personOrNull))
}

func (r person) Allies(_ context.Context, objs []*Person) ([][]*Person, error) {
	return of(r.Chaos, "allies", nil, objs, lists((*dice).personOrNull))
}

func (r person) Foes(_ context.Context, objs []*Person) ([][]*Person, error) {
	return of(r.Chaos, "foes", nil, objs, lists((*dice).personOrNull))
}

func (r person) Kin(_ context.Context, objs []*Person, mood *Mood, even *int) ([][]*Person, error) {
	return of(r.Chaos, "kin", []any{mood, even}, objs, lists((*dice).personOrNull))
}

func (r person) Score(_ context.Context, objs []*Person) ([]*int, error) {
	return of(r.Chaos, "score", nil, objs, func(d *dice) *int { return opt(d, (*dice).int) })
}

func (r person) Rank(_ context.Context, objs []*Person, in *Grade) ([]int, error) {
	return of(r.Chaos, "rank", in, objs, (*dice).int)
}

func (r person) Words(_ context.Context, objs []*Person) ([][]string, error) {
	return of(r.Chaos, "words", nil, objs, lists((*dice).word))
}

func (r person) Verses(_ context.Context, objs []*Person) ([][]string, error) {
	return of(r.Chaos, "verses", nil, objs, lists((*dice).word))
}

func (r person) Has(_ context.Context, objs []*Person) ([]Node, error) {
	return of(r.Chaos, "has", nil, objs, (*dice).nodeOrNull)
}

func (r person) Owns(_ context.Context, objs []*Person) ([]Resource, error) {
	return of(r.Chaos, "owns", nil, objs, (*dice).resourceOrNull)
}

func (r person) Nodes(_ context.Context, objs []*Person) ([][]Node, error) {
	return of(r.Chaos, "nodes", nil, objs, lists((*dice).nodeOrNull))
}

func (r person) Resources(_ context.Context, objs []*Person) ([][]Resource, error) {
	return of(r.Chaos, "resources", nil, objs, lists((*dice).resourceOrNull))
}

func (r person) Places(_ context.Context, objs []*Person) ([][]Place, error) {
	return of(r.Chaos, "places", nil, objs, lists((*dice).placeOrNull))
}

func (r person) Thing(_ context.Context, objs []*Person) ([]Thing, error) {
	return of(r.Chaos, "thing", nil, objs, (*dice).thingOrNull)
}

func (r person) Things(_ context.Context, objs []*Person, limit *int) ([][]Thing, error) {
	return of(r.Chaos, "things", limit, objs, lists((*dice).thingOrNull))
}

func (r person) Matrix(_ context.Context, objs []*Person) ([][][]*Person, error) {
	return of(r.Chaos, "matrix", nil, objs, lists(lists((*dice).personOrNull)))
}

func (r person) Block(_ context.Context, objs []*Person) ([][][]*Person, error) {
	return of(r.Chaos, "block", nil, objs, lists(lists((*dice).personOrNull)))
}

func (r person) Mixed(_ context.Context, objs []*Person) ([][][]*Crate, error) {
	return of(r.Chaos, "mixed", nil, objs, lists(lists((*dice).crateOrNull)))
}

func (r person) Vault(_ context.Context, objs []*Person) ([]*Crate, error) {
	return of(r.Chaos, "vault", nil, objs, (*dice).crateOrNull)
}

func (r person) Safe(_ context.Context, objs []*Person) ([][]*Crate, error) {
	return of(r.Chaos, "safe", nil, objs, lists((*dice).crateOrNull))
}

func (r person) Slogan(_ context.Context, objs []*Person) ([]*string, error) {
	return of(r.Chaos, "slogan", nil, objs, func(d *dice) *string { return opt(d, (*dice).word) })
}

func (r person) Share(_ context.Context, objs []*Person) ([]*int, error) {
	return of(r.Chaos, "share", nil, objs, func(d *dice) *int { return opt(d, (*dice).even) })
}

func (r person) Essence(_ context.Context, objs []*Person) ([]any, error) {
	return of(r.Chaos, "essence", nil, objs, (*dice).fact)
}

func (r person) Surest(_ context.Context, objs []*Person) ([]string, error) {
	return of(r.Chaos, "surest", nil, objs, (*dice).word)
}

func (r person) Legend(_ context.Context, objs []*Person) ([]any, error) {
	return of(r.Chaos, "legend", nil, objs, (*dice).notes)
}

func (r shop) Keeper(_ context.Context, objs []*Shop) ([]*Person, error) {
	return of(r.Chaos, "keeper", nil, objs, (*dice).personOrNull)
}

func (r shop) Boss(_ context.Context, objs []*Shop) ([]*Person, error) {
	return of(r.Chaos, "boss", nil, objs, (*dice).personOrNull)
}

func (r shop) Stock(_ context.Context, objs []*Shop, hue *Hue) ([][]*Crate, error) {
	return of(r.Chaos, "stock", hue, objs, lists((*dice).crateOrNull))
}

func (r shop) Staff(_ context.Context, objs []*Shop) ([][]*Person, error) {
	return of(r.Chaos, "staff", nil, objs, lists((*dice).person))
}

func (r shop) Rivals(_ context.Context, objs []*Shop) ([][]Resource, error) {
	return of(r.Chaos, "rivals", nil, objs, lists((*dice).resourceOrNull))
}

func (r shop) Place(_ context.Context, objs []*Shop) ([]Place, error) {
	return of(r.Chaos, "place", nil, objs, (*dice).placeOrNull)
}

// Slow is a resolver of one parent.
func (r shop) Slow(ctx context.Context, obj *Shop, word *string) (*string, error) {
	place := obj.ID + ".slow" + describe(word)
	return valueBeside(ctx, r.at(place), place, func(d *dice) *string { return opt(d, (*dice).word) })
}

func (r crate) Owner(_ context.Context, objs []*Crate) ([]*Person, error) {
	return of(r.Chaos, "owner", nil, objs, (*dice).personOrNull)
}

func (r crate) Content(_ context.Context, objs []*Crate) ([]Thing, error) {
	return of(r.Chaos, "content", nil, objs, (*dice).thingOrNull)
}

func (r crate) Load(_ context.Context, objs []*Crate) ([]int, error) {
	return of(r.Chaos, "load", nil, objs, (*dice).int)
}

func (r crate) Parts(_ context.Context, objs []*Crate) ([][]*Crate, error) {
	return of(r.Chaos, "parts", nil, objs, lists((*dice).crateOrNull))
}

func (r log) Readers(_ context.Context, objs []*Log) ([][]*Person, error) {
	return of(r.Chaos, "readers", nil, objs, lists((*dice).personOrNull))
}

// Double reads the number late, as the field now does.
func (r number) Double(_ context.Context, objs []*Number) ([]int, error) {
	return batch(r.Chaos, "double", nil, objs, func(n *Number, _ *dice) int { return 2 * n.Now() })
}
