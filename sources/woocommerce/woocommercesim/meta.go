package woocommercesim

import (
	"encoding/json"
	"slices"
)

// Meta is what plug-ins keep with an object. Value is any JSON value in Go's
// own types.
type Meta struct {
	ID    int
	Key   string
	Value any
}

// metaData renders meta data, of which only some keys may be wanted.
func metaData(all []Meta, wanted func(key string) bool) []object {
	list := []object{}
	for _, m := range all {
		if wanted(m.Key) {
			list = append(list, object{{"id", m.ID}, {"key", m.Key}, {"value", rawValue(m.Value)}})
		}
	}
	return list
}

func allKeys(string) bool { return true }

// metaKeys returns the keys that include_meta and exclude_meta leave.
func (q *query) metaKeys() func(string) bool {
	include, exclude := q.args.texts("include_meta"), q.args.texts("exclude_meta")
	return func(key string) bool {
		return (len(include) == 0 || slices.Contains(include, key)) && !slices.Contains(exclude, key)
	}
}

// checkMeta refuses values that are not JSON, so that rendering cannot fail.
func checkMeta(all []Meta) error {
	for _, m := range all {
		if _, err := json.Marshal(m.Value); err != nil {
			return err
		}
	}
	return nil
}

// rawValue brings a checked value into the form that appendJSON writes.
func rawValue(v any) any {
	raw, _ := json.Marshal(v)
	var plain any
	_ = json.Unmarshal(raw, &plain) // it was just marshalled
	return ordered(plain)
}

// ordered gives maps of decoded JSON an order.
func ordered(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			return []any{} // PHP cannot tell an empty object from an empty list
		}
		o := object{}
		for key, item := range v {
			o = append(o, member{key, ordered(item)})
		}
		slices.SortFunc(o, func(a, b member) int { return compareText(a.key, b.key) })
		return o
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = ordered(v[i])
		}
		return list
	}
	return v
}
