package stripe

import (
	"context"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

// each calls f for 0 to n-1, as many at once as requests may run: see [parallel.Each].
func (c *client) each(n int, f func(i int) error) []error { return parallel.Each(n, c.slots.Size(), f) }

// isPassing reports whether the failure is of the request, and not of an object
// that Stripe keeps broken.
func isPassing(err error) bool { return sources.KindOf(err) != sources.KindMalformed }

// gather returns the error of an answer that was made of several: nil without
// errors, the first error when nothing was answered, else a *sources.Partial of
// the different ones.
func gather(ctx context.Context, source, op string, errs []error, answered bool) error {
	var different []error
	seen := make(map[string]bool)
	for _, err := range errs {
		if err == nil || seen[err.Error()] {
			continue
		}
		seen[err.Error()] = true
		different = append(different, err)
	}
	switch {
	case len(different) == 0:
		return nil
	case ctx.Err() != nil:
		return sources.FromContext(ctx, source, op)
	case !answered:
		return different[0]
	}
	return &sources.Partial{Errs: different}
}
