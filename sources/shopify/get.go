package shopify

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// Get reads entities by their gids, as many in a request as its price allows. A
// key that is no gid of the type is missing without a request.
func (c *collection[T, W]) Get(ctx context.Context, ids []commerce.ID, want commerce.Groups) (map[commerce.ID]*T, error) {
	if err := c.promised.CheckGet(len(ids)); err != nil {
		return nil, err
	}
	op := "get " + c.noun + "s"
	if err := sources.FromContext(ctx, c.source, op); err != nil {
		return nil, err
	}
	var (
		found    = make(map[commerce.ID]*T, len(ids))
		missing  errorList
		answered bool // some part of what was asked
		lost     commerce.Groups
		mu       sync.Mutex
		calls    errgroup.Group
	)
	calls.SetLimit(concurrency)
	keys := c.keysOf(ids)
	permitted := c.lacks.permitted(want)
	innerSize, fit := c.size(permitted, c.fields(permitted), max(1, len(keys)))
	for chunk := range slices.Chunk(keys, min(fit, maxBatch)) {
		calls.Go(func() error {
			entities, errs := c.getSome(ctx, op, chunk, permitted, innerSize)
			mu.Lock()
			defer mu.Unlock()
			answered = answered || len(errs) == 0 || len(entities) > 0
			for _, e := range entities {
				origin := c.kind.Origin(e)
				found[origin.ID] = e
				lost |= want &^ origin.Holds
			}
			missing.add(errs...)
			return nil
		})
	}
	_ = calls.Wait() // each call keeps its errors in the list
	missing.add(c.denials(op, lost)...)
	if len(found) < len(keys) && answered {
		missing.add(c.outsideWindow(ctx, op))
	}
	return found, missing.result(ctx, c.source, op, answered)
}

// keysOf returns the gids of the type among the ids of this source, each once.
func (c *collection[T, W]) keysOf(ids []commerce.ID) []string {
	keys := make([]string, 0, len(ids))
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if _, ok := numberOf(id.Key, c.typ); ok && id.Source == c.source && !seen[id.Key] {
			seen[id.Key] = true
			keys = append(keys, id.Key)
		}
	}
	return keys
}

// getSome reads the entities of one request. When Shopify finds it too dear, it
// asks for the two halves.
func (c *collection[T, W]) getSome(ctx context.Context, op string, keys []string, want commerce.Groups, innerSize int) ([]*T, []error) {
	d := c.composed("get "+family(want), func() *document { return c.getDocument(c.fields(want)) })
	var found lookupAnswer[W]
	a, err := c.send(ctx, op, want, shape{d, len(keys), innerSize}, map[string]any{"ids": keys}, func(r *jsonx.Reader) {
		if string(r.Name()) == "nodes" {
			found.decode(ctx, r, c.decode)
		}
	})
	if denied := c.deniedGroups(a, want); denied != 0 {
		return c.getSome(ctx, op, keys, want&^denied, innerSize)
	}
	if half := len(keys) / 2; isTooDear(err) && half > 0 {
		first, errs := c.getSome(ctx, op, keys[:half], want, innerSize)
		second, more := c.getSome(ctx, op, keys[half:], want, innerSize)
		return append(first, second...), append(errs, more...)
	}
	if err != nil {
		return nil, []error{err}
	}
	if !found.there {
		return nil, []error{c.faultError(op, a.under("nodes"), nil)}
	}
	if !found.whole || len(found.list) != len(keys) {
		return nil, []error{c.malformed(op, "nodes")}
	}
	place := func(at int) []string { return []string{"nodes", strconv.Itoa(at)} }
	list := slices.DeleteFunc(found.list, func(e *entity[W]) bool {
		return !e.there && (len(a.faults) == 0 || len(a.under(place(e.at)...)) == 0)
	})
	entities, errs := c.translate(ctx, op, a, list, place, want)
	out := make([]*T, 0, len(entities))
	for _, e := range entities {
		if e != nil && slices.Contains(keys, c.kind.ID(e).Key) {
			out = append(out, e)
		}
	}
	return out, errs
}
