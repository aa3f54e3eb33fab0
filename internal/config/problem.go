package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxProblems bounds how many problems are told: beyond it a file is not a configuration with mistakes, but something else.
const maxProblems = 100

// Problem is one thing that is wrong with a configuration.
type Problem struct {
	// Line and Column of the file, from 1; a column counts characters. Both are 0 where there is no file or the problem is the file itself.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Path of the value, such as sources.north.shop; empty for the file as a whole.
	Path string `json:"path,omitempty"`
	// Message says what is wrong. It holds nothing that a variable stood for.
	Message string `json:"message"`
	// Suggestion is the word that was probably meant, or empty.
	Suggestion string `json:"suggestion,omitempty"`
	// Remedy says what to do, in whole sentences, or is empty.
	Remedy string `json:"remedy,omitempty"`
	// Snippet is the line of the file with those before it and a caret, as written, without literal secrets.
	Snippet string `json:"-"`
}

// String returns the problem as people read it, without a line break at its end.
func (p Problem) String() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "[%d:%d] ", p.Line, p.Column)
	}
	b.WriteString(p.Message)
	if p.Snippet != "" {
		b.WriteString("\n" + strings.TrimSuffix(p.Snippet, "\n"))
	}
	if p.Suggestion != "" {
		fmt.Fprintf(&b, "\nDid you mean %q?", p.Suggestion)
	}
	if p.Remedy != "" {
		b.WriteString("\n" + p.Remedy)
	}
	return b.String()
}

// Problems is the error of a configuration that cannot be used: all that is wrong with it, in the order of the file.
type Problems struct {
	// File is the name that was given to Load or Parse; empty for a configuration made in the program.
	File string `json:"file,omitempty"`
	// List is never empty.
	List []Problem `json:"problems"`
	// More counts the problems that were left out because there are too many.
	More int `json:"more,omitempty"`
}

// Error returns all problems as people read them, with a line break at the end of each.
func (p *Problems) Error() string {
	name := p.File
	if name == "" {
		name = "the configuration"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s is not usable:\n", name)
	for _, problem := range p.List {
		b.WriteString("\n" + problem.String() + "\n")
	}
	if p.More > 0 {
		fmt.Fprintf(&b, "\nand %d more problems\n", p.More)
	}
	return b.String()
}

// Report gathers problems and places them in the file that a configuration came from. It is how packages that know more about a source than this one
// refuse a configuration: see Config.Report.
type Report struct {
	doc      *document
	problems []Problem
}

// Report returns an empty report about c.
func (c *Config) Report() *Report { return &Report{doc: c.doc} }

// Add reports a problem with the value at path, such as sources.warehouse.tables.orders.fields.total. If the file does not have the path, the problem is
// placed at the block that would have it. Line, Column, Path and Snippet of p are filled in.
func (r *Report) Add(path string, p Problem) {
	p.Path = path
	r.addAt(r.doc.valueAt(path), p)
}

// AddKey is Add for a problem with the key at path rather than its value.
func (r *Report) AddKey(path string, p Problem) {
	p.Path = path
	r.addAt(r.doc.keyAt(path), p)
}

// Quote writes the value at path for a message: in quotes, without what looks like a secret, or as the variable that stands there.
func (r *Report) Quote(path, value string) string {
	if r.doc != nil && r.doc.places[path].expanded {
		return r.doc.places[path].shown
	}
	return quoted(value)
}

func (r *Report) addAt(at position, p Problem) {
	at = r.doc.clamp(at)
	p.Line, p.Column = at.line, at.column
	r.problems = append(r.problems, p)
}

// Err returns what was reported as *Problems in the order of the file, or nil if there was nothing.
func (r *Report) Err() error {
	if len(r.problems) == 0 {
		return nil
	}
	list := slices.Clone(r.problems)
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	list = slices.CompactFunc(list, func(a, b Problem) bool { return a == b })
	problems := &Problems{List: list[:min(len(list), maxProblems)], More: max(0, len(list)-maxProblems)}
	if r.doc != nil {
		problems.File = r.doc.name
	}
	for i := range problems.List {
		problems.List[i].Snippet = r.doc.snippet(position{problems.List[i].Line, problems.List[i].Column})
	}
	return problems
}
