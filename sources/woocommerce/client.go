package woocommerce

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/quota"
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
	slots   *quota.Slots
	pause   pause

	currency                          currency
	refunds, variations, fulfillments lack
	drafts                            lack // of a word for the drafts of checkouts
}

// told is what an answer says in its header.
type told struct {
	total int // how many rows the list has in all; -1 when it is not said
}

// get asks for a path below wc/v3 and has the answer read, perhaps more than
// once: read begins anew each time. Wrong is what to say of an answer of another shape.
func (c *client) get(ctx context.Context, op, path string, query url.Values, wrong string, read func(*jsonx.Reader)) (told, error) {
	if err := c.slots.Enter(ctx, c.source, op); err != nil {
		return told{}, err
	}
	defer c.slots.Leave()
	if err := c.resting(op); err != nil {
		return told{}, err
	}
	way := c.auth.way.Load()
	t, err := c.ask(ctx, op, path, query, way == inAddress, wrong, read)
	switch {
	case !c.auth.secure || way != unproven:
	case err == nil:
		c.auth.way.CompareAndSwap(unproven, inHeader)
	case isAnonymous(err) && c.auth.isWorthATry():
		return c.askByAddress(ctx, op, path, query, wrong, read, err)
	}
	return t, err
}

// askByAddress asks again with the key in the address, because the shop says
// that it has seen none: some hosts take the header away. An unknown key looks
// the same, so what comes of it is remembered, and one request finds it out for
// all that wait. Anonymous is what the header was answered with.
func (c *client) askByAddress(ctx context.Context, op, path string, query url.Values, wrong string, read func(*jsonx.Reader), anonymous error) (told, error) {
	select {
	case c.auth.trying <- struct{}{}:
		defer func() { <-c.auth.trying }()
	case <-ctx.Done():
		return told{}, sources.FromContext(ctx, c.source, op)
	}
	if c.auth.way.Load() != inAddress && !c.auth.isWorthATry() { // another request has found it out
		return told{}, anonymous
	}
	t, err := c.ask(ctx, op, path, query, true, wrong, read)
	switch {
	case err == nil:
		c.auth.way.Store(inAddress)
	case sources.KindOf(err) == sources.KindDenied:
		c.auth.refused.Store(time.Now().UnixNano())
	}
	if isAnonymous(err) {
		return t, anonymous
	}
	return t, err
}

func (c *client) ask(ctx context.Context, op, path string, query url.Values, byAddress bool, wrong string, read func(*jsonx.Reader)) (told, error) {
	t := told{total: -1}
	err := c.http.Do(ctx, c.request(path, query, byAddress), op, func(res *httpx.Response) error {
		if err := c.statusError(res, op); err != nil {
			c.pause.heed(err)
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

func (c *client) request(path string, query url.Values, byAddress bool) *httpx.Request {
	address := c.shop + "/wp-json/wc/v3" + path
	if c.plain {
		address = c.shop + "/"
		withRoute := url.Values{"rest_route": {"/wc/v3" + path}}
		for name, values := range query {
			withRoute[name] = values
		}
		query = withRoute
	}
	header, encoded := c.auth.sign(address, query, byAddress)
	if encoded != "" {
		address += "?" + encoded
	}
	return &httpx.Request{Method: http.MethodGet, URL: address, Header: header}
}

func (c *client) malformed(op, reason string) error {
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
}
