package stripe

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/httpx"
)

// client sends requests to one account. It is safe for concurrent use.
type client struct {
	source  string
	base    string
	key     string
	account string
	http    *httpx.Exchange
	slots   chan struct{} // one for each request that may run at once

	pace, searchPace *pacer // nil means as fast as may be
}

// pageAnswer is the envelope of lists and searches. Its objects are read one by
// one, so that a broken one does not take the others along.
type pageAnswer struct {
	Data     []json.RawMessage `json:"data"`
	HasMore  *bool             `json:"has_more"`
	NextPage string            `json:"next_page"` // of searches only
}

// get reads one object, or a page as it stands. Path has its segments escaped.
func (c *client) get(ctx context.Context, op, path string, query url.Values) (json.RawMessage, error) {
	if err := c.wait(ctx, op, path); err != nil {
		return nil, err
	}
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return nil, sources.FromContext(ctx, c.source, op)
	}
	req, err := c.request(ctx, path, query)
	if err != nil {
		return nil, &sources.Error{Kind: sources.KindInternal, Source: c.source, Op: op, Reason: "the address of Stripe's API is not usable"}
	}
	res, err := c.http.Do(req, op)
	if err != nil {
		return nil, err
	}
	if err := c.statusError(res, op); err != nil {
		return nil, err
	}
	if !json.Valid(res.Body) {
		return nil, c.malformed(op, notJSON(res))
	}
	return res.Body, nil
}

// wait keeps the pace. Searches count as requests too.
func (c *client) wait(ctx context.Context, op, path string) error {
	if strings.HasSuffix(path, "/search") {
		if err := c.searchPace.wait(ctx, c.source, op); err != nil {
			return err
		}
	}
	return c.pace.wait(ctx, c.source, op)
}

func (c *client) request(ctx context.Context, path string, query url.Values) (*http.Request, error) {
	address := c.base + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.key)
	req.Header.Set("Stripe-Version", Version)
	req.Header.Set("Accept", "application/json")
	if c.account != "" {
		req.Header.Set("Stripe-Account", c.account)
	}
	return req, nil
}

// page reads a page of a list or search.
func (c *client) page(ctx context.Context, op, path string, query url.Values) (*pageAnswer, error) {
	raw, err := c.get(ctx, op, path, query)
	if err != nil {
		return nil, err
	}
	var answer pageAnswer
	if json.Unmarshal(raw, &answer) != nil || answer.Data == nil || answer.HasMore == nil {
		return nil, c.malformed(op, "the answer is not a page of objects")
	}
	return &answer, nil
}

// mostPages bounds how far a list inside one object, or the matches of one
// search, are followed: a thousand objects.
const mostPages = 10

// all reads a list to its end.
func (c *client) all(ctx context.Context, op, path string, query url.Values) ([]json.RawMessage, error) {
	query.Set("limit", "100")
	var data []json.RawMessage
	for range mostPages {
		answer, err := c.page(ctx, op, path, query)
		if err != nil {
			return nil, err
		}
		data = append(data, answer.Data...)
		if !*answer.HasMore {
			return data, nil
		}
		last := headOf(answer.Data)
		if last == "" {
			return nil, c.malformed(op, "a page that is not the last has no object to continue after")
		}
		query.Set("starting_after", last)
	}
	return nil, &sources.Error{Kind: sources.KindUnsupported, Source: c.source, Op: op, Reason: "a payment has more than 1000 charges or refunds"}
}

// headOf returns the id of the last object; empty when it has none.
func headOf(data []json.RawMessage) string {
	if len(data) == 0 {
		return ""
	}
	h, err := readHead(data[len(data)-1])
	if err != nil {
		return ""
	}
	return h.ID
}

// check reads one payment with its charge and one customer.
func (c *client) check(ctx context.Context) error {
	const op = "check the account"
	query := url.Values{"limit": {"1"}, "expand[]": {"data.latest_charge"}}
	if _, err := c.page(ctx, op, "/v1/payment_intents", query); err != nil {
		return explain(err, "the key may not read payments: give it read permission for payment intents and charges")
	}
	if _, err := c.page(ctx, op, "/v1/customers", url.Values{"limit": {"1"}}); err != nil {
		return explain(err, "the key may not read customers: give it read permission for customers")
	}
	return nil
}
