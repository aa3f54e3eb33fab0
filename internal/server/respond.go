package server

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	mediaJSON      = "application/json"
	mediaGraphQL   = "application/graphql-response+json"
	mediaMultipart = "multipart/mixed"
	mediaEvents    = "text/event-stream"
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

// ended says why there is no response: gqlgen's executor answers nothing once
// the context has ended.
func (p *responder) ended(ctx context.Context) *gqlerror.Error {
	code := CodeCanceled
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		code = CodeDeadline
	}
	e := newError(code, p.codes[code].text)
	e.Extensions["retryable"] = p.codes[code].Retryable
	return e
}

// write sends a response in one piece. The data goes out as it is, between what
// stands before and behind it.
func (p *responder) write(w http.ResponseWriter, r *http.Request, media string, status int, resp *graphql.Response, withData bool) {
	p.note(r, resp.Errors)
	head := openObject(make([]byte, 0, 64), resp.Errors)
	data := resp.Data
	if withData {
		head = append(appendComma(head), `"data":`...)
		if len(data) == 0 {
			data = json.RawMessage("null")
		}
	}
	tail := []byte("}\n")
	if len(resp.Extensions) > 0 {
		tail = append(appendExtensions([]byte("{"), resp.Extensions)[1:], tail...)
		if len(head)+len(data) > 1 {
			tail = append([]byte{','}, tail...)
		}
	}
	h := w.Header()
	h.Set("Content-Type", media+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(head)+len(data)+len(tail)))
	w.WriteHeader(status)
	for _, text := range [][]byte{head, data, tail} {
		_, _ = w.Write(text)
	}
}

// note notes an error for the log.
func (p *responder) note(r *http.Request, errs gqlerror.List) {
	if len(errs) > 0 {
		exchangeFrom(r.Context()).code = codeIn(errs[0])
	}
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
