package woocommerce_test

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// dump writes all that an entity holds, but for when it was read.
func dump(v any) string {
	var b strings.Builder
	write(&b, reflect.ValueOf(v))
	return b.String()
}

func write(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Invalid:
		return
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			write(b, v.Elem())
		}
		return
	case reflect.Slice, reflect.Array:
		b.WriteByte('[')
		for i := range v.Len() {
			write(b, v.Index(i))
			b.WriteByte(' ')
		}
		b.WriteByte(']')
		return
	}
	switch value := v.Interface().(type) {
	case commerce.Reading, commerce.Groups:
	case time.Time:
		if !value.IsZero() {
			b.WriteString(value.Format(time.RFC3339))
		}
	case fmt.Stringer:
		b.WriteString(value.String())
	default:
		if v.Kind() != reflect.Struct {
			fmt.Fprint(b, value)
			return
		}
		b.WriteByte('{')
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !v.Field(i).IsZero() {
				b.WriteString(f.Name + ":")
				write(b, v.Field(i))
				b.WriteByte(' ')
			}
		}
		b.WriteByte('}')
	}
}
