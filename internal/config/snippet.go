package config

import (
	"fmt"
	"strings"
	"unicode"
)

const (
	// contextLines are shown before the line with the caret.
	contextLines = 2
	// maxColumns of a line are shown. Longer lines are cut around the caret.
	maxColumns = 110
)

// snippet returns the line of a position with the lines before it and a caret, or "" without a file.
func (d *document) snippet(at position) string {
	if d == nil || at.line < 1 || at.line > len(d.lines) {
		return ""
	}
	var b strings.Builder
	for n := max(1, at.line-contextLines); n < at.line; n++ {
		text, _ := d.shown(n, 1)
		b.WriteString(strings.TrimRight(fmt.Sprintf("  %2d | %s", n, text), " ") + "\n")
	}
	text, column := d.shown(at.line, at.column)
	gutter := fmt.Sprintf("> %2d | ", at.line)
	b.WriteString(strings.TrimRight(gutter+text, " ") + "\n" + strings.Repeat(" ", len(gutter)+column-1) + "^\n")
	return b.String()
}

// shown returns a line fit to be printed, and where the given column of it has gone.
func (d *document) shown(line, column int) (string, int) {
	runes, column := d.withoutSecrets(line, column)
	start := 0
	if len(runes) > maxColumns && column > maxColumns*2/3 {
		start = min(column-maxColumns/2, len(runes)-1)
	}
	end := min(len(runes), start+maxColumns)
	text := []rune(nil)
	if start > 0 {
		text = append(text, '…')
		column++
	}
	for _, r := range runes[start:end] {
		if !unicode.IsPrint(r) {
			r = ' ' // a tab or control character would move the caret, or the terminal
		}
		text = append(text, r)
	}
	if end < len(runes) {
		text = append(text, '…')
	}
	return string(text), column - start
}
