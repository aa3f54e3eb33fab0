package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// jsonDepth is how deeply the JSON of a request may nest.
const jsonDepth = 100

// ask is a decoded request. Exactly one of the text, a hash and an id says which
// document is meant; a text may come with its hash.
type ask struct {
	graphql.RawParams
	hashed     bool
	hash       digest // of an automatic persisted query, if hashed
	documentID string
}

// decodeBody reads a GraphQL request from JSON, strictly: one object, in UTF-8,
// nothing behind it, no name twice, every parameter of its type. Errors never
// repeat what the body holds.
func decodeBody(body []byte) (*ask, *gqlerror.Error) {
	if err := checkText(body); err != nil {
		return nil, newError(CodeBadRequest, "the body "+err.Error())
	}
	switch first(body) {
	case 0:
		return nil, newError(CodeBadRequest, "the body is empty; send a JSON object with a query")
	case '[':
		return nil, newError(CodeBatchingUnsupported, "a list of operations is not accepted; send one operation a request")
	case '{':
	default:
		return nil, newError(CodeBadRequest, "the body is not a JSON object")
	}
	value, err := decodeJSON(body)
	if err != nil {
		return nil, newError(CodeBadRequest, "the body "+err.Error())
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, newError(CodeBadRequest, "the body is not a JSON object")
	}
	return paramsOf(object)
}

// decodeURL reads a GraphQL request from the parameters of a URL, as strictly.
func decodeURL(rawQuery string) (*ask, *gqlerror.Error) {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return nil, newError(CodeBadRequest, "the parameters of the URL are not well-formed")
	}
	object := make(map[string]any, len(values))
	for _, name := range []string{"query", "documentId", "operationName", "variables", "extensions"} {
		given, ok := values[name]
		if !ok {
			continue
		}
		if len(given) > 1 {
			return nil, newError(CodeBadRequest, name+" is given more than once")
		}
		if object[name], err = urlValue(name, given[0]); err != nil {
			return nil, newError(CodeBadRequest, name+" "+err.Error())
		}
	}
	return paramsOf(object)
}

func urlValue(name, text string) (any, error) {
	if err := checkText([]byte(text)); err != nil {
		return nil, err
	}
	if name == "query" {
		return text, nil
	}
	if text == "" {
		return nil, nil
	}
	if name == "operationName" || name == "documentId" {
		return text, nil
	}
	return decodeJSON([]byte(text))
}

// paramsOf checks the types of the parameters. Unknown ones are ignored, as
// the specification leaves them to extensions of the protocol.
func paramsOf(object map[string]any) (*ask, *gqlerror.Error) {
	params := &ask{}
	var wrong []string
	take := func(name, kind string, ok bool) {
		if object[name] != nil && !ok {
			wrong = append(wrong, name+" must be "+kind)
		}
	}
	var ok bool
	params.Query, ok = object["query"].(string)
	take("query", "a string", ok)
	params.documentID, ok = object["documentId"].(string)
	take("documentId", "a string", ok)
	params.OperationName, ok = object["operationName"].(string)
	take("operationName", "a string or null", ok)
	params.Variables, ok = object["variables"].(map[string]any)
	take("variables", "an object or null", ok)
	params.Extensions, ok = object["extensions"].(map[string]any)
	take("extensions", "an object or null", ok)
	if wrong != nil {
		return nil, newError(CodeBadRequest, strings.Join(wrong, "; "))
	}
	if refusal := params.readHash(); refusal != nil {
		return nil, refusal
	}
	switch {
	case params.documentID != "" && (params.Query != "" || params.hashed):
		return nil, newError(CodeBadRequest, "documentId stands in the place of a query: send one of them")
	case params.documentID == "" && params.Query == "" && !params.hashed:
		return nil, newError(CodeBadRequest, "the parameter query is missing")
	}
	return params, nil
}

