package shopifyspec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// CheckResponse reports whether a response body is one Shopify could give to
// the request: a JSON object of data, errors and extensions only, whose data
// has exactly the selected keys, with the schema's types, nullability, list
// shapes and enum values. The first difference is returned with its path.
// Where an object is of an interface or union type and carries no __typename,
// it has to fit at least one of the possible types.
func (s *Spec) CheckResponse(query string, variables map[string]any, body []byte) error {
	operation, values, err := s.prepare(query, variables)
	if err != nil {
		return err
	}
	envelope, err := decodeObject(body)
	if err != nil {
		return fmt.Errorf("decode response: %w", err)
	}
	for key := range envelope {
		if key != "data" && key != "errors" && key != "extensions" {
			return fmt.Errorf("response: unexpected key %q beside data, errors and extensions", key)
		}
	}
	if err := checkErrors(envelope); err != nil {
		return err
	}
	data, present := envelope["data"]
	if !present || data == nil {
		if envelope["errors"] == nil {
			return errors.New("response: neither data nor errors")
		}
		return nil
	}
	root := s.rootType(operation)
	check := &responseCheck{schema: s.schema, variables: values}
	return check.object("data", data, root, []ast.SelectionSet{operation.SelectionSet})
}

func (s *Spec) rootType(operation *ast.OperationDefinition) *ast.Definition {
	if operation.Operation == ast.Mutation {
		return s.schema.Mutation
	}
	return s.schema.Query
}

func decodeObject(body []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var envelope map[string]any
	if err := decoder.Decode(&envelope); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the JSON object")
	}
	if envelope == nil {
		return nil, errors.New("null instead of an object")
	}
	return envelope, nil
}

// checkErrors checks the shape of the errors member: a list of objects that
// each have a message.
func checkErrors(envelope map[string]any) error {
	value, present := envelope["errors"]
	if !present {
		return nil
	}
	list, ok := value.([]any)
	if !ok || len(list) == 0 {
		return errors.New("response.errors: not a list with at least one error")
	}
	for i, item := range list {
		entry, ok := item.(map[string]any)
		if !ok {
			return fmt.Errorf("response.errors[%d]: not an object", i)
		}
		if message, ok := entry["message"].(string); !ok || message == "" {
			return fmt.Errorf("response.errors[%d]: no message", i)
		}
	}
	return nil
}

// responseCheck walks one response beside its selection sets.
type responseCheck struct {
	schema    *ast.Schema
	variables map[string]any
}

// value checks one value against its declared type.
func (c *responseCheck) value(path string, value any, typ *ast.Type, sets []ast.SelectionSet) error {
	if value == nil {
		if typ.NonNull {
			return fmt.Errorf("%s: null, but the type is %s", path, typ)
		}
		return nil
	}
	if typ.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			return fmt.Errorf("%s: %T, but the type is the list %s", path, value, typ)
		}
		for i, item := range list {
			if err := c.value(fmt.Sprintf("%s[%d]", path, i), item, typ.Elem, sets); err != nil {
				return err
			}
		}
		return nil
	}
	if _, isList := value.([]any); isList && typ.NamedType != "JSON" {
		return fmt.Errorf("%s: a list, but the type is %s", path, typ)
	}
	definition := c.schema.Types[typ.NamedType]
	switch definition.Kind {
	case ast.Scalar:
		return checkScalar(path, value, definition.Name)
	case ast.Enum:
		return checkEnum(path, value, definition)
	case ast.Object:
		return c.object(path, value, definition, sets)
	default:
		return c.abstract(path, value, definition, sets)
	}
}

// abstract checks a value of an interface or union type.
func (c *responseCheck) abstract(path string, value any, definition *ast.Definition, sets []ast.SelectionSet) error {
	object, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: %T, but the type is %s", path, value, definition.Name)
	}
	var first error
	for _, possible := range c.schema.GetPossibleTypes(definition) {
		if named, said := c.typename(object, possible, sets); said && named != possible.Name {
			continue
		}
		err := c.object(path, value, possible, sets)
		if err == nil {
			return nil
		}
		if first == nil || len(err.Error()) > len(first.Error()) {
			first = err
		}
	}
	if first == nil {
		return fmt.Errorf("%s: __typename is not one of the types of %s", path, definition.Name)
	}
	return fmt.Errorf("%s: fits no type of %s, nearest: %w", path, definition.Name, first)
}

// typename returns what the object says of its own type, if it was asked to.
func (c *responseCheck) typename(object map[string]any, possible *ast.Definition, sets []ast.SelectionSet) (string, bool) {
	for _, field := range c.collect(possible, sets) {
		if field.fields[0].Name == "__typename" {
			name, ok := object[field.key].(string)
			return name, ok
		}
	}
	return "", false
}

// object checks a value of a concrete type: exactly the selected keys.
func (c *responseCheck) object(path string, value any, definition *ast.Definition, sets []ast.SelectionSet) error {
	object, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: %T, but the type is %s", path, value, definition.Name)
	}
	collected := c.collect(definition, sets)
	for _, field := range collected {
		value, present := object[field.key]
		if !present {
			return fmt.Errorf("%s.%s: selected but missing", path, field.key)
		}
		if err := c.field(path+"."+field.key, value, definition, field); err != nil {
			return err
		}
	}
	if len(object) > len(collected) {
		return fmt.Errorf("%s: keys %s were not selected", path, strings.Join(extraKeys(object, collected), ", "))
	}
	return nil
}

func (c *responseCheck) field(path string, value any, parent *ast.Definition, field collectedField) error {
	name := field.fields[0].Name
	if name == "__typename" {
		if value != parent.Name {
			return fmt.Errorf("%s: %v, but the object is a %s", path, value, parent.Name)
		}
		return nil
	}
	if strings.HasPrefix(name, "__") {
		return nil // Introspection is not the vendor's data.
	}
	return c.value(path, value, parent.Fields.ForName(name).Type, field.selections())
}
