package ui

import (
	"net/http"
	"strconv"
	"strings"
)

// contentSecurityPolicy allows the page its own files and its own server and nothing else. Monaco writes style elements,
// hence 'unsafe-inline' for styles, and keeps its small icons as data: addresses. Its workers are files, so no blob: is
// needed. connect-src 'self' covers the websocket.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"font-src 'self' data:; img-src 'self' data:; worker-src 'self'; connect-src 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// protect sets the headers that every answer carries, errors too.
func protect(h http.Header) {
	h.Set("Content-Security-Policy", contentSecurityPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// acceptsGzip reads Accept-Encoding: a weight of zero refuses, and * stands for what is not named. Without the header
// nothing is said, and the plain file is the safe answer.
func acceptsGzip(values []string) bool {
	others := false
	for coding := range strings.SplitSeq(strings.Join(values, ","), ",") {
		name, parameters, _ := strings.Cut(coding, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return weight(parameters) > 0
		case "*":
			others = weight(parameters) > 0
		}
	}
	return others
}

// weight reads "q=0.5"; without one the weight is 1, and one that cannot be read refuses.
func weight(parameters string) float64 {
	_, value, found := strings.Cut(strings.ToLower(parameters), "q=")
	if !found {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return 0
	}
	return q
}
