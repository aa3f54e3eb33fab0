package docguard

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// scan reads the tokens of a text, stops at the first that is too many, too
// nested or too long a name, and leaves lexical errors to the parser.
func (l Limits) scan(text string) []Breach {
	lex := lexer.New(&ast.Source{Input: text})
	tokens, nesting := 0, 0
	for {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return nil
		}
		tokens++
		nesting += step(token.Kind)
		switch {
		case tokens > l.Tokens:
			return []Breach{at(token, TooManyTokens, "tokens", l.Tokens, tokens, "split the query")}
		case nesting > l.Nesting:
			return []Breach{at(token, TooNested, "brackets open at once", l.Nesting, nesting, "nest less")}
		case token.Kind == lexer.Name && len(token.Value) > l.NameBytes:
			return []Breach{at(token, NameTooLong, "bytes in a name", l.NameBytes, len(token.Value), "use a shorter name")}
		}
	}
}

// step returns by how much a token changes the number of open brackets.
func step(kind lexer.Type) int {
	switch kind {
	case lexer.BraceL, lexer.BracketL, lexer.ParenL:
		return 1
	case lexer.BraceR, lexer.BracketR, lexer.ParenR:
		return -1
	default:
		return 0
	}
}

func at(token lexer.Token, code Code, what string, limit, actual int, advice string) Breach {
	return Breach{
		Code: code, What: what, Limit: limit, Actual: actual, Advice: advice,
		Line: token.Pos.Line, Column: token.Pos.Column,
	}
}
