package app

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
)

// Stack puts a collection behind all that stands around an account's.
func Stack[T any](source string, kind commerce.Kind[T], c sources.Collection[T]) sources.Collection[T] {
	return stack(&account{guard: guard.New(guard.Options{Source: source})}, kind, c)
}

// Connect opens one source as it is, with nothing around it.
func Connect(ctx context.Context, name string, block config.Source, o Options) (*sources.Source, error) {
	return connect(ctx, name, block, o)
}
