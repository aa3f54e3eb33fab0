package woocommerce

import (
	"strconv"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// What plug-ins and PHP make of a type is read as far as it can be, and passed
// over where it can not: whether a value that must be there is there is judged
// when its entity is translated.

// readText reads a text, or a number as it is written.
func readText(r *jsonx.Reader) string {
	switch r.Kind() {
	case jsonx.Text:
		return r.Text().Value
	case jsonx.Number:
		return r.Numeral().Value
	}
	r.Skip() // null, or the false that PHP writes for nothing
	return ""
}

// readWord is readText for what comes again and again.
func readWord(r *jsonx.Reader) string {
	if kind := r.Kind(); kind == jsonx.Text || kind == jsonx.Number {
		return r.Numeral().Value
	}
	r.Skip()
	return ""
}

// readNumber reads a whole number, or a text in place of one; 0 when it is neither.
func readNumber(r *jsonx.Reader) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(readWord(r)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// truth is a boolean that may be missing.
type truth uint8

const (
	unsaid truth = iota
	no
	yes
)

func readTruth(r *jsonx.Reader) truth {
	switch r.Kind() {
	case jsonx.Text, jsonx.Number:
		switch readWord(r) {
		case "1", "true", "yes":
			return yes
		case "", "0", "false", "no":
			return no
		}
		return unsaid
	case jsonx.Null, jsonx.Object, jsonx.Array:
		r.Skip()
		return unsaid
	}
	if b := r.Bool(); b.Value {
		return yes
	}
	return no
}

const layout = "2006-01-02T15:04:05"

// readInstant reads a time in UTC: without a zone, as nearly all are, or with
// the Z that fulfilments have. What is no time is the zero time.
func readInstant(r *jsonx.Reader) time.Time {
	at, err := time.Parse(layout, strings.TrimSuffix(readText(r), "Z"))
	if err != nil || at.Year() < 1 {
		return time.Time{}
	}
	return at
}

// members reads an object. PHP writes an empty one as a list.
func members(r *jsonx.Reader, read func(name []byte)) {
	if r.Kind() != jsonx.Object {
		r.Skip()
		return
	}
	for ok := r.Object(); ok && r.Member(); {
		read(r.Name())
	}
}

// elements reads a list. PHP writes one with a hole in it as an object.
func elements(r *jsonx.Reader, read func()) {
	switch r.Kind() {
	case jsonx.Array:
		for ok := r.Array(); ok && r.Element(); {
			read()
		}
	case jsonx.Object:
		for ok := r.Object(); ok && r.Member(); {
			read()
		}
	default:
		r.Skip()
	}
}

// list reads a list of objects.
func list[V any](r *jsonx.Reader, decode func(*V, *jsonx.Reader)) []V {
	out := []V{}
	elements(r, func() {
		if r.Kind() != jsonx.Object {
			r.Skip()
			return
		}
		out = append(out, *new(V))
		decode(&out[len(out)-1], r)
	})
	return out
}

func readNumbers(r *jsonx.Reader) []int64 {
	var out []int64
	elements(r, func() {
		if n := readNumber(r); n > 0 {
			out = append(out, n)
		}
	})
	return out
}

func readTexts(r *jsonx.Reader) []string {
	var out []string
	elements(r, func() {
		if s := readText(r); s != "" {
			out = append(out, s)
		}
	})
	return out
}
