package config

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// schemaLine tells editors which schema a configuration follows.
const schemaLine = "# yaml-language-server: $schema=./galleria.schema.json\n"

// Redacted returns the configuration as a commented file in which each secret is a variable: the one that it came from, or one named after its place,
// such as ${NORTH_ACCESS_TOKEN} for sources.north.accessToken. What has its default is left out. Parse reads the file back, given the variables.
func (c *Config) Redacted() ([]byte, error) {
	comments, err := comments()
	if err != nil {
		return nil, err
	}
	w := writer{comments: comments, said: map[string]bool{}, placed: yaml.CommentMap{}}
	text, err := yaml.MarshalWithOptions(w.block(reflect.ValueOf(c).Elem(), reflect.ValueOf(Defaults()).Elem(), ""),
		yaml.WithComment(w.placed), yaml.IndentSequence(true))
	if err != nil {
		return nil, fmt.Errorf("write configuration: %w", err)
	}
	return append([]byte(schemaLine), text...), nil
}

// writer turns the structs of a configuration into what the YAML library writes.
type writer struct {
	comments map[string]string
	said     map[string]bool
	placed   yaml.CommentMap
}

// block returns the fields of a struct that differ from those of its defaults, and the required ones. Secrets are named after path.
func (w *writer) block(v, defaults reflect.Value, path string) yaml.MapSlice {
	var out yaml.MapSlice
	for _, f := range fieldsOf(v.Type()) {
		value := v.FieldByIndex(f.index)
		if !f.required && reflect.DeepEqual(value.Interface(), defaults.FieldByIndex(f.index).Interface()) {
			continue
		}
		at := join(path, f.key)
		if path == "" || strings.HasPrefix(path, "sources.") && strings.Count(path, ".") == 1 && f.key != "kind" {
			w.comment(at, f.owner.Name()+"."+f.name)
		}
		if f.single && value.Len() == 1 {
			value = value.Index(0)
		}
		out = append(out, yaml.MapItem{Key: f.key, Value: w.value(value, defaults.FieldByIndex(f.index), at)})
	}
	return out
}

// comment puts the first sentence of a field's description above the value at path, the first time that the field is written.
func (w *writer) comment(path, name string) {
	if w.said[name] {
		return
	}
	w.said[name] = true
	sentence, _, more := strings.Cut(w.comments[name], ". ")
	if more {
		sentence += "."
	}
	// Names with dashes and the like have to be quoted in the library's paths.
	parts := strings.Split(path, ".")
	for i, part := range parts {
		if !plainName.MatchString(part) {
			parts[i] = "'" + part + "'"
		}
	}
	w.placed["$."+strings.Join(parts, ".")] = []*yaml.Comment{yaml.HeadComment(" " + sentence)}
}

var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// value returns what the library writes for a value.
func (w *writer) value(v, defaults reflect.Value, path string) any {
	switch value := v.Interface().(type) {
	case Secret:
		return "${" + placeholder(value, path) + "}"
	case KeyHash:
		return value.String()
	case time.Duration:
		return shortDuration(value)
	case Size:
		return value.String()
	case Column:
		return w.column(v, path)
	case Source:
		return w.block(v.Elem().Elem(), reflect.ValueOf(newSource(value.SourceKind())).Elem(), path)
	}
	switch v.Kind() {
	case reflect.Pointer:
		return w.value(v.Elem(), reflect.Zero(v.Type().Elem()), path)
	case reflect.Struct:
		if !defaults.IsValid() {
			defaults = reflect.Zero(v.Type())
		}
		return w.block(v, defaults, path)
	case reflect.Map:
		return w.mapping(v, path)
	case reflect.Slice:
		items := make([]any, v.Len())
		for i := range items {
			items[i] = w.value(v.Index(i), reflect.Zero(v.Type().Elem()), fmt.Sprintf("%s[%d]", path, i))
		}
		return items
	case reflect.String:
		return escaped(v.String())
	}
	return v.Interface()
}

// mapping returns a block of the user's own names, sorted.
func (w *writer) mapping(v reflect.Value, path string) yaml.MapSlice {
	out := yaml.MapSlice{}
	keys := map[string]reflect.Value{}
	for it := v.MapRange(); it.Next(); {
		keys[it.Key().String()] = it.Value()
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		out = append(out, yaml.MapItem{Key: key, Value: w.value(keys[key], reflect.Zero(v.Type().Elem()), join(path, key))})
	}
	return out
}

// column returns a column by its bare name, if there is nothing else to it.
func (w *writer) column(v reflect.Value, path string) any {
	block := w.block(v, reflect.Zero(v.Type()), path)
	if len(block) == 1 {
		return block[0].Value
	}
	return block
}

// placeholder returns the variable to write for a secret.
func placeholder(s Secret, path string) string {
	if s.variable != "" {
		return s.variable
	}
	name := regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(strings.TrimPrefix(path, "sources."), "${1}_${2}")
	return strings.ToUpper(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(name, "_"))
}

// shortDuration writes a duration without the zero parts that Go writes.
func shortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
