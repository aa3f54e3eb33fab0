package server

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
)

// pump asks for the responses of an operation in a goroutine of its own, so that
// whoever writes them can do something else meanwhile.
type pump struct {
	responses chan *graphql.Response // closed behind the last one
	panicked  bool                   // to be read when responses is closed
}

// pumpAhead is how many responses may wait to be written.
const pumpAhead = 16

// startPump begins to ask. The pump ends with the operation, which ends with ctx.
func startPump(ctx context.Context, logger *slog.Logger, next graphql.ResponseHandler) *pump {
	p := &pump{responses: make(chan *graphql.Response, pumpAhead)}
	go p.run(ctx, logger, next)
	return p
}

func (p *pump) run(ctx context.Context, logger *slog.Logger, next graphql.ResponseHandler) {
	defer close(p.responses)
	defer func() {
		if value := recover(); value != nil { // no handler of the server is above this goroutine
			p.panicked = true
			logPanic(ctx, logger, value)
		}
	}()
	for resp := next(ctx); resp != nil; resp = next(ctx) {
		select {
		case p.responses <- resp:
		case <-ctx.Done():
			return
		}
		if !hasNext(resp) { // a query or mutation has no more, whatever else its handler would say
			return
		}
	}
}

// ready returns a response with those that wait behind it.
func (p *pump) ready(resp *graphql.Response) []*graphql.Response {
	all := []*graphql.Response{resp}
	for hasNext(resp) {
		var ok bool
		select {
		case resp, ok = <-p.responses:
			if !ok {
				return all
			}
			all = append(all, resp)
		default:
			return all
		}
	}
	return all
}

// wait returns when the operation has ended. What was not written is dropped.
func (p *pump) wait() {
	for range p.responses {
	}
}

// hasNext reports whether a response announces another one.
func hasNext(resp *graphql.Response) bool { return resp.HasNext != nil && *resp.HasNext }
