package httpx

import (
	"context"
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
	keepAlive        = 30 * time.Second
	idlePerHost      = 32
	maxHeaderBytes   = 64 << 10
)

// newClient returns a client for one upstream account: it connects within
// 800 ms, verifies certificates, speaks HTTP/2 where the server does, keeps
// connections for reuse, and hands a redirect back instead of following it, so
// that credentials go nowhere but to the host that they are for.
func newClient() *http.Client {
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: keepAlive}
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

// overStandard sends the request over net/http, leaves the answer in the room,
// and returns the major version of HTTP that it came in.
func overStandard(ctx context.Context, client *http.Client, req *Request, r *room, limit int64) (major int, err error) {
	request, err := req.standard(ctx)
	if err != nil {
		return 0, err
	}
	res, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if r.arrived, err = readAll(r.arrived, res.Body, res.ContentLength, limit); err != nil {
		return 0, err
	}
	header := res.Header
	if header == nil {
		header = http.Header{}
	}
	r.response = Response{Status: res.StatusCode, Body: r.arrived, header: header}
	return res.ProtoMajor, nil
}
