package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// scalar is a single value of the file.
type scalar struct {
	text     string // with variables replaced
	written  string
	quoted   bool
	expanded bool   // written has variables
	variable string // the variable that is all of it
}

// isScalar says whether values of a type are written as one scalar.
func isScalar(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[Secret](), reflect.TypeFor[KeyHash]():
		return true
	}
	return t.Kind() == reflect.String || t.Kind() == reflect.Bool || t.Kind() == reflect.Int || t.Kind() == reflect.Int64
}

// peek returns the text of a scalar as written, and whether the node is one. Null is one, with the text that it is written with.
func (d *decoder) peek(node ast.Node) (string, bool) {
	s, ok := literalOf(node)
	return s.text, ok
}

// literalOf returns a scalar before variables are replaced.
func literalOf(node ast.Node) (scalar, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		isQuoted := n.Token.Type == token.SingleQuoteType || n.Token.Type == token.DoubleQuoteType
		return scalar{text: n.Value, written: n.Value, quoted: isQuoted}, true
	case *ast.LiteralNode:
		return scalar{text: n.Value.Value, written: n.Value.Value, quoted: true}, true
	case *ast.NullNode:
		if n.Token.Type == token.ImplicitNullType {
			return scalar{}, true
		}
		return scalar{text: n.Token.Value, written: n.Token.Value}, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode, *ast.MergeKeyNode:
		value := node.GetToken().Value
		return scalar{text: value, written: value}, true
	}
	return scalar{}, false
}

// isNull says whether a scalar is no value. A text in quotes is one, even if empty.
func (s scalar) isNull() bool {
	return !s.quoted && slices.Contains([]string{"", "~", "null", "Null", "NULL"}, s.text)
}

// shown says what the scalar is, without what variables stand for.
func (s scalar) shown() string {
	switch {
	case s.variable != "":
		return "the value of " + s.variable
	case s.expanded:
		return "what " + quoted(s.written) + " stands for"
	case s.quoted:
		return "the text " + quoted(s.written)
	}
	return quoted(s.written)
}

// scalarValue reads a node into a value that is written as one scalar.
func (d *decoder) scalarValue(node ast.Node, path string, v reflect.Value, f field) {
	s, ok := literalOf(node)
	if !ok {
		d.wrongType(node, path, wanted(v.Type()), "")
		return
	}
	failed := false
	expanded := expand(s.text, d.env, func(p Problem) {
		failed = true
		p.Path = path
		d.addAt(positionOf(node), p)
	})
	if failed {
		return
	}
	s.text, s.expanded, s.variable = expanded.text, expanded.changed, expanded.variable
	at := d.doc.places[path]
	at.shown, at.expanded = s.shown(), s.expanded
	d.doc.places[path] = at
	if s.isNull() {
		d.noValue(node, path, s)
		return
	}
	if p := assign(v, s, f); p.Message != "" {
		p.Path, p.Message = path, path+" "+p.Message
		d.addAt(positionOf(node), p)
	}
}

// noValue reports a key without a value.
func (d *decoder) noValue(node ast.Node, path string, s scalar) {
	p := Problem{Path: path, Message: path + " has no value", Remedy: "Give it one, or remove the key."}
	at := positionOf(node)
	switch {
	case s.expanded:
		p.Message += fmt.Sprintf(": %s is empty", s.shown())
		p.Remedy = "Set the variable, or give it a default: ${NAME:-default}."
	case s.written == "":
		at = d.doc.keyAt(path)
	}
	d.addAt(at, p)
}

// notOneOf reports a word that is not among those that a field takes.
func (d *decoder) notOneOf(node ast.Node, path string, values []string) {
	s, _ := d.peek(node)
	d.addAt(positionOf(node), Problem{
		Path: path, Message: fmt.Sprintf("%s must be one of %s, not %s", path, oneOf(values), d.describe(node)), Suggestion: Nearest(s, values),
	})
}

