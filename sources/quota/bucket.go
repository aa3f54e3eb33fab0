package quota

import (
	"context"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// Options says what is known of a budget before the system has said anything.
type Options struct {
	// Source is the source's name, for errors.
	Source string
	// Reason is the sentence for clients whose request is refused.
	Reason string
	// Maximum is how much the bucket holds, and Restore how much comes back in a second.
	Maximum, Restore float64
	// Learns says that the system's answers tell of the budget.
	Learns bool
}

// Bucket is the budget of one account. It is safe for concurrent use.
//
// Its level is counted, and corrected by what the system says. A system takes
// the price when a request arrives and gives back, when it answers, what was
// not needed; so its word may or may not know of the requests that are under
// way, and what comes back to a full bucket while a request is on its way there
// is lost, of which the count must know.
type Bucket struct {
	options Options

	mu       sync.Mutex
	maximum  float64
	restore  float64
	level    float64
	at       time.Time // when level was so
	underway float64   // the prices of requests that have not been settled
	taken    float64   // all prices that were ever taken
	told     bool      // the system has said something
	waiting  queue
	timer    *time.Timer // ends when the next one may go; nil when nobody waits
}

// New returns a full bucket.
func New(o Options) *Bucket {
	return &Bucket{options: o, maximum: o.Maximum, restore: o.Restore, level: o.Maximum, at: time.Now(), waiting: newQueue()}
}

// patience is how long one without a deadline waits at most.
const patience = 10 * time.Second

// Spend takes the price of a request out of the bucket, and waits for it where
// it must. Who gets it calls [Spending.Settle] when the answer is there. A price
// above all that the bucket holds is taken as that: the system decides on it.
//
// It fails with KindLimited, RetryAfter and [sources.ErrTurn] when the wait would outlast the
// context's deadline; a context without one is given ten seconds. When the
// context ends meanwhile it fails with that.
func (b *Bucket) Spend(ctx context.Context, op string, price float64) (*Spending, error) {
	if err := sources.FromContext(ctx, b.options.Source, op); err != nil {
		return nil, err
	}
	now := time.Now()
	b.mu.Lock()
	price = min(max(price, 0), b.maximum)
	b.fill(now)
	if b.waiting.empty() && b.admits(price) {
		s := b.take(price)
		b.mu.Unlock()
		return s, nil
	}
	t := b.waiting.put(sources.CallerFrom(ctx), price)
	// As long as the system has said nothing, its first answer may change all.
	if wait := b.until(b.waiting.before(t)); (b.told || !b.options.Learns) && !outlasts(ctx, now, wait) {
		b.waiting.drop(t)
		b.mu.Unlock()
		return nil, &sources.Error{Kind: sources.KindLimited, Source: b.options.Source, Op: op, Reason: b.options.Reason, RetryAfter: wait, Err: sources.ErrTurn}
	}
	b.serve()
	b.mu.Unlock()
	defer sources.Waiting(ctx)()
	select {
	case <-t.ready:
		return t.spending, nil
	case <-ctx.Done():
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(time.Now())
	if t.spending != nil {
		b.level, b.underway, b.taken = b.level+price, b.underway-price, b.taken-price
	} else {
		b.waiting.drop(t)
	}
	b.serve()
	return nil, sources.FromContext(ctx, b.options.Source, op)
}

// outlasts reports whether the caller will still be there after the wait.
func outlasts(ctx context.Context, now time.Time, wait time.Duration) bool {
	deadline, ok := sources.Deadline(ctx)
	if !ok {
		return wait <= patience
	}
	return now.Add(wait).Before(deadline)
}

// Told is what the system said of the budget in an answer, with this request
// paid. The zero Told is of a system that says nothing.
type Told struct{ Maximum, Level, Restore float64 }

// Spent tells that the system refused a request for its budget, which returns
// to what the price needs after the time.
func (b *Bucket) Spent(price float64, after time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(time.Now())
	b.level = min(b.level, min(price, b.maximum)-b.restore*after.Seconds())
	b.serve()
}

// State returns the bucket's level and size, for those who watch.
func (b *Bucket) State() (level, maximum float64, waiting int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(time.Now())
	return b.level, b.maximum, b.waiting.len()
}

// Spending is the price of one request.
type Spending struct {
	bucket *Bucket
	price  float64
	taken  float64 // all that was ever taken, with this
	done   bool
}

// Settle ends the request: what it cost less than its price comes back, and the
// system's word counts. Of a request that was lost nobody knows what it cost,
// so that it is settled with its price.
func (s *Spending) Settle(cost float64, told Told) {
	b := s.bucket
	b.mu.Lock()
	defer b.mu.Unlock()
	if s.done {
		return
	}
	s.done = true
	now := time.Now()
	b.fill(now)
	b.underway -= s.price
	b.level += max(0, s.price-cost)
	if told.Maximum > 0 && told.Restore > 0 {
		b.maximum, b.restore, b.told = told.Maximum, told.Restore, true
		// It is not more than that. And it is not less than that without all that
		// the system may not have counted when it answered.
		least := told.Level - (b.taken - s.taken) - b.underway
		b.level = min(max(b.level, least), told.Level)
	}
	b.fill(now)
	b.serve()
}

// Price returns what was taken.
func (s *Spending) Price() float64 { return s.price }

// The rest is called with the lock held.

// journey is how long a request may take to arrive.
const journey = time.Second

// fill brings the level up to now. A request is counted when it is sent: if the
// system's bucket was full until it arrived, nothing came back there meanwhile.
func (b *Bucket) fill(now time.Time) {
	lost := min(b.underway, b.restore*journey.Seconds())
	b.level = min(b.level+now.Sub(b.at).Seconds()*b.restore, b.maximum-lost)
	b.at = now
}

func (b *Bucket) admits(price float64) bool { return b.level >= price }

func (b *Bucket) take(price float64) *Spending {
	b.level -= price
	b.underway += price
	b.taken += price
	return &Spending{bucket: b, price: price, taken: b.taken}
}

// until returns how long it takes until so many points have been there.
func (b *Bucket) until(points float64) time.Duration {
	if points <= b.level {
		return 0
	}
	// A bit more, because a clock's tick could fall just before it.
	return time.Duration((points-b.level)/b.restore*float64(time.Second)) + time.Microsecond
}

// serve lets go whom the level allows, and sets the timer for the next.
func (b *Bucket) serve() {
	for {
		next := b.waiting.first()
		if next == nil {
			if b.timer != nil {
				b.timer.Stop()
				b.timer = nil
			}
			return
		}
		price := min(next.price, b.maximum)
		if !b.admits(price) {
			b.wake(b.until(price))
			return
		}
		next.spending = b.take(next.price)
		b.waiting.remove(next)
		close(next.ready)
	}
}

func (b *Bucket) wake(after time.Duration) {
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(after, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.fill(time.Now())
		b.serve()
	})
}
