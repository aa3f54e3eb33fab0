package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/sources"
)

func TestErrors(t *testing.T) {
	of := func(kind sources.ErrorKind, more ...func(*sources.Error)) error {
		e := &sources.Error{Kind: kind, Source: "payments", Op: "list payments", Err: errSecret}
		for _, m := range more {
			m(e)
		}
		return fmt.Errorf("resolve order: %w", e)
	}
	reason := func(e *sources.Error) { e.Reason = "the cursor is of another query" }
	later := func(e *sources.Error) { e.RetryAfter = 1500 * time.Millisecond }
	coded := gqlerror.Errorf("no such order")
	coded.Extensions = map[string]any{"code": "INVALID_ARGUMENT"}
	wrapping := gqlerror.Wrap(errSecret)
	wrapping.Extensions = coded.Extensions
	tests := []struct {
		name, code, message string
		err                 error
		retryable           bool
		retryAfter          any
	}{
		{"unavailable", "SOURCE_UNAVAILABLE", "payments is not available", of(sources.KindUnavailable), true, nil},
		{"timeout", "SOURCE_TIMEOUT", "payments did not answer in time", of(sources.KindTimeout), true, nil},
		{"limited", "SOURCE_RATE_LIMITED", "payments accepts no more requests at present", of(sources.KindLimited, later), true, 2.0},
		{"denied", "SOURCE_DENIED", "payments refused the server's credentials", of(sources.KindDenied), false, nil},
		{"malformed", "SOURCE_MALFORMED", "payments answered with something other than it promises", of(sources.KindMalformed), false, nil},
		{"invalid with a reason", "INVALID_ARGUMENT", "the cursor is of another query", of(sources.KindInvalid, reason), false, nil},
		{"invalid", "INVALID_ARGUMENT", "the argument is not valid", of(sources.KindInvalid), false, nil},
		{"unsupported", "UNSUPPORTED", "payments does not support this request", of(sources.KindUnsupported), false, nil},
		{"canceled", "CANCELED", "the request was given up before it was answered", of(sources.KindCanceled), false, nil},
		{"internal", "INTERNAL", "internal error", of(sources.KindInternal, reason), false, nil},
		{"unknown", "INTERNAL", "internal error", errSecret, false, nil},
		{"unknown wrapped by GraphQL", "INTERNAL", "internal error", gqlerror.Wrap(errSecret), false, nil},
		{"GraphQL without code", "INTERNAL", "internal error", gqlerror.Errorf("password hunter2"), false, nil},
		{"GraphQL with a code", "INVALID_ARGUMENT", "no such order", coded, false, nil},
		{"GraphQL with a code around a private text", "INTERNAL", "internal error", wrapping, false, nil},
		{"own deadline", "DEADLINE_EXCEEDED", "the operation did not end within its deadline", context.DeadlineExceeded, true, nil},
		{"partial", "SOURCE_UNAVAILABLE", "payments is not available", &sources.Partial{Errs: []error{of(sources.KindUnavailable)}}, true, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := start(t, map[string]field{"broken": failing(tt.err)})
			a := s.do(t, query("{x:broken}"))
			if a.status != 200 || string(a.Data) != `{"x":null}` || len(a.Errors) != 1 {
				t.Fatalf("status %d: %s", a.status, a.body)
			}
			e := a.Errors[0]
			if a.code() != tt.code || e.Message != tt.message || e.Extensions["retryable"] != tt.retryable || e.Extensions["retryAfter"] != tt.retryAfter {
				t.Errorf("got %q %+v", e.Message, e.Extensions)
			}
			if len(e.Path) != 1 || e.Path[0] != "x" {
				t.Errorf("path %v", e.Path)
			}
			var source *sources.Error
			if errors.As(tt.err, &source) && e.Extensions["source"] != "payments" {
				t.Errorf("source %v", e.Extensions["source"])
			}
			hasID := e.Extensions["id"] == a.header.Get("X-Request-Id")
			if hasID != (tt.code == "INTERNAL") || len(s.log.lines(t, "internal error")) != map[bool]int{true: 1}[hasID] {
				t.Errorf("id %v, log %s", e.Extensions["id"], s.log)
			}
			if all := a.body + s.log.String(); strings.Contains(all, "hunter2") || strings.Contains(all, "jane") {
				t.Errorf("a private text got out: %s", all)
			}
		})
	}
}

func TestDevelopmentModeShowsCauses(t *testing.T) {
	s := start(t, map[string]field{"broken": failing(errSecret)}, func(o *server.Options) { o.Dev = true })
	a := s.do(t, query("{broken}"))
	if len(a.Errors) != 1 || a.Errors[0].Extensions["cause"] != errSecret.Error() || a.Errors[0].Message != "internal error" {
		t.Fatalf("got %s", a.body)
	}
}

func TestPanicInResolver(t *testing.T) {
	s := start(t, map[string]field{"broken": func(context.Context, map[string]any) (json.RawMessage, error) { panic(errSecret) }})
	a := s.do(t, query("{broken me{id}}"))
	if a.status != 200 || a.code() != "INTERNAL" || string(a.Data) != `{"broken":null,"me":null}` {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
	if lines := s.log.lines(t, "panic"); len(lines) != 1 || lines[0]["id"] != a.Errors[0].Extensions["id"] || len(s.log.lines(t, "internal error")) != 0 {
		t.Fatalf("log %s", s.log)
	}
	if strings.Contains(s.log.String(), "hunter2") || strings.Contains(a.body, "hunter2") {
		t.Fatal("the value of the panic got out")
	}
}

func TestPanicInHandler(t *testing.T) {
	s := start(t, nil, func(o *server.Options) {
		o.Sources = func(context.Context) []server.SourceState { panic("hunter2") }
	})
	a := s.do(t, request("GET", "/api/sources", ""))
	lines := s.log.lines(t, "panic")
	if a.status != 500 || a.code() != "INTERNAL" || len(lines) != 1 || lines[0]["id"] != a.Errors[0].Extensions["id"] {
		t.Fatalf("status %d: %s %s", a.status, a.body, s.log)
	}
	frames, _ := lines[0]["stack"].([]any)
	if len(frames) == 0 || !strings.Contains(fmt.Sprint(frames[0]), "errors_test.go") {
		t.Errorf("stack does not begin at the panic: %v", frames)
	}
	if strings.Contains(a.body+s.log.String(), "hunter2") {
		t.Error("the value of the panic got out")
	}
}

// TestPanicAfterTheAnswerBegan checks that the connection breaks: an error
// behind half an answer would look like part of it.
func TestPanicAfterTheAnswerBegan(t *testing.T) {
	s := start(t, nil, func(o *server.Options) {
		o.UI = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("half"))
			panic("hunter2")
		})
	})
	w := httptest.NewRecorder()
	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) || w.Body.String() != "half" || len(s.log.lines(t, "panic")) != 1 {
			t.Fatalf("recovered %v, answered %q", err, w.Body)
		}
	}()
	s.ServeHTTP(w, request(http.MethodGet, "/explore/", ""))
}

func TestFaultsOfOneRequestAreBounded(t *testing.T) {
	s := start(t, map[string]field{"broken": failing(errSecret)})
	text := "{"
	for i := range 20 {
		text += fmt.Sprintf(" f%d:broken", i)
	}
	a := s.do(t, query(text+"}"))
	if len(a.Errors) != 20 || len(s.log.lines(t, "internal error")) != 5 {
		t.Fatalf("%d errors, %d log lines", len(a.Errors), len(s.log.lines(t, "internal error")))
	}
}
