package server

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"slices"
	"strconv"
	"sync"
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

// answers holds the memory of answers that were sent.
var answers = sync.Pool{New: func() any { return new([]byte) }}

// keptAnswer is how much memory of an answer is kept for the next one, and the
// most data that is copied to send an answer in one piece.
const keptAnswer = 256 << 10

// write sends a response with its length: in one piece, because each can be a
// system call, unless its data is large.
func (p *responder) write(w http.ResponseWriter, r *http.Request, media string, status int, resp *graphql.Response, withData bool) {
	p.note(r, resp.Errors)
	buffer := answers.Get().(*[]byte)
	text, data := openObject((*buffer)[:0], resp.Errors), json.RawMessage(nil)
	if withData {
		text = append(appendComma(text), `"data":`...)
		if data = resp.Data; len(data) == 0 {
			data = json.RawMessage("null")
		}
	}
	at := len(text)
	text = append(appendExtensions(text, resp.Extensions), "}\n"...)
	h := w.Header()
	h.Set("Content-Type", media+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(text)+len(data)))
	w.WriteHeader(status)
	if len(data) <= keptAnswer {
		text = slices.Insert(text, at, data...)
		_, _ = w.Write(text)
	} else {
		for _, piece := range [][]byte{text[:at], data, text[at:]} {
			_, _ = w.Write(piece)
		}
	}
	if cap(text) <= 2*keptAnswer { // errors and extensions may be large as well
		*buffer = text
		answers.Put(buffer)
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
