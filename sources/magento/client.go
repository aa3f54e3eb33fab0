package magento

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
	"github.com/galleria-graph/galleria/sources/quota"
)

// mostRequests is how many requests run at once: every answer is work for the
// shop's own web server and database.
const mostRequests = 4

// client sends requests to one shop. It is safe for concurrent use.
type client struct {
	source      string
	base        string // up to the version: "https://shop.example.com/rest/all"
	admin       string // where orders open, with an empty last part; may be empty
	store       string
	credentials credentials
	http        *httpx.Exchange
	slots       *quota.Slots
	stock       int    // whose salable quantity is asked for; 0 for none
	barcode     string // the attribute that holds it; empty for none

	shop shop
	// mostRows is how many rows the shop gives in one page; 0 while it has set no limit.
	mostRows atomic.Int64
	// untrimmed holds the paths whose answers come empty when they are trimmed.
	untrimmed sync.Map
}

// get asks for what the path names, whose segments are escaped, and has the answer read.
func (c *client) get(ctx context.Context, op, path string, query []param, read func(*jsonx.Reader)) error {
	if err := c.slots.Enter(ctx, c.source, op); err != nil {
		return err
	}
	defer c.slots.Leave()
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
		case errors.Is(err, jsonx.ErrSyntax):
			return c.malformed(op, unreadable(res))
		}
		return c.malformed(op, "the answer is not what Magento promises")
	})
}

// unreadable says what stands where JSON was promised.
func unreadable(res *httpx.Response) string {
	const near = 4096
	head := res.Body[:min(len(res.Body), near)]
	for _, word := range []string{"Notice", "Warning", "Deprecated", "Fatal error"} {
		if bytes.Contains(head, []byte("<b>"+word+"</b>:")) || bytes.HasPrefix(bytes.TrimSpace(head), []byte("PHP "+word+":")) {
			return "PHP's own messages stand in the answer: switch display_errors off in the shop"
		}
	}
	if res.IsHTML() {
		return "a web page answered instead of Magento's API"
	}
	return "the answer is not JSON"
}

// each calls f for 0 to n-1, as many at once as requests may run: see [parallel.Each].
func each(n int, f func(i int) error) []error { return parallel.Each(n, mostRequests, f) }
