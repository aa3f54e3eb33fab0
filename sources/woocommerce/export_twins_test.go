package woocommerce

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonxtest"
)

// Twins are the wire types by their resource.
func Twins() map[string]jsonxtest.Twin {
	return map[string]jsonxtest.Twin{
		"order":      jsonxtest.Of("order", (*orderWire).decode, nil),
		"refund":     jsonxtest.Of("refund", (*refundWire).decode, nil),
		"note":       jsonxtest.Of("note", (*noteWire).decode, nil),
		"fulfilment": jsonxtest.Of("fulfilment", (*fulfillmentWire).decode, nil),
		"customer":   jsonxtest.Of("customer", (*customerWire).decode, nil),
		"good":       jsonxtest.Of("good", (*goodWire).decode, nil),
		"parcel":     jsonxtest.Of("parcel", (*metaItem).decode, nil),
	}
}

// Samples are texts of the types that are not written as their fields.
func Samples() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[time.Time]():     `"2026-01-10T11:00:00"`,
		reflect.TypeFor[truth]():         `true`,
		reflect.TypeFor[stock]():         `"parent"`,
		reflect.TypeFor[commerce.JSON](): `{"b":[1,2.5,null],"a":"x"}`,
	}
}

// What follows reads the same a second time, by the names and types of the
// fields: what is of another type than its field is read as far as it can be.

func (w *orderWire) UnmarshalJSON(raw []byte) error       { return leniently(raw, w) }
func (w *refundWire) UnmarshalJSON(raw []byte) error      { return leniently(raw, w) }
func (w *noteWire) UnmarshalJSON(raw []byte) error        { return leniently(raw, w) }
func (w *fulfillmentWire) UnmarshalJSON(raw []byte) error { return leniently(raw, w) }
func (w *customerWire) UnmarshalJSON(raw []byte) error    { return leniently(raw, w) }
func (w *goodWire) UnmarshalJSON(raw []byte) error        { return leniently(raw, w) }
func (w *metaItem) UnmarshalJSON(raw []byte) error        { return leniently(raw, w) }

// A tree is a JSON value that keeps the order of its members: null is nil, a
// text a string, a number a json.Number.
type (
	tree     any
	object   []property
	property struct {
		name  string
		value tree
	}
)

func leniently(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	v, err := parse(dec)
	if err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	assign(reflect.ValueOf(into).Elem(), v)
	return nil
}

func parse(dec *json.Decoder) (tree, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []tree{}
		for dec.More() {
			v, err := parse(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = dec.Token()
		return list, err
	case json.Delim('{'):
		o := object{}
		for dec.More() {
			name, err := dec.Token()
			if err != nil {
				return nil, err
			}
			v, err := parse(dec)
			if err != nil {
				return nil, err
			}
			o = append(o, property{name.(string), v})
		}
		_, err = dec.Token()
		return o, err
	}
	return token, nil
}

// assign sets a field to what a value says of it.
func assign(field reflect.Value, v tree) {
	switch into := field.Addr().Interface().(type) {
	case *time.Time:
		if at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(plain(v), "Z")); err == nil && at.Year() > 0 {
			*into = at
		}
		return
	case *truth:
		*into = truthOf(v)
		return
	case *stock:
		if text, ok := v.(string); ok {
			*into = map[string]stock{"parent": itsParents, "yes": itsOwn, "1": itsOwn, "true": itsOwn}[text]
		} else if truthOf(v) == yes {
			*into = itsOwn
		}
		return
	case *commerce.JSON:
		if text, fits := rendered(v, 64); fits {
			*into = commerce.JSON(text)
		}
		return
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString(plain(v))
	case reflect.Int64:
		if n, err := strconv.ParseInt(strings.TrimSpace(plain(v)), 10, 64); err == nil {
			field.SetInt(n)
		}
	case reflect.Slice:
		assignList(field, v)
	case reflect.Struct:
		o, _ := v.(object)
		at := fieldsOf(field.Type())
		for _, member := range o {
			if index := at[member.name]; index != nil {
				assign(field.FieldByIndex(index), member.value)
			}
		}
	}
}

var named sync.Map

// fieldsOf returns where the fields of a struct are, by the names of members.
func fieldsOf(typ reflect.Type) map[string][]int {
	if known, ok := named.Load(typ); ok {
		return known.(map[string][]int)
	}
	out := map[string][]int{}
	for _, f := range reflect.VisibleFields(typ) {
		if name := f.Tag.Get("json"); name != "" {
			out[name] = f.Index
		}
	}
	named.Store(typ, out)
	return out
}

// assignList takes an object for a list, too, and leaves out what is not of the
// type of the elements.
func assignList(field reflect.Value, v tree) {
	elements, _ := v.([]tree)
	if o, ok := v.(object); ok {
		for _, member := range o {
			elements = append(elements, member.value)
		}
	}
	out := reflect.Zero(field.Type())
	if field.Type().Elem().Kind() == reflect.Struct {
		out = reflect.MakeSlice(field.Type(), 0, 0)
	}
	for _, e := range elements {
		into := reflect.New(field.Type().Elem()).Elem()
		assign(into, e)
		_, isObject := e.(object)
		switch into.Kind() {
		case reflect.Struct:
			if !isObject {
				continue
			}
		case reflect.Int64:
			if into.Int() <= 0 {
				continue
			}
		default:
			if into.IsZero() {
				continue
			}
		}
		out = reflect.Append(out, into)
	}
	field.Set(out)
}

// plain is a text, or a number as it is written.
func plain(v tree) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

func truthOf(v tree) truth {
	switch v := v.(type) {
	case bool:
		return map[bool]truth{true: yes, false: no}[v]
	case string, json.Number:
		return map[string]truth{"1": yes, "true": yes, "yes": yes, "": no, "0": no, "false": no, "no": no}[plain(v)]
	}
	return unsaid
}

// rendered writes a value again, numbers that a float does not hold as texts.
func rendered(v tree, depth int) (text string, fits bool) {
	var parts []string
	fits = true
	switch v := v.(type) {
	case object:
		for _, member := range v {
			part, ok := rendered(member.value, depth-1)
			parts, fits = append(parts, string(commerce.JSONString(member.name))+":"+part), fits && ok
		}
		return "{" + strings.Join(parts, ",") + "}", fits && depth > 0
	case []tree:
		for _, element := range v {
			part, ok := rendered(element, depth-1)
			parts, fits = append(parts, part), fits && ok
		}
		return "[" + strings.Join(parts, ",") + "]", fits && depth > 0
	case string:
		return string(commerce.JSONString(v)), true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		if n, err := v.Int64(); err == nil && n >= -1<<53 && n <= 1<<53 {
			return v.String(), true
		}
		return string(commerce.JSONString(v.String())), true
	}
	return "null", true
}
