package woocommercespec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// general are the parameters that WordPress knows everywhere.
var general = []string{"_fields", "rest_route", "consumer_key", "consumer_secret"}

// CheckRequest says what in a request the specification does not know: the
// path, the method, a parameter or its value, or a body. WordPress ignores
// parameters that it does not know, so that a misspelt filter would go unseen.
// The request's body is read and put back.
func (s *Spec) CheckRequest(r *http.Request) error {
	e, err := s.endpoint(r)
	if err != nil {
		return err
	}
	if err := e.checkQuery(r.URL.RawQuery); err != nil {
		return fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	if err := s.checkBody(e, r); err != nil {
		return fmt.Errorf("%s %s: body: %w", r.Method, r.URL.Path, err)
	}
	return nil
}

func (e *endpoint) checkQuery(encoded string) error {
	query, err := url.ParseQuery(encoded)
	if err != nil {
		return err
	}
	for name, given := range query {
		base, _, isList := strings.Cut(name, "[")
		i := slices.IndexFunc(e.Query, func(p parameter) bool { return p.Name == base })
		switch {
		case slices.Contains(general, name) || strings.HasPrefix(name, "oauth_"):
			continue
		case i < 0:
			return fmt.Errorf("unknown parameter %q", name)
		case len(given) > 1 && !isList:
			return fmt.Errorf("parameter %q is there %d times", name, len(given))
		case isList && e.Query[i].Type != "array":
			return fmt.Errorf("parameter %q is no list", base)
		}
		for _, value := range given {
			if err := e.Query[i].check(value); err != nil {
				return fmt.Errorf("parameter %q: %w", name, err)
			}
		}
	}
	return nil
}

func (s *Spec) checkBody(e *endpoint, r *http.Request) error {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if len(body) == 0 {
		return nil
	}
	if e.isBatch() {
		return s.checkBatch(e, body)
	}
	if e.Body.Ref == "" {
		return errors.New("the endpoint takes none")
	}
	return s.CheckObject(definition(e.Body.Ref), body)
}

// checkBatch holds the lists of a batch against what its answer lists. Those to
// be deleted are named by id.
func (s *Spec) checkBatch(e *endpoint, body []byte) error {
	var lists map[string][]json.RawMessage
	if err := json.Unmarshal(body, &lists); err != nil {
		return err
	}
	for name, items := range lists {
		shape, ok := e.Response.Properties[name]
		if !ok {
			return fmt.Errorf("a batch has no %q", name)
		}
		for _, item := range items {
			if name == "delete" {
				if !digits.Match(item) {
					return fmt.Errorf("%s is no id", item)
				}
				continue
			}
			if err := s.CheckObject(definition(shape.Items.Ref), item); err != nil {
				return err
			}
		}
	}
	return nil
}
