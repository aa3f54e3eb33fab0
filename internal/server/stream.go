package server

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// heartbeat is how long a stream may be silent. Proxies close connections on
// which nothing happens, most of them after 30 or 60 seconds.
const heartbeat = 15 * time.Second

// stream is an answer in parts, each of them with the client at once.
type stream struct {
	w       http.ResponseWriter
	r       *http.Request
	respond *responder
	logger  *slog.Logger
	wait    time.Duration // until a client has taken a part
	framing framing

	opened bool // something was written
	begun  bool // the first response was
	more   bool // the last part announced another one
	broken bool // the client is gone, or takes too long
	buffer bytes.Buffer
}

func (s single) newStream(w http.ResponseWriter, r *http.Request, media string) *stream {
	return &stream{w: w, r: r, respond: s.respond, logger: s.logger, wait: s.limits.WriteTime, framing: framingOf(media)}
}

// run answers an operation, until it has no more responses, the client goes away
// or ctx ends. When it returns, the operation has ended.
func (s *stream) run(ctx context.Context, cancel context.CancelFunc, responses graphql.ResponseHandler) {
	p := startPump(ctx, s.logger, responses)
	defer p.wait()
	defer cancel()
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for !s.broken {
		select {
		case resp, ok := <-p.responses:
			switch {
			case !ok:
				s.finish(ctx, p.panicked)
				return
			case !s.begun, resp.HasNext == nil:
				s.whole(resp, true)
			default:
				s.increments(p.ready(resp))
			}
		case <-ticker.C:
			s.framing.beat(&s.buffer)
			s.flush()
		}
	}
}

// only answers with one response that holds no data.
func (s *stream) only(resp *graphql.Response) {
	s.whole(resp, false)
	s.end()
}

// finish says why there is no more, where that is not plain.
func (s *stream) finish(ctx context.Context, panicked bool) {
	switch {
	case panicked && !s.opened:
		s.respond.fail(s.w, s.r, CodeInternal, "internal error")
		return
	case panicked:
		panic(http.ErrAbortHandler) // a broken connection is plainer than an answer that looks whole
	case s.begun && !s.more:
	case !s.opened:
		s.respond.refuse(s.w, s.r, mediaJSON, s.respond.ended(ctx))
		return
	default:
		s.whole(&graphql.Response{Errors: gqlerror.List{s.respond.ended(ctx)}, HasNext: new(bool)}, false)
	}
	s.end()
}

func (s *stream) end() {
	s.framing.end(&s.buffer)
	s.flush()
	if !s.broken { // the connection may serve another request
		_ = http.NewResponseController(s.w).SetWriteDeadline(time.Time{})
	}
}

// whole writes a response as a part.
func (s *stream) whole(resp *graphql.Response, withData bool) {
	s.begun, s.more = true, hasNext(resp)
	s.note(resp)
	payload := openObject(nil, resp.Errors)
	if withData {
		payload = appendData(payload, resp.Data)
	}
	if s.framing.incremental() || resp.HasNext != nil {
		payload = appendHasNext(payload, s.more)
	}
	s.part(append(appendExtensions(payload, resp.Extensions), '}'))
}

// increments writes deferred responses as one part.
func (s *stream) increments(list []*graphql.Response) {
	s.more = hasNext(list[len(list)-1])
	payload := []byte(`{"incremental":[`)
	for i, resp := range list {
		s.note(resp)
		if i > 0 {
			payload = append(payload, ',')
		}
		payload = appendIncrement(payload, resp)
	}
	s.part(append(appendHasNext(append(payload, ']'), s.more), '}'))
}

func (s *stream) note(resp *graphql.Response) {
	sortByPath(resp.Errors)
	s.respond.note(s.r, resp.Errors)
}

func (s *stream) part(payload []byte) {
	s.framing.part(&s.buffer, payload, !s.more)
	s.flush()
}

// flush sends what is written, within the time that a client has to take it.
func (s *stream) flush() {
	if s.buffer.Len() == 0 || s.broken {
		return
	}
	if !s.opened {
		s.opened = true
		s.w.Header().Set("Content-Type", s.framing.contentType())
		s.w.Header().Set("X-Accel-Buffering", "no") // nginx would gather the parts
		s.w.WriteHeader(http.StatusOK)
	}
	control := http.NewResponseController(s.w)
	_ = control.SetWriteDeadline(time.Now().Add(s.wait)) // not every writer has a connection; tests do not
	_, err := s.w.Write(s.buffer.Bytes())
	s.buffer.Reset()
	if err == nil {
		err = control.Flush()
	}
	s.broken = err != nil && !errors.Is(err, http.ErrNotSupported)
}
