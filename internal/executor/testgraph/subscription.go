package testgraph

import "context"

type subscription struct{ *Chaos }

// stream sends count events, all decided by the field.
func stream[V any](ctx context.Context, c *Chaos, field string, count int, of func(*dice) V) (<-chan V, error) {
	d := c.at("Subscription", field+describe(count))
	calm := *c
	calm.Panics = false
	d.Chaos = &calm
	if err := d.fault(field); err != nil {
		return nil, err
	}
	d.Chaos = c
	events := make([]V, max(0, min(count, 5)))
	for i := range events {
		events[i] = of(d)
	}
	out := make(chan V)
	go func() {
		defer close(out)
		for _, e := range events {
			select {
			case out <- e:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

func (s subscription) Ticks(ctx context.Context, count int) (<-chan *int, error) {
	return stream(ctx, s.Chaos, "ticks", count, func(d *dice) *int { return opt(d, (*dice).int) })
}

func (s subscription) Numbers(ctx context.Context, count int) (<-chan int, error) {
	return stream(ctx, s.Chaos, "numbers", count, (*dice).int)
}

func (s subscription) Guests(ctx context.Context, count int) (<-chan *Person, error) {
	return stream(ctx, s.Chaos, "guests", count, (*dice).personOrNull)
}

func (s subscription) People(ctx context.Context, count int) (<-chan *Person, error) {
	return stream(ctx, s.Chaos, "people", count, (*dice).personOrNull)
}

func (s subscription) Crowds(ctx context.Context, count int) (<-chan []*Person, error) {
	return stream(ctx, s.Chaos, "crowds", count, lists((*dice).personOrNull))
}

func (s subscription) Things(ctx context.Context, count int) (<-chan []Thing, error) {
	return stream(ctx, s.Chaos, "things", count, lists((*dice).thingOrNull))
}

func (s subscription) Refused(context.Context) (<-chan int, error) {
	return nil, &appendError{"refused"}
}

func (s subscription) Silent(ctx context.Context) (<-chan *int, error) {
	return stream(ctx, s.Chaos, "silent", 0, func(*dice) *int { return nil })
}
