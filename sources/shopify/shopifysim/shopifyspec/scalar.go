package shopifyspec

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
)

var (
	decimalText  = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	unsignedText = regexp.MustCompile(`^\d+$`)
	offsetText   = regexp.MustCompile(`^[+-]\d\d:\d\d$`)
)

// checkScalar checks a value against the wire form of a scalar. Scalars that
// have no form beyond "text" are checked to be strings; JSON can be anything.
func checkScalar(path string, value any, name string) error {
	if name == "JSON" {
		return nil
	}
	if fits(value, name) {
		return nil
	}
	return fmt.Errorf("%s: %s is not a %s", path, describe(value), name)
}

func fits(value any, name string) bool {
	switch name {
	case "Boolean":
		_, ok := value.(bool)
		return ok
	case "Int":
		number, ok := value.(json.Number)
		if !ok {
			return false
		}
		_, err := strconv.ParseInt(number.String(), 10, 32)
		return err == nil
	case "Float":
		number, ok := value.(json.Number)
		if !ok {
			return false
		}
		_, err := number.Float64()
		return err == nil
	}
	text, ok := value.(string)
	return ok && fitsText(text, name)
}

func fitsText(text, name string) bool {
	switch name {
	case "ID":
		return text != ""
	case "DateTime":
		_, err := time.Parse(time.RFC3339, text)
		return err == nil
	case "Date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "Decimal", "Money":
		return decimalText.MatchString(text)
	case "UnsignedInt64", "BigInt":
		return unsignedText.MatchString(text)
	case "URL":
		address, err := url.Parse(text)
		return err == nil && address.IsAbs()
	case "UtcOffset":
		return offsetText.MatchString(text)
	default:
		return true
	}
}

func checkEnum(path string, value any, definition *ast.Definition) error {
	text, ok := value.(string)
	if !ok || definition.EnumValues.ForName(text) == nil {
		return fmt.Errorf("%s: %s is not a value of %s", path, describe(value), definition.Name)
	}
	return nil
}

// describe names a value in an error message without dumping whole objects.
func describe(value any) string {
	switch value := value.(type) {
	case string:
		return strconv.Quote(value)
	case json.Number:
		return value.String()
	case bool:
		return strconv.FormatBool(value)
	default:
		return fmt.Sprintf("a value of type %T", value)
	}
}
