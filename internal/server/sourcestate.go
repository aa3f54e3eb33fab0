package server

import (
	"context"
	"net/http"
)

// SourceState is what /api/sources tells of one source.
type SourceState struct {
	Name string `json:"name"`
	// Kind is the connector: "shopify", "postgres".
	Kind string `json:"kind"`
	// State is in words: "answering", "slow", "not answering", "not asked yet".
	State string `json:"state"`
	// Required tells that the server is not ready before the source has answered once.
	Required bool     `json:"required"`
	Types    []string `json:"types,omitempty"` // the kinds of entities that it answers
	Latency  Latency  `json:"latency"`
	Calls    int64    `json:"calls"`  // since the server started
	Errors   int64    `json:"errors"` // of these calls
	// LastError is the kind of the newest error, as sources.ErrorKind words it; "" when there was none.
	LastError string `json:"lastError,omitempty"`
	// Warnings are what is to be mended although the source answers, in sentences.
	Warnings []string `json:"warnings,omitempty"`
}

// Latency is how long the calls to a source take, in milliseconds; 0 when there was none.
type Latency struct {
	LastMS float64 `json:"lastMs"`
	P50MS  float64 `json:"p50Ms"`
	P95MS  float64 `json:"p95Ms"`
}

func serveSources(states func(context.Context) []SourceState) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		list := []SourceState{}
		if states != nil {
			list = append(list, states(r.Context())...)
		}
		writeJSON(w, http.StatusOK, map[string][]SourceState{"sources": list})
	}
}

func serveSDL(sdl string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(sdl))
	}
}
