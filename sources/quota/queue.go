package quota

import "slices"

// queue holds the requests that wait, in the order in which they are served.
//
// It is weighted fair queueing (Demers, Keshav and Shenker, 1989) in the form
// that starts are compared (Goyal, Vin and Cheng, 1996): each caller has a clock
// that moves by the price of what it asks, and who is furthest behind is next. So callers get
// equal shares, however many requests each has and however dear they are, and
// one that comes anew waits for no other's backlog.
type queue struct {
	clock   float64            // of the request that was served last
	callers map[string]float64 // the clock of each that is ahead of the queue's
	waiting []*turn            // by start, then by arrival
}

// turn is one request that waits.
type turn struct {
	caller string
	start  float64
	price  float64

	ready    chan struct{}
	spending *Spending // once ready
}

func newQueue() queue { return queue{callers: map[string]float64{}} }

func (q *queue) empty() bool { return len(q.waiting) == 0 }

func (q *queue) len() int { return len(q.waiting) }

// first returns who is next; nil when nobody waits.
func (q *queue) first() *turn {
	if len(q.waiting) == 0 {
		return nil
	}
	return q.waiting[0]
}

// put adds a request of a caller behind its others.
func (q *queue) put(caller string, price float64) *turn {
	t := &turn{caller: caller, start: max(q.clock, q.callers[caller]), price: price, ready: make(chan struct{})}
	q.callers[caller] = t.start + price
	at := len(q.waiting)
	for at > 0 && q.waiting[at-1].start > t.start {
		at--
	}
	q.waiting = slices.Insert(q.waiting, at, t)
	return t
}

// before returns what all cost that are served up to this one.
func (q *queue) before(t *turn) (sum float64) {
	for _, other := range q.waiting {
		sum += other.price
		if other == t {
			break
		}
	}
	return sum
}

// drop takes one out that will not be served. Its caller's others move up.
func (q *queue) drop(t *turn) {
	q.remove(t)
	if q.empty() {
		return
	}
	for _, other := range q.waiting {
		if other.caller == t.caller && other.start > t.start {
			other.start -= t.price
		}
	}
	q.callers[t.caller] -= t.price
	q.sort()
}

// remove takes one out, whose turn it is if it is the first.
func (q *queue) remove(t *turn) {
	if q.first() == t {
		q.clock = max(q.clock, t.start)
	}
	for i, other := range q.waiting {
		if other == t {
			q.waiting = slices.Delete(q.waiting, i, i+1)
			break
		}
	}
	if q.empty() { // there is nobody to be fair to
		q.clock = 0
		clear(q.callers)
	}
}

// sort restores the order after starts have changed; few have.
func (q *queue) sort() {
	for i := 1; i < len(q.waiting); i++ {
		for at := i; at > 0 && q.waiting[at-1].start > q.waiting[at].start; at-- {
			q.waiting[at-1], q.waiting[at] = q.waiting[at], q.waiting[at-1]
		}
	}
}
