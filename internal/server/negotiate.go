package server

import (
	"maps"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
)

// acceptance is in which forms a client takes an answer.
type acceptance struct {
	media     string // of an answer in one piece; "" when none is taken
	stream    string // of an answer in parts; "" when none is taken
	preferred bool   // the stream is preferred, also for an answer in one piece
}

// negotiator picks the forms of answers. It remembers what it has read of Accept
// headers: clients send few different ones, and long.
type negotiator struct {
	known atomic.Pointer[map[string]acceptance]
}

const (
	acceptsKnown = 64  // that are remembered; others are read each time
	acceptBytes  = 256 // of one that is remembered
)

// negotiate picks the forms of an answer, and reports false if the Accept header
// leaves none.
func (n *negotiator) negotiate(h http.Header) (acceptance, bool) {
	headers := h["Accept"]
	switch len(headers) {
	case 0:
		return acceptance{media: mediaJSON}, true
	case 1:
		a := n.read(headers[0])
		return a, a.some()
	}
	a := readAccept(strings.Join(headers, ","))
	return a, a.some()
}

// read returns what a header means, and remembers it while there is room.
func (n *negotiator) read(accept string) acceptance {
	known := n.known.Load()
	if known != nil {
		if a, ok := (*known)[accept]; ok {
			return a
		}
	}
	a := readAccept(accept)
	if len(accept) > acceptBytes || known != nil && len(*known) >= acceptsKnown {
		return a
	}
	more := map[string]acceptance{strings.Clone(accept): a}
	if known != nil {
		maps.Copy(more, *known)
	}
	n.known.CompareAndSwap(known, &more) // who comes second is remembered the next time
	return a
}

// some reports whether there is a form that the client takes.
func (a acceptance) some() bool { return a.media != "" || a.stream != "" }

// readAccept reads a header. Without preference it is application/json, as
// clients from before the specification expect. Streams must be asked for by name.
func readAccept(text string) acceptance {
	ranges := parseAccept(text)
	var a acceptance
	plain, graph := ranges.quality(mediaJSON), ranges.quality(mediaGraphQL)
	switch {
	case plain <= 0 && graph <= 0:
	case graph > plain, graph == plain && ranges.names(mediaGraphQL):
		a.media = mediaGraphQL
	default:
		a.media = mediaJSON
	}
	parts, events := ranges.named(mediaMultipart), ranges.named(mediaEvents)
	switch {
	case parts <= 0 && events <= 0:
	case events > parts:
		a.stream = mediaEvents
	default:
		a.stream = mediaMultipart
	}
	a.preferred = a.media == "" || max(parts, events) > max(plain, graph)
	return a
}

// form returns the stream in which an operation is to be answered, "" for none.
func (a acceptance) form(defers bool) string {
	if defers || a.preferred {
		return a.stream
	}
	return ""
}

// wantsPage reports whether a browser navigates here.
func wantsPage(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}

type mediaRange struct {
	media   string
	quality float64
}

type mediaRanges []mediaRange

const acceptRanges = 32 // more are ignored

func parseAccept(text string) mediaRanges {
	var ranges mediaRanges
	for part := range strings.SplitSeq(text, ",") {
		media, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil || len(ranges) == acceptRanges {
			continue
		}
		if media == mediaMultipart && !knownParts(params) {
			continue
		}
		if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
			continue
		}
		quality := 1.0
		if q, ok := params["q"]; ok {
			if quality, err = strconv.ParseFloat(q, 64); err != nil || quality < 0 || quality > 1 {
				continue
			}
		}
		ranges = append(ranges, mediaRange{media, quality})
	}
	return ranges
}

// knownParts tells the form of parts that is served from those of other versions
// and of other uses. Without a word on it, it is ours.
func knownParts(params map[string]string) bool {
	for name, value := range params {
		if strings.HasSuffix(name, "spec") && (name != "deferspec" || value != deferVersion) {
			return false
		}
	}
	return true
}

// named returns how welcome a media type is that must be named.
func (r mediaRanges) named(media string) float64 {
	best := 0.0
	for _, one := range r {
		if one.media == media {
			best = max(best, one.quality)
		}
	}
	return best
}

func (r mediaRanges) names(media string) bool { return r.named(media) > 0 }

// quality returns how welcome a media type is: by the most specific range that covers it.
func (r mediaRanges) quality(media string) float64 {
	for _, pattern := range []string{media, "application/*", "*/*"} {
		best, found := 0.0, false
		for _, one := range r {
			if one.media == pattern {
				best, found = max(best, one.quality), true
			}
		}
		if found {
			return best
		}
	}
	return 0
}
