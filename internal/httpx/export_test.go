package httpx

import (
	"bytes"
	"crypto/x509"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Answer is a response as net/http brings it.
func Answer(status int, header http.Header, body []byte) *Response {
	return &Response{Status: status, Body: body, header: header}
}

// Standard returns an exchange that sends everything over net/http.
func Standard(source string) *Exchange { return New(source, newClient()) }

// Trust has the exchange trust these roots, over both transports.
func (x *Exchange) Trust(roots *x509.CertPool) {
	x.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = roots
	if x.hosts != nil {
		x.hosts.roots = roots
	}
}

// Proxy has the exchange ask this for a proxy.
func (x *Exchange) Proxy(of func(*http.Request) (*url.URL, error)) {
	x.client.Transport.(*http.Transport).Proxy = of
	x.hosts.proxy = of
}

// IsDirect reports whether a request for the address would go over a connection of our own.
func (x *Exchange) IsDirect(address string) bool {
	h, _, ok := x.hosts.find(&Request{Method: http.MethodGet, URL: address})
	return ok && h.way.Load() == direct
}

// Learn has the exchange believe that the host speaks that version of HTTP.
func (x *Exchange) Learn(address string, major int) {
	h, _, _ := x.hosts.find(&Request{Method: http.MethodGet, URL: address})
	h.learn(major)
}

// Idle returns how many connections of our own are kept for the host.
func (x *Exchange) Idle(address string) int {
	h, _, _ := x.hosts.find(&Request{Method: http.MethodGet, URL: address})
	h.idle.mu.Lock()
	defer h.idle.mu.Unlock()
	return len(h.idle.conns)
}

// Receive reads an answer as a connection of our own does. Whole reports that
// the connection would be used again.
func Receive(from io.Reader, limit int64) (status int, body []byte, whole bool, err error) {
	a := arrival{from: from}
	r := new(room)
	if err := new(host).settle(&a, a.receive(limit), r, limit); err != nil {
		return 0, nil, false, err
	}
	return r.response.Status, bytes.Clone(r.response.Body), a.whole(), nil
}

// Target returns what is sent for an address over a connection of our own.
func Target(address string) (authority, target string, ok bool) {
	a, ok := splitURL(address)
	if a.target == "" || a.target[0] == '?' {
		a.target = "/" + a.target
	}
	return a.authority, a.target, ok
}

// IsOwn reports that the exchange has connections of its own.
func (x *Exchange) IsOwn() bool { return x.hosts != nil }

// Age makes the connections of our own as old as if they had been idle for so long.
func (x *Exchange) Age(address string, by time.Duration) {
	h, _, _ := x.hosts.find(&Request{Method: http.MethodGet, URL: address})
	h.idle.mu.Lock()
	defer h.idle.mu.Unlock()
	for _, c := range h.idle.conns {
		c.since = c.since.Add(-by)
	}
}

// Records returns a function that takes a piece of what TLS sends, and reports
// whether no record is under way behind it.
func Records() func(piece []byte) bool {
	var r record
	return func(piece []byte) bool {
		r.follow(piece)
		return r.isBetween()
	}
}
