// Package parallel is how a connector makes one call of many requests.
package parallel

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/sources"
)

// Each calls f for 0 to n-1, at most so many at once, and returns their errors
// by index. After a failure that the others would share, a spent quota or a
// refused key, it starts no more: they get the same error.
func Each(n, most int, f func(i int) error) []error {
	errs := make([]error, n)
	if n == 1 {
		errs[0] = f(0)
		return errs
	}
	var shared atomic.Pointer[error]
	var group errgroup.Group
	group.SetLimit(most)
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
