package magentosim

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
)

// FaultKind says what is wrong with an answer.
type FaultKind string

// What can be wrong with an answer.
const (
	// FaultForbidden answers 403 with an HTML page, as a firewall before the
	// shop does.
	FaultForbidden FaultKind = "forbidden"
	// FaultTooMany answers 429 with an HTML page, as a content network does.
	FaultTooMany FaultKind = "too_many"
	// FaultBackpressure answers 429 with Magento's own JSON.
	FaultBackpressure FaultKind = "backpressure"
	// FaultUnavailable answers 503 with an HTML page, as in maintenance.
	FaultUnavailable FaultKind = "unavailable"
	// FaultInsufficient answers 508 with an HTML page, as hosts of many shops do
	// when one has used up its share of the machine.
	FaultInsufficient FaultKind = "insufficient"
	// FaultLogin answers 401 with an HTML page, as what guards a shop that is not
	// public yet.
	FaultLogin FaultKind = "login"
	// FaultNotices answers 200 and puts PHP's own messages before the right body,
	// as shops do that show errors.
	FaultNotices FaultKind = "notices"
	// FaultInternal answers 500 with Magento's JSON.
	FaultInternal FaultKind = "internal"
	// FaultReset cuts the connection without an answer.
	FaultReset FaultKind = "reset"
	// FaultHang sends nothing until the client gives up.
	FaultHang FaultKind = "hang"
	// FaultMalformed answers 200 with an HTML page that says to be JSON.
	FaultMalformed FaultKind = "malformed"
	// FaultTruncated answers 200 and ends in the middle of the right body.
	FaultTruncated FaultKind = "truncated"
	// FaultOversized answers 200 with valid JSON of Size bytes or more.
	FaultOversized FaultKind = "oversized"
	// FaultWrongTotal adds Add to the total_count of searches.
	FaultWrongTotal FaultKind = "wrong_total"
	// FaultEmptyItems leaves the items of a search out that also asks for fields,
	// and keeps its total_count, as release 2.3.1 does.
	FaultEmptyItems FaultKind = "empty_items"
	// FaultUnstableSort gives rows that the sort orders leave equal in another
	// order in every answer, so that pages repeat and miss rows.
	FaultUnstableSort FaultKind = "unstable_sort"
)

// Fault makes some answers wrong. The fields narrow the choice together.
type Fault struct {
	Kind FaultKind
	// Path is what the paths begin with, without /rest and the store's code, such
	// as "/V1/orders"; empty means all.
	Path string
	// Rate is the share of requests, 0 < Rate < 1; 0 and 1 mean all.
	Rate float64
	// Count ends the fault after so many requests; 0 means never.
	Count int
	// RetryAfter is sent with errors in whole seconds, rounded up; 0 sends none.
	RetryAfter time.Duration
	// RetryDate sends it as a date.
	RetryDate bool
	// Size is the least size of FaultOversized in bytes; 0 means 64 MiB.
	Size int64
	// Add is what FaultWrongTotal adds.
	Add int
}

// faults chooses the requests whose answers are wrong.
type faults struct {
	mu      sync.Mutex
	dice    *rand.Rand
	active  []*Fault
	latency time.Duration
}

func newFaults(seed uint64) *faults {
	return &faults{dice: rand.New(rand.NewPCG(seed, seed))}
}

// SetLatency delays every answer by d.
func (s *Sim) SetLatency(d time.Duration) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.latency = d
}

// AddFault makes answers wrong from now on, besides the faults already there.
// The oldest fault that fits a request decides.
func (s *Sim) AddFault(fault Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.active = append(s.faults.active, &fault)
}

// ClearFaults removes all faults. The latency stays.
func (s *Sim) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.active = nil
}

// choose returns the fault of a request, if it has one.
func (f *faults) choose(path string) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.active {
		if !strings.HasPrefix(path, fault.Path) {
			continue
		}
		if fault.Rate > 0 && fault.Rate < 1 && f.dice.Float64() >= fault.Rate {
			continue
		}
		chosen := *fault
		if fault.Count > 0 {
			f.spend(i)
		}
		return chosen, true
	}
	return Fault{}, false
}

// spend counts a fault down and drops it when nothing is left.
func (f *faults) spend(i int) {
	f.active[i].Count--
	if f.active[i].Count == 0 {
		f.active = append(f.active[:i:i], f.active[i+1:]...)
	}
}

// wait sleeps for the latency and says whether the client is still there.
func (f *faults) wait(ctx context.Context) bool {
	f.mu.Lock()
	latency := f.latency
	f.mu.Unlock()
	if latency <= 0 {
		return true
	}
	timer := time.NewTimer(latency)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
