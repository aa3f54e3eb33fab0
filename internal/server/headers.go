package server

import (
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
)

// secure is what every answer carries. Its values are shared by all answers:
// handlers replace them, and never change them in place.
var secure = http.Header{
	"X-Content-Type-Options":       {"nosniff"},
	"X-Frame-Options":              {"DENY"},
	"X-Robots-Tag":                 {"noindex, nofollow"},
	"Referrer-Policy":              {"no-referrer"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Content-Security-Policy":      {"default-src 'none'; frame-ancestors 'none'"},
	"Cache-Control":                {"no-store"},
}

// secureHeaders sets what every answer carries. Pages widen the policy for themselves.
func secureHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), secure)
		next.ServeHTTP(w, r)
	})
}

// hostCheck refuses requests whose Host header is not one of ours. On loopback
// this is what stops a web page whose name was pointed at this machine.
type hostCheck struct {
	loopback bool
	names    []string
	respond  *responder
}

func newHostCheck(o Options, respond *responder) hostCheck {
	c := hostCheck{loopback: isLoopback(o.Listen), respond: respond}
	for _, name := range o.Hosts {
		c.names = append(c.names, strings.ToLower(name))
	}
	return c
}

func (c hostCheck) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// A probe asks by whatever address it has, and learns nothing but health.
		if r.URL.Path == healthPath || r.URL.Path == readyPath || c.allows(r.Host) {
			next.ServeHTTP(w, r)
			return
		}
		c.respond.fail(w, r, CodeHostRefused, "the Host header is none that this server answers to")
	})
}

func (c hostCheck) allows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if slices.Contains(c.names, name) {
		return true
	}
	if c.loopback {
		return name == "localhost" || name == "127.0.0.1" || name == "::1"
	}
	return len(c.names) == 0
}

// cors lets the pages of listed origins read answers. Without any it sets no
// header at all, so that browsers refuse.
type cors struct{ origins []string }

func (c cors) middleware(next http.Handler) http.Handler {
	if len(c.origins) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		if !c.allows(r) {
			next.ServeHTTP(w, r)
			return
		}
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		h.Set("Access-Control-Expose-Headers", requestIDHeader+", Retry-After")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
			h.Set("Access-Control-Allow-Methods", "GET, POST")
			h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Api-Key, "+requestIDHeader+", "+preflightHeader+", "+traceHeader)
			h.Set("Access-Control-Max-Age", "600")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// allows compares the whole origin: a look-alike, a subdomain or null is none of the list.
func (c cors) allows(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	return len(origins) == 1 && slices.Contains(c.origins, origins[0])
}
