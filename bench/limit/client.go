package limit

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

// client asks the upstream over net/http, as code written by hand would.
type client struct {
	transport *http.Transport
	scheme    string
	host      string
	header    http.Header
}

func newClient(address string) (*client, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, errors.New("address of the upstream: want http://host:port")
	}
	return &client{
		transport: &http.Transport{MaxIdleConnsPerHost: idleConns, DisableCompression: true, ResponseHeaderTimeout: headerLimit},
		scheme:    u.Scheme, host: u.Host,
		header: http.Header{"Accept": {"application/json"}},
	}, nil
}

var errTooLarge = errors.New("the answer is larger than is accepted")

// body is an answer in a buffer that is used again.
type body struct{ bytes []byte }

// text returns the answer. It is valid until release.
func (b *body) text() string { return unsafe.String(unsafe.SliceData(b.bytes), len(b.bytes)) }

// release gives the buffer back.
func (b *body) release() { bodies.Put(b) }

var bodies = sync.Pool{New: func() any { return &body{bytes: make([]byte, 0, 32<<10)} }}

// get asks for a path with a query. The caller releases the body.
func (c *client) get(ctx context.Context, path, query string) (*body, error) {
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
		return nil, fmt.Errorf("ask upstream: status %d", res.StatusCode)
	}
	return read(res)
}

func read(res *http.Response) (*body, error) {
	b := bodies.Get().(*body)
	if err := b.fill(res); err != nil {
		b.release()
		return nil, err
	}
	return b, nil
}

// fill reads the answer into the buffer, which grows as needed.
func (b *body) fill(res *http.Response) error {
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
	return errTooLarge
}
