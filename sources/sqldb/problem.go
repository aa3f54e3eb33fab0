package sqldb

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Place is a part of the configuration of a database, by the keys that it has
// in a configuration file.
type Place struct {
	// Table is the kind, such as "orders"; empty for the tables as a whole.
	Table string
	// Child is the key of a table of children, such as "lines"; empty for the table itself.
	Child string
	// Field is the field that a column feeds; empty for the table as a whole.
	Field string
	// Setting is the key within the column, the child or the table, such as
	// "zone", "id[1]" or "fields"; empty for all of it.
	Setting string
	// Word is the database's word within the setting "values"; empty elsewhere.
	Word string
}

// Problem is one thing that is wrong with the configuration of a database.
type Problem struct {
	Place
	// Message says what is wrong. Column and word are quoted in it as they are configured.
	Message string
	// Column and Given are the column and the word that the message quotes; empty where it does not.
	Column, Given string
	// Suggestion is the name that was probably meant, or empty.
	Suggestion string
	// Remedy says what to do, in whole sentences, or is empty.
	Remedy string
}

// String returns the problem in one line.
func (p Problem) String() string {
	text := p.Message
	if p.Suggestion != "" {
		text += fmt.Sprintf(": did you mean %q?", p.Suggestion)
	}
	if p.Remedy != "" {
		first, size := utf8.DecodeRuneInString(p.Remedy)
		text += ": " + string(unicode.ToLower(first)) + strings.TrimSuffix(p.Remedy[size:], ".")
	}
	return text
}

// Problems is the cause of an error of Open: all that is wrong with the
// configuration, also in the eyes of the database.
type Problems struct {
	// List is never empty.
	List []Problem
}

// Error returns all problems in one line.
func (p *Problems) Error() string {
	texts := make([]string, len(p.List))
	for i, problem := range p.List {
		texts[i] = problem.String()
	}
	return strings.Join(texts, "; ")
}

// spot is a place, with how messages about it begin.
type spot struct {
	Place
	text   string
	column string // that the message quotes
}

// problem notes what is wrong. The remedy is a sentence, or empty.
func (c *compiler) problem(at spot, message, remedy string) {
	c.note(Problem{Place: at.Place, Column: at.column, Message: at.text + ": " + message, Remedy: remedy})
}

// unknown notes a name that is not among the known ones.
func (c *compiler) unknown(at spot, message, name string, known []string) {
	p := Problem{Place: at.Place, Column: at.column, Message: at.text + ": " + message}
	p.Suggestion, p.Remedy = suggest(name, known)
	if at.Word != "" {
		p.Given = name
	}
	c.note(p)
}

// note keeps a problem once, however many uses of a column find it.
func (c *compiler) note(p Problem) {
	if !slices.Contains(c.problems, p) {
		c.problems = append(c.problems, p)
	}
}

// whole is the relation itself, or one of its settings.
func (r relation) whole(setting string) spot {
	at := r.place
	at.Setting = setting
	return spot{Place: at, text: r.what}
}

// column is a column of the relation that stands outside its fields.
func (r relation) column(label, setting, name string) spot {
	at := r.whole(setting)
	at.text += ": field " + quoted(label)
	at.column = name
	return at
}

// field is a setting of a field's column; all of it without a setting.
func (r relation) field(name, setting string) spot {
	at := r.column(name, setting, r.fields[name].Name)
	at.Field = name
	return at
}

// rows is what says which rows the relation has, as far as one setting does.
func (r relation) rows() spot {
	switch {
	case r.where != "":
		return r.whole("")
	case r.query != "":
		return r.whole("select")
	}
	return r.whole("table")
}

// suggest returns the name that was probably meant or, where none is near, a sentence with those that there are.
func suggest(name string, known []string) (suggestion, remedy string) {
	distance := len(name)/2 + 1
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(k)); d < distance {
			suggestion, distance = k, d
		}
	}
	if suggestion != "" || len(known) == 0 {
		return suggestion, ""
	}
	known = slices.Sorted(slices.Values(known))
	if len(known) > 12 {
		return "", "There are " + strings.Join(known[:12], ", ") + " and others."
	}
	return "", "There are " + strings.Join(known, ", ") + "."
}

// remedied takes a text such as "is a date: read it as one" apart into what is wrong and a sentence with the remedy.
func remedied(text string) (message, remedy string) {
	message, remedy, ok := strings.Cut(text, ": ")
	if !ok {
		return message, ""
	}
	first, size := utf8.DecodeRuneInString(remedy)
	return message, string(unicode.ToUpper(first)) + remedy[size:] + "."
}

func quoted(name string) string { return `"` + name + `"` }

// unknownFields reports keys of the configuration that feed nothing.
func (c *compiler) unknownFields(r relation, known []string) {
	for _, name := range slices.Sorted(maps.Keys(r.fields)) {
		if !slices.Contains(known, name) {
			at := r.whole("")
			at.Field = name
			c.unknown(at, "there is no field "+quoted(name), name, known)
		}
	}
}

// unknownChildren reports keys of children that feed nothing.
func (c *compiler) unknownChildren(known []string, t *Table, what string) {
	for _, key := range slices.Sorted(maps.Keys(t.Children)) {
		if slices.Contains(known, key) {
			continue
		}
		at := spot{Place: Place{Table: what, Child: key}, text: what}
		if message := "there are no children " + quoted(key); len(known) == 0 {
			c.problem(at, message+", nor any others", "Remove them.")
		} else {
			c.unknown(at, message, key, known)
		}
	}
}

// refusedBy words what a database says of a relation.
func (c *compiler) refusedBy(at spot, reason string) {
	message, remedy := remedied(cmp.Or(reason, "the database cannot read it"))
	c.problem(at, message, remedy)
}
