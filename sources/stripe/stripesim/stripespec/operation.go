package stripespec

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// operation finds the operation that serves a request. Where several paths
// match, as /v1/charges/search and /v1/charges/{charge} do, the one with the
// fewest variable segments wins.
func (s *Spec) operation(r *http.Request) (*openapi3.Operation, error) {
	var found *openapi3.PathItem
	fewest := -1
	for path, item := range s.doc.Paths.Map() {
		variables, ok := match(path, r.URL.Path)
		if ok && (fewest < 0 || variables < fewest) {
			found, fewest = item, variables
		}
	}
	if found == nil {
		return nil, fmt.Errorf("%s %s: no such path in Stripe's specification", r.Method, r.URL.Path)
	}
	operation := found.GetOperation(r.Method)
	if operation == nil {
		return nil, fmt.Errorf("%s %s: the path has no such method in Stripe's specification", r.Method, r.URL.Path)
	}
	return operation, nil
}

// match says whether a path fits a template and with how many variables.
func match(template, path string) (variables int, ok bool) {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return 0, false
	}
	for i, segment := range want {
		switch {
		case strings.HasPrefix(segment, "{") && got[i] != "":
			variables++
		case segment != got[i]:
			return 0, false
		}
	}
	return variables, true
}
