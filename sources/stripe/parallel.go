package stripe

import (
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

// each calls f for 0 to n-1, as many at once as requests may run: see [parallel.Each].
func (c *client) each(n int, f func(i int) error) []error { return parallel.Each(n, c.slots.Size(), f) }

// isPassing reports whether the failure is of the request, and not of an object
// that Stripe keeps broken.
func isPassing(err error) bool { return sources.KindOf(err) != sources.KindMalformed }
