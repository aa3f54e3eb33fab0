package magento

import (
	"strconv"
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// The types of values as Magento writes them, each of which may be missing.
type (
	optText = jsonx.Opt[string]
	// optInt is a whole number, which some releases write as a text.
	optInt struct {
		Value int64
		OK    bool
	}
	// optNumeral is a number, or a text, as it is written.
	optNumeral struct {
		Value string
		OK    bool
	}
	// optFlag is a truth, written as a word, a number or a text.
	optFlag struct{ Value, OK bool }
	// linesWire is a text, or a list of texts as one with line feeds.
	linesWire struct {
		Value string
		OK    bool
	}
	// listWire is a list; an empty one may come as an object without members.
	listWire[W any] []W
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

// readList reads a list of objects.
func readList[W any](r *jsonx.Reader, decode func(*W, *jsonx.Reader)) listWire[W] {
	var out listWire[W]
	for ok := array(r); ok && r.Element(); {
		out = append(out, *new(W))
		decode(&out[len(out)-1], r)
	}
	return out
}

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
	return optInt{n, true}
}

func readNumeral(r *jsonx.Reader) optNumeral { return optNumeral(r.Numeral()) }

func readFlag(r *jsonx.Reader) optFlag {
	if kind := r.Kind(); kind == 't' || kind == 'f' {
		return optFlag(r.Bool())
	}
	n := readInt(r)
	return optFlag{n.Value != 0, n.OK}
}

func readLines(r *jsonx.Reader) linesWire {
	if r.Kind() != jsonx.Array {
		return linesWire(r.Text())
	}
	var lines []string
	for ok := r.Array(); ok && r.Element(); {
		if line := r.Text(); line.OK {
			lines = append(lines, line.Value)
		}
	}
	return linesWire{strings.Join(lines, "\n"), true}
}

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }
