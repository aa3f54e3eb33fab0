package app

import (
	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/coalesce"
	"github.com/galleria-graph/galleria/sources/guard"
)

// account is one opened source behind its guard.
type account struct {
	source *sources.Source
	guard  *guard.Guard
	kind   string // of the configuration: the connector
}

// stack is what stands around one collection of an account: what the system
// lacks is completed above, identical calls under way are one, and each call to
// it is guarded below.
func stack[T any](a *account, kind commerce.Kind[T], c sources.Collection[T]) sources.Collection[T] {
	if c == nil {
		return nil
	}
	return view.Complete(kind, coalesce.Wrap(guard.Wrap(a.guard, kind, c)))
}
