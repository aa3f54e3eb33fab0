package woocommercesim

import "strings"

// fields are the members that _fields asks for; an empty tree is all of one.
type fields map[string]fields

func readFields(v value) fields {
	var wanted fields
	for _, path := range v.items() {
		if wanted == nil {
			wanted = fields{}
		}
		at := wanted
		for name := range strings.SplitSeq(strings.TrimSpace(path), ".") {
			if at[name] == nil {
				at[name] = fields{}
			}
			at = at[name]
		}
	}
	return wanted
}

// trim leaves of an answer what _fields asks for. The _links of a single object
// are added after WordPress trims, so that they stay.
func trim(body any, asked value) any {
	wanted := readFields(asked)
	if wanted == nil {
		return body
	}
	switch body := body.(type) {
	case []object:
		for i := range body {
			body[i] = wanted.of(body[i])
		}
	case object:
		wanted["_links"] = fields{}
		return wanted.of(body)
	}
	return body
}

func (f fields) of(o object) object {
	var left object
	for _, m := range o {
		inner, ok := f[m.key]
		if !ok {
			continue
		}
		if len(inner) > 0 {
			m.value = inner.within(m.value)
		}
		left = append(left, m)
	}
	return left
}

// within trims a member. WordPress compares the keys of lists, too, which are
// numbers, so that nothing of a list is left.
func (f fields) within(v any) any {
	switch v := v.(type) {
	case object:
		return f.of(v)
	case []object, []any, []int, []string:
		return []any{}
	}
	return v
}
