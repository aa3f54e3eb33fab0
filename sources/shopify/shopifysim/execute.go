package shopifysim

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/vektah/gqlparser/v2/ast"
)

// call is the execution of one operation. It writes the answer as it goes: a
// null where none is allowed takes the text written for its parent back.
type call struct {
	*planner
	store    *store
	now      time.Time
	out      []byte
	path     []any
	errors   []apiError
	searches []searchReport
	version  string // the API version that answers
	base     string // the address under which the simulator was asked
	bulk     bool   // of a bulk operation, which no bound of paging holds
}

// searchReport is the part of the answer's extensions about one search.
type searchReport struct {
	Path     []any           `json:"path"`
	Query    string          `json:"query"`
	Warnings []searchWarning `json:"warnings"`
}

// fail records an error of a field.
func (c *call) fail(err error, f *plannedField) {
	c.errors = append(c.errors, located(err, f.field.Position, c.path))
}

// object writes an object; ok is false when null has to stand in its place.
// The cost is what the object and everything in it really cost.
func (c *call) object(p *plan, object any) (ok bool, cost float64) {
	start := len(c.out)
	c.out = append(c.out, '{')
	value := reflect.Indirect(reflect.ValueOf(object))
	for i, f := range p.fields {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		c.out = append(c.out, f.key...)
		c.path = append(c.path, f.field.Alias)
		ok, fieldCost := c.fieldOf(p, f, object, value)
		c.path = c.path[:len(c.path)-1]
		if !ok {
			c.out = c.out[:start]
			return false, cost
		}
		cost += fieldCost
	}
	c.out = append(c.out, '}')
	return true, cost
}

func (c *call) fieldOf(p *plan, f *plannedField, object any, value reflect.Value) (ok bool, cost float64) {
	if f.field.Name == "__typename" {
		c.out = strconv.AppendQuote(c.out, p.typeName)
		return true, 0
	}
	typ := f.field.Definition.Type
	if err := c.sim.denial(strings.TrimSuffix(typ.Name(), "Connection"), f.field.Name); err != nil {
		c.fail(err, f)
		return c.null(typ), 0
	}
	result, err := c.resolve(f, object, value)
	if err != nil {
		c.fail(err, f)
		return c.null(typ), 0
	}
	return c.value(typ, f, result)
}

// null writes null where the type allows it.
func (c *call) null(typ *ast.Type) bool {
	if typ.NonNull {
		return false
	}
	c.out = append(c.out, "null"...)
	return true
}

func (c *call) resolve(f *plannedField, object any, value reflect.Value) (any, error) {
	if f.bind.resolve != nil {
		return f.bind.resolve(c, object, f.args)
	}
	if f.bind.index == nil {
		return nil, fmt.Errorf("the simulator does not answer %s", f.field.Name)
	}
	field := value.FieldByIndex(f.bind.index)
	if field.Kind() == reflect.Struct && field.CanAddr() && field.Type() != timeType && field.Type() != decimalType {
		return field.Addr().Interface(), nil
	}
	return field.Interface(), nil
}

var (
	timeType    = reflect.TypeFor[time.Time]()
	decimalType = reflect.TypeFor[decimal.Decimal]()
)

// value writes a resolved value as a type.
func (c *call) value(typ *ast.Type, f *plannedField, result any) (ok bool, cost float64) {
	result = indirect(result)
	if result == nil || c.emptyEnum(typ, result) {
		if typ.Elem != nil && typ.NonNull {
			c.out = append(c.out, "[]"...) // A nil slice is an empty list.
			return true, 0
		}
		if typ.NonNull {
			c.fail(coded("Cannot return null for non-nullable field "+f.field.ObjectDefinition.Name+"."+f.field.Name, "INTERNAL_SERVER_ERROR"), f)
		}
		return c.null(typ), 0
	}
	if typ.Elem != nil {
		return c.list(typ, f, result)
	}
	definition := c.sim.schema.Types[typ.NamedType]
	switch definition.Kind {
	case ast.Scalar, ast.Enum:
		if err := c.scalar(typ.NamedType, result); err != nil {
			c.fail(err, f)
			return c.null(typ), 0
		}
		return true, 0
	default:
		return c.composite(typ, f, definition, result)
	}
}

