package woocommerce

import "github.com/galleria-graph/galleria/sources/internal/parallel"

// each calls f for 0 to n-1, as many at once as requests may run: see [parallel.Each].
func each(n int, f func(i int) error) []error { return parallel.Each(n, mostRequests, f) }

// first returns the first of the errors that is one.
func first(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
