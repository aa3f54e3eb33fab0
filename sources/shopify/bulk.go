package shopify

import (
	"context"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// A bulk operation is a query that Shopify runs in the background, without points,
// and that leaves a file of lines.

const (
	// Objects that lie in others come directly below them only where that is asked
	// for. It slows the operation, and without it all objects would have to be kept
	// until the last line is read.
	runDocument = "mutation($query: String!, $grouped: Boolean!) {bulkOperationRunQuery(query: $query, groupObjects: $grouped)" +
		"{bulkOperation{id status} userErrors{code}}}"
	// node() finds operations in every version of the API.
	lookDocument   = "query($id: ID!) {node(id: $id){... on BulkOperation{id status errorCode objectCount url}}}"
	cancelDocument = "mutation($id: ID!) {bulkOperationCancel(id: $id){bulkOperation{status} userErrors{message}}}"
)

// What these cost.
const (
	mutationPrice = 10
	lookPrice     = 1
)

// The pauses between two looks at an operation: short at first, for an export
// that is soon done, and never longer than is waited for in vain.
const (
	firstLook   = time.Second
	longestLook = 10 * time.Second
	// patience is how many looks may fail one after another.
	patience = 5
	// cancelTimeout bounds the request that cancels an operation of a caller who has gone.
	cancelTimeout = 5 * time.Second
)

// bulkWire is an operation as it answers.
type bulkWire struct {
	ID      optText
	Status  optText
	Error   optText
	Objects optNumeral
	URL     optText
	refusal string // the code of the first user error
	refused bool
}

func (w *bulkWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "status":
			w.Status = r.Word()
		case "errorCode":
			w.Error = r.Word()
		case "objectCount":
			w.Objects = readNumeral(r)
		case "url":
			w.URL = r.Text()
		}
	}
}

// decodePayload reads the answer to a mutation.
func (w *bulkWire) decodePayload(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "bulkOperation":
			w.decode(r)
		case "userErrors":
			for ok := r.Array(); ok && r.Element(); {
				for ok := r.Object(); ok && r.Member(); {
					if string(r.Name()) == "code" {
						w.refusal = r.Text().Value
					}
				}
				w.refused = true
			}
		}
	}
}

// startBulk starts an operation, and returns its id.
func (c *client) startBulk(ctx context.Context, op, query string, grouped bool) (string, error) {
	var w bulkWire
	a, err := c.do(ctx, request{
		op: op, document: runDocument, variables: map[string]any{"query": query, "grouped": grouped}, price: mutationPrice, changes: true,
		read: w.decodePayload,
	})
	if err != nil {
		return "", err
	}
	if len(a.faults) > 0 {
		return "", c.faultError(op, a.faults, nil)
	}
	switch {
	case w.refusal == "OPERATION_IN_PROGRESS", w.refusal == "LIMIT_REACHED":
		return "", &sources.Error{Kind: sources.KindLimited, Source: c.source, Op: op, Reason: "the app runs as many bulk operations in the shop as it may"}
	case w.refused:
		return "", &sources.Error{Kind: sources.KindUnsupported, Source: c.source, Op: op, Reason: "Shopify does not take the query for a bulk operation"}
	case w.ID.Value == "":
		return "", &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: "the answer names no bulk operation"}
	}
	return w.ID.Value, nil
}

// awaitBulk waits for the end of an operation, and returns it when it has
// completed. When the caller goes meanwhile, or it cannot be looked at, it is
// canceled.
func (c *client) awaitBulk(ctx context.Context, op, id string) (*bulkWire, error) {
	failed := 0
	for pause := firstLook; ; pause = min(pause*3/2, longestLook) {
		if err := sleep(ctx, pause); err != nil {
			c.cancelBulk(ctx, id)
			return nil, sources.FromContext(ctx, c.source, op)
		}
		w, err := c.lookAtBulk(ctx, op, id)
		if err != nil {
			if sources.KindOf(err) != sources.KindLimited { // that others spend the points says nothing of the operation
				failed++
			}
			if failed >= patience || ctx.Err() != nil || !sources.KindOf(err).Retryable() {
				c.cancelBulk(ctx, id)
				return nil, err
			}
			continue
		}
		failed = 0
		switch w.Status.Value {
		case "CREATED", "RUNNING", "CANCELING":
		case "COMPLETED":
			return w, nil
		default:
			return nil, c.bulkFailure(op, w)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *client) lookAtBulk(ctx context.Context, op, id string) (*bulkWire, error) {
	var w bulkWire
	a, err := c.do(ctx, request{op: op, document: lookDocument, variables: map[string]any{"id": id}, price: lookPrice, read: w.decode})
	if err != nil {
		return nil, err
	}
	if len(a.faults) > 0 {
		return nil, c.faultError(op, a.faults, nil)
	}
	if w.ID.Value != id || !w.Status.OK {
		return nil, &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: "the answer is not the bulk operation that was asked for"}
	}
	return &w, nil
}

// bulkFailure says why an operation has no result. The part of one that there
// may be is of no use: it does not say where it is cut.
func (c *client) bulkFailure(op string, w *bulkWire) error {
	e := &sources.Error{Kind: sources.KindUnavailable, Source: c.source, Op: op, Reason: "Shopify gave the bulk operation up"}
	switch {
	case w.Status.Value == "EXPIRED":
		e.Reason = "the result of the bulk operation has expired"
	case w.Error.Value == codeDenied:
		e.Kind, e.Reason = sources.KindDenied, "the access token lacks a scope for a part of the export, or the app has no approval for protected customer data"
	case w.Error.Value == "TIMEOUT":
		e.Kind = sources.KindTimeout
	}
	return e
}

// cancelBulk stops an operation whose result nobody waits for, so that it does
// not take the place of another. Nothing depends on it.
func (c *client) cancelBulk(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cancelTimeout)
	defer cancel()
	_, _ = c.do(ctx, request{
		op: "cancel a bulk operation", document: cancelDocument, variables: map[string]any{"id": id}, price: mutationPrice, changes: true,
		read: func(*jsonx.Reader) {},
	})
}
