package woocommercesim

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FaultKind says how a request fails.
type FaultKind string

// The ways in which a request can fail.
const (
	// FaultMaintenance answers 503 with WordPress's maintenance page.
	FaultMaintenance FaultKind = "maintenance"
	// FaultRateLimited answers 429 with a host's HTML page.
	FaultRateLimited FaultKind = "rate_limited"
	// FaultUnavailable answers 503 with the JSON of a plug-in that limits requests.
	FaultUnavailable FaultKind = "unavailable"
	// FaultLoad answers 508 with a host's HTML page.
	FaultLoad FaultKind = "load"
	// FaultBadGateway answers 502 with an HTML page.
	FaultBadGateway FaultKind = "bad_gateway"
	// FaultCritical answers 500 with WordPress's JSON for a crash of PHP.
	FaultCritical FaultKind = "critical"
	// FaultChallenge answers 200 with a firewall's HTML page.
	FaultChallenge FaultKind = "challenge"
	// FaultReset closes the connection without an answer.
	FaultReset FaultKind = "reset"
	// FaultHang sends nothing until the client gives up.
	FaultHang FaultKind = "hang"
	// FaultNotice writes PHP's notices before the right body.
	FaultNotice FaultKind = "notice"
	// FaultTruncated ends in the middle of the right body.
	FaultTruncated FaultKind = "truncated"
)

// Fault makes some requests fail. The fields narrow the choice together.
type Fault struct {
	Kind FaultKind
	// Path is a part of the paths that fail; empty means all.
	Path string
	// Rate is the share of requests that fail, 0 < Rate < 1; 0 and 1 mean all.
	Rate float64
	// Count ends the fault after so many failed requests; 0 means never.
	Count int
	// RetryAfter is sent with an HTML page of a host in whole seconds, rounded
	// up; 0 sends none.
	RetryAfter time.Duration
	// RetryDate sends the time to come back as a date.
	RetryDate bool
}

// faults chooses the requests that fail.
type faults struct {
	mu      sync.Mutex
	dice    *rand.Rand
	active  []*Fault
	latency time.Duration
}

func newFaults(seed uint64) *faults { return &faults{dice: rand.New(rand.NewPCG(seed, seed))} }

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
		if !strings.Contains(path, fault.Path) {
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

// fail answers a failing request, or leaves that to the right answer, which is
// damaged then.
func (s *Sim) fail(w http.ResponseWriter, r *http.Request, fault Fault) bool {
	if fault.RetryAfter > 0 {
		w.Header().Set("Retry-After", s.retryAfter(fault))
	}
	const loopDetected = 508 // "Resource Limit Is Reached" at hosts with cPanel
	switch fault.Kind {
	case FaultMaintenance:
		writeHTML(w, http.StatusServiceUnavailable, "Briefly unavailable for scheduled maintenance. Check back in a minute.")
	case FaultRateLimited:
		writeHTML(w, http.StatusTooManyRequests, "Too Many Requests")
	case FaultUnavailable:
		writeJSON(w, &apiError{status: http.StatusServiceUnavailable, code: "too_many_requests", message: "Please slow down."})
	case FaultLoad:
		writeHTML(w, loopDetected, "Resource Limit Is Reached")
	case FaultBadGateway:
		writeHTML(w, http.StatusBadGateway, "502 Bad Gateway")
	case FaultChallenge:
		writeHTML(w, http.StatusOK, "Just a moment...")
	case FaultCritical:
		writeJSON(w, &apiError{
			status: http.StatusInternalServerError, code: "internal_server_error",
			message: "<p>There has been a critical error on this website.</p>",
		})
	case FaultReset:
		panic(http.ErrAbortHandler)
	case FaultHang:
		<-r.Context().Done()
	default:
		w.Header().Del("Retry-After")
		return false
	}
	return true
}

func (s *Sim) retryAfter(fault Fault) string {
	seconds := (fault.RetryAfter + time.Second - 1) / time.Second
	if fault.RetryDate {
		return s.now().Add(seconds * time.Second).Format(http.TimeFormat)
	}
	return strconv.FormatInt(int64(seconds), 10)
}

// damage spoils the right body as the fault says.
func (f Fault) damage(body []byte) []byte {
	switch f.Kind {
	case FaultNotice:
		notice := "<br />\n<b>Notice</b>:  Undefined index: tracking in <b>/var/www/html/wp-content/plugins/tracking/tracking.php</b> on line <b>42</b><br />\n"
		return append([]byte(notice), body...)
	case FaultMark:
		return append([]byte("\ufeff"), body...)
	case FaultTruncated:
		return body[:len(body)/2]
	}
	return body
}
