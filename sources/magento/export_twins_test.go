package magento

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/jsonxtest"
)

// Twins are the wire types of rows, by what they are rows of.
func Twins() map[string]jsonxtest.Twin {
	return map[string]jsonxtest.Twin{
		"orders":       jsonxtest.Of("orders", (*orderWire).decode, func(w *orderWire) { w.More.Others = nil }),
		"customers":    jsonxtest.Of("customers", (*customerWire).decode, nil),
		"products":     jsonxtest.Of("products", (*productWire).decode, nil),
		"transactions": jsonxtest.Of("transactions", (*transactionWire).decode, nil),
		"documents":    jsonxtest.Of("documents", (*documentWire).decode, nil),
		"source-items": jsonxtest.Of("source-items", (*levelWire).decode, nil),
		"sources":      jsonxtest.Of("sources", (*sourceWire).decode, nil),
		"attributes":   jsonxtest.Of("attributes", (*definitionWire).decode, nil),
		"storeConfigs": jsonxtest.Of("storeConfigs", (*storeWire).decode, nil),
		"stockItems":   jsonxtest.Of("stockItems", (*stockItemWire).decode, nil),
		"items":        jsonxtest.Of("items", (*orderedWire).decode, nil),
	}
}

// Samples are texts of the types that are not written as their fields.
func Samples() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[regionWire]():   `{"region":"New York","region_code":"NY"}`,
		reflect.TypeFor[assignedWire](): `[{"shipping":{"address":{"city":"Purchase"},"method":"tablerate_bestway"}},7]`,
		reflect.TypeFor[idsWire]():      `{"1":5,"3":"6"}`,
		reflect.TypeFor[secretWire]():   `"x"`,
		reflect.TypeFor[othersWire]():   `{"a":[1,"x",null],"b":{"c":1.50,"d":12345678901234567890},"e":true}`,
		reflect.TypeFor[valueWire]():    `["1",2]`,
	}
}

// What follows is how encoding/json reads the types that are not written as their fields.

// unmarshalObject takes [] for an object without members.
func unmarshalObject(raw []byte, plain any) error {
	var none []json.RawMessage
	if raw[0] == '[' && json.Unmarshal(raw, &none) == nil && len(none) == 0 {
		return nil
	}
	return json.Unmarshal(raw, plain)
}

type (
	plainOrder       orderWire
	plainMore        orderMore
	plainItem        itemWire
	plainTax         taxWire
	plainAddress     addressWire
	plainPayment     paymentWire
	plainComment     commentWire
	plainCustomer    customerWire
	plainProduct     productWire
	plainProductMore productMore
	plainOption      optionWire
	plainIndex       indexWire
	plainMedia       mediaWire
	plainAttribute   attributeWire
	plainDefinition  definitionWire
	plainChoice      choiceWire
	plainTransaction transactionWire
	plainDocument    documentWire
	plainDocMore     documentMore
	plainDocItem     documentItem
	plainTrack       trackWire
	plainLevel       levelWire
	plainStockItem   stockItemWire
	plainSource      sourceWire
	plainStore       storeWire
	plainOrdered     orderedWire
)

func (w *orderWire) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainOrder)(w)) }
func (w *orderMore) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainMore)(w)) }
func (w *itemWire) UnmarshalJSON(raw []byte) error  { return unmarshalObject(raw, (*plainItem)(w)) }
func (w *taxWire) UnmarshalJSON(raw []byte) error   { return unmarshalObject(raw, (*plainTax)(w)) }
func (w *addressWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainAddress)(w))
}
func (w *paymentWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainPayment)(w))
}
func (w *commentWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainComment)(w))
}
func (w *customerWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainCustomer)(w))
}
func (w *productWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainProduct)(w))
}
func (w *productMore) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainProductMore)(w))
}
func (w *optionWire) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainOption)(w)) }
func (w *indexWire) UnmarshalJSON(raw []byte) error  { return unmarshalObject(raw, (*plainIndex)(w)) }
func (w *mediaWire) UnmarshalJSON(raw []byte) error  { return unmarshalObject(raw, (*plainMedia)(w)) }
func (w *attributeWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainAttribute)(w))
}
func (w *definitionWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainDefinition)(w))
}
func (w *choiceWire) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainChoice)(w)) }
func (w *transactionWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainTransaction)(w))
}
func (w *documentWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainDocument)(w))
}
func (w *documentMore) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainDocMore)(w))
}
func (w *documentItem) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainDocItem)(w))
}
func (w *trackWire) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainTrack)(w)) }
func (w *levelWire) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainLevel)(w)) }
func (w *stockItemWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainStockItem)(w))
}
func (w *sourceWire) UnmarshalJSON(raw []byte) error { return unmarshalObject(raw, (*plainSource)(w)) }
func (w *storeWire) UnmarshalJSON(raw []byte) error  { return unmarshalObject(raw, (*plainStore)(w)) }
func (w *orderedWire) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainOrdered)(w))
}

