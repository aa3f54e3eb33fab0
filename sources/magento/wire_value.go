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
		return valueWire{Text: n, JSON: commerce.JSONNumber(n.Value), Kind: kindNumber}
	case jsonx.Array:
		list := valueWire{JSON: readExact(r), Kind: kindList}
		list.readTexts()
		return list
	case jsonx.Object:
		return valueWire{JSON: readExact(r), Kind: kindObject}
	case 't', 'f':
		text := strconv.FormatBool(r.Bool().Value)
		return valueWire{Text: jsonx.Some(text), JSON: commerce.JSON(text), Kind: kindTruth}
	}
	r.Skip()
	return valueWire{}
}

// readExact reads a list or an object. It is null when it is deeper than anyone reads.
func readExact(r *jsonx.Reader) commerce.JSON {
	value, err := commerce.ParseJSON(r.Verbatim())
	if err != nil {
		return "null"
	}
	return value
}

// readTexts finds the texts, numbers and truths of a list.
func (w *valueWire) readTexts() {
	_ = jsonx.Read([]byte(w.JSON), func(r *jsonx.Reader) { // it was written as JSON
		for ok := r.Array(); ok && r.Element(); {
			switch r.Kind() {
			case jsonx.Text, jsonx.Number:
				w.List = append(w.List, r.Numeral().Value)
			case 't', 'f':
				w.List = append(w.List, strconv.FormatBool(r.Bool().Value))
			}
		}
	})
}

func isInteger(written string) bool {
	return written != "" && strings.Trim(strings.TrimPrefix(written, "-"), "0123456789") == ""
}
