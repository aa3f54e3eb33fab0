package magentospec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// CheckResponse says what in an answer to a request departs from Adobe's
// specification: the media type, JSON that cannot be read, a property that is
// unknown, missing or of another type. Where the answers are known to depart
// from the document it is lenient: null stands for everything, [] for an object
// without members, and custom attributes hold texts or lists of texts. Of an
// answer that is trimmed by the parameter fields nothing need be there.
//
// A path or method that the specification does not know is judged by the error
// schema alone.
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
	value, err := read(body)
	if err != nil {
		return err
	}
	want := &schema{Ref: "#/definitions/error-response"}
	if status < http.StatusBadRequest {
		operation, err := s.operation(r)
		if err != nil {
			return err
		}
		if want = operation.Responses[strconv.Itoa(status)].Schema; want == nil {
			return fmt.Errorf("the status is not in the specification")
		}
	}
	c := checker{spec: s, partial: r.URL.Query().Has("fields")}
	return c.check("", want, value)
}

// CheckObject holds one JSON object against a named definition, such as
// "sales-data-order-interface".
func (s *Spec) CheckObject(name string, data []byte) error {
	value, err := read(data)
	if err != nil {
		return err
	}
	c := checker{spec: s}
	return c.check("", &schema{Ref: definitions + name}, value)
}

// read keeps numbers as they are written.
func read(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("read JSON: more than one value")
	}
	return value, nil
}

const definitions = "#/definitions/"

type checker struct {
	spec    *Spec
	partial bool
}

func (c *checker) check(path string, want *schema, value any) error {
	if value == nil {
		return nil
	}
	name, named := strings.CutPrefix(want.Ref, definitions)
	if named {
		if name == "error-parameters" {
			return checkParameters(path, value)
		}
		if want = c.spec.definitions[name]; want == nil {
			return fmt.Errorf("%s: definition %q is not in the specification", path, name)
		}
	}
	switch want.Type {
	case "object":
		return c.checkObject(path, name, want, value)
	case "array":
		return c.checkArray(path, want, value)
	}
	if !isA(want.Type, value) {
		return fmt.Errorf("%s: %v is no %s", path, value, want.Type)
	}
	return nil
}

func (c *checker) checkObject(path, name string, want *schema, value any) error {
	if list, ok := value.([]any); ok && len(list) == 0 {
		return nil
	}
	members, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: want an object", path)
	}
	for member, inner := range members {
		property := want.Properties[member]
		if property == nil {
			return fmt.Errorf("%s: unknown property %q", path, member)
		}
		if name == "framework-attribute-interface" && member == "value" {
			property = valueSchema(inner)
		}
		if err := c.check(path+"."+member, property, inner); err != nil {
			return err
		}
	}
	for _, member := range want.Required {
		if _, there := members[member]; !there && !c.partial {
			return fmt.Errorf("%s: required property %q is missing", path, member)
		}
	}
	return nil
}

// valueSchema is the schema of a custom attribute's value, which the document
// says to be a text.
func valueSchema(value any) *schema {
	if _, list := value.([]any); list {
		return &schema{Type: "array", Items: &schema{Type: "string"}}
	}
	return &schema{Type: "string"}
}

func (c *checker) checkArray(path string, want *schema, value any) error {
	list, ok := value.([]any)
	if !ok {
		return fmt.Errorf("%s: want a list", path)
	}
	for i, element := range list {
		if element == nil && want.Items.Type != "string" {
			return fmt.Errorf("%s[%d]: null in a list", path, i)
		}
		if err := c.check(fmt.Sprintf("%s[%d]", path, i), want.Items, element); err != nil {
			return err
		}
	}
	return nil
}

func isA(kind string, value any) bool {
	switch value := value.(type) {
	case string:
		return kind == "string"
	case bool:
		return kind == "boolean"
	case json.Number:
		return kind == "number" || kind == "integer" && !strings.ContainsAny(value.String(), ".eE")
	}
	return false
}

// checkParameters takes what error answers hold: a list, or an object by name.
func checkParameters(path string, value any) error {
	var members []any
	switch value := value.(type) {
	case []any:
		members = value
	case map[string]any:
		for _, member := range value {
			members = append(members, member)
		}
	}
	nested := func(member any) bool {
		switch member.(type) {
		case []any, map[string]any:
			return true
		}
		return false
	}
	if members == nil || slices.ContainsFunc(members, nested) {
		return fmt.Errorf("%s: want plain values by place or by name", path)
	}
	return nil
}
