package woocommerce

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// mostRequests is how many requests the source has under way at once: shops are
// single machines, often slow ones, with customers on them.
const mostRequests = 4

// client sends requests to one shop. It is safe for concurrent use.
type client struct {
	source  string
	account string
	shop    string // the address of WordPress, without a slash at its end
	plain   bool
	auth    *auth
	http    *httpx.Exchange
	slots   chan struct{} // one for each request that may run at once

	currency currency
	// lacks are the routes that the shop has shown not to have.
	lacksRefunds, lacksVariations, lacksFulfillments atomic.Bool
}

// told is what an answer says in its header.
type told struct {
	total int // how many rows the list has in all; -1 when it is not said
}

// get asks for a path below wc/v3 and has the answer read, perhaps more than
// once: read begins anew each time. Wrong is what to say of an answer of another shape.
func (c *client) get(ctx context.Context, op, path string, query url.Values, wrong string, read func(*jsonx.Reader)) (told, error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return told{}, sources.FromContext(ctx, c.source, op)
	}
	inQuery := c.auth.inQuery.Load()
	t, err := c.ask(ctx, op, path, query, inQuery, wrong, read)
	if !inQuery && c.auth.secure && isAnonymous(err) {
		// A wrong key has another code: the shop has seen no key at all.
		again, second := c.ask(ctx, op, path, query, true, wrong, read)
		if second == nil {
			c.auth.inQuery.Store(true)
			return again, nil
		}
		if !isAnonymous(second) {
			return again, second
		}
	}
	return t, err
}

func (c *client) ask(ctx context.Context, op, path string, query url.Values, inQuery bool, wrong string, read func(*jsonx.Reader)) (told, error) {
	t := told{total: -1}
	err := c.http.Do(ctx, c.request(path, query, inQuery), op, func(res *httpx.Response) error {
		if err := c.statusError(res, op); err != nil {
			return err
		}
		if n, err := strconv.Atoi(res.Header("X-Wp-Total")); err == nil && n >= 0 {
			t.total = n
		}
		if err := readJSON(res.Body, read); err != nil {
			if ended := sources.FromContext(ctx, c.source, op); ended != nil {
				return ended
			}
			return c.malformed(op, whatIsWrong(res, err, wrong))
		}
		return nil
	})
	return t, err
}

func (c *client) request(path string, query url.Values, inQuery bool) *httpx.Request {
	address := c.shop + "/wp-json/wc/v3" + path
	if c.plain {
		address = c.shop + "/"
		withRoute := url.Values{"rest_route": {"/wc/v3" + path}}
		for name, values := range query {
			withRoute[name] = values
		}
		query = withRoute
	}
	header, encoded := c.auth.sign(address, query, inQuery)
	if encoded != "" {
		address += "?" + encoded
	}
	return &httpx.Request{Method: http.MethodGet, URL: address, Header: header}
}

// The bounds of what is passed over before an answer.
const (
	mostNoise = 64 << 10
	mostTries = 16
)

// readJSON reads an answer. PHP writes notices in front of it where a shop is
// set up to show them, so that it begins at the first bracket which begins JSON.
func readJSON(body []byte, read func(*jsonx.Reader)) error {
	err := jsonx.Read(body, read)
	if err != jsonx.ErrSyntax || len(body) == 0 || body[0] == '[' || body[0] == '{' { //nolint:errorlint // the value that Read documents
		return err
	}
	rest := body
	for range mostTries {
		at := bytes.IndexAny(rest[:min(len(rest), mostNoise)], "[{")
		if at < 0 {
			return err
		}
		if again := jsonx.Read(rest[at:], read); again != jsonx.ErrSyntax { //nolint:errorlint // as above
			return again
		}
		rest = rest[at+1:]
	}
	return err
}

func (c *client) malformed(op, reason string) error {
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
}
