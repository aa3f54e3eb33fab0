package httpx

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"

	"github.com/galleria-graph/galleria/sources"
)

// MaxBody is how many bytes of an answer are read, after inflating.
const MaxBody = 8 << 20

// Exchange sends requests of one source.
type Exchange struct {
	Client *http.Client
	// Source is the configured name that errors carry.
	Source string
	// MaxBody bounds an answer in bytes after inflating; 0 means [MaxBody].
	MaxBody int64
}

// Response is an answer that was read to its end. Its body is lent: it is used
// for another answer as soon as the function returns that [Exchange.Do] called.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Do sends the request once, reads the whole answer, whatever its status, and
// hands it to use, whose error it returns: see [Response.Err]. Use must keep
// nothing of the body, only copies. Do's own error is an *sources.Error about
// the transport: KindTimeout or KindCanceled when the request's context ends,
// KindMalformed for an answer that is too large or is not HTTP, otherwise
// KindUnavailable. It holds neither the address nor a word of the upstream.
func (x *Exchange) Do(req *http.Request, op string, use func(*Response) error) error {
	res, err := x.Client.Do(req)
	if err != nil {
		return x.failure(req.Context(), op, err)
	}
	defer res.Body.Close()
	limit := x.MaxBody
	if limit <= 0 {
		limit = MaxBody
	}
	body := lendBody()
	defer body.giveBack()
	switch err := body.fill(res.Body, res.ContentLength, limit); {
	case errors.Is(err, errTooLarge):
		return &sources.Error{Kind: sources.KindMalformed, Source: x.Source, Op: op, Reason: "the answer is larger than is accepted"}
	case err != nil:
		return x.failure(req.Context(), op, err)
	}
	if ended := sources.FromContext(req.Context(), x.Source, op); ended != nil {
		return ended // nobody waits for it any more
	}
	return use(&Response{Status: res.StatusCode, Header: res.Header, Body: body.bytes})
}

func (x *Exchange) failure(ctx context.Context, op string, err error) error {
	if ended := sources.FromContext(ctx, x.Source, op); ended != nil {
		return ended
	}
	e := &sources.Error{Kind: sources.KindUnavailable, Source: x.Source, Op: op}
	e.Err = speakable(err)
	switch {
	case errors.Is(err, context.Canceled):
		e.Kind = sources.KindCanceled
	case isTimeout(err):
		e.Kind = sources.KindTimeout
	case isUntrusted(err):
		e.Reason = "the server's certificate could not be verified"
	case isGarbled(err):
		e.Kind, e.Reason = sources.KindMalformed, "the answer is not valid HTTP"
	}
	return e
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

func isUntrusted(err error) bool {
	var verification *tls.CertificateVerificationError
	return errors.As(err, &verification)
}

// isGarbled knows what net/http calls an answer that it could not read as HTTP
// or could not inflate: it has no types for these.
func isGarbled(err error) bool {
	text := err.Error()
	for _, sign := range []string{"malformed HTTP", "malformed MIME", "bad Content-Length", "gzip: ", "flate: ", "invalid header", "response headers exceeded"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// speakable returns the part of a transport's error that holds neither an
// address with its query nor what the upstream sent; nil when there is none.
func speakable(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var (
		verification *tls.CertificateVerificationError
		unknown      x509.UnknownAuthorityError
		dns          *net.DNSError
		errno        syscall.Errno
	)
	switch {
	case errors.As(err, &verification), errors.As(err, &unknown):
		return errors.New("certificate not trusted")
	case errors.As(err, &dns):
		return errors.New("host not found")
	case errors.As(err, &errno):
		return errno
	}
	for _, known := range []error{io.ErrUnexpectedEOF, io.EOF, os.ErrDeadlineExceeded, context.DeadlineExceeded, context.Canceled, net.ErrClosed} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}
