package resolvers

import (
	"context"
	"errors"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// parallel bounds how many queries one field has under way: each may be a
// request of its own to a system.
const parallel = 8

// sideBySide runs the jobs and waits for all. A panic becomes an error, as it
// does where gqlgen itself starts goroutines.
func sideBySide(ctx context.Context, jobs []func()) error {
	if len(jobs) == 1 {
		jobs[0]()
		return nil
	}
	errs := make([]error, len(jobs))
	free := make(chan struct{}, parallel)
	var running sync.WaitGroup
	for i, job := range jobs {
		free <- struct{}{}
		running.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = graphql.GetOperationContext(ctx).Recover(ctx, r)
				}
				<-free
			}()
			job()
		})
	}
	running.Wait()
	return errors.Join(errs...)
}
