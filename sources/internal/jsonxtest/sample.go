package jsonxtest

import (
	"reflect"
	"strconv"
	"strings"
)

// sampler writes values that are all different.
type sampler struct {
	samples map[reflect.Type]string
	n       int
}

func (s *sampler) text(typ reflect.Type) string {
	if sample, ok := s.samples[typ]; ok {
		return sample
	}
	if inner, ok := optional(typ); ok {
		return s.text(inner)
	}
	s.n++
	switch typ.Kind() {
	case reflect.String:
		return `"v` + strconv.Itoa(s.n) + `"`
	case reflect.Bool:
		return "true"
	case reflect.Int64:
		return strconv.Itoa(s.n)
	case reflect.Pointer:
		return s.text(typ.Elem())
	case reflect.Slice:
		return "[" + s.text(typ.Elem()) + "," + s.text(typ.Elem()) + "]"
	case reflect.Struct:
		var members []string
		for name, member := range fields(typ) {
			members = append(members, strconv.Quote(name)+":"+s.text(member))
		}
		return "{" + strings.Join(members, ",") + "}"
	}
	panic("no sample of " + typ.String())
}

// optional returns the type of the value of a jsonx.Opt, or of a type of the same form.
func optional(typ reflect.Type) (reflect.Type, bool) {
	const members = 2
	if typ.Kind() != reflect.Struct || typ.NumField() != members || typ.Field(0).Name != "Value" || typ.Field(1).Name != "OK" {
		return nil, false
	}
	return typ.Field(0).Type, true
}

// fields returns the tagged fields of a struct, those of embedded ones too.
func fields(typ reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(typ) {
		if name := f.Tag.Get("json"); name != "" && name != "-" {
			out[name] = f.Type
		}
	}
	return out
}