// assign sets v to what s says. The message of the problem goes on after the path of the value; it is empty if all is well.
func assign(v reflect.Value, s scalar, f field) Problem {
	switch v.Interface().(type) {
	case Secret:
		if strings.TrimSpace(s.text) == "" {
			return Problem{Message: "is empty", Remedy: "Give it a value."}
		}
		v.Set(reflect.ValueOf(NewSecret(s.text, s.variable)))
		return Problem{}
	case KeyHash:
		hash, err := ParseKeyHash(s.text)
		if err != nil {
			return Problem{Message: "must be sha256: and 64 hexadecimal digits", Remedy: "`galleria key` makes a key and prints its hash."}
		}
		v.Set(reflect.ValueOf(hash))
		return Problem{}
	case time.Duration, Size:
		return assignMeasure(v, s, f)
	}
	switch v.Kind() {
	case reflect.Bool:
		return assignBool(v, s)
	case reflect.Int:
		return assignInt(v, s, f)
	}
	return assignText(v, s, f)
}

func assignText(v reflect.Value, s scalar, f field) Problem {
	if f.required && strings.TrimSpace(s.text) == "" {
		return Problem{Message: "is empty", Remedy: "Give it a value."}
	}
	if values := valuesOf(v.Type()); values != nil && !slices.Contains(values, s.text) {
		p := Problem{Message: fmt.Sprintf("must be one of %s, not %s", oneOf(values), s.shown())}
		if !s.expanded {
			p.Suggestion = Nearest(s.text, values)
		}
		return p
	}
	v.SetString(s.text)
	return Problem{}
}

func assignBool(v reflect.Value, s scalar) Problem {
	if s.quoted && (s.text == "true" || s.text == "false") {
		return Problem{Message: "must be true or false, not " + s.shown(), Remedy: "Remove the quotes."}
	}
	switch s.text {
	case "true", "True", "TRUE":
		v.SetBool(true)
	case "false", "False", "FALSE":
		v.SetBool(false)
	default:
		return Problem{Message: "must be true or false, not " + s.shown()}
	}
	return Problem{}
}

func assignInt(v reflect.Value, s scalar, f field) Problem {
	n, err := strconv.Atoi(s.text)
	if err != nil || s.quoted {
		p := Problem{Message: "must be a whole number, not " + s.shown()}
		if err == nil {
			p.Remedy = "Remove the quotes."
		}
		return p
	}
	if p := within(int64(n), f, s); p.Message != "" {
		return p
	}
	v.SetInt(int64(n))
	return Problem{}
}

// assignMeasure sets a duration or a size.
func assignMeasure(v reflect.Value, s scalar, f field) Problem {
	n, err := measure(v.Type(), s.text)
	if err != nil {
		p := Problem{Message: fmt.Sprintf("must be %s, not %s", wanted(v.Type()), s.shown())}
		if _, bare := strconv.ParseFloat(s.text, 64); bare == nil && !s.expanded {
			p.Remedy = fmt.Sprintf("A number needs a unit: %s%s.", s.text, map[bool]string{true: "s", false: "B"}[v.Type() == reflect.TypeFor[time.Duration]()])
		}
		return p
	}
	if p := within(n, f, s); p.Message != "" {
		return p
	}
	v.SetInt(n)
	return Problem{}
}

// measure reads a whole number, a duration or a size, by type.
func measure(t reflect.Type, text string) (int64, error) {
	switch t {
	case reflect.TypeFor[time.Duration]():
		duration, err := time.ParseDuration(text)
		return int64(duration), err
	case reflect.TypeFor[Size]():
		size, err := ParseSize(text)
		return int64(size), err
	}
	return strconv.ParseInt(text, 10, 64)
}

// within checks the range of a field.
func within(n int64, f field, s scalar) Problem {
	if f.low == "" {
		return Problem{}
	}
	t := f.typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	low, _ := measure(t, f.low)
	high, _ := measure(t, f.high)
	if n < low || n > high {
		return Problem{Message: fmt.Sprintf("must be from %s to %s, not %s", f.low, f.high, s.shown())}
	}
	return Problem{}
}

// wanted says what a scalar type is, for a sentence.
func wanted(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return "a duration such as 2s or 500ms"
	case t == reflect.TypeFor[Size]():
		return "a size such as 1MB or 64KiB"
	case t == reflect.TypeFor[KeyHash]():
		return "sha256: and 64 hexadecimal digits"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a whole number"
	case valuesOf(t) != nil:
		return "one of " + oneOf(valuesOf(t))
	}
	return "a text"
}
