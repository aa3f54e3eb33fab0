package shopifysim

import (
	"slices"
	"strings"
	"unicode"
)

// The search syntax: terms joined by AND (also when nothing stands between
// them) and OR, negated by - or NOT, grouped by parentheses. A term is a value,
// or a field with a comparator and a value; values may be quoted, and end in *
// for a prefix. AND binds more tightly than OR.

// term is one leaf of a search: field is empty for a bare value.
type term struct {
	field      string
	comparator string // ":", ":<", ":<=", ":>" or ":>="
	value      string
	quoted     bool
}

// searchNode is a parsed search: a term, or a connective over children.
type searchNode struct {
	kind     string // "term", "and", "or" or "not"
	term     term
	children []*searchNode
}

// parseSearch parses a search. It never fails: what cannot be read as syntax is
// read as text, as a search box does. A nil node matches everything.
func parseSearch(query string) *searchNode {
	parser := &searchParser{runes: []rune(query)}
	var parts []*searchNode
	for {
		if node := parser.or(); node != nil {
			parts = append(parts, node)
		}
		parser.space()
		if parser.pos >= len(parser.runes) {
			return connect("and", parts)
		}
		parser.pos++ // A closing parenthesis without an opening one.
	}
}

// connect joins nodes and leaves out what is empty.
func connect(kind string, nodes []*searchNode) *searchNode {
	nodes = slices.DeleteFunc(nodes, func(n *searchNode) bool { return n == nil })
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	default:
		return &searchNode{kind: kind, children: nodes}
	}
}

type searchParser struct {
	runes []rune
	pos   int
	depth int
}

// maxSearchDepth bounds nesting; deeper parentheses are read as text.
const maxSearchDepth = 50

func (p *searchParser) space() {
	for p.pos < len(p.runes) && unicode.IsSpace(p.runes[p.pos]) {
		p.pos++
	}
}

func (p *searchParser) peek() rune {
	if p.pos >= len(p.runes) {
		return 0
	}
	return p.runes[p.pos]
}

// word consumes a connective when it stands alone at this place.
func (p *searchParser) word(want string) bool {
	p.space()
	end := p.pos + len(want)
	if end > len(p.runes) || string(p.runes[p.pos:end]) != want {
		return false
	}
	if end < len(p.runes) && !unicode.IsSpace(p.runes[end]) && p.runes[end] != '(' {
		return false
	}
	p.pos = end
	return true
}

func (p *searchParser) or() *searchNode {
	nodes := []*searchNode{p.and()}
	for p.word("OR") {
		nodes = append(nodes, p.and())
	}
	return connect("or", nodes)
}

func (p *searchParser) and() *searchNode {
	var nodes []*searchNode
	for {
		for p.word("AND") {
			continue
		}
		before := p.pos
		if p.word("OR") {
			p.pos = before
			break
		}
		p.space()
		if p.pos >= len(p.runes) || p.peek() == ')' {
			break
		}
		nodes = append(nodes, p.unary())
	}
	return connect("and", nodes)
}

func (p *searchParser) unary() *searchNode {
	negated := p.word("NOT")
	p.space()
	if p.peek() == '-' && p.pos+1 < len(p.runes) && !unicode.IsSpace(p.runes[p.pos+1]) {
		p.pos++
		negated = !negated
	}
	node := p.primary()
	if !negated || node == nil {
		return node
	}
	return &searchNode{kind: "not", children: []*searchNode{node}}
}

func (p *searchParser) primary() *searchNode {
	p.space()
	if p.peek() == '(' && p.depth < maxSearchDepth {
		p.pos++
		p.depth++
		node := p.or()
		p.depth--
		p.space()
		if p.peek() == ')' {
			p.pos++
		}
		return node
	}
	return p.leaf()
}

// leaf reads one term: [name comparator] value.
func (p *searchParser) leaf() *searchNode {
	start := p.pos
	name, quoted := p.value(true)
	if quoted || p.peek() != ':' {
		if p.pos == start {
			p.pos++ // A character that begins nothing.
			return nil
		}
		return &searchNode{kind: "term", term: term{comparator: ":", value: name, quoted: quoted}}
	}
	p.pos++
	comparator := ":"
	for _, sign := range []string{"<=", ">=", "<", ">"} {
		if strings.HasPrefix(string(p.runes[p.pos:min(p.pos+2, len(p.runes))]), sign) {
			comparator += sign
			p.pos += len(sign)
			break
		}
	}
	for p.pos+1 < len(p.runes) && p.peek() == ' ' && strings.ContainsRune(`"'<>`, p.runes[p.pos+1]) {
		p.pos++ // The vendor's own examples put a space before the comparator or the quote.
	}
	if comparator == ":" && (p.peek() == '<' || p.peek() == '>') {
		comparator += string(p.peek())
		p.pos++
		if p.peek() == '=' {
			comparator += "="
			p.pos++
		}
	}
	value, quoted := p.value(false)
	return &searchNode{kind: "term", term: term{field: name, comparator: comparator, value: value, quoted: quoted}}
}

// value reads a quoted or plain value; a plain name ends at a colon too.
func (p *searchParser) value(name bool) (text string, quoted bool) {
	if quote := p.peek(); quote == '"' || quote == '\'' {
		if text, closed := p.quotedValue(quote); closed {
			return text, true
		}
	}
	var out strings.Builder
	for p.pos < len(p.runes) {
		r := p.runes[p.pos]
		if r == '\\' && p.pos+1 < len(p.runes) {
			out.WriteRune(p.runes[p.pos+1])
			p.pos += 2
			continue
		}
		if unicode.IsSpace(r) || r == ')' || (r == '(' && p.depth < maxSearchDepth) || (name && r == ':') {
			break
		}
		out.WriteRune(r)
		p.pos++
	}
	return out.String(), false
}

// quotedValue reads a quoted value; without a closing quote nothing is read.
func (p *searchParser) quotedValue(quote rune) (string, bool) {
	var out strings.Builder
	for i := p.pos + 1; i < len(p.runes); i++ {
		switch r := p.runes[i]; {
		case r == '\\' && i+1 < len(p.runes):
			i++
			out.WriteRune(p.runes[i])
		case r == quote:
			p.pos = i + 1
			return out.String(), true
		default:
			out.WriteRune(r)
		}
	}
	return "", false
}
