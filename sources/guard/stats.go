package guard

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// window is over how many of the newest calls latency is told.
const window = 256

// Stats is what the guard has seen of its account.
type Stats struct {
	Calls  int64 // attempts since the start
	Errors int64 // of these
	// ByKind counts the errors of each kind that there was.
	ByKind   map[sources.ErrorKind]int64
	InFlight int
	// Answered is set once an attempt has succeeded.
	Answered bool
	// LastFailed is set when the newest attempt failed.
	LastFailed bool
	// LastError is the kind of the newest error; valid when Errors is not 0.
	LastError   sources.ErrorKind
	LastErrorAt time.Time
	// Latency over the newest attempts; 0 when there was none.
	Last, P50, P95 time.Duration
}

type stats struct {
	mu    sync.Mutex
	seen  Stats
	took  [window]time.Duration
	count int
}

// note takes in an attempt. That the caller went away says nothing of the source.
func (s *stats) note(c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen.Calls++
	if c.Err == nil {
		s.seen.LastFailed, s.seen.Answered = false, true
		s.time(c.Took)
		return
	}
	kind := sources.KindOf(c.Err)
	if kind == sources.KindCanceled {
		return
	}
	s.seen.LastFailed = faulty(kind)
	s.time(c.Took)
	s.seen.Errors++
	if s.seen.ByKind == nil {
		s.seen.ByKind = make(map[sources.ErrorKind]int64)
	}
	s.seen.ByKind[kind]++
	s.seen.LastError, s.seen.LastErrorAt = kind, c.Started.Add(c.Took)
}

func (s *stats) time(took time.Duration) {
	s.seen.Last = took
	s.took[s.count%window] = took
	s.count++
}

// faulty reports whether an error of the kind is the source's and not the question's.
func faulty(k sources.ErrorKind) bool {
	return k != sources.KindInvalid && k != sources.KindUnsupported && k != sources.KindAmbiguous
}

// Stats returns what the guard has seen so far.
func (g *Guard) Stats() Stats {
	g.stats.mu.Lock()
	defer g.stats.mu.Unlock()
	out := g.stats.seen
	out.ByKind = maps.Clone(out.ByKind)
	out.InFlight = g.lanes.inFlight()
	took := slices.Clone(g.stats.took[:min(g.stats.count, window)])
	if len(took) > 0 {
		slices.Sort(took)
		out.P50, out.P95 = took[len(took)/2], took[len(took)*95/100]
	}
	return out
}
