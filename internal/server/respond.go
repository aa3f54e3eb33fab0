package server

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	mediaJSON    = "application/json"
	mediaGraphQL = "application/graphql-response+json"
)

// responder writes answers. Every error, also outside GraphQL, has the form of
// a GraphQL answer without data.
type responder struct {
	codes map[Code]CodeInfo
}

// fail answers a request with one error, as JSON.
func (p *responder) fail(w http.ResponseWriter, r *http.Request, code Code, message string) {
	e := newError(code, message)
	if code == CodeInternal {
		e.Extensions["id"] = exchangeFrom(r.Context()).id
	}
	p.refuse(w, r, mediaJSON, e)
}

// failAfter is fail for what may be repeated after a time.
func (p *responder) failAfter(w http.ResponseWriter, r *http.Request, code Code, message string, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
	p.refuse(w, r, mediaJSON, newError(code, message))
}

// refuse answers with errors and no data. The status is that of the first code;
// for plain JSON a document at fault still gets 200, as GraphQL over HTTP asks.
func (p *responder) refuse(w http.ResponseWriter, r *http.Request, media string, errs ...*gqlerror.Error) {
	code := codeIn(errs[0])
	info, known := p.codes[code]
	status := info.Status
	switch {
	case !known:
		status = http.StatusBadRequest
	case info.Document && media == mediaJSON:
		status = http.StatusOK
	}
	for _, e := range errs {
		if c := codeIn(e); p.codes[c].Status > 0 {
			e.Extensions["retryable"] = p.codes[c].Retryable
		}
	}
	p.write(w, r, media, status, &graphql.Response{Errors: errs}, false)
}

// write sends a response. The data is the executor's own text and is not parsed again.
func (p *responder) write(w http.ResponseWriter, r *http.Request, media string, status int, resp *graphql.Response, withData bool) {
	if len(resp.Errors) > 0 {
		exchangeFrom(r.Context()).code = codeIn(resp.Errors[0])
	}
	body, err := encode(resp, withData)
	if err != nil {
		panic(err) // an extension that is no JSON: recoverPanics answers
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

func encode(resp *graphql.Response, withData bool) ([]byte, error) {
	body := make([]byte, 0, len(resp.Data)+256)
	body = append(body, '{')
	if len(resp.Errors) > 0 {
		text, err := json.Marshal(resp.Errors)
		if err != nil {
			return nil, err
		}
		body = append(append(body, `"errors":`...), text...)
	}
	if withData {
		body = append(comma(body), `"data":`...)
		if len(resp.Data) == 0 {
			body = append(body, "null"...)
		}
		body = append(body, resp.Data...)
	}
	if len(resp.Extensions) > 0 {
		text, err := json.Marshal(resp.Extensions)
		if err != nil {
			return nil, err
		}
		body = append(append(comma(body), `"extensions":`...), text...)
	}
	return append(body, '}', '\n'), nil
}

func comma(body []byte) []byte {
	if len(body) > 1 {
		return append(body, ',')
	}
	return body
}

// newError makes an error that the presenter shows as it is.
func newError(code Code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": string(code)}}
}

// codeIn returns the code of an error, or "".
func codeIn(e *gqlerror.Error) Code {
	text, _ := e.Extensions["code"].(string)
	return Code(text)
}

// seconds rounds up to whole seconds, at least one.
func seconds(d time.Duration) int {
	return max(int(math.Ceil(d.Seconds())), 1)
}
