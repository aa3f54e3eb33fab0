package sources

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// ParseValue reads what [commerce.Value.Format] wrote, as a value of the type.
// It fails with KindInvalid.
func ParseValue(t commerce.FieldType, s string) (commerce.Value, error) {
	switch t {
	case commerce.FoldedText:
		return commerce.Folded(s), nil
	case commerce.Number:
		d, err := commerce.ParseDecimal(s)
		if err != nil {
			return commerce.Value{}, invalidValue("a decimal number")
		}
		return commerce.Num(d), nil
	case commerce.Instant:
		at, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			return commerce.Value{}, invalidValue("a time such as 2026-01-31T15:04:05Z")
		}
		return commerce.Time(at), nil
	case commerce.Boolean:
		if s != "true" && s != "false" {
			return commerce.Value{}, invalidValue("true or false")
		}
		return commerce.Bool(s == "true"), nil
	default:
		return commerce.String(s), nil
	}
}

func invalidValue(want string) error {
	return &Error{Kind: KindInvalid, Op: "read value", Reason: "the value must be " + want}
}
