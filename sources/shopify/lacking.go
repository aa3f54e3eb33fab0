package shopify

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// lackedFor is how long a group is left out after it was denied. An app can be
// granted a scope while the connector runs.
const lackedFor = time.Minute

// lacking remembers the groups that the access token may not see. Shopify
// promises their fields, so a denial of one takes the entity along, or the whole
// listing: without remembering, each request would be sent twice.
type lacking struct {
	mu    sync.Mutex
	until map[commerce.Groups]time.Time
}

// note remembers that the groups were denied.
func (l *lacking) note(denied commerce.Groups) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.until == nil {
		l.until = map[commerce.Groups]time.Time{}
	}
	for bit := commerce.Groups(1); bit != 0 && bit <= denied; bit <<= 1 {
		if denied.Has(bit) {
			l.until[bit] = time.Now().Add(lackedFor)
		}
	}
}

// permitted leaves out of want what was denied of late.
func (l *lacking) permitted(want commerce.Groups) commerce.Groups {
	l.mu.Lock()
	defer l.mu.Unlock()
	for bit, until := range l.until {
		if time.Now().Before(until) {
			want &^= bit
		}
	}
	return want
}

// deniedGroups returns which of the groups an answer was denied, so that it can
// be asked for without them, and remembers that.
func (c *collection[T, W]) deniedGroups(a *answer, want commerce.Groups) commerce.Groups {
	if a == nil {
		return 0
	}
	var denied commerce.Groups
	for i := range a.faults {
		if a.faults[i].Code != codeDenied {
			continue
		}
		for _, name := range a.faults[i].Path {
			denied |= c.scoped[name]
		}
	}
	denied &= want
	c.lacks.note(denied)
	return denied
}

// denials are why the groups are not there.
func (c *collection[T, W]) denials(op string, groups commerce.Groups) []error {
	var out []error
	for _, name := range slices.Sorted(maps.Keys(c.scoped)) {
		if groups&c.scoped[name] != 0 {
			f := fault{Path: path{name}, Code: codeDenied}
			out = append(out, f.meaning(c.source, op))
		}
	}
	return out
}
