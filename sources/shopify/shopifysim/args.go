package shopifysim

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// intArg reads a whole number, which arrives in several Go types depending on
// whether it stood in the document or in the variables.
func intArg(args map[string]any, name string) (int, bool) {
	switch value := args[name].(type) {
	case int:
		return value, true
	case int64:
		return int(value), true
	case float64:
		return int(value), true
	case json.Number:
		number, err := strconv.Atoi(value.String())
		return number, err == nil
	default:
		return 0, false
	}
}

// textArg reads an argument as text; ids may be written as numbers.
func textArg(args map[string]any, name string) string {
	if value := args[name]; value != nil {
		return fmt.Sprint(value)
	}
	return ""
}

// textsArg reads a list of texts. One value stands for a list of one.
func textsArg(args map[string]any, name string) []string {
	switch value := args[name].(type) {
	case []any:
		texts := make([]string, 0, len(value))
		for _, item := range value {
			texts = append(texts, fmt.Sprint(item))
		}
		return texts
	case []string:
		return value
	case nil:
		return nil
	default:
		return []string{fmt.Sprint(value)}
	}
}

// firstOf cuts a plain list by its argument first.
func firstOf[T any](items []T, args map[string]any) (any, error) {
	first, said, err := countArg(args, "first")
	if err != nil {
		return nil, err
	}
	if said && first < len(items) {
		items = items[:first]
	}
	return items, nil
}
