package sqldb

import (
	"maps"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// predicate writes the condition that p sets on the operand. It means what
// sources.Matches means; a missing value satisfies none.
func (b *builder) predicate(source string, o operand, p sources.Predicate) {
	switch o.col.use {
	case useWord:
		b.words(o, p.Values)
	case useFlag:
		b.flags(o, p.Values)
	case useKey, useReference:
		b.among(o, keysOf(source, p.Values))
	case useNumber, useMoney, useCount:
		b.ordered(p, func(op string, v commerce.Value) { b.boundNumber(o, op, v.Decimal().Wide()) })
	case useInstant:
		b.ordered(p, func(op string, v commerce.Value) { b.boundTime(o, op, v.Instant()) })
	default:
		b.texts(o, p)
	}
}

func (b *builder) texts(o operand, p sources.Predicate) {
	switch p.Op {
	case sources.Eq:
		b.among(o, textsOf(p.Values))
	case sources.Prefix:
		b.d.begins(b, o, p.Values[0].Text())
	case sources.Range:
		if p.From == nil || p.From.Value.IsZero() { // the empty text is a missing one
			b.compare(o, ">", "")
			b.write(" AND ")
		}
		b.rangeOf(p, func(op string, v commerce.Value) { b.compare(o, op, v.Text()) })
	}
}

// among writes that the operand is one of the texts.
func (b *builder) among(o operand, texts []string) {
	texts = slices.DeleteFunc(slices.Clone(texts), func(t string) bool {
		_, ok := b.d.value(o.dom, t)
		return !ok || t == ""
	})
	if len(texts) == 0 {
		b.write(never)
		return
	}
	b.d.among(b, b.d.exact(o, texts), texts)
}

// ordered writes Eq and Range of numbers and times.
func (b *builder) ordered(p sources.Predicate, bound func(op string, v commerce.Value)) {
	if p.Op == sources.Range {
		b.rangeOf(p, bound)
		return
	}
	values := slices.DeleteFunc(slices.Clone(p.Values), commerce.Value.IsZero)
	b.either(len(values), func(i int) { bound("=", values[i]) })
}

// rangeOf writes both ends. A missing value is less than all others, so that
// as the lower end it bounds nothing and as the upper end excludes everything.
func (b *builder) rangeOf(p sources.Predicate, bound func(op string, v commerce.Value)) {
	var ends []func()
	if p.From != nil && !p.From.Value.IsZero() {
		ends = append(ends, func() { bound(pick(p.From.Open, ">", ">="), p.From.Value) })
	}
	switch {
	case p.To == nil:
	case p.To.Value.IsZero():
		ends = append(ends, func() { b.write(never) })
	default:
		ends = append(ends, func() { bound(pick(p.To.Open, "<", "<="), p.To.Value) })
	}
	if len(ends) == 0 {
		b.write(always)
	}
	for i, end := range ends {
		if i > 0 {
			b.write(" AND ")
		}
		end()
	}
}

// words writes that a state is one of the canonical words. UNKNOWN is
// whatever the configuration has no other word for, NULL too.
func (b *builder) words(o operand, values []commerce.Value) {
	wanted := textsOf(values)
	var raws, known []string
	for _, raw := range slices.Sorted(maps.Keys(o.col.words)) {
		word := o.col.words[raw]
		if word != unknown {
			known = append(known, raw)
		}
		if word != unknown && slices.Contains(wanted, word) {
			raws = append(raws, raw)
		}
	}
	if !slices.Contains(wanted, unknown) {
		b.among(o, raws)
		return
	}
	b.write("(")
	b.among(o, raws)
	b.write(" OR ")
	b.noneOf(o, known)
	b.write(")")
}

// flags writes that a truth value is one of the values. What is not true is false.
func (b *builder) flags(o operand, values []commerce.Value) {
	var yes []string
	for _, raw := range slices.Sorted(maps.Keys(o.col.words)) {
		if o.col.words[raw] == wordTrue {
			yes = append(yes, raw)
		}
	}
	has := func(want bool) bool {
		return slices.ContainsFunc(values, func(v commerce.Value) bool { return !v.IsZero() && v.Boolean() == want })
	}
	switch t, f := has(true), has(false); {
	case t && f:
		b.write(always)
	case t:
		b.among(o, yes)
	case f:
		b.noneOf(o, yes)
	default:
		b.write(never)
	}
}

// noneOf writes that the operand is missing, or none of the texts.
func (b *builder) noneOf(o operand, texts []string) {
	b.write("(", o.eq, " IS NULL OR NOT (")
	b.among(o, texts)
	b.write("))")
}

func textsOf(values []commerce.Value) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		if !v.IsZero() && !slices.Contains(out, v.Text()) {
			out = append(out, v.Text())
		}
	}
	return out
}

// keysOf returns the keys of references to the source.
func keysOf(source string, values []commerce.Value) []string {
	out := make([]string, 0, len(values))
	for _, t := range textsOf(values) {
		if key, ok := strings.CutPrefix(t, source+":"); ok {
			out = append(out, key)
		}
	}
	return out
}

func pick[V any](cond bool, yes, no V) V {
	if cond {
		return yes
	}
	return no
}
