package server

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/galleria-graph/galleria/internal/server/docguard"
)

// digest is the SHA-256 of a document's text: what the document is found by.
type digest [sha256.Size]byte

// texts holds copies of texts for as long as they are hashed: the hash takes
// bytes, and they would be made anew for every request.
var texts = sync.Pool{New: func() any { return new([]byte) }}

func digestOf(text string) digest {
	buffer := texts.Get().(*[]byte)
	*buffer = append((*buffer)[:0], text...)
	sum := sha256.Sum256(*buffer)
	texts.Put(buffer)
	return sum
}

// document is a parsed document that has passed the limits and the validation
// of the schema. It is shared between requests and must not be changed, but for
// what is worked out of it again and again.
type document struct {
	sum    digest
	text   string
	syntax *ast.QueryDocument
	prices []docguard.Memo // of its operations, in their order
}

// price returns the memo of an operation's estimate.
func (d *document) price(op *ast.OperationDefinition) *docguard.Memo {
	return &d.prices[slices.Index(d.syntax.Operations, op)]
}

// reader turns texts into documents.
type reader struct {
	schema      *ast.Schema
	limits      docguard.Limits
	suggestions bool // whether errors suggest names of the schema
}

// read parses a text once, and returns every reason to refuse it.
func (r reader) read(text string, sum digest) (*document, gqlerror.List) {
	text = strings.Clone(text) // the names in the syntax tree are parts of it: without a copy they would keep the whole request
	syntax, breaches, err := r.limits.Check(text)
	switch {
	case err != nil:
		return nil, gqlerror.List{parseError(err)}
	case breaches != nil:
		return nil, breachErrors(breaches)
	case len(syntax.Operations) == 0:
		return nil, gqlerror.List{newError(CodeValidationFailed, "the document holds no operation")}
	}
	if errs := validator.ValidateWithRules(r.schema, syntax, docguard.Rules(r.suggestions)); len(errs) > 0 {
		for _, e := range errs {
			setCode(e, CodeValidationFailed)
		}
		return nil, errs
	}
	return &document{sum: sum, text: text, syntax: syntax, prices: make([]docguard.Memo, len(syntax.Operations))}, nil
}

func parseError(err error) *gqlerror.Error {
	var e *gqlerror.Error
	if !errors.As(err, &e) {
		return newError(CodeParseFailed, "the document cannot be parsed")
	}
	setCode(e, CodeParseFailed)
	return e
}

func setCode(e *gqlerror.Error, code Code) {
	if e.Extensions == nil {
		e.Extensions = make(map[string]any, 2)
	}
	e.Extensions["code"] = string(code)
}

const (
	documentOverhead  = 2 << 10
	bytesPerQueryByte = 150 // a field of two bytes, "a ", takes 300 bytes of syntax tree
)

// footprint estimates, from above, the memory of a document, its text included.
func footprint(text string) int64 {
	return documentOverhead + bytesPerQueryByte*int64(len(text))
}
