package woocommercespec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// CheckResponse says what in an answer to a request departs from the
// specification: the media type, JSON that cannot be read, a list without its
// totals, or a body that does not fit the schema. It is stricter than the
// specification in one point: properties that it does not know are refused.
//
// An answer to what the specification does not know must be an error.
func (s *Spec) CheckResponse(r *http.Request, status int, header http.Header, body []byte) error {
	if err := s.checkResponse(r, status, header, body); err != nil {
		return fmt.Errorf("answer %d to %s %s: %w", status, r.Method, r.URL.Path, err)
	}
	return nil
}

func (s *Spec) checkResponse(r *http.Request, status int, header http.Header, body []byte) error {
	media, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return fmt.Errorf("media type is %q, want application/json", header.Get("Content-Type"))
	}
	const firstError = 400
	if status >= firstError {
		return s.checkError(status, body)
	}
	e, err := s.endpoint(r)
	if err != nil {
		return err
	}
	if err := e.checkTotals(header); err != nil {
		return err
	}
	return s.checkShape(e.Response, body)
}

// checkError holds an error against its schema, and its status against the
// answer's.
func (s *Spec) checkError(status int, body []byte) error {
	if err := s.CheckObject("error", body); err != nil {
		return err
	}
	var told struct{ Data struct{ Status int } }
	if err := json.Unmarshal(body, &told); err != nil {
		return err
	}
	if told.Data.Status != status {
		return fmt.Errorf("data.status is %d", told.Data.Status)
	}
	return nil
}

// checkTotals wants the headers of lists that have pages.
func (e *endpoint) checkTotals(header http.Header) error {
	for _, p := range e.Query {
		if p.Name != "page" {
			continue
		}
		for _, name := range []string{"X-WP-Total", "X-WP-TotalPages"} {
			if _, err := strconv.Atoi(header.Get(name)); err != nil {
				return fmt.Errorf("header %s is %q", name, header.Get(name))
			}
		}
	}
	return nil
}

func (s *Spec) checkShape(want shape, body []byte) error {
	switch {
	case want.Ref != "":
		return s.CheckObject(definition(want.Ref), body)
	case want.Type == "array":
		var list []json.RawMessage
		if err := json.Unmarshal(body, &list); err != nil {
			return fmt.Errorf("read a list: %w", err)
		}
		for i, item := range list {
			if err := s.CheckObject(definition(want.Items.Ref), item); err != nil {
				return fmt.Errorf("item %d: %w", i, err)
			}
		}
		return nil
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(body, &object); err != nil {
		return fmt.Errorf("read an object: %w", err)
	}
	for name, part := range want.Properties {
		if raw, ok := object[name]; ok && part.Type == "array" {
			if err := s.checkResults(part, raw); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// checkResults holds what became of the objects of a batch: each is one, or the
// id of one with an error.
func (s *Spec) checkResults(want shape, raw []byte) error {
	var results []json.RawMessage
	if err := json.Unmarshal(raw, &results); err != nil {
		return err
	}
	for _, result := range results {
		var failed struct{ Error json.RawMessage }
		if err := json.Unmarshal(result, &failed); err != nil {
			return err
		}
		name, object := definition(want.Items.Ref), result
		if failed.Error != nil {
			name, object = "error", failed.Error
		}
		if err := s.CheckObject(name, object); err != nil {
			return err
		}
	}
	return nil
}

// CheckObject holds one JSON object against a named resource of the
// specification, such as "order".
func (s *Spec) CheckObject(name string, object []byte) error {
	schema := s.resources[name]
	if schema == nil {
		return fmt.Errorf("resource %q is not in the specification", name)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(object))
	if err != nil {
		return fmt.Errorf("read JSON: %w", err)
	}
	var invalid *jsonschema.ValidationError
	if err := schema.Validate(value); errors.As(err, &invalid) {
		return fmt.Errorf("%s: %w", name, invalid)
	}
	return nil
}
