package testgraph

import "context"

type mutation struct{ *Chaos }

// change appends to the state, and then fails sometimes. What was appended stays.
func change[V any](ctx context.Context, c *Chaos, field string, words []string, of func(*dice, *Log) V) (V, error) {
	l := stateOf(ctx).append(words...)
	place := field + describe(l.Words)
	return valueBeside(ctx, c.at(place), place, func(d *dice) V { return of(d, l) })
}

func (m mutation) Append(ctx context.Context, word string) (*Log, error) {
	return stateOf(ctx).append(word), nil
}

func (m mutation) AppendAll(ctx context.Context, words []string) ([]*Log, error) {
	return change(ctx, m.Chaos, "appendAll", words, func(d *dice, l *Log) []*Log {
		return list(d, func(d *dice) *Log { return ptr(d, func(*dice) *Log { return l }) })
	})
}

func (m mutation) TryAppend(ctx context.Context, word string, fail *bool) (*Log, error) {
	if fail != nil && *fail {
		return nil, &appendError{word}
	}
	return change(ctx, m.Chaos, "tryAppend", []string{word}, func(d *dice, l *Log) *Log { return ptr(d, func(*dice) *Log { return l }) })
}

type appendError struct{ word string }

func (e *appendError) Error() string { return "not appended: " + e.word }

func (m mutation) MustAppend(ctx context.Context, word string) (*Log, error) {
	return change(ctx, m.Chaos, "mustAppend", []string{word}, func(d *dice, l *Log) *Log { return ptr(d, func(*dice) *Log { return l }) })
}

func (m mutation) SetNumber(ctx context.Context, to int) (*Number, error) {
	return stateOf(ctx).set(func(int) int { return to }), nil
}

func (m mutation) AddNumber(ctx context.Context, by int) (*Number, error) {
	return stateOf(ctx).set(func(n int) int { return n + by }), nil
}

func (m mutation) Clear(ctx context.Context) (int, error) { return stateOf(ctx).clear(), nil }
