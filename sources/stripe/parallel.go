package stripe

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/sources"
)

// each calls f for 0 to n-1, as many at once as requests may run, and returns
// their errors by index. After a failure that the others would share, a spent
// quota or a refused key, it starts no more: they get the same error.
func (c *client) each(n int, f func(i int) error) []error {
	errs := make([]error, n)
	if n == 1 {
		errs[0] = f(0)
		return errs
	}
	var shared atomic.Pointer[error]
	var group errgroup.Group
	group.SetLimit(cap(c.slots))
	for i := range n {
		group.Go(func() error {
			if known := shared.Load(); known != nil {
				errs[i] = *known
				return nil
			}
			if errs[i] = f(i); errs[i] != nil && isShared(errs[i]) {
				shared.Store(&errs[i])
			}
			return nil
		})
	}
	group.Wait() //nolint:errcheck // errors are kept by index
	return errs
}

func isShared(err error) bool {
	switch sources.KindOf(err) {
	case sources.KindLimited, sources.KindDenied, sources.KindCanceled, sources.KindTimeout:
		return true
	}
	return false
}

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
