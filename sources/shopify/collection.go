package shopify

import (
	"context"
	"strconv"
	"sync"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// concurrency is how many requests one call of the contract has under way at once.
const concurrency = 4

// collection is one kind of entity of one shop.
type collection[T, W any] struct {
	*client
	*resource[T, W]
	promised sources.Traits
	prices   *prices
	lacks    lacking

	mu        sync.Mutex
	documents map[string]*document
}

var _ sources.Collection[commerce.Order] = (*collection[commerce.Order, orderWire])(nil)

func newCollection[T, W any](c *client, r *resource[T, W]) *collection[T, W] {
	return &collection[T, W]{client: c, resource: r, promised: r.traits(c.source), prices: newPrices(), documents: map[string]*document{}}
}

// Traits says what the shop does itself.
func (c *collection[T, W]) Traits() sources.Traits { return c.promised }

// composed returns the document under the key, made at its first use.
func (c *collection[T, W]) composed(key string, compose func() *document) *document {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := c.documents[key]; d != nil {
		return d
	}
	d := compose()
	c.documents[key] = d
	return d
}

// family names the documents that select the same, and so have one price.
func family(groups commerce.Groups) string { return strconv.Itoa(int(groups)) }

// send sends a document with its sizes, has its answer read, and learns its
// price. Beside an error there can be an answer that has faults only.
func (c *collection[T, W]) send(ctx context.Context, op string, want commerce.Groups, s shape, variables map[string]any, read func(*jsonx.Reader)) (*answer, error) {
	if s.document.node.inner > 0 {
		variables["inner"] = s.inner
	}
	a, err := c.do(ctx, request{op: op, document: s.document.text, variables: variables, price: c.prices.of(family(want), s), read: read})
	if err != nil {
		if isTooDear(err) {
			c.prices.tooDear(family(want))
		}
		return a, c.explained(err)
	}
	c.prices.learn(family(want), s, a.price)
	return a, nil
}

// The bounds of inner connections: short enough for many entities in one
// request, long enough that most need no second one.
const (
	leastInner = 4
	mostInner  = 50
)

// size returns how long inner connections may be, and how many entities then
// fit one request, when so many are wanted.
func (c *collection[T, W]) size(want commerce.Groups, node fields, entities int) (innerSize, fit int) {
	points := c.most() / c.prices.scaleOf(family(want))
	if node.inner > 0 {
		room := points/float64(entities) - 1 - node.points
		innerSize = int(min(max(room/node.inner, leastInner), mostInner))
	}
	return innerSize, max(1, int((points-3)/node.each(innerSize)))
}
