package stripe

import (
	"math"
	"net/url"
	"strconv"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// window is a span of creation times in whole seconds, both ends included.
// Stripe knows no finer time, so that every bound has an exact form in seconds.
type window struct{ from, to int64 }

// The ends of what is sent. Times outside of them are of no object.
const (
	earliest = 0
	latest   = math.MaxInt32 * 64 // the year 6325
)

func everything() window { return window{earliest, latest} }

// within narrows the window to the range of a predicate.
func (w window) within(p sources.Predicate) window {
	if b := p.From; b != nil {
		w.from = max(w.from, firstSecond(b))
	}
	if b := p.To; b != nil {
		w.to = min(w.to, lastSecond(b))
	}
	return w
}

// firstSecond is the first whole second in the range that begins with the bound.
func firstSecond(b *sources.Bound) int64 {
	at := b.Value.Instant()
	seconds := at.Unix()
	if at.Nanosecond() > 0 || b.Open {
		seconds++
	}
	return seconds
}

// lastSecond is the last whole second in the range that ends with the bound.
func lastSecond(b *sources.Bound) int64 {
	at := b.Value.Instant()
	if at.Nanosecond() == 0 && b.Open {
		return at.Add(-time.Second).Unix()
	}
	return at.Unix()
}

func (w window) empty() bool { return w.from > w.to }

// put adds the window to the parameters of a list.
func (w window) put(query url.Values) {
	if w.from > earliest {
		query.Set("created[gte]", strconv.FormatInt(w.from, 10))
	}
	if w.to < latest {
		query.Set("created[lte]", strconv.FormatInt(w.to, 10))
	}
}
