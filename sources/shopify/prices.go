package shopify

import (
	"math"
	"sync"
)

// shape is all that the price of a request depends on.
type shape struct {
	document *document
	n, inner int
}

// prices remembers what Shopify asked for documents. It is safe for concurrent use.
type prices struct {
	mu    sync.Mutex
	scale map[string]float64
	exact map[shape]float64
}

func newPrices() *prices {
	return &prices{scale: map[string]float64{}, exact: map[shape]float64{}}
}

// maxShapes bounds the memory of exact prices; they are forgotten all at once.
const maxShapes = 256

// scaleOf returns what part of the counted price the documents of a family
// have been asked for; 1 as long as none was sent.
func (p *prices) scaleOf(family string) float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.scale[family]; s > 0 {
		return s
	}
	return 1
}

// of returns what a request costs at most: what Shopify asked for that shape
// before, or what it must be below. A price grows with the number of entities,
// and never faster: so it is below that of more, and below a multiple of that
// of fewer, and below what is counted with every object as one.
func (p *prices) of(family string, s shape) float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if price, ok := p.exact[s]; ok {
		return price
	}
	most := s.document.price(s.n, s.inner) * max(1, p.scale[family])
	for known, price := range p.exact {
		switch {
		case known.document != s.document || known.inner != s.inner:
		case known.n > s.n:
			most = min(most, price)
		case known.n > 0:
			most = min(most, math.Ceil(price*float64(s.n)/float64(known.n)))
		}
	}
	return most
}

// learn remembers an answered price. Prices grow slower than what is asked for,
// or as fast, so the scale of a small request is never too low for a large one.
func (p *prices) learn(family string, s shape, price float64) {
	if price <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.exact) >= maxShapes {
		clear(p.exact)
	}
	p.exact[s] = price
	p.scale[family] = price / s.document.price(s.n, s.inner)
}

// tooDear doubles the scale of a family, when a request was refused for its price.
func (p *prices) tooDear(family string) {
	scale := p.scaleOf(family)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.scale[family] = min(2*max(scale, 1), 1<<10)
}
