package magento

import (
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// valueWire is a value of any type, as merchants and extensions keep them.
type valueWire struct {
	// Text is a text, a number or a truth as it is written.
	Text optText
	// List is the texts of a list that holds nothing else.
	List []string
	// JSON is the value as it stands, in its compact form; decimals and integers
	// that a float cannot hold are strings in it.
	JSON commerce.JSON
	Kind valueKind
}

type valueKind uint8

const (
	kindNone valueKind = iota
	kindText
	kindNumber
	kindTruth
	kindList
	kindObject
)

// joined is the value as lists filter by it: several are parted by commas.
func (w *valueWire) joined() string {
	if w.Kind == kindList {
		return strings.Join(w.List, ",")
	}
	return w.Text.Value
}

// readAny reads any value.
func readAny(r *jsonx.Reader) valueWire {
	switch r.Kind() {
	case jsonx.Text:
		text := r.Numeral()
		return valueWire{Text: text, JSON: commerce.JSONString(text.Value), Kind: kindText}
	case jsonx.Number:
		n := r.Numeral()
		return valueWire{Text: n, JSON: jsonNumber(n.Value), Kind: kindNumber}
	case jsonx.Array:
		return readAnyList(r)
	case jsonx.Object:
		var members []string
		for ok := r.Object(); ok && r.Member(); {
			name := string(r.Name())
			members = append(members, string(commerce.JSONString(name))+":"+inner(r))
		}
		return valueWire{JSON: commerce.JSON("{" + strings.Join(members, ",") + "}"), Kind: kindObject}
	case 't', 'f':
		text := strconv.FormatBool(r.Bool().Value)
		return valueWire{Text: jsonx.Some(text), JSON: commerce.JSON(text), Kind: kindTruth}
	}
	r.Skip()
	return valueWire{}
}

func readAnyList(r *jsonx.Reader) valueWire {
	w := valueWire{Kind: kindList}
	var elements []string
	for ok := r.Array(); ok && r.Element(); {
		element := readAny(r)
		if element.Text.OK {
			w.List = append(w.List, element.Text.Value)
		}
		elements = append(elements, element.orNull())
	}
	w.JSON = commerce.JSON("[" + strings.Join(elements, ",") + "]")
	return w
}

func inner(r *jsonx.Reader) string {
	w := readAny(r)
	return w.orNull()
}

func (w *valueWire) orNull() string {
	if w.Kind == kindNone {
		return "null"
	}
	return string(w.JSON)
}

// longestExact is how many digits an integer may have that every float holds.
const longestExact = 15

func jsonNumber(written string) commerce.JSON {
	if isInteger(written) && len(written) <= longestExact {
		return commerce.JSON(written)
	}
	return commerce.JSONString(written)
}

func isInteger(written string) bool {
	return written != "" && strings.Trim(strings.TrimPrefix(written, "-"), "0123456789") == ""
}
