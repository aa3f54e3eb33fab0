package operations

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// variable is declared wherever it is used, always in the same way.
type variable struct {
	name     string
	of       *ast.Type
	typ      string // of, nullable or not
	def      string // its default, with the equals sign
	optional bool   // may be null
	cond     bool   // decides a condition: it is never null
}

// most variables fit into the set that an operation uses.
const mostVariables = 64

type (
	name   string   // of an enum value, or of a variable with its dollar sign
	object []member // in the order of writing
	member struct {
		key   string
		value any
	}
)

// context is where a value stands: how deep, whether variables may stand in it,
// and whether a null may come where none is allowed.
type context struct {
	depth  int
	consts bool
	strict bool
}

func required(t *ast.Type, def *ast.Value) bool { return t.NonNull && def == nil }

// arguments writes arguments for a field.
func (d *document) arguments(f *ast.FieldDefinition) string {
	if f.Name == "__type" {
		return `(name:"` + pick(d, d.names) + `")`
	}
	return d.list(f.Arguments, false)
}

func (d *document) list(defs ast.ArgumentDefinitionList, strict bool) string {
	var b []byte
	for _, a := range defs {
		if !required(a.Type, a.DefaultValue) && d.chance(500) {
			continue
		}
		if b == nil {
			b = append(b, '(')
		} else {
			b = append(b, ',')
		}
		b = append(append(b, a.Name...), ':')
		b = write(b, d.value(a.Type, a.DefaultValue != nil, context{strict: strict}))
	}
	if b == nil {
		return ""
	}
	return string(append(b, ')'))
}

// value makes a value for a place of a type, which has a default or not.
func (d *document) value(t *ast.Type, hasDefault bool, in context) any {
	if !in.consts && d.chance(250) {
		if v, ok := d.variable(t, hasDefault, in.strict); ok {
			return v
		}
	}
	if !t.NonNull && !in.strict && d.chance(80) {
		return nil
	}
	return d.some(t, in)
}

// some makes a value that is not null.
func (d *document) some(t *ast.Type, in context) any {
	if t.Elem != nil {
		if d.chance(200) { // one value stands for a list of it
			in.consts = true
			return d.some(innermost(t), in)
		}
		out := make([]any, d.r.IntN(4))
		for i := range out {
			out[i] = d.value(t.Elem, false, in)
		}
		return out
	}
	def := d.schema.Types[t.NamedType]
	switch def.Kind {
	case ast.Enum:
		return name(pick(d, def.EnumValues).Name)
	case ast.InputObject:
		return d.input(def, in)
	default:
		return d.scalar(t.NamedType)
	}
}

func innermost(t *ast.Type) *ast.Type {
	for t.Elem != nil {
		t = t.Elem
	}
	return t
}

func (d *document) input(def *ast.Definition, in context) any {
	in.depth++
	if def.Directives.ForName("oneOf") != nil {
		f := pick(d, def.Fields)
		in.consts = true
		return object{{f.Name, d.some(f.Type, in)}}
	}
	out := object{}
	for _, f := range def.Fields {
		if required(f.Type, f.DefaultValue) || in.depth < 4 && d.chance(400) {
			out = append(out, member{f.Name, d.value(f.Type, f.DefaultValue != nil, in)})
		}
	}
	return out
}

func (d *document) scalar(named string) any {
	if of := d.opts.Scalars[named]; of != nil {
		return of(d.r)
	}
	switch named {
	case "Int":
		if d.chance(100) {
			return pick(d, []int{1<<31 - 1, -1 << 31, 100, 51})
		}
		return d.r.IntN(12) - 2
	case "Float":
		return pick(d, []any{0.5, -1.25, 1e6, 3, 0.1})
	case "Boolean":
		return d.chance(500)
	case "ID":
		if d.chance(200) {
			return d.r.IntN(40)
		}
		return strconv.Itoa(d.r.IntN(40))
	default:
		return pick(d, d.strings)
	}
}

