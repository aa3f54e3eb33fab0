package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

const (
	// maxFile is the largest file that is read.
	maxFile = 1_000_000
	// maxTokens bounds a parser whose time grows with the square of some inputs. The largest sensible configurations have a tenth of it.
	maxTokens = 50_000
	// maxFlow is the deepest nesting of braces and brackets.
	maxFlow = 100
)

// position is a place in the file: line and column from 1, a column being a character.
type position struct{ line, column int }

// place is where a value of the configuration stands.
type place struct {
	key, value position
	shown      string // of a scalar: what it is, without what variables stand for
	expanded   bool   // a scalar with variables
}

// document is the text of a configuration and where in it each value stands. A nil document has no places.
type document struct {
	name   string
	lines  []string
	root   ast.Node // nil where there is no content
	places map[string]place

	secrets secretKeys // whose values snippets mask
}

// readDocument parses a file as far as YAML goes. What is wrong is in the report; the root is nil then.
func readDocument(name string, data []byte) (*document, *Report) {
	d := &document{name: name, places: map[string]place{}, secrets: newSecretKeys()}
	r := &Report{doc: d}
	if len(data) > maxFile {
		r.addAt(position{}, Problem{Message: fmt.Sprintf("the file is larger than %s", Size(maxFile)), Remedy: "A configuration is a few kilobytes: is this the right file?"})
		return d, r
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(bytes.TrimPrefix(data, []byte("\ufeff"))))
	d.lines = strings.Split(strings.ToValidUTF8(text, "\ufffd"), "\n")
	if at, ok := unreadable(text); ok {
		r.addAt(at, Problem{Message: "a character that is not text", Remedy: "Save the file as UTF-8."})
		return d, r
	}
	tokens := lexer.Tokenize(text)
	if at, problem, ok := excess(tokens); ok {
		r.addAt(at, problem)
		return d, r
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.addSyntax(err)
		return d, r
	}
	d.takeRoot(file, r)
	return d, r
}

// unreadable returns the place of the first byte that is not UTF-8 or is a control character that YAML forbids.
func unreadable(text string) (position, bool) {
	at := position{1, 1}
	for i, c := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if c == utf8.RuneError && size == 1 || c < ' ' && c != '\t' && c != '\n' || c == 0x7f {
			return at, true
		}
		at.column++
		if c == '\n' {
			at = position{at.line + 1, 1}
		}
	}
	return position{}, false
}

// excess says whether the tokens are more, or nested deeper, than a configuration could be.
func excess(tokens token.Tokens) (position, Problem, bool) {
	depth := 0
	for i, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		}
		at := position{t.Position.Line, t.Position.Column}
		if i >= maxTokens {
			return at, Problem{Message: fmt.Sprintf("the file has more than %d words and marks", maxTokens), Remedy: "Is this the right file?"}, true
		}
		if depth > maxFlow {
			return at, Problem{Message: fmt.Sprintf("braces and brackets are nested deeper than %d", maxFlow), Remedy: "Is this the right file?"}, true
		}
	}
	return position{}, Problem{}, false
}

// takeRoot takes the only document of a file.
func (d *document) takeRoot(file *ast.File, r *Report) {
	for _, doc := range file.Docs {
		if _, ok := doc.Body.(*ast.DirectiveNode); ok || doc.Body == nil {
			continue
		}
		if d.root != nil {
			at := positionOf(doc.Body)
			if doc.Start != nil {
				at = position{doc.Start.Position.Line, doc.Start.Position.Column}
			}
			r.addAt(at, Problem{Message: "a second document begins here", Remedy: "A configuration is one document: remove the line --- or put the rest into a file of its own."})
			d.root = nil
			return
		}
		d.root = doc.Body
	}
	if d.root == nil {
		r.addAt(position{}, Problem{Message: "the file is empty", Remedy: "`galleria init` writes one to start from."})
	}
}

// addSyntax reports that the file is not YAML. The parser's words are replaced: they are for those who know parsers, and may quote the file.
func (r *Report) addSyntax(err error) {
	at, message := position{1, 1}, ""
	if syntax := yaml.Error(nil); errors.As(err, &syntax) {
		message = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil {
			at = position{t.Position.Line, t.Position.Column}
		}
	}
	r.addAt(at, syntaxProblem(message, r.doc.line(at.line)))
}

// syntaxProblem puts what the parser found into words.
func syntaxProblem(message, line string) Problem {
	p := Problem{Message: "this is not YAML"}
	switch {
	case strings.Contains(line, "${") && strings.ContainsAny(line, "{[") && strings.Contains(message, "must be specified"):
		p.Remedy = `Within { } and [ ] a variable needs quotes: "${NAME}".`
	case strings.Contains(line, "\t"):
		p.Message, p.Remedy = "a tab cannot be used to indent", "Use spaces."
	case strings.Contains(message, "mapping value is not allowed"), strings.Contains(message, "unexpected key name"), strings.Contains(message, "non-map value"):
		p.Remedy = "Is the line indented like its neighbours? A text with a colon and a space in it needs quotes."
	case strings.Contains(message, "end character of"):
		p.Message = "a quoted text has no end"
	case strings.Contains(message, "end token ']'"), strings.Contains(message, "end token '}'"), strings.Contains(message, "must be specified"):
		p.Message = "a bracket or brace has no end"
	case strings.Contains(message, "corresponding to"):
		p.Message = "a bracket or brace has no beginning"
	case strings.Contains(message, "anchor"), strings.Contains(message, "alias"):
		p.Remedy = "An anchor is written &name, before a value, and used as *name."
	}
	return p
}

func (d *document) line(n int) string {
	if n < 1 || n > len(d.lines) {
		return ""
	}
	return d.lines[n-1]
}

// said returns what to call the value at path in a message: as it is written, not what variables stand for.
func (r *Report) said(path, value string) string {
	if r.doc != nil && r.doc.places[path].shown != "" {
		return r.doc.places[path].shown
	}
	return quoted(value)
}

// clamp returns the place in the file that is nearest to at; the parser may point past the end of a line. The zero position stays what it is: nowhere.
func (d *document) clamp(at position) position {
	if d == nil || at == (position{}) || len(d.lines) == 0 {
		return position{}
	}
	line := min(max(at.line, 1), len(d.lines))
	return position{line, min(max(at.column, 1), utf8.RuneCountInString(d.lines[line-1])+1)}
}

// valueAt returns where the value at path stands, or else the key of the nearest block around it, or else the beginning of the file.
func (d *document) valueAt(path string) position {
	if d == nil {
		return position{}
	}
	if p, ok := d.places[path]; ok {
		return p.value
	}
	return d.keyAt(parentOf(path))
}

// keyAt returns where the key at path stands, or that of the nearest block around it, or the beginning of the file.
func (d *document) keyAt(path string) position {
	if d == nil {
		return position{}
	}
	for ; path != ""; path = parentOf(path) {
		if p, ok := d.places[path]; ok {
			return p.key
		}
	}
	return position{1, 1}
}

// parentOf returns the path of the block around path.
func parentOf(path string) string { return path[:max(0, strings.LastIndexAny(path, ".["))] }

// positionOf returns where a node begins.
func positionOf(node ast.Node) position {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return positionOf(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return positionOf(n.Key)
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return position{t.Position.Line, t.Position.Column}
	}
	return position{1, 1}
}
