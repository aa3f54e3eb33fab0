package main

import (
	"strings"
	"unicode"

	"golang.org/x/term"
)

// isTerminal says whether a person looks at a stream. Streams that are no files
// can say so themselves.
func isTerminal(stream any) bool {
	switch s := stream.(type) {
	case interface{ IsTerminal() bool }:
		return s.IsTerminal()
	case interface{ Fd() uintptr }:
		return term.IsTerminal(int(s.Fd()))
	}
	return false
}

// palette colours the marks of states, or does not. A mark is also a shape of
// its own, so nothing is said by colour alone.
type palette bool

// paint decides on colours for a stream, as https://no-color.org asks.
func (p *program) paint(stream any) palette {
	return palette(isTerminal(stream) && p.variable("NO_COLOR") == "" && p.variable("TERM") != "dumb")
}

const (
	markGood = "●"
	markSlow = "▲"
	markBad  = "■"
	markNone = "○"
)

func (c palette) mark(mark string) string {
	if !c {
		return mark
	}
	codes := map[string]string{markGood: "32", markSlow: "33", markBad: "31", markNone: "2"}
	return "\x1b[" + codes[mark] + "m" + mark + "\x1b[0m"
}

// printable makes text safe to show: what came from elsewhere may hold control
// characters that move the cursor or change what was printed before.
func printable(text string, lines bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
