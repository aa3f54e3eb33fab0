package server

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"log/slog"
	"mime"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/executor"
	"github.com/galleria-graph/galleria/sources"
)

// single answers one operation: what POST and GET share.
type single struct {
	limits  Limits
	respond *responder
	logger  *slog.Logger
	accepts *negotiator
	slots   chan struct{} // one for each operation that may run at once
}

// overloadedWait is when a refused client may come back.
const overloadedWait = time.Second

// acceptable is what a client may be told that accepts nothing of it.
const acceptable = "accept " + mediaGraphQL + " or " + mediaJSON

// run executes an operation that a transport has decoded, unless as many run as
// may. A request that is still arriving takes no place.
func (s single) run(w http.ResponseWriter, r *http.Request, exec *guarded, accept acceptance, a *ask) {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	default:
		s.respond.failAfter(w, r, CodeOverloaded, "the server runs as many operations as it may", overloadedWait)
		return
	}
	ctx := r.Context()
	if caller := CallerFrom(ctx); caller != nil && caller.Name != "" {
		ctx = sources.WithCaller(ctx, caller.Name)
	}
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(ctx), s.limits.Deadline)
	defer cancel()
	a.Headers = r.Header
	op, defers, errs := exec.prepare(ctx, a, accept.stream != "")
	if op.Operation != nil {
		exchangeFrom(ctx).note(string(op.Operation.Operation), op.Operation.Name)
	}
	if errs == nil {
		errs = s.refuseKind(w, r, op.Operation.Operation)
	}
	if errs != nil {
		resp := exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		s.refuse(w, r, accept, resp.Errors)
		return
	}
	form := accept.form(defers)
	if form == "" {
		var room *executor.Room
		ctx, room = executor.WithRoom(ctx)
		defer room.Close()
	}
	responses, ctx := exec.DispatchOperation(ctx, op)
	if form != "" {
		s.newStream(w, r, form).run(ctx, cancel, responses)
		return
	}
	s.answer(ctx, w, r, accept.media, responses(ctx))
}

// refuseKind refuses the operations that cannot be answered over this method.
func (s single) refuseKind(w http.ResponseWriter, r *http.Request, kind ast.Operation) gqlerror.List {
	switch {
	case r.Method == http.MethodGet && kind != ast.Query:
		w.Header().Set("Allow", http.MethodPost)
		return gqlerror.List{newError(CodeMethodNotAllowed, "GET runs queries only; send other operations by POST")}
	case kind == ast.Subscription:
		return gqlerror.List{newError(CodeUnsupported, "this server runs no subscriptions")}
	}
	return nil
}

// refuse answers an operation that will not run. Clients that take nothing but a
// stream see what is wrong with a document there: of other answers, those in
// browsers see no more than that they are none.
func (s single) refuse(w http.ResponseWriter, r *http.Request, accept acceptance, errs gqlerror.List) {
	if accept.media == "" && s.respond.codes[codeIn(errs[0])].Document {
		s.newStream(w, r, accept.stream).only(&graphql.Response{Errors: errs})
		return
	}
	s.respond.refuse(w, r, cmp.Or(accept.media, mediaJSON), errs...)
}

func (s single) answer(ctx context.Context, w http.ResponseWriter, r *http.Request, media string, resp *graphql.Response) {
	if resp == nil {
		s.respond.refuse(w, r, media, s.respond.ended(ctx))
		return
	}
	sortByPath(resp.Errors)
	s.respond.write(w, r, media, http.StatusOK, resp, true)
}

// postTransport takes operations as application/json bodies.
type postTransport struct{ single }

// supports reports whether the request is a POST; its media type is judged in serve.
func (postTransport) supports(r *http.Request) bool { return r.Method == http.MethodPost }

// serve answers the request.
func (t postTransport) serve(w http.ResponseWriter, r *http.Request, exec *guarded) {
	accept, ok := t.accepts.negotiate(r.Header)
	if !ok {
		t.respond.fail(w, r, CodeNotAcceptable, acceptable)
		return
	}
	if why := unsupportedBody(r.Header); why != "" {
		t.respond.fail(w, r, CodeMediaType, why)
		return
	}
	start := graphql.Now()
	a, refusal := t.read(w, r)
	if refusal != nil {
		t.refuse(w, r, accept, gqlerror.List{refusal})
		return
	}
	a.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	t.run(w, r, exec, accept, a)
}

