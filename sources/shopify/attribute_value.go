package shopify

import (
	"encoding/json"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

func integerValue(text string) (commerce.JSON, bool) {
	if !isInteger(text) {
		return "", false
	}
	return commerce.JSONNumber(text), true
}

func decimalValue(text string) (commerce.JSON, bool) {
	plain, ok := plainDecimal(text)
	return commerce.JSONString(plain), ok
}

// isInteger reports whether JSON would take the text for a whole number.
func isInteger(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && strings.Trim(digits, "0123456789") == "" && (digits[0] != '0' || digits == "0")
}

// isDecimal reports whether the text is a number without an exponent.
func isDecimal(text string) bool {
	whole, fraction, pointed := strings.Cut(text, ".")
	return isInteger(whole) && (!pointed || fraction != "" && strings.Trim(fraction, "0123456789") == "")
}

// plainDecimal returns a number as it is written, but without an exponent. One
// whose digits would fill a page is none.
func plainDecimal(text string) (string, bool) {
	if isDecimal(text) {
		return text, true
	}
	if len(text) > maxNumeral {
		return "", false
	}
	value, err := commerce.ParseDecimal(text)
	if err != nil || value.Exponent() > maxExponent || value.Exponent() < -maxExponent {
		return "", false
	}
	return value.String(), true
}

func jsonValue(text string) (commerce.JSON, bool) {
	value, err := commerce.ParseJSON([]byte(text))
	return value, err == nil
}

// textsOf reads an object whose members are texts or numbers, as they are written.
func textsOf(text string) (map[string]string, bool) {
	out := map[string]string{}
	err := jsonx.Read([]byte(text), func(r *jsonx.Reader) {
		for ok := r.Object(); ok && r.Member(); {
			name := string(r.Name())
			if v := r.Numeral(); v.OK {
				out[name] = v.Value
			}
		}
	})
	return out, err == nil
}

func moneyValue(text string) (commerce.JSON, bool) {
	of, ok := textsOf(text)
	amount, exact := plainDecimal(of["amount"])
	currency := of["currency_code"]
	return `{"amount":` + commerce.JSONString(amount) + `,"currencyCode":` + commerce.JSONString(currency) + `}`,
		ok && exact && commerce.ValidCurrency(currency)
}

func measurementValue(text string) (commerce.JSON, bool) {
	of, ok := textsOf(text)
	value, exact := plainDecimal(of["value"])
	return `{"value":` + commerce.JSONString(value) + `,"unit":` + commerce.JSONString(of["unit"]) + `}`, ok && exact && of["unit"] != ""
}

func ratingValue(text string) (commerce.JSON, bool) {
	of, ok := textsOf(text)
	value, exact := plainDecimal(of["value"])
	low, from := plainDecimal(of["scale_min"])
	high, to := plainDecimal(of["scale_max"])
	return `{"value":` + commerce.JSONString(value) + `,"min":` + commerce.JSONString(low) + `,"max":` + commerce.JSONString(high) + `}`,
		ok && exact && from && to
}

// listValue reads a list of values of one type, each as its text or as JSON.
func listValue(of metafieldType, text string) (commerce.JSON, bool) {
	var elements []json.RawMessage
	if json.Unmarshal([]byte(text), &elements) != nil || elements == nil {
		return "", false
	}
	items := make([]string, len(elements))
	for i, e := range elements {
		item, ok := of.element(e)
		if !ok {
			return "", false
		}
		items[i] = string(item)
	}
	return commerce.JSON("[" + strings.Join(items, ",") + "]"), true
}

func (of metafieldType) element(raw json.RawMessage) (commerce.JSON, bool) {
	if of.typ == commerce.AttributeTypeJSON {
		return of.value(string(raw))
	}
	if raw[0] == '"' {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return "", false
		}
		return of.value(text)
	}
	switch of.typ {
	case commerce.AttributeTypeText, commerce.AttributeTypeReference, commerce.AttributeTypeURL:
		return "", false // what is no text is none of these
	}
	return of.value(string(raw))
}