var errShape = errors.New("another shape")

// UnmarshalJSON takes {} for a list without elements.
func (l *listWire[W]) UnmarshalJSON(raw []byte) error {
	if raw[0] == '{' {
		var none map[string]json.RawMessage
		if err := json.Unmarshal(raw, &none); err != nil || len(none) > 0 {
			return errShape
		}
		return nil
	}
	err := json.Unmarshal(raw, (*[]W)(l))
	if len(*l) == 0 {
		*l = nil
	}
	return err
}

// UnmarshalJSON takes a number or a text.
func (n *optNumeral) UnmarshalJSON(raw []byte) error {
	*n = optNumeral{}
	if string(raw) == "null" {
		return nil
	}
	n.OK = true
	if raw[0] == '"' {
		return json.Unmarshal(raw, &n.Value)
	}
	var number json.Number
	err := json.Unmarshal(raw, &number)
	n.Value = number.String()
	return err
}

// UnmarshalJSON takes a whole number, or a text that is one.
func (n *optInt) UnmarshalJSON(raw []byte) error {
	*n = optInt{}
	var written optNumeral
	if err := written.UnmarshalJSON(raw); err != nil || !written.OK {
		return err
	}
	value, err := strconv.ParseInt(written.Value, 10, 64)
	*n = optInt{value, true}
	return err
}

// UnmarshalJSON takes true, false, 0 and 1, these as texts, too.
func (f *optFlag) UnmarshalJSON(raw []byte) error {
	switch string(raw) {
	case "true", "false":
		*f = optFlag{string(raw) == "true", true}
		return nil
	}
	var n optInt
	err := n.UnmarshalJSON(raw)
	*f = optFlag{n.Value != 0, n.OK}
	return err
}

// UnmarshalJSON takes a text, or a list of texts.
func (l *linesWire) UnmarshalJSON(raw []byte) error {
	*l = linesWire{}
	if raw[0] != '[' {
		var text *string
		err := json.Unmarshal(raw, &text)
		if text != nil {
			*l = linesWire{*text, true}
		}
		return err
	}
	var lines []*string
	err := json.Unmarshal(raw, &lines)
	var there []string
	for _, line := range lines {
		if line != nil {
			there = append(there, *line)
		}
	}
	*l = linesWire{strings.Join(there, "\n"), true}
	return err
}

// UnmarshalJSON takes a text, or an object.
func (w *regionWire) UnmarshalJSON(raw []byte) error {
	*w = regionWire{}
	if raw[0] == '"' || raw[0] == 'n' {
		return json.Unmarshal(raw, &w.Name)
	}
	plain := struct {
		Region optText `json:"region"`
		Code   optText `json:"region_code"`
	}{}
	err := unmarshalObject(raw, &plain)
	*w = regionWire{plain.Region, plain.Code}
	return err
}

type (
	twinAssigned struct {
		Shipping twinShipping `json:"shipping"`
	}
	twinShipping struct {
		Address *addressWire `json:"address"`
		Method  optText      `json:"method"`
	}
	plainAssigned twinAssigned
	plainShipping twinShipping
)

func (w *twinAssigned) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainAssigned)(w))
}
func (w *twinShipping) UnmarshalJSON(raw []byte) error {
	return unmarshalObject(raw, (*plainShipping)(w))
}