// emptyEnum reports an empty text in a place for an enum value, which is null.
func (c *call) emptyEnum(typ *ast.Type, result any) bool {
	return result == "" && typ.Elem == nil && c.sim.schema.Types[typ.NamedType].Kind == ast.Enum
}

// indirect follows pointers to plain values; a nil pointer becomes nil.
func indirect(result any) any {
	value := reflect.ValueOf(result)
	switch value.Kind() {
	case reflect.Pointer:
		if value.IsNil() {
			return nil
		}
		if kind := value.Elem().Kind(); kind != reflect.Struct || value.Elem().Type() == timeType || value.Elem().Type() == decimalType {
			return value.Elem().Interface()
		}
	case reflect.Slice, reflect.Map:
		if value.IsNil() {
			return nil
		}
	}
	return result
}

// composite writes an object and adds its cost.
func (c *call) composite(typ *ast.Type, f *plannedField, definition *ast.Definition, result any) (bool, float64) {
	name := definition.Name
	if definition.IsAbstractType() {
		name = typeNameOf(result)
		if err := c.sim.denial(name, f.field.Name); err != nil {
			c.fail(err, f)
			return c.null(typ), 0
		}
	}
	ok, inside := c.object(c.child(f, name), result)
	if !ok {
		return c.null(typ), 0
	}
	return true, objectCost(name) + inside
}

func (c *call) list(typ *ast.Type, f *plannedField, result any) (bool, float64) {
	items := reflect.ValueOf(result)
	start, cost := len(c.out), 0.0
	c.out = append(c.out, '[')
	for i := range items.Len() {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		item := items.Index(i)
		if item.Kind() == reflect.Struct && item.Type() != timeType && item.Type() != decimalType {
			item = item.Addr()
		}
		c.path = append(c.path, i)
		ok, one := c.value(typ.Elem, f, item.Interface())
		c.path = c.path[:len(c.path)-1]
		if !ok {
			c.out = c.out[:start]
			return c.null(typ), 0
		}
		cost += one
	}
	c.out = append(c.out, ']')
	if f.scaled() {
		cost = c.sim.cost.share(cost, items.Len())
	}
	return true, cost
}

// scalar writes a value in the wire form of a scalar or enum.
func (c *call) scalar(name string, result any) error {
	switch result := result.(type) {
	case string:
		return c.text(result)
	case bool:
		c.out = strconv.AppendBool(c.out, result)
	case int:
		return c.integer(name, int64(result))
	case int64:
		return c.integer(name, result)
	case float64:
		c.out = append(c.out, strconv.FormatFloat(result, 'f', -1, 64)...)
	case time.Time:
		c.out = append(c.out, '"')
		c.out = result.UTC().AppendFormat(c.out, "2006-01-02T15:04:05Z")
		c.out = append(c.out, '"')
	case decimal.Decimal:
		c.decimal(name, result)
	case json.RawMessage:
		c.out = append(c.out, result...)
	default:
		return fmt.Errorf("the simulator cannot write a %T as %s", result, name)
	}
	return nil
}

func (c *call) decimal(name string, result decimal.Decimal) {
	switch name {
	case "Float":
		c.out = append(c.out, result.String()...)
	case "Money":
		c.out = strconv.AppendQuote(c.out, moneyText(result))
	default:
		c.out = strconv.AppendQuote(c.out, decimalText(result))
	}
}

func (c *call) integer(name string, result int64) error {
	if name == "UnsignedInt64" {
		c.out = strconv.AppendQuote(c.out, strconv.FormatInt(result, 10))
		return nil
	}
	if result > math.MaxInt32 || result < math.MinInt32 {
		return coded("Int cannot represent the value "+strconv.FormatInt(result, 10), "INTERNAL_SERVER_ERROR")
	}
	c.out = strconv.AppendInt(c.out, result, 10)
	return nil
}

// text writes a JSON string.
func (c *call) text(text string) error {
	if plain(text) {
		c.out = append(c.out, '"')
		c.out = append(c.out, text...)
		c.out = append(c.out, '"')
		return nil
	}
	quoted, err := json.Marshal(text)
	c.out = append(c.out, quoted...)
	return err
}

// plain reports whether a text needs no escapes in JSON.
func plain(text string) bool {
	for i := range len(text) {
		if b := text[i]; b < ' ' || b >= 0x7f || b == '"' || b == '\\' {
			return false
		}
	}
	return true
}
