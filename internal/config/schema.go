package config

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/invopop/jsonschema"
)

const (
	variablePattern = `\$\{(env:)?[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}`
	durationPattern = `^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$`
	sizePattern     = `^[0-9]+ *(B|[kKMG]B|[KMG]iB)$`
)

// Schema returns the JSON Schema (draft 2020-12) of a configuration, for editors. It is made of the structs that the decoder reads into. What it accepts
// may still be refused: relations between values are checked by Load alone.
func Schema() ([]byte, error) {
	found, err := comments()
	if err != nil {
		return nil, err
	}
	s := schemaMaker{comments: found}
	root := s.reflect(reflect.TypeFor[Config]())
	for _, group := range sourceGroups() {
		for name, def := range s.reflect(reflect.TypeOf(newSource(group.kinds[0])).Elem()).Definitions {
			root.Definitions[name] = def
		}
	}
	s.refine(root.Definitions)
	root.Definitions["Source"] = s.source()
	root.Definitions["Variable"] = &jsonschema.Schema{
		Type: "string", Pattern: "^" + variablePattern + "$", Description: "An environment variable: ${NAME}, or ${NAME:-default}.",
	}
	root.Title = "Configuration of Galleria"
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write schema: %w", err)
	}
	// The library escapes for HTML. The file is for people, too.
	text = []byte(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(text)))
	return append(text, '\n'), nil
}

type schemaMaker struct{ comments map[string]string }

func (s schemaMaker) reflect(t reflect.Type) *jsonschema.Schema {
	r := jsonschema.Reflector{
		FieldNameTag: "yaml", RequiredFromJSONSchemaTags: true, Anonymous: true, Mapper: s.scalar,
		LookupComment: func(t reflect.Type, name string) string {
			if name == "" {
				return blockWords(t.Name(), s.comments)
			}
			return s.comments[t.Name()+"."+name]
		},
	}
	return r.ReflectFromType(t)
}

// scalar returns the schema of a type that is written as one scalar, or stands for several structs.
func (s schemaMaker) scalar(t reflect.Type) *jsonschema.Schema {
	variable := &jsonschema.Schema{Ref: "#/$defs/Variable"}
	either := func(other *jsonschema.Schema) *jsonschema.Schema {
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{other, variable}}
	}
	switch {
	case t == reflect.TypeFor[SourceKind]():
		return &jsonschema.Schema{Type: "string"}
	case t == reflect.TypeFor[Secret]():
		return &jsonschema.Schema{Type: "string", MinLength: new(uint64(1))}
	case t == reflect.TypeFor[KeyHash]():
		return either(&jsonschema.Schema{Type: "string", Pattern: "^sha256:[0-9a-fA-F]{64}$"})
	case t == reflect.TypeFor[time.Duration]():
		return either(&jsonschema.Schema{Type: "string", Pattern: durationPattern})
	case t == reflect.TypeFor[Size]():
		return either(&jsonschema.Schema{Type: "string", Pattern: sizePattern})
	case valuesOf(t) != nil:
		return either(&jsonschema.Schema{Type: "string", Enum: anySlice(valuesOf(t))})
	case t.Kind() == reflect.Int, t.Kind() == reflect.Bool:
		return either(&jsonschema.Schema{Type: map[reflect.Kind]string{reflect.Int: "integer", reflect.Bool: "boolean"}[t.Kind()]})
	case t.Kind() == reflect.String: // a text is taken as it is written, with or without quotes
		return &jsonschema.Schema{Extras: map[string]any{"type": []string{"string", "number", "boolean"}}}
	}
	return nil
}

// refine adds to the definitions what the library cannot know: ranges, defaults, examples, what is required, and the short form of a block.
func (s schemaMaker) refine(definitions jsonschema.Definitions) {
	for _, b := range blocks() {
		def := definitions[b.typ.Name()]
		short := false
		for _, f := range fieldsOf(b.typ) {
			property, _ := def.Properties.Get(f.key)
			if f.required {
				def.Required = append(def.Required, f.key)
			}
			short = short || f.shorthand
			property.Default = defaultOf(b.typ, f)
			if f.typ == reflect.TypeFor[map[string]Source]() { // the library knows no interfaces
				property.AdditionalProperties = &jsonschema.Schema{Ref: "#/$defs/Source"}
			}
			if f.example != "" {
				property.Examples = []any{exampleValue(f.example)}
			}
			if kind := elementOf(f.typ).Kind(); f.low != "" && kind == reflect.Int {
				property.AnyOf[0].Minimum, property.AnyOf[0].Maximum = json.Number(f.low), json.Number(f.high)
			}
			if (f.typ.Kind() == reflect.Map || f.typ.Kind() == reflect.Slice) && f.required {
				atLeastOne(property)
			}
			if f.single {
				list := &jsonschema.Schema{Type: property.Type, Items: property.Items, MinItems: property.MinItems}
				property.Type, property.Items, property.MinItems = "", nil, nil
				property.AnyOf = []*jsonschema.Schema{s.scalar(f.typ.Elem()), list}
			}
		}
		if choice, ok := reflect.New(b.typ).Interface().(alternative); ok {
			for _, keys := range choice.oneOf() {
				def.OneOf = append(def.OneOf, &jsonschema.Schema{Required: keys})
			}
		}
		if short {
			definitions[b.typ.Name()] = &jsonschema.Schema{Description: def.Description, AnyOf: []*jsonschema.Schema{s.scalar(reflect.TypeFor[string]()), def}}
		}
	}
}

// atLeastOne forbids an empty list or block.
func atLeastOne(s *jsonschema.Schema) {
	if s.Type == "array" {
		s.MinItems = new(uint64(1))
		return
	}
	s.MinProperties = new(uint64(1))
}

// source returns the schema of a source, which depends on its kind.
func (s schemaMaker) source() *jsonschema.Schema {
	kind := jsonschema.NewProperties()
	kind.Set("kind", &jsonschema.Schema{Type: "string", Enum: anySlice(SourceKind("").values())})
	source := &jsonschema.Schema{Type: "object", Required: []string{"kind"}, Properties: kind, Description: "One system to read from."}
	for _, group := range sourceGroups() {
		isKind := jsonschema.NewProperties()
		isKind.Set("kind", &jsonschema.Schema{Enum: anySlice(group.kinds)})
		source.AllOf = append(source.AllOf, &jsonschema.Schema{
			If:   &jsonschema.Schema{Properties: isKind, Required: []string{"kind"}},
			Then: &jsonschema.Schema{Ref: "#/$defs/" + reflect.TypeOf(newSource(group.kinds[0])).Elem().Name()},
		})
	}
	return source
}

func anySlice[T ~string](words []T) []any {
	out := make([]any, len(words))
	for i, word := range words {
		out[i] = string(word)
	}
	return out
}