// UnmarshalJSON takes the first of a list.
func (w *assignedWire) UnmarshalJSON(raw []byte) error {
	*w = assignedWire{}
	var all listWire[json.RawMessage]
	if err := all.UnmarshalJSON(raw); err != nil || len(all) == 0 {
		return err
	}
	var first twinAssigned
	err := json.Unmarshal(all[0], &first)
	*w = assignedWire(first.Shipping)
	return err
}

// UnmarshalJSON takes a list, or the values of an object.
func (w *idsWire) UnmarshalJSON(raw []byte) error {
	*w = idsWire{}
	if string(raw) == "null" {
		return nil
	}
	w.OK = true
	texts := []json.RawMessage{}
	if raw[0] == '{' {
		members, err := membersOf(raw)
		if err != nil {
			return err
		}
		for _, m := range members {
			texts = append(texts, m.value)
		}
	} else if err := json.Unmarshal(raw, &texts); err != nil {
		return err
	}
	for _, text := range texts {
		var id optInt
		if err := id.UnmarshalJSON(bytes.TrimSpace(text)); err != nil {
			return err
		}
		w.IDs = append(w.IDs, id.Value)
	}
	return nil
}

type member struct {
	name  string
	value json.RawMessage
}

// membersOf returns the members of an object in their order.
func membersOf(raw []byte) ([]member, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	var out []member
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: name.(string)}
		if err := dec.Decode(&m.value); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// UnmarshalJSON takes a text, and keeps whether there is one.
func (w *secretWire) UnmarshalJSON(raw []byte) error {
	var text string
	err := json.Unmarshal(raw, &text)
	*w = text != ""
	return err
}

// UnmarshalJSON takes the members of an object.
func (w *othersWire) UnmarshalJSON(raw []byte) error {
	*w = nil
	if raw[0] != '{' {
		return unmarshalObject(raw, &struct{}{})
	}
	members, err := membersOf(raw)
	for _, m := range members {
		a := attributeWire{Code: jsonx.Some(m.name)}
		if err == nil {
			err = a.Value.UnmarshalJSON(bytes.TrimSpace(m.value))
		}
		*w = append(*w, a)
	}
	return err
}

// UnmarshalJSON takes any value.
func (w *valueWire) UnmarshalJSON(raw []byte) error {
	*w = valueWire{}
	raw = bytes.TrimSpace(raw)
	switch {
	case string(raw) == "null":
		return nil
	case string(raw) == "true" || string(raw) == "false":
		*w = valueWire{Text: jsonx.Some(string(raw)), JSON: commerce.JSON(raw), Kind: kindTruth}
		return nil
	case raw[0] == '"':
		var text string
		err := json.Unmarshal(raw, &text)
		*w = valueWire{Text: jsonx.Some(text), JSON: commerce.JSONString(text), Kind: kindText}
		return err
	case raw[0] == '[':
		return w.unmarshalList(raw)
	case raw[0] == '{':
		return w.unmarshalObject(raw)
	}
	*w = valueWire{Text: jsonx.Some(string(raw)), JSON: commerce.JSON(strconv.Quote(string(raw))), Kind: kindNumber}
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil && n >= -1<<53 && n <= 1<<53 {
		w.JSON = commerce.JSON(raw)
	}
	return nil
}

func orNull(w *valueWire) string {
	if w.Kind == kindNone {
		return "null"
	}
	return string(w.JSON)
}

func (w *valueWire) unmarshalList(raw []byte) error {
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		return err
	}
	var texts []string
	for _, element := range elements {
		var inner valueWire
		if err := inner.UnmarshalJSON(element); err != nil {
			return err
		}
		if inner.Text.OK {
			w.List = append(w.List, inner.Text.Value)
		}
		texts = append(texts, orNull(&inner))
	}
	w.JSON, w.Kind = commerce.JSON("["+strings.Join(texts, ",")+"]"), kindList
	return nil
}

func (w *valueWire) unmarshalObject(raw []byte) error {
	members, err := membersOf(raw)
	if err != nil {
		return err
	}
	var texts []string
	for _, m := range members {
		var inner valueWire
		if err := inner.UnmarshalJSON(m.value); err != nil {
			return err
		}
		texts = append(texts, string(commerce.JSONString(m.name))+":"+orNull(&inner))
	}
	w.JSON, w.Kind = commerce.JSON("{"+strings.Join(texts, ",")+"}"), kindObject
	return nil
}
