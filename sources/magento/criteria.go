package magento

import (
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/oauth1"
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
		b.WriteString(oauth1.Escape(p.name) + "=" + oauth1.Escape(p.value))
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
		n := len(oauth1.Escape(v)) + 3
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
