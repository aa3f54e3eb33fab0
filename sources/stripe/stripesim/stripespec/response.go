package stripespec

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
)

// CheckResponse says what in an answer to a request departs from Stripe's
// specification: the status, the media type, JSON that cannot be read, a
// missing request id, or a body that does not fit the schema. It is stricter
// than the specification in one point: properties that the specification does
// not know are refused.
//
// A path or method that the specification does not know is judged by the
// error schema alone.
func (s *Spec) CheckResponse(r *http.Request, status int, header http.Header, body []byte) error {
	schema, err := s.answerSchema(r, status)
	if err != nil {
		return fmt.Errorf("answer to %s %s: %w", r.Method, r.URL.Path, err)
	}
	if err := checkAnswer(schema, header, body); err != nil {
		return fmt.Errorf("answer %d to %s %s: %w", status, r.Method, r.URL.Path, err)
	}
	return nil
}

func (s *Spec) answerSchema(r *http.Request, status int) (*openapi3.Schema, error) {
	operation, err := s.operation(r)
	if err == nil {
		return responseSchema(operation, status)
	}
	if status < 400 {
		return nil, err
	}
	return s.doc.Components.Schemas["error"].Value, nil
}

func checkAnswer(schema *openapi3.Schema, header http.Header, body []byte) error {
	media, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return fmt.Errorf("media type is %q, want application/json", header.Get("Content-Type"))
	}
	if header.Get("Request-Id") == "" {
		return fmt.Errorf("header Request-Id is missing")
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return fmt.Errorf("read JSON: %w", err)
	}
	return schema.VisitJSON(value, openapi3.VisitAsResponse())
}

// CheckObject holds one JSON object against a named schema of the
// specification, such as "charge". An event's data.object, which the
// specification leaves open, can be judged so.
func (s *Spec) CheckObject(name string, object []byte) error {
	ref := s.doc.Components.Schemas[name]
	if ref == nil {
		return fmt.Errorf("schema %q is not in Stripe's specification", name)
	}
	var value any
	if err := json.Unmarshal(object, &value); err != nil {
		return fmt.Errorf("read JSON: %w", err)
	}
	if err := ref.Value.VisitJSON(value, openapi3.VisitAsResponse()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