// unsupportedBody says why a body is not read, "" when it is.
func unsupportedBody(h http.Header) string {
	types := h.Values("Content-Type")
	if len(types) != 1 {
		return "send one Content-Type: " + mediaJSON
	}
	if types[0] != mediaJSON { // as most clients write it
		media, params, err := mime.ParseMediaType(types[0])
		if err != nil || media != mediaJSON {
			return "send Content-Type: " + mediaJSON
		}
		if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
			return "send " + mediaJSON + " in UTF-8"
		}
	}
	for _, encoding := range h.Values("Content-Encoding") {
		if !strings.EqualFold(strings.TrimSpace(encoding), "identity") {
			return "send the body uncompressed"
		}
	}
	return ""
}

// bodies holds the memory of bodies that were read. What is decoded of them has
// its own.
var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// keptBody is how much memory of a body is kept for the next one.
const keptBody = 64 << 10

// read reads and decodes the request's body.
func (t postTransport) read(w http.ResponseWriter, r *http.Request) (*ask, *gqlerror.Error) {
	body := bodies.Get().(*bytes.Buffer)
	defer func() {
		if body.Cap() <= keptBody {
			bodies.Put(body)
		}
	}()
	body.Reset()
	if refusal := t.body(w, r, body); refusal != nil {
		return nil, refusal
	}
	return decodeBody(body.Bytes())
}

// body reads the request's body within its limits of size and time.
func (t postTransport) body(w http.ResponseWriter, r *http.Request, to *bytes.Buffer) *gqlerror.Error {
	if r.ContentLength > t.limits.BodyBytes {
		w.Header().Set("Connection", "close")
		return newError(CodeBodyTooLarge, "the body is larger than the server accepts")
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(t.limits.BodyTime)) // not every writer has a connection; tests do not
	_, err := to.ReadFrom(http.MaxBytesReader(w, r.Body, t.limits.BodyBytes))
	_ = control.SetReadDeadline(time.Time{}) // net/http lifts it by itself only behind a body that has bytes
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return newError(CodeBodyTooLarge, "the body is larger than the server accepts")
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close")
		return newError(CodeBodyTimeout, "the body did not arrive in time")
	case err != nil:
		return newError(CodeBadRequest, "the body could not be read to its end")
	}
	return nil
}

// getTransport takes queries as parameters of a URL.
type getTransport struct {
	single
	cors cors
}

// supports reports whether the request is a GET.
func (getTransport) supports(r *http.Request) bool { return r.Method == http.MethodGet }

// serve answers the request.
func (t getTransport) serve(w http.ResponseWriter, r *http.Request, exec *guarded) {
	accept, ok := t.accepts.negotiate(r.Header)
	if !ok {
		t.respond.fail(w, r, CodeNotAcceptable, acceptable)
		return
	}
	if t.crossSite(r) {
		t.respond.fail(w, r, CodeCrossSite, "a page of another site may not ask by GET; send POST, or the header "+preflightHeader)
		return
	}
	a, refusal := decodeURL(r.URL.RawQuery)
	if refusal != nil {
		t.refuse(w, r, accept, gqlerror.List{refusal})
		return
	}
	t.run(w, r, exec, accept, a)
}

// preflightHeader is a header that a page of another site cannot send without
// asking first.
const preflightHeader = "X-Galleria-Preflight"

// crossSite reports whether a browser sent the request for a page of another
// site, without having asked whether it may. Other clients than browsers send
// neither Sec-Fetch-Site nor Origin.
func (t getTransport) crossSite(r *http.Request) bool {
	h := r.Header
	if h.Get(preflightHeader) != "" || h.Get("Authorization") != "" || h.Get("X-Api-Key") != "" || t.cors.allows(r) {
		return false
	}
	switch h.Get("Sec-Fetch-Site") {
	case "same-origin", "same-site", "none":
		return false
	case "":
		return h.Get("Origin") != "" && h.Get("Origin") != "http://"+r.Host && h.Get("Origin") != "https://"+r.Host
	default:
		return true
	}
}
