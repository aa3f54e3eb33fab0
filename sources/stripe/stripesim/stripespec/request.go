package stripespec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// CheckRequest says what in a request Stripe's specification does not know:
// the path, the method, a parameter, a parameter's form or value, a missing
// required parameter, a missing secret key, or another API version than
// Version. A request without a Stripe-Version header is refused too, because
// the account's default would then decide about the answer's shape. The
// request's body is read and put back.
func (s *Spec) CheckRequest(r *http.Request) error {
	operation, err := s.operation(r)
	if err != nil {
		return err
	}
	if err := checkHeader(r.Header); err != nil {
		return fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	if err := checkQuery(r.URL.RawQuery, operation.Parameters); err != nil {
		return fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	if err := checkBody(r, operation.RequestBody); err != nil {
		return fmt.Errorf("%s %s: body: %w", r.Method, r.URL.Path, err)
	}
	return nil
}

func checkHeader(header http.Header) error {
	if header.Get("Authorization") == "" {
		return errors.New("header Authorization is missing")
	}
	if got := header.Get("Stripe-Version"); got != Version {
		return fmt.Errorf("header Stripe-Version is %q, want %q", got, Version)
	}
	return nil
}

func checkQuery(encoded string, parameters openapi3.Parameters) error {
	given, err := parseForm(encoded)
	if err != nil {
		return err
	}
	for _, ref := range parameters {
		parameter := ref.Value
		if parameter.In != openapi3.ParameterInQuery {
			continue
		}
		value := given[parameter.Name]
		delete(given, parameter.Name)
		if value == nil && parameter.Required {
			return fmt.Errorf("required parameter %q is missing", parameter.Name)
		}
		if value == nil {
			continue
		}
		if err := checkValue(value, parameter.Schema.Value); err != nil {
			return fmt.Errorf("parameter %q: %w", parameter.Name, err)
		}
	}
	for name := range given {
		return fmt.Errorf("unknown parameter %q", name)
	}
	return nil
}

func checkValue(value *tree, schema *openapi3.Schema) error {
	decoded, err := decode(value, schema)
	if err != nil {
		return err
	}
	return schema.VisitJSON(decoded)
}

// checkBody holds a form-encoded body against the operation's form.
func checkBody(r *http.Request, body *openapi3.RequestBodyRef) error {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	encoded, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(encoded))
	if len(encoded) == 0 {
		return nil
	}
	if body == nil {
		return errors.New("the operation takes none")
	}
	form := body.Value.Content.Get("application/x-www-form-urlencoded")
	if form == nil {
		return errors.New("the operation takes no form")
	}
	members, err := parseForm(string(encoded))
	if err != nil {
		return err
	}
	return checkValue(&tree{members: members}, form.Schema.Value)
}

// responseSchema finds the schema of an answer with a status.
func responseSchema(operation *openapi3.Operation, status int) (*openapi3.Schema, error) {
	response := operation.Responses.Value(strconv.Itoa(status))
	if response == nil {
		response = operation.Responses.Default()
	}
	if response == nil || status < 400 && status != http.StatusOK {
		return nil, fmt.Errorf("status %d is not in Stripe's specification", status)
	}
	media := response.Value.Content.Get("application/json")
	if media == nil {
		return nil, fmt.Errorf("status %d has no JSON form in Stripe's specification", status)
	}
	return media.Schema.Value, nil
}
