package stripe

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/quota"
)

// client sends requests to one account. It is safe for concurrent use.
type client struct {
	source  string
	base    string
	header  []httpx.Field
	account string
	http    *httpx.Exchange
	slots   *quota.Slots
	pace    pace
}

// get asks for what the path names, whose segments are escaped, and has the
// answer read. Wrong is what to say of an answer of another shape.
func (c *client) get(ctx context.Context, op, path string, query url.Values, wrong string, read func(*jsonx.Reader)) error {
	return c.pace.run(ctx, op, path, func() error { return c.send(ctx, op, path, query, wrong, read) })
}

func (c *client) send(ctx context.Context, op, path string, query url.Values, wrong string, read func(*jsonx.Reader)) error {
	if err := c.slots.Enter(ctx, c.source, op); err != nil {
		return err
	}
	defer c.slots.Leave()
	return c.http.Do(ctx, c.request(path, query), op, func(res *httpx.Response) error {
		if err := c.statusError(res, op); err != nil {
			return err
		}
		switch err := jsonx.Read(res.Body, read); {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return sources.FromContext(ctx, c.source, op)
		case errors.Is(err, jsonx.ErrSyntax):
			return c.malformed(op, notJSON(res))
		}
		return c.malformed(op, wrong)
	})
}

func (c *client) request(path string, query url.Values) *httpx.Request {
	address := c.base + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return &httpx.Request{Method: http.MethodGet, URL: address, Header: c.header}
}

// check reads one payment with its charge and one customer.
func (c *client) check(ctx context.Context) error {
	const op = "check the account"
	query := url.Values{"limit": {"1"}, "expand[]": {"data.latest_charge"}}
	if _, err := readPage(ctx, c, intentShape(nil), op, "/v1/payment_intents", query); err != nil {
		return explain(err, "the key may not read payments: give it read permission for payment intents and charges")
	}
	if _, err := readPage(ctx, c, customerShape, op, "/v1/customers", url.Values{"limit": {"1"}}); err != nil {
		return explain(err, "the key may not read customers: give it read permission for customers")
	}
	return nil
}