// variable returns one that may stand at the place, a new one or one that is there.
func (d *document) variable(t *ast.Type, hasDefault, strict bool) (name, bool) {
	typ := t.String()
	if d.chance(300) {
		for i, v := range d.variables {
			if v.typ == typ && !v.cond {
				d.uses |= 1 << i
				return name("$" + v.name), true
			}
		}
	}
	v := variable{name: "v" + strconv.Itoa(len(d.variables)), of: t, typ: typ, optional: !t.NonNull}
	switch {
	case !t.NonNull && (strict || d.chance(200)): // a stricter variable
		v.typ, v.optional = typ+"!", false
	case t.NonNull && !strict && d.chance(300): // its default, or that of the place, makes up for null
		v.typ, v.optional = strings.TrimSuffix(typ, "!"), true
		if !hasDefault || d.chance(300) {
			v.def = "=" + string(write(nil, d.some(t, context{consts: true})))
		}
	}
	if v.def == "" && !strict && d.chance(250) {
		v.def = "=" + string(write(nil, d.some(t, context{consts: true})))
	}
	return d.add(v)
}

// values makes values for the variables of an operation.
func (d *document) values(uses uint64) map[string]any {
	out := map[string]any{}
	for i, v := range d.variables {
		switch {
		case uses&(1<<i) == 0, (v.optional || v.def != "") && d.chance(300): // not given
		case v.cond:
			out[v.name] = d.chance(500)
		case v.optional && d.chance(150):
			out[v.name] = nil
		default:
			out[v.name] = d.plain(d.some(v.of, context{consts: true}))
		}
	}
	return out
}

// condition writes what decides a condition.
func (d *document) condition() string {
	if d.chance(500) {
		return strconv.FormatBool(d.chance(500))
	}
	if d.chance(500) {
		for i, v := range d.variables {
			if v.cond {
				d.uses |= 1 << i
				return "$" + v.name
			}
		}
	}
	v := variable{name: "c" + strconv.Itoa(len(d.variables)), typ: "Boolean!", cond: true}
	if d.chance(400) {
		v.typ, v.def = pick(d, []string{"Boolean", "Boolean!"}), "="+strconv.FormatBool(d.chance(500))
	}
	if n, ok := d.add(v); ok {
		return string(n)
	}
	return "true"
}

func (d *document) add(v variable) (name, bool) {
	if len(d.variables) == mostVariables {
		return "", false
	}
	d.uses |= 1 << len(d.variables)
	d.variables = append(d.variables, v)
	return name("$" + v.name), true
}

// declare writes the variables of an operation.
func (d *document) declare(uses uint64) {
	if uses == 0 {
		return
	}
	d.text("(")
	for i, v := range d.variables {
		if uses&(1<<i) != 0 {
			d.text("$", v.name, ":", v.typ, v.def, " ")
		}
	}
	d.text(")")
}

// write writes a value as a literal.
func write(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case name:
		return append(b, v...)
	case string:
		text, err := json.Marshal(v)
		if err != nil {
			panic(err) // no text fails
		}
		return append(b, text...)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case float64:
		return strconv.AppendFloat(b, v, 'e', -1, 64)
	case bool:
		return strconv.AppendBool(b, v)
	case []any:
		b = append(b, '[')
		for _, e := range v {
			b = append(write(b, e), ' ')
		}
		return append(b, ']')
	case object:
		b = append(b, '{')
		for _, m := range v {
			b = append(write(append(append(b, m.key...), ':'), m.value), ' ')
		}
		return append(b, '}')
	case map[string]any:
		o := object{}
		for _, k := range sorted(v) {
			o = append(o, member{k, v[k]})
		}
		return write(b, o)
	default:
		panic("operations: a scalar made a value that JSON does not have")
	}
}

// plain turns a value into what is decoded from JSON.
func (d *document) plain(v any) any {
	switch v := v.(type) {
	case name:
		return string(v)
	case int:
		if d.chance(500) {
			return json.Number(strconv.Itoa(v))
		}
	case float64:
		if d.chance(500) {
			return json.Number(strconv.FormatFloat(v, 'g', -1, 64))
		}
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = d.plain(e)
		}
		return out
	case object:
		out := make(map[string]any, len(v))
		for _, m := range v {
			out[m.key] = d.plain(m.value)
		}
		return out
	}
	return v
}
