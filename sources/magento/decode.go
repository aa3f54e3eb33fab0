package magento

import (
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

type (
	optText    = jsonx.Opt[string]
	optInt     = jsonx.Opt[int64]
	optNumeral = jsonx.Opt[string]
)

// object enters an object. Magento writes one without members as [], and one
// that is missing as null.
func object(r *jsonx.Reader) bool {
	if r.Kind() == jsonx.Array {
		emptyObject(r)
		return false
	}
	return r.Object()
}

// emptyObject passes over the list that stands for an object without members.
func emptyObject(r *jsonx.Reader) {
	for ok := r.Array(); ok && r.Element(); {
		r.Skip()
		r.SetWrong()
	}
}

// array enters a list. An empty one may come as an object without members.
func array(r *jsonx.Reader) bool {
	if r.Kind() == jsonx.Object {
		for ok := r.Object(); ok && r.Member(); {
			r.Skip()
			r.SetWrong()
		}
		return false
	}
	return r.Array()
}

// fillList reads a list of objects.
func fillList[V any](r *jsonx.Reader, decode func(*V, *jsonx.Reader)) []V {
	var out []V
	for ok := array(r); ok && r.Element(); {
		out = append(out, *new(V))
		decode(&out[len(out)-1], r)
	}
	return out
}

// readInt reads a whole number, which some releases write as a text.
func readInt(r *jsonx.Reader) optInt {
	written := r.Numeral()
	if !written.OK {
		return optInt{}
	}
	n, err := strconv.ParseInt(written.Value, 10, 64)
	if err != nil {
		r.SetWrong()
		return optInt{}
	}
	return jsonx.Some(n)
}

// readFlag reads a truth, which Magento writes as a word, a number or a text.
func readFlag(r *jsonx.Reader) jsonx.Opt[bool] {
	if kind := r.Kind(); kind == 't' || kind == 'f' {
		return r.Bool()
	}
	n := readInt(r)
	return jsonx.Opt[bool]{Value: n.Value != 0, OK: n.OK}
}

// readLines reads a text, or a list of texts as one with line feeds.
func readLines(r *jsonx.Reader) optText {
	if r.Kind() != jsonx.Array {
		return r.Text()
	}
	var lines []string
	for ok := r.Array(); ok && r.Element(); {
		if line := r.Text(); line.OK {
			lines = append(lines, line.Value)
		}
	}
	return jsonx.Some(strings.Join(lines, "\n"))
}

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }
