package config

import (
	"reflect"
	"time"

	"github.com/goccy/go-yaml"
)

// defaultOf returns the default of a field as a file would have it, or nil if there is none.
func defaultOf(t reflect.Type, f field) any {
	holder := defaultBlock(t)
	if !holder.IsValid() || f.required {
		return nil
	}
	value := holder.FieldByIndex(f.index)
	switch v := value.Interface().(type) {
	case time.Duration:
		return shortDuration(v)
	case Size:
		return v.String()
	case int, bool, []string:
		if list, ok := v.([]string); ok && list == nil {
			return nil
		}
		return v
	}
	if value.Kind() == reflect.String && value.String() != "" {
		return value.String()
	}
	return nil
}

// defaultBlock returns a block of the type with its defaults, or the zero Value if it has none.
func defaultBlock(t reflect.Type) reflect.Value {
	if group, ok := groupOf(t); ok {
		return reflect.ValueOf(newSource(group.kinds[0])).Elem()
	}
	root := reflect.ValueOf(Defaults()).Elem()
	if root.Type() == t {
		return root
	}
	for i := range root.NumField() {
		if root.Field(i).Type() == t {
			return root.Field(i)
		}
	}
	return reflect.Value{}
}

// exampleValue returns an example as the value that YAML makes of it.
func exampleValue(text string) any {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return text
	}
	return value
}

// elementOf returns what a pointer type points to, and any other type itself.
func elementOf(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}
