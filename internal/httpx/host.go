package httpx

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// mostHosts is how many hosts are remembered; a source has one or two.
const mostHosts = 32

// hosts remembers how each host is spoken to.
type hosts struct {
	proxy func(*http.Request) (*url.URL, error)
	roots *x509.CertPool // nil means the system's

	mu    sync.RWMutex
	known map[string]*host // by origin
}

func newHosts() *hosts {
	return &hosts{proxy: http.ProxyFromEnvironment, known: map[string]*host{}}
}

// The ways to speak to a host.
const (
	unlearned int32 = iota // over net/http, until its first answer tells what it speaks
	direct                 // HTTP/1.1 over connections of our own
	standard               // over net/http, for good
)

// host is a host with its connections.
type host struct {
	authority string
	dial      string
	tls       *tls.Config // nil means none
	way       atomic.Int32
	idle      idle
}

// find returns the host that the request is for; ok is false where the request
// is one for net/http, whatever the host.
func (hs *hosts) find(req *Request) (h *host, target string, ok bool) {
	if !canPoll || !req.readOnly() || req.Method != http.MethodGet && req.Method != http.MethodPost || !req.plain() {
		return nil, "", false
	}
	a, ok := splitURL(req.URL)
	if !ok {
		return nil, "", false
	}
	hs.mu.RLock()
	h = hs.known[a.origin]
	hs.mu.RUnlock()
	if h == nil {
		h = hs.add(&a)
	}
	return h, a.target, h != nil
}

func (hs *hosts) add(a *address) *host {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if h := hs.known[a.origin]; h != nil {
		return h
	}
	if len(hs.known) >= mostHosts {
		return nil
	}
	h := &host{authority: a.authority, dial: net.JoinHostPort(a.name, a.port)}
	h.way.Store(direct)
	scheme := "http"
	if a.secure {
		scheme = "https"
		h.way.Store(unlearned)
		h.tls = &tls.Config{
			MinVersion: tls.VersionTLS12, ServerName: a.name, NextProtos: []string{"http/1.1"}, RootCAs: hs.roots,
		}
	}
	proxy, err := hs.proxy(&http.Request{URL: &url.URL{Scheme: scheme, Host: a.authority}})
	if proxy != nil || err != nil {
		h.way.Store(standard)
	}
	hs.known[a.origin] = h
	return h
}

func (hs *hosts) close() {
	hs.mu.RLock()
	defer hs.mu.RUnlock()
	for _, h := range hs.known {
		h.idle.close()
	}
}

// learn notes what the host has spoken over net/http.
func (h *host) learn(major int) {
	way := standard
	if major == 1 {
		way = direct
	}
	h.way.CompareAndSwap(unlearned, way)
}

// forget is for a host that speaks otherwise than it did.
func (h *host) forget() { h.way.CompareAndSwap(direct, unlearned) }

// ask sends the request over a connection of our own and leaves the answer in
// the room. It sends it twice only where a connection that was kept turns out to
// be closed, without a byte of an answer.
func (h *host) ask(ctx context.Context, req *Request, target string, r *room, limit int64) error {
	now := time.Now()
	deadline := now.Add(callTimeout)
	if d, ok := ctx.Deadline(); ok && d.Before(deadline) {
		deadline = d
	}
	r.sent = req.appendTo(r.sent[:0], h.authority, target)
	if c := h.idle.take(now, deadline); c != nil {
		a, err := h.exchange(ctx, c, r, limit)
		if err == nil || len(a.b) > 0 || isTimeout(err) {
			return h.settle(&a, err, r, limit)
		}
	}
	c, err := h.connect(ctx)
	if err != nil {
		return err
	}
	if err := c.SetDeadline(deadline); err != nil {
		c.drop()
		return err
	}
	a, err := h.exchange(ctx, c, r, limit)
	return h.settle(&a, err, r, limit)
}

// settle makes the response of what has arrived.
func (h *host) settle(a *arrival, err error, r *room, limit int64) error {
	if errors.Is(err, errGarbled) {
		h.way.Store(standard) // net/http reads more than we do
	}
	if err != nil {
		return err
	}
	body := a.b[a.body:a.end]
	if a.head.packed {
		if r.inflated, err = inflate(r.inflated, body, limit); err != nil {
			return err
		}
		body = r.inflated
	}
	r.response = Response{Status: a.head.status, Body: body, lines: a.head.lines}
	return nil
}