// readHash reads extensions.persistedQuery, the protocol of automatic persisted
// queries. Clients compare the message for an unknown version with the one word
// of the protocol, and then send texts alone.
func (a *ask) readHash() *gqlerror.Error {
	given, ok := a.Extensions["persistedQuery"]
	if !ok || given == nil {
		return nil
	}
	persisted, ok := given.(map[string]any)
	if !ok {
		return newError(CodeBadRequest, "extensions.persistedQuery must be an object")
	}
	if version, ok := persisted["version"].(json.Number); !ok || version != "1" {
		return newError(CodePersistedQuery, "PersistedQueryNotSupported")
	}
	text, _ := persisted["sha256Hash"].(string)
	var err error
	if a.hash, err = parseHash(hashPrefix + text); err != nil {
		return newError(CodeBadRequest, "extensions.persistedQuery.sha256Hash must be 64 hexadecimal digits")
	}
	a.hashed = true
	return nil
}

var byteOrderMark = []byte("\uFEFF")

func checkText(text []byte) error {
	switch {
	case bytes.HasPrefix(text, byteOrderMark):
		return errors.New("starts with a byte order mark")
	case !utf8.Valid(text):
		return errors.New("is not UTF-8")
	case bytes.IndexByte(text, 0) >= 0:
		return errors.New("holds a NUL byte")
	}
	return nil
}

// first returns the first byte that is not white space, or 0.
func first(body []byte) byte {
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	if len(trimmed) == 0 {
		return 0
	}
	return trimmed[0]
}

// decoders are kept because each has buffers and a table of names.
var decoders = sync.Pool{New: func() any { return &jsonDecoder{jsontext.NewDecoder(new(bytes.Buffer))} }}

// decodeJSON decodes exactly one JSON value. Numbers stay json.Number.
func decodeJSON(text []byte) (any, error) {
	d := decoders.Get().(*jsonDecoder)
	defer decoders.Put(d)
	d.Reset(bytes.NewBuffer(text))
	value, err := d.value(0)
	if err != nil {
		return nil, err
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errors.New("has something behind its JSON value")
	}
	return value, nil
}

// jsonDecoder builds values token by token. Its tokens are strict: in UTF-8, and
// no name twice in one object.
type jsonDecoder struct{ *jsontext.Decoder }

func (d jsonDecoder) value(depth int) (any, error) {
	token, err := d.ReadToken()
	if err != nil {
		return nil, jsonError(err)
	}
	switch token.Kind() {
	case '{', '[':
		if depth >= jsonDepth {
			return nil, fmt.Errorf("nests more than %d levels of JSON", jsonDepth)
		}
		if token.Kind() == '{' {
			return d.object(depth)
		}
		return d.list(depth)
	case '"':
		text := token.String()
		return text, refuseNUL(text)
	case '0':
		return json.Number(token.String()), nil
	case 't', 'f':
		return token.Bool(), nil
	default:
		return nil, nil // null
	}
}

func (d jsonDecoder) object(depth int) (any, error) {
	object := make(map[string]any)
	for d.PeekKind() != '}' {
		token, err := d.ReadToken()
		if err != nil {
			return nil, jsonError(err)
		}
		name := token.String()
		if err := refuseNUL(name); err != nil {
			return nil, err
		}
		if object[name], err = d.value(depth + 1); err != nil {
			return nil, err
		}
	}
	_, err := d.ReadToken()
	return object, err
}

func (d jsonDecoder) list(depth int) (any, error) {
	list := []any{}
	for d.PeekKind() != ']' {
		item, err := d.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	_, err := d.ReadToken()
	return list, err
}

// jsonError words a fault without what the text holds.
func jsonError(err error) error {
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return errors.New("gives a name twice in one object")
	}
	return errors.New("is not valid JSON")
}

// refuseNUL refuses what SQL databases cannot store and C libraries cut off.
func refuseNUL(s string) error {
	if strings.IndexByte(s, 0) >= 0 {
		return errors.New("holds a NUL character")
	}
	return nil
}
