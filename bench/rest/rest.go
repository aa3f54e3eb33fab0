// Package rest asks the upstream over net/http: what the hand-written server
// and the connector have in common, so that they differ in what they do and not
// in how they ask.
package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
	"unsafe"
)

const (
	maxBody     = 8 << 20
	idleConns   = 256
	headerLimit = 20 * time.Second
)

// Client asks one upstream.
type Client struct {
	transport *http.Transport
	scheme    string
	host      string
	header    http.Header
}

// New returns a client of the upstream at the address, such as http://127.0.0.1:8080.
func New(address string) (*Client, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("address of the upstream: want http://host:port")
	}
	return &Client{
		transport: &http.Transport{MaxIdleConnsPerHost: idleConns, DisableCompression: true, ResponseHeaderTimeout: headerLimit},
		scheme:    u.Scheme, host: u.Host,
		header: http.Header{"Accept": {"application/json"}},
	}, nil
}

// Close closes connections that are not in use.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// StatusError is an answer that is no success.
type StatusError struct {
	Status int
	Header http.Header
}

// Error names the status, and nothing that was answered.
func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Status) }

// ErrTooLarge is returned for an answer that nobody would expect.
var ErrTooLarge = errors.New("the answer is larger than is accepted")

// Body is an answer in a buffer that is used again.
type Body struct{ bytes []byte }

// Text returns the answer. It is valid until Release.
func (b *Body) Text() string { return unsafe.String(unsafe.SliceData(b.bytes), len(b.bytes)) }

// Release gives the buffer back.
func (b *Body) Release() { bodies.Put(b) }

var bodies = sync.Pool{New: func() any { return &Body{bytes: make([]byte, 0, 32<<10)} }}

// Get asks for a path with a query. The caller releases the body.
func (c *Client) Get(ctx context.Context, path, query string) (*Body, error) {
	req := (&http.Request{
		Method: http.MethodGet,
		URL:    &url.URL{Scheme: c.scheme, Host: c.host, Path: path, RawQuery: query},
		Header: c.header, Host: c.host,
	}).WithContext(ctx)
	res, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, fmt.Errorf("ask upstream: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		_, _ = io.CopyN(io.Discard, res.Body, maxBody) // so that the connection can be used again
		return nil, &StatusError{Status: res.StatusCode, Header: res.Header}
	}
	return read(res)
}

func read(res *http.Response) (*Body, error) {
	b := bodies.Get().(*Body)
	if err := b.fill(res); err != nil {
		b.Release()
		return nil, err
	}
	return b, nil
}

// fill reads the answer into the buffer, which grows as needed.
func (b *Body) fill(res *http.Response) error {
	b.bytes = b.bytes[:0]
	if n := res.ContentLength; n > int64(cap(b.bytes)) && n <= maxBody {
		b.bytes = make([]byte, 0, n+1)
	}
	for len(b.bytes) <= maxBody {
		if len(b.bytes) == cap(b.bytes) {
			b.bytes = append(b.bytes, 0)[:len(b.bytes)]
		}
		n, err := res.Body.Read(b.bytes[len(b.bytes):cap(b.bytes)])
		b.bytes = b.bytes[:len(b.bytes)+n]
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read answer: %w", err)
		}
	}
	return ErrTooLarge
}
