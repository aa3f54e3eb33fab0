package httpx

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// The bounds of a client. The deadline of a call is its context's; these are
// the backstops for callers that set none, and for what no deadline covers.
const (
	connectTimeout   = 800 * time.Millisecond
	handshakeTimeout = 2 * time.Second
	headerTimeout    = 20 * time.Second
	callTimeout      = 30 * time.Second
	idleTimeout      = 90 * time.Second
	idlePerHost      = 32
	maxHeaderBytes   = 64 << 10
)

// NewClient returns a client for one upstream account: it connects within
// 800 ms, verifies certificates, speaks HTTP/2 where the server does, keeps
// connections for reuse, and hands a redirect back instead of following it, so
// that credentials go nowhere but to the host that they are for.
func NewClient() *http.Client {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}
	return &http.Client{
		Timeout:       callTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    handshakeTimeout,
			ResponseHeaderTimeout:  headerTimeout,
			IdleConnTimeout:        idleTimeout,
			MaxIdleConnsPerHost:    idlePerHost,
			MaxResponseHeaderBytes: maxHeaderBytes,
			ForceAttemptHTTP2:      true,
		},
	}
}

// Repeatable marks a request that only reads although its method does not say
// so, such as a GraphQL query sent by POST. The transport then replaces a kept
// connection that the server has closed in the meantime, as it does for GET.
// Nothing is added to what is sent.
func Repeatable(req *http.Request) {
	// net/http documents that an empty value marks the request without sending the header.
	req.Header["Idempotency-Key"] = []string{}
}
