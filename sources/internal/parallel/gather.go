package parallel

import (
	"context"

	"github.com/galleria-graph/galleria/sources"
)

// Gather returns the error of an answer that was made of several: nil without
// errors, the first error when nothing was answered, else a *sources.Partial of
// the different ones. When the context has ended that is the error,
// whatever was found.
func Gather(ctx context.Context, source, op string, errs []error, answered bool) error {
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
