package shopify

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// unstable is the version that has no end and promises nothing.
const unstable = "unstable"

const (
	// lookEvery is how often Shopify is asked which versions it supports, and
	// lookAgain how soon after it could not be asked.
	lookEvery = 24 * time.Hour
	lookAgain = time.Hour
	// warnBefore is how long before a version's end it is warned of: a quarter.
	warnBefore = 90 * 24 * time.Hour
	// lookTimeout bounds the question, for which no caller waits.
	lookTimeout = 30 * time.Second
)

// versionWatch keeps what is to be mended about the version that is asked for.
type versionWatch struct {
	next     atomic.Int64           // when Shopify is to be asked again, in nanoseconds of Unix
	answered atomic.Pointer[string] // another version, in which Shopify answered last
	ending   atomic.Pointer[string] // what is to be said of the version's end
}

func newVersionWatch() *versionWatch {
	w := &versionWatch{}
	w.next.Store(time.Now().Add(lookEvery).UnixNano())
	return w
}

// due reports, to one caller, that Shopify is to be asked again.
func (w *versionWatch) due() bool {
	now, next := time.Now(), w.next.Load()
	return now.UnixNano() >= next && w.next.CompareAndSwap(next, now.Add(lookEvery).UnixNano())
}

// watchVersion asks which versions are supported once a day, in the background:
// no caller waits for it, and nothing is asked where nobody asks anything.
func (c *client) watchVersion() {
	if !c.watch.due() {
		return
	}
	c.background.start(lookTimeout, func(ctx context.Context) {
		if err := c.lookAtVersions(ctx); err != nil {
			c.watch.next.Store(time.Now().Add(lookAgain).UnixNano())
		}
	})
}

const versionsDocument = "query {publicApiVersions{handle supported}}"

func (c *client) lookAtVersions(ctx context.Context) error {
	const op = "look at the API versions"
	var in installed
	a, err := c.do(ctx, request{op: op, document: versionsDocument, price: checkPrice, read: in.decode})
	if err != nil {
		return err
	}
	if len(a.faults) > 0 || in.wrong || !in.list {
		return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op}
	}
	_ = c.judgeVersion(op, in.versions) // its error is among the warnings, too
	return nil
}

// publicVersion is a version that Shopify offers.
type publicVersion struct {
	handle    string
	supported bool
}

func readVersion(r *jsonx.Reader) publicVersion {
	var v publicVersion
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "handle":
			v.handle = r.Text().Value
		case "supported":
			v.supported = r.Bool().Value
		}
	}
	return v
}

// judgeVersion says whether the version that is asked for is supported still,
// and keeps what is to be said of its end.
func (c *client) judgeVersion(op string, versions []publicVersion) error {
	if c.version == unstable {
		return nil
	}
	var supported []string
	listed := false
	for _, v := range versions {
		if !apiVersion.MatchString(v.handle) || v.handle == unstable {
			continue
		}
		listed = listed || v.handle == c.version
		if v.supported {
			supported = append(supported, v.handle)
		}
	}
	slices.Sort(supported)
	ends := endOf(c.version)
	switch {
	case slices.Contains(supported, c.version):
		if time.Until(ends) > warnBefore {
			c.say(&c.watch.ending, "")
			return nil
		}
		later := supported[slices.Index(supported, c.version)+1:]
		c.say(&c.watch.ending, "Shopify promises to support API version "+c.version+" until "+ends.Format("2 January 2006")+
			" only: set apiVersion to a newer one"+among(later))
		return nil
	case listed && len(supported) > 0 && c.version > supported[len(supported)-1]:
		c.say(&c.watch.ending, "API version "+c.version+" is a release candidate, which may still change: set apiVersion to "+supported[len(supported)-1])
		return nil
	}
	e := &sources.Error{
		Kind: sources.KindInvalid, Source: c.source, Op: op,
		Reason: "Shopify does not support API version " + c.version + ": configure one of " + strings.Join(supported, ", "),
	}
	c.say(&c.watch.ending, e.Reason)
	return e
}

// among names the choices, if there are any.
func among(handles []string) string {
	if len(handles) == 0 {
		return ""
	}
	return ": " + strings.Join(handles, ", ")
}

// endOf returns until when a version is supported at least: twelve months from
// its release at 17:00 UTC on the first day of its quarter.
func endOf(handle string) time.Time {
	released, err := time.Parse("2006-01", handle)
	if err != nil {
		return time.Time{}
	}
	return released.AddDate(1, 0, 0).Add(17 * time.Hour)
}

// noteVersion notices an answer in another version than was asked for, which is
// what Shopify does with one that it does not support any more.
func (c *client) noteVersion(answered string) {
	if answered == "" || answered == c.version || c.version == unstable {
		if c.watch.answered.Load() != nil && answered != "" {
			c.watch.answered.Store(nil)
		}
		return
	}
	if apiVersion.MatchString(answered) {
		c.say(&c.watch.answered, "Shopify answers in API version "+answered+" instead of "+c.version+", which it does not support any more: set apiVersion to a supported one")
	}
}

// say keeps a warning in its place, and tells the log of it when it is new. An
// empty one says that there is nothing to mend.
func (c *client) say(place *atomic.Pointer[string], warning string) {
	if warning == "" {
		place.Store(nil)
		return
	}
	if before := place.Swap(&warning); (before == nil || *before != warning) && c.logger != nil {
		c.logger.Warn("the shop's API version is to be changed", "source", c.source, "warning", warning)
	}
}

// warnings returns what is to be mended, though the shop still answers.
func (c *client) warnings() []string {
	var out []string
	for _, place := range []*atomic.Pointer[string]{&c.watch.ending, &c.watch.answered} {
		if w := place.Load(); w != nil {
			out = append(out, *w)
		}
	}
	return out
}
