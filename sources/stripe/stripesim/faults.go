package stripesim

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
)

// FaultKind says how a request fails.
type FaultKind string

// The ways in which a request can fail.
const (
	// FaultInternal answers 500 with Stripe's error body.
	FaultInternal FaultKind = "internal"
	// FaultBadGateway answers 502 with an HTML page, as a proxy does.
	FaultBadGateway FaultKind = "bad_gateway"
	// FaultRateLimited answers 429, with Retry-After when the fault has one.
	FaultRateLimited FaultKind = "rate_limited"
	// FaultLockTimeout answers 409 with the code lock_timeout.
	FaultLockTimeout FaultKind = "lock_timeout"
	// FaultReset closes the connection without an answer.
	FaultReset FaultKind = "reset"
	// FaultHang sends nothing until the client gives up.
	FaultHang FaultKind = "hang"
	// FaultMalformed answers 200 with text that is not JSON.
	FaultMalformed FaultKind = "malformed"
	// FaultTruncated answers 200 and ends in the middle of the right body.
	FaultTruncated FaultKind = "truncated"
	// FaultOversized answers 200 with valid JSON of Size bytes or more.
	FaultOversized FaultKind = "oversized"
)

// Fault makes some requests fail. The fields narrow the choice together.
type Fault struct {
	Kind FaultKind
	// Path is the prefix of the paths that fail; empty means all.
	Path string
	// Rate is the share of requests that fail, 0 < Rate < 1; 0 and 1 mean all.
	Rate float64
	// Count ends the fault after so many failed requests; 0 means never.
	Count int
	// RetryAfter is sent with FaultRateLimited in whole seconds, rounded up; 0
	// sends none.
	RetryAfter time.Duration
	// Size is the least size of FaultOversized in bytes; 0 means 64 MiB.
	Size int64
}

// faults chooses the requests that fail.
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

// AddFault makes requests fail from now on, besides the faults already there.
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

// spend counts a failure down and drops a fault that has none left.
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
