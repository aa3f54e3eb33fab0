package resolvers

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/loader"
)

// parallel bounds how many queries one field has under way: each may be a
// request of its own to a system.
const parallel = 8

// sideBySide runs the jobs and waits for all. A panic becomes an error, as it
// does where the executor itself runs tasks.
func sideBySide(ctx context.Context, jobs []func()) error {
	if len(jobs) == 1 {
		jobs[0]()
		return nil
	}
	errs := make([]error, len(jobs))
	tasks := make([]func(), len(jobs))
	for i, job := range jobs {
		tasks[i] = func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = graphql.GetOperationContext(ctx).Recover(ctx, r)
				}
			}()
			job()
		}
	}
	loader.Run(ctx, parallel, tasks...)
	return errors.Join(errs...)
}
