package docguard

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// Check returns the limits that the text of a document breaks, one breach a
// limit, and the parsed document. The document is nil if the text was refused
// before it was worth parsing, or does not parse: the error then is the parser's.
func (l Limits) Check(text string) (*ast.QueryDocument, []Breach, error) {
	if breaches := l.scan(text); breaches != nil {
		return nil, breaches, nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, l.Tokens+1)
	if err != nil {
		return nil, nil, err
	}
	return doc, l.CheckDocument(doc), nil
}

// CheckDocument judges a document that is already parsed. It must have come
// from a text within the limits of tokens and nesting.
func (l Limits) CheckDocument(doc *ast.QueryDocument) []Breach {
	breaches := over(nil, TooManyOperations, "operations", l.Operations, len(doc.Operations), "send them in requests of their own")
	breaches = over(breaches, TooManyFragments, "fragments", l.Fragments, len(doc.Fragments), "merge fragments or split the query")
	if breaches != nil {
		return breaches
	}
	written := countWritten(doc)
	breaches = over(breaches, TooManyDirectives, "directives", l.Directives, written.directives, "remove directives")
	breaches = over(breaches, TooManyDefers, "fragments with @defer", l.Defers, written.defers, "defer fewer fragments")
	breaches = append(breaches, l.literalLists(written)...)

	fragments := fragmentsByName(doc)
	if at := cyclic(doc, fragments); at != nil {
		return append(breaches, Breach{
			Code: FragmentCycle, What: "cycle of fragments", Actual: 1, Advice: "break the cycle of fragments",
			Line: at.Line, Column: at.Column,
		})
	}
	return append(breaches, l.expanded(doc, fragments)...)
}

// fragmentsByName indexes the definitions; of equal names the first one counts,
// as in validation.
func fragmentsByName(doc *ast.QueryDocument) map[string]*ast.FragmentDefinition {
	byName := make(map[string]*ast.FragmentDefinition, len(doc.Fragments))
	for _, f := range doc.Fragments {
		if _, ok := byName[f.Name]; !ok {
			byName[f.Name] = f
		}
	}
	return byName
}
