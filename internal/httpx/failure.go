package httpx

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"

	"github.com/galleria-graph/galleria/sources"
)

// failure says what the error of a transport means.
func (x *Exchange) failure(ctx context.Context, op string, err error) error {
	e := &sources.Error{Kind: sources.KindUnavailable, Source: x.source, Op: op}
	if errors.Is(err, errTooLarge) {
		e.Kind, e.Reason = sources.KindMalformed, "the answer is larger than is accepted"
		return e
	}
	if ended := sources.FromContext(ctx, x.source, op); ended != nil {
		return ended
	}
	e.Err = speakable(err)
	switch {
	case errors.Is(err, context.Canceled):
		e.Kind = sources.KindCanceled
	case errors.Is(err, errAddress):
		e.Kind, e.Reason = sources.KindInternal, "the address is not usable"
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

// garbled are words of net/http, for which it has no types, about an answer
// that it could not read as HTTP or could not inflate.
var garbled = []string{
	"malformed HTTP", "malformed MIME", "malformed chunked", "bad Content-Length", "Content-Length headers", "transfer encoding",
	"chunked line", "chunked encoding", "chunk length", "gzip: ", "flate: ", "invalid header", "response headers exceeded",
}

// isGarbled reports that what came is not HTTP.
func isGarbled(err error) bool {
	if errors.Is(err, errGarbled) {
		return true
	}
	text := err.Error()
	for _, sign := range garbled {
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
		authority    x509.UnknownAuthorityError
		dns          *net.DNSError
		errno        syscall.Errno
	)
	switch {
	case errors.As(err, &verification), errors.As(err, &authority):
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
