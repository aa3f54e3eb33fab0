package magento

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// parallel is how many requests run at once: every answer is work for the
// shop's own web server and database.
const parallel = 4

// client sends requests to one shop. It is safe for concurrent use.
type client struct {
	source      string
	base        string // up to the version: "https://shop.example.com/rest/all"
	admin       string // where orders open, with an empty last part; may be empty
	store       string
	credentials credentials
	http        *httpx.Exchange
	slots       chan struct{}
	stock       int    // whose salable quantity is asked for; 0 for none
	barcode     string // the attribute that holds it; empty for none

	shop shop
	// untrimmed holds the paths whose answers come empty when they are trimmed.
	untrimmed sync.Map
}

// get asks for what the path names, whose segments are escaped, and has the answer read.
func (c *client) get(ctx context.Context, op, path string, query []param, read func(*jsonx.Reader)) error {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return sources.FromContext(ctx, c.source, op)
	}
	address := c.base + path
	req := &httpx.Request{Method: http.MethodGet, URL: address, Header: []httpx.Field{
		{Name: "Authorization", Value: c.credentials.authorization(http.MethodGet, address, query)},
		{Name: "Accept", Value: "application/json"},
	}}
	if len(query) > 0 {
		req.URL += "?" + encodeParams(query)
	}
	return c.http.Do(ctx, req, op, func(res *httpx.Response) error {
		if err := c.statusError(res, op, path); err != nil {
			return err
		}
		switch err := jsonx.Read(res.Body, read); {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return sources.FromContext(ctx, c.source, op)
		case errors.Is(err, jsonx.ErrSyntax) && res.IsHTML():
			return c.malformed(op, "a web page answered instead of Magento's API")
		case errors.Is(err, jsonx.ErrSyntax):
			return c.malformed(op, "the answer is not JSON")
		}
		return c.malformed(op, "the answer is not what Magento promises")
	})
}

// each calls f for 0 to n-1, some at once, and returns the first error.
func each(n int, f func(i int) error) error {
	if n == 1 {
		return f(0)
	}
	var group errgroup.Group
	group.SetLimit(parallel)
	for i := range n {
		group.Go(func() error { return f(i) })
	}
	return group.Wait()
}
