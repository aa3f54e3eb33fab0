package woocommercespec

import (
	"fmt"
	"net/http"
	"strings"
)

const base = "/wp-json/wc/v3"

// endpoint is a line of the table of endpoints.
type endpoint struct {
	Method   string
	Path     string
	Response shape
	Body     shape
	Query    []parameter
}

// shape is what an answer looks like: a resource or a list of one.
type shape struct {
	Type  string
	Ref   string `json:"$ref"`
	Items struct {
		Ref string `json:"$ref"`
	}
	Properties map[string]shape
}

// isBatch reports an endpoint that writes lists of resources.
func (e *endpoint) isBatch() bool { return strings.HasSuffix(e.Path, "/batch") }

// others are documented endpoints that the table leaves out.
var others = []endpoint{
	{Method: http.MethodGet, Path: base + "/system_status", Response: shape{Type: "object"}},
	{Method: http.MethodGet, Path: base + "/webhooks/{id}", Response: shape{Ref: schemaFile + "#/$defs/webhook"}},
}

// definition is the name that a reference ends in.
func definition(ref string) string { return ref[strings.LastIndex(ref, "/")+1:] }

// endpoint finds the endpoint that serves a request. Where several paths match,
// the one with the fewest variables wins.
func (s *Spec) endpoint(r *http.Request) (*endpoint, error) {
	route, err := routeOf(r)
	if err != nil {
		return nil, err
	}
	var found *endpoint
	fewest := -1
	for i := range s.endpoints {
		variables, ok := match(s.endpoints[i].Path, route)
		if ok && s.endpoints[i].Method == r.Method && (fewest < 0 || variables < fewest) {
			found, fewest = &s.endpoints[i], variables
		}
	}
	if found == nil {
		return nil, fmt.Errorf("%s %s: no such endpoint in the specification", r.Method, route)
	}
	return found, nil
}

// routeOf finds the route of a request to a shop in any directory, written
// either way.
func routeOf(r *http.Request) (string, error) {
	if route := r.URL.Query().Get("rest_route"); route != "" {
		return "/wp-json" + route, nil
	}
	at := strings.Index(r.URL.Path, base)
	if at < 0 {
		return "", fmt.Errorf("%s: not below %s", r.URL.Path, base)
	}
	return r.URL.Path[at:], nil
}

// match says whether a path fits a template and with how many variables, which
// are all numbers.
func match(template, path string) (variables int, ok bool) {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return 0, false
	}
	for i, segment := range want {
		switch {
		case strings.HasPrefix(segment, "{") && digits.MatchString(got[i]):
			variables++
		case segment != got[i]:
			return 0, false
		}
	}
	return variables, true
}
