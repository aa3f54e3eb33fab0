package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/sources"
)

// presenter turns every error into what a client may see: a code, the source,
// whether to retry, and a message that holds no text of a source. It is the
// only place that does.
type presenter struct {
	codes    map[Code]CodeInfo
	logger   *slog.Logger
	dev      bool
	maxBytes int
}

// present is gqlgen's ErrorPresenterFunc.
func (p *presenter) present(ctx context.Context, err error) *gqlerror.Error {
	shown := &gqlerror.Error{Path: graphql.GetPath(ctx)}
	cause := err
	var wrapped *gqlerror.Error
	if errors.As(err, &wrapped) {
		if wrapped.Path != nil {
			shown.Path = wrapped.Path
		}
		shown.Locations = wrapped.Locations
		if p.ours(wrapped) {
			return p.known(shown, wrapped)
		}
		if wrapped.Err != nil {
			cause = wrapped.Err
		}
	}
	p.classify(ctx, shown, cause)
	return shown
}

// ours reports whether a GraphQL error was worded for clients: by the parser,
// the validator, this package or a resolver that set a known code. One that
// wraps another error shows that error's text, which is not ours to show.
func (p *presenter) ours(e *gqlerror.Error) bool {
	if e.Err != nil && e.Message == e.Err.Error() {
		return false
	}
	_, ok := p.codes[codeIn(e)]
	return ok
}

func (p *presenter) known(shown, e *gqlerror.Error) *gqlerror.Error {
	shown.Message = capped(e.Message, p.maxBytes)
	shown.Extensions = make(map[string]any, len(e.Extensions)+1)
	for name, value := range e.Extensions {
		if name != "file" {
			shown.Extensions[name] = value
		}
	}
	shown.Extensions["retryable"] = p.codes[codeIn(e)].Retryable
	return shown
}

// classify words an error by its kind alone.
func (p *presenter) classify(ctx context.Context, shown *gqlerror.Error, cause error) {
	var source *sources.Error
	code, text := codeOf(sources.KindOf(cause)), ""
	shown.Extensions = map[string]any{}
	if errors.As(cause, &source) {
		text = source.Reason
		if source.Source != "" {
			shown.Extensions["source"] = source.Source
		}
		if source.RetryAfter > 0 {
			shown.Extensions["retryAfter"] = seconds(source.RetryAfter)
		}
	} else if code == CodeSourceTimeout {
		code = CodeDeadline // the operation's own time ran out, no source's
	}
	if text == "" || code == CodeInternal {
		text = p.standard(code, source)
	}
	shown.Message = capped(text, p.maxBytes)
	shown.Extensions["code"] = string(code)
	shown.Extensions["retryable"] = p.codes[code].Retryable
	if p.dev {
		shown.Extensions["cause"] = capped(cause.Error(), p.maxBytes)
	}
	if code == CodeInternal {
		shown.Extensions["id"] = p.logFault(ctx, shown.Path, cause)
	}
}

// standard is the message of a code: about the source where the error names one.
func (p *presenter) standard(code Code, source *sources.Error) string {
	text := p.codes[code].text
	if code == CodeInvalidArgument || code == CodeDeadline || code == CodeCanceled || code == CodeInternal {
		return text
	}
	if source == nil || source.Source == "" {
		return "a source " + text
	}
	return source.Source + " " + text
}

// faultsLogged bounds the lines that one request may write: a fault in a list
// would write one an item.
const faultsLogged = 5

// logFault logs a fault of ours and returns the id that both sides know it by.
// The log gets the types of the errors, not their text, which may hold values.
func (p *presenter) logFault(ctx context.Context, at ast.Path, cause error) string {
	e := exchangeFrom(ctx)
	var logged loggedError
	if errors.As(cause, &logged) || e.faults.Add(1) > faultsLogged {
		return e.id
	}
	attrs := []slog.Attr{slog.String("id", e.id), slog.String("path", at.String()), slog.String("types", typesOf(cause))}
	if p.dev {
		attrs = append(attrs, slog.String("cause", cause.Error()))
	}
	p.logger.LogAttrs(ctx, slog.LevelError, "internal error", attrs...)
	return e.id
}

// typesOf names the types of an error's chain, outermost first.
func typesOf(err error) string {
	var names []string
	for err != nil && len(names) < 10 {
		names = append(names, fmt.Sprintf("%T", err))
		err = errors.Unwrap(err)
	}
	return strings.Join(names, " > ")
}

// loggedError stands for a panic that was logged where it was recovered.
type loggedError struct{}

// Error returns a fixed text.
func (loggedError) Error() string { return "panic" }

// recovered is gqlgen's RecoverFunc.
func (p *presenter) recovered(ctx context.Context, value any) error {
	if exchangeFrom(ctx).faults.Add(1) <= faultsLogged {
		logPanic(ctx, p.logger, value)
	}
	return loggedError{}
}

// capped cuts a text to at most limit bytes, between characters, and says so.
func capped(text string, limit int) string {
	if len(text) <= limit {
		return strings.ToValidUTF8(text, "\uFFFD")
	}
	const mark = "…"
	cut := max(limit-len(mark), 0)
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return strings.ToValidUTF8(text[:cut], "") + mark
}
