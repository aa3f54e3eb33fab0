package server

import (
	"context"
	"encoding/json"
	"net/http"
	"sync/atomic"
)

const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// readiness says whether the server should get requests: after every required
// source has answered once, until it begins to stop.
type readiness struct {
	ask      func(context.Context) bool
	ready    atomic.Bool
	stopping atomic.Bool
}

func (s *readiness) state(ctx context.Context) string {
	switch {
	case s.stopping.Load():
		return "stopping"
	case s.ready.Load():
		return "ready"
	case s.ask == nil || s.ask(ctx):
		s.ready.Store(true)
		return "ready"
	}
	return "starting"
}

func (s *readiness) serveReady(w http.ResponseWriter, r *http.Request) {
	state, status := s.state(r.Context()), http.StatusOK
	if state != "ready" {
		status = http.StatusServiceUnavailable
	}
	writeJSON(w, status, map[string]string{"status": state})
}

func serveHealth(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]string{"status": "alive"})
}

// closing tells clients, while the server stops, not to use the connection again.
func (s *readiness) closing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.stopping.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// writeJSON answers with a value that always encodes.
func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", mediaJSON+"; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}
