package server

import (
	"encoding/json"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Answers are put together from parts: the data is the executor's own text, and
// is neither parsed nor written again.

// openObject begins an object, with the errors where there are any.
func openObject(b []byte, errs gqlerror.List) []byte {
	b = append(b, '{')
	if len(errs) > 0 {
		b = appendJSON(append(b, `"errors":`...), errs)
	}
	return b
}

func appendData(b []byte, data json.RawMessage) []byte {
	b = append(appendComma(b), `"data":`...)
	if len(data) == 0 {
		return append(b, "null"...)
	}
	return append(b, data...)
}

func appendExtensions(b []byte, extensions map[string]any) []byte {
	if len(extensions) == 0 {
		return b
	}
	return appendJSON(append(appendComma(b), `"extensions":`...), extensions)
}

func appendHasNext(b []byte, more bool) []byte {
	return strconv.AppendBool(append(appendComma(b), `"hasNext":`...), more)
}

// appendIncrement writes what belongs to one deferred fragment.
func appendIncrement(b []byte, resp *graphql.Response) []byte {
	b = appendData(openObject(b, resp.Errors), resp.Data)
	path := resp.Path
	if path == nil {
		path = ast.Path{} // a fragment of the operation itself
	}
	b = appendJSON(append(b, `,"path":`...), path)
	if resp.Label != "" {
		b = appendJSON(append(b, `,"label":`...), resp.Label)
	}
	return append(appendExtensions(b, resp.Extensions), '}')
}

func appendComma(b []byte) []byte {
	if b[len(b)-1] != '{' {
		return append(b, ',')
	}
	return b
}

func appendJSON(b []byte, value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // an extension that is no JSON: recoverPanics answers
	}
	return append(b, text...)
}
