package server

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// negotiate picks the media type of an answer, and reports false if the Accept
// header leaves none. Without preference it is application/json, as clients
// from before the specification expect.
func negotiate(h http.Header) (string, bool) {
	accept := h.Values("Accept")
	if len(accept) == 0 {
		return mediaJSON, true
	}
	ranges := parseAccept(strings.Join(accept, ","))
	plain, graph := ranges.quality(mediaJSON), ranges.quality(mediaGraphQL)
	switch {
	case plain <= 0 && graph <= 0:
		return "", false
	case graph > plain, graph == plain && ranges.names(mediaGraphQL):
		return mediaGraphQL, true
	default:
		return mediaJSON, true
	}
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

func (r mediaRanges) names(media string) bool {
	for _, one := range r {
		if one.media == media {
			return true
		}
	}
	return false
}

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
