package magento

import (
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// attributeWire is a custom attribute.
type attributeWire struct {
	Code  optText   `json:"attribute_code"`
	Value valueWire `json:"value"`
}

func (w *attributeWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "attribute_code":
			w.Code = r.Word()
		case "value":
			w.Value = readAny(r)
		}
	}
}

// extensions is the namespace of what extensions add to an entity.
const extensions = "extension_attributes"

// othersWire is the members of an object that extensions fill.
type othersWire []attributeWire

func readOthers(r *jsonx.Reader) othersWire {
	var out othersWire
	for ok := object(r); ok && r.Member(); {
		name := r.NameWord()
		out = append(out, attributeWire{Code: jsonx.Some(name), Value: readAny(r)})
	}
	return out
}

// extended returns what extensions keep: of the type that JSON says.
func extended(list []attributeWire) []commerce.Attribute {
	return attributesIn(extensions, list, func(w *attributeWire) (commerce.AttributeType, commerce.JSON) {
		switch w.Value.Kind {
		case kindText:
			return commerce.AttributeTypeText, w.Value.JSON
		case kindTruth:
			return commerce.AttributeTypeBoolean, w.Value.JSON
		case kindNumber:
			if isInteger(w.Value.Text.Value) {
				return commerce.AttributeTypeInteger, w.Value.JSON
			}
			return commerce.AttributeTypeDecimal, w.Value.JSON
		}
		return untyped(w)
	})
}

// undefined returns custom attributes of which nothing says what they are.
func undefined(list []attributeWire) []commerce.Attribute { return attributesIn("", list, untyped) }

func attributesIn(namespace commerce.Text, list []attributeWire, typed func(*attributeWire) (commerce.AttributeType, commerce.JSON)) []commerce.Attribute {
	var out []commerce.Attribute
	for i := range list {
		w := &list[i]
		if w.Code.Value == "" || w.Value.Kind == kindNone {
			continue
		}
		a := commerce.Attribute{Namespace: namespace, Key: w.Code.Value}
		a.Type, a.Value = typed(w)
		out = append(out, a)
	}
	return out
}

func untyped(w *attributeWire) (commerce.AttributeType, commerce.JSON) {
	switch w.Value.Kind {
	case kindList:
		return commerce.AttributeTypeList, w.Value.JSON
	case kindObject:
		return commerce.AttributeTypeJSON, w.Value.JSON
	}
	return commerce.AttributeTypeUnknown, w.Value.JSON
}

// defined returns a product's custom attributes, each of the type that its
// definition says: those that let choose by the labels of what was chosen. A
// value that is not of the type is UNKNOWN, as it stands.
func defined(list []attributeWire, known *definitions) []commerce.Attribute {
	out := attributesIn("", list, func(w *attributeWire) (commerce.AttributeType, commerce.JSON) {
		if d := known.byCode[w.Code.Value]; d != nil {
			if t, v := d.typed(w); v != "" {
				return t, v
			}
		}
		return untyped(w)
	})
	for i := range out {
		if d := known.byCode[out[i].Key]; d != nil {
			out[i].RawType = text(d.Input)
		}
	}
	return out
}

// typed returns a value in the form of its type; nothing when it is not of it.
func (w *definitionWire) typed(a *attributeWire) (commerce.AttributeType, commerce.JSON) {
	value := a.Value.Text.Value
	switch w.Input.Value {
	case "multiselect":
		return commerce.AttributeTypeList, w.labelsOf(a)
	case "select":
		if label := w.known(value); label != "" {
			return commerce.AttributeTypeText, commerce.JSONString(label)
		}
		if w.Backend.Value == "int" && isInteger(value) { // the id of a choice whose label is not said
			return commerce.AttributeTypeReference, commerce.JSONString(value)
		}
		return commerce.AttributeTypeText, plain(a)
	case "boolean":
		return commerce.AttributeTypeBoolean, map[string]commerce.JSON{"0": "false", "1": "true"}[value]
	case "date":
		return commerce.AttributeTypeDate, moment(value, time.DateOnly)
	case "datetime":
		return commerce.AttributeTypeDateTime, moment(value, time.RFC3339)
	}
	switch w.Backend.Value {
	case "int":
		if isInteger(value) {
			return commerce.AttributeTypeInteger, commerce.JSONNumber(value)
		}
		return "", ""
	case "decimal":
		if _, err := commerce.ParseDecimal(value); err != nil {
			return "", ""
		}
		return commerce.AttributeTypeDecimal, commerce.JSONString(value)
	case "datetime":
		return commerce.AttributeTypeDateTime, moment(value, time.RFC3339)
	case "varchar", "text", "static":
		return commerce.AttributeTypeText, plain(a)
	}
	return "", ""
}

// plain is a value that is a text; nothing for a list.
func plain(a *attributeWire) commerce.JSON {
	if !a.Value.Text.OK {
		return ""
	}
	return commerce.JSONString(a.Value.Text.Value)
}

// labelsOf returns the labels of what was chosen, as a list.
func (w *definitionWire) labelsOf(a *attributeWire) commerce.JSON {
	values := a.Value.List
	if a.Value.Kind != kindList {
		values = strings.FieldsFunc(a.Value.Text.Value, func(c rune) bool { return c == ',' })
	}
	labels := make([]string, len(values))
	for i, value := range values {
		labels[i] = string(commerce.JSONString(w.label(value)))
	}
	return commerce.JSON("[" + strings.Join(labels, ",") + "]")
}

// moment writes a time of Magento's in another layout; nothing for what is none.
func moment(value, layout string) commerce.JSON {
	for _, written := range []string{timeLayout, time.DateOnly} {
		if at, err := time.Parse(written, value); err == nil {
			return commerce.JSONString(at.Format(layout))
		}
	}
	return ""
}
