package stripesim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// object is a JSON object of an answer.
type object = map[string]any

// ServeHTTP answers one request of Stripe's API.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	(*s.recorder.Load())(r)
	w.Header().Set("Request-Id", fmt.Sprintf("req_Sim%010d", s.requestID.Add(1)))
	if !s.faults.wait(r.Context()) {
		return
	}
	fault, failing := s.faults.choose(r.URL.Path)
	if failing && s.fail(w, r, fault) {
		return
	}
	answer, problem := s.answer(w.Header(), r)
	switch {
	case problem != nil:
		s.writeError(w, problem)
	case failing:
		writeTruncated(w, answer)
	default:
		writeJSON(w, http.StatusOK, answer)
	}
}

// answer judges a request in Stripe's order (key, version, limits, route) and
// computes its answer.
func (s *Sim) answer(header http.Header, r *http.Request) (object, *apiError) {
	key, problem := s.authenticate(r)
	if problem != nil {
		return nil, problem
	}
	if problem := negotiateVersion(header, r); problem != nil {
		return nil, problem
	}
	if account := r.Header.Get("Stripe-Account"); account != "" {
		header.Set("Stripe-Account", account)
	}
	if problem := s.limiter.allow(strings.HasSuffix(r.URL.Path, "/search")); problem != nil {
		return nil, problem
	}
	return s.route(r, key)
}

func negotiateVersion(header http.Header, r *http.Request) *apiError {
	asked := r.Header.Get("Stripe-Version")
	if asked != "" && asked != Version {
		return invalidRequest("", "", "Invalid Stripe API version: %s. This simulation speaks %s only.", asked, Version)
	}
	header.Set("Stripe-Version", Version)
	return nil
}

// route finds the resource and the operation of a path.
func (s *Sim) route(r *http.Request, key credential) (object, *apiError) {
	for _, resource := range s.resources {
		operation, id := resource.match(r.URL.Path)
		if operation == noOperation {
			continue
		}
		if r.Method != http.MethodGet {
			return nil, methodNotAllowed(r)
		}
		if problem := key.permit(resource.permission); problem != nil {
			return nil, problem
		}
		parameters, problem := parseParameters(r.URL.RawQuery)
		if problem != nil {
			return nil, problem
		}
		return s.perform(resource, operation, id, parameters, key)
	}
	return nil, unrecognizedURL(r)
}

func (s *Sim) perform(resource resource, operation operation, id string, p *parameters, key credential) (object, *apiError) {
	switch operation {
	case listOperation:
		return s.list(resource, p, key)
	case searchOperation:
		return s.search(resource, p, key)
	}
	return s.retrieve(resource, id, p, key)
}

func methodNotAllowed(r *http.Request) *apiError {
	e := invalidRequest("", "", "The simulation is read-only over HTTP: %s %s is not offered.", r.Method, r.URL.Path)
	e.status = http.StatusMethodNotAllowed
	return e
}

func (s *Sim) writeError(w http.ResponseWriter, e *apiError) {
	for name, value := range e.header {
		w.Header().Set(name, value)
	}
	mode := "test/"
	if s.options.Livemode {
		mode = ""
	}
	log := "https://dashboard.stripe.com/" + mode + "logs/" + w.Header().Get("Request-Id")
	writeJSON(w, e.status, e.body(log))
}

func writeJSON(w http.ResponseWriter, status int, answer object) {
	body := marshal(answer)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

// writeTruncated sends the first half of an answer as if it were whole.
func writeTruncated(w http.ResponseWriter, answer object) {
	body := marshal(answer)
	w.Header().Set("Content-Type", "application/json")
	w.Write(body[:len(body)/2])
}

// marshal cannot fail on what the renderers build: maps, slices, strings,
// numbers and booleans.
func marshal(answer object) []byte {
	body, err := json.Marshal(answer)
	if err != nil {
		panic(fmt.Sprintf("stripesim: marshal an answer: %v", err))
	}
	return append(body, '\n')
}
