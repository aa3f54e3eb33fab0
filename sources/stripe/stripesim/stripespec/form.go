package stripespec

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// tree is a value in Stripe's bracket form: a leaf holds texts, a branch holds
// members. created[gte]=1 is a branch with one member, expand[]=a&expand[]=b a
// branch whose member "" is a leaf with two texts.
type tree struct {
	texts   []string
	members map[string]*tree
}

// parseForm reads form-encoded parameters into one tree by name.
func parseForm(encoded string) (map[string]*tree, error) {
	values, err := url.ParseQuery(encoded)
	if err != nil {
		return nil, fmt.Errorf("parameters: %w", err)
	}
	root := &tree{}
	for key, texts := range values {
		segments, err := splitKey(key)
		if err != nil {
			return nil, err
		}
		root.add(segments, texts)
	}
	return root.members, nil
}

// splitKey splits a[b][c] into a, b and c.
func splitKey(key string) ([]string, error) {
	name, rest, _ := strings.Cut(key, "[")
	segments := []string{name}
	if rest == "" && name == key {
		return segments, nil
	}
	for member := range strings.SplitSeq(rest, "[") {
		inner, closed := strings.CutSuffix(member, "]")
		if !closed {
			return nil, fmt.Errorf("parameter %q: brackets are not balanced", key)
		}
		segments = append(segments, inner)
	}
	return segments, nil
}

func (t *tree) add(segments []string, texts []string) {
	if len(segments) == 0 {
		t.texts = append(t.texts, texts...)
		return
	}
	if t.members == nil {
		t.members = map[string]*tree{}
	}
	child := t.members[segments[0]]
	if child == nil {
		child = &tree{}
		t.members[segments[0]] = child
	}
	child.add(segments[1:], texts)
}

// decode gives the JSON value that a schema sees in a tree. Texts become
// numbers or booleans only where the schema asks for them.
func decode(t *tree, schema *openapi3.Schema) (any, error) {
	if len(schema.AnyOf) > 0 {
		return decodeAny(t, schema.AnyOf)
	}
	switch {
	case schema.Type.Is(openapi3.TypeObject):
		return decodeObject(t, schema)
	case schema.Type.Is(openapi3.TypeArray):
		return decodeArray(t, schema)
	}
	return decodeLeaf(t, schema)
}

func decodeAny(t *tree, alternatives openapi3.SchemaRefs) (any, error) {
	var last error
	for _, ref := range alternatives {
		value, err := decode(t, ref.Value)
		if err == nil {
			err = ref.Value.VisitJSON(value)
		}
		if err == nil {
			return value, nil
		}
		last = err
	}
	return nil, last
}

func decodeObject(t *tree, schema *openapi3.Schema) (any, error) {
	if t.members == nil {
		return nil, fmt.Errorf("want an object in bracket form")
	}
	object := map[string]any{}
	for name, member := range t.members {
		property := schema.Properties[name]
		if property == nil {
			property = schema.AdditionalProperties.Schema
		}
		if property == nil {
			return nil, fmt.Errorf("unknown member %q", name)
		}
		value, err := decode(member, property.Value)
		if err != nil {
			return nil, fmt.Errorf("member %q: %w", name, err)
		}
		object[name] = value
	}
	return object, nil
}

// decodeArray takes name[]=a&name[]=b and name[0]=a&name[1]=b.
func decodeArray(t *tree, schema *openapi3.Schema) (any, error) {
	if t.members == nil {
		return nil, fmt.Errorf("want an array in bracket form")
	}
	list := []any{}
	for name, member := range t.members {
		if _, err := strconv.Atoi(name); err != nil && name != "" {
			return nil, fmt.Errorf("array index %q is not a number", name)
		}
		for _, element := range member.elements() {
			value, err := decode(element, schema.Items.Value)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
	}
	return list, nil
}

func (t *tree) elements() []*tree {
	if t.members != nil {
		return []*tree{t}
	}
	elements := make([]*tree, len(t.texts))
	for i, text := range t.texts {
		elements[i] = &tree{texts: []string{text}}
	}
	return elements
}

func decodeLeaf(t *tree, schema *openapi3.Schema) (any, error) {
	if t.members != nil || len(t.texts) != 1 {
		return nil, fmt.Errorf("want exactly one plain value")
	}
	text := t.texts[0]
	switch {
	case schema.Type.Is(openapi3.TypeInteger):
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("want an integer")
		}
		return float64(n), nil
	case schema.Type.Is(openapi3.TypeNumber):
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, fmt.Errorf("want a number")
		}
		return n, nil
	case schema.Type.Is(openapi3.TypeBoolean):
		if text != "true" && text != "false" {
			return nil, fmt.Errorf("want true or false")
		}
		return text == "true", nil
	}
	return text, nil
}
