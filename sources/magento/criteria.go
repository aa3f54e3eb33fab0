package magento

import (
	"strconv"
	"strings"
)

// criteria is one search. Filters of a group are alternatives, all groups must hold.
type criteria struct {
	groups [][]filter
	sorts  []order
	size   int
	page   int // 0 is the first, too
	// fields trims the answer to these properties of each row; empty for whole rows.
	fields string
}

type filter struct{ field, condition, value string }

type order struct {
	field string
	desc  bool
}

type param struct{ name, value string }

// params writes the search. It always has a size: without one Magento sends all rows.
func (q *criteria) params() []param {
	const root = "searchCriteria"
	var out []param
	for g, group := range q.groups {
		for f, filter := range group {
			at := root + "[filterGroups][" + strconv.Itoa(g) + "][filters][" + strconv.Itoa(f) + "]"
			out = append(out, param{at + "[field]", filter.field}, param{at + "[value]", filter.value}, param{at + "[conditionType]", filter.condition})
		}
	}
	for i, s := range q.sorts {
		at, direction := root+"[sortOrders]["+strconv.Itoa(i)+"]", "ASC"
		if s.desc {
			direction = "DESC"
		}
		out = append(out, param{at + "[field]", s.field}, param{at + "[direction]", direction})
	}
	out = append(out, param{root + "[pageSize]", strconv.Itoa(q.size)}, param{root + "[currentPage]", strconv.Itoa(max(1, q.page))})
	if q.fields != "" {
		out = append(out, param{"fields", "items[" + q.fields + "],total_count"})
	}
	return out
}

func encodeParams(params []param) string {
	var b strings.Builder
	for i, p := range params {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(escape(p.name) + "=" + escape(p.value))
	}
	return b.String()
}

// escape encodes as RFC 3986 has it, which signatures ask for: a space is %20.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	plain := func(c byte) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; plain(c) {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// The most that one request asks for by name: an address may have about 8 kB.
const (
	maxIDs        = 500
	maxSKUs       = 100
	maxValueBytes = 5000
	maxAddress    = 8000
)

// oneOf returns the alternatives of a field. A value with a comma cannot stand
// in a list and is compared by itself.
func oneOf(field string, values []string) []filter {
	var group []filter
	var listed []string
	for _, v := range values {
		if strings.Contains(v, ",") {
			group = append(group, filter{field, "eq", v})
		} else {
			listed = append(listed, v)
		}
	}
	switch len(listed) {
	case 0:
	case 1:
		group = append(group, filter{field, "eq", listed[0]})
	default:
		group = append(group, filter{field, "in", strings.Join(listed, ",")})
	}
	return group
}

// filterBytes is what the name, condition and keys of one more filter add to an address.
const filterBytes = 300

// batches divides values so that each part fits an address.
func batches(values []string, most int) [][]string {
	var out [][]string
	var part []string
	size := 0
	for _, v := range values {
		n := len(escape(v)) + 3
		if strings.Contains(v, ",") {
			n += filterBytes
		}
		if len(part) == most || len(part) > 0 && size+n > maxValueBytes {
			out, part, size = append(out, part), nil, 0
		}
		part, size = append(part, v), size+n
	}
	if len(part) > 0 {
		out = append(out, part)
	}
	return out
}
