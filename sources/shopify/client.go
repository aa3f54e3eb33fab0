package shopify

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"sync"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/httpx"
)

// client sends documents to one shop. It is safe for concurrent use.
type client struct {
	source    string
	domain    string
	endpoint  string
	token     string
	version   string
	http      *httpx.Exchange
	logger    *slog.Logger
	budget    budget
	tailTexts tailDocuments
	warned    sync.Map // search fields that the shop said it ignored
}

// request is one document with its variables.
type request struct {
	op        string
	document  string
	variables map[string]any
	// price is what the document is known to cost with these variables; 0 when
	// no answer has told yet.
	price float64
}

// answer is what a document returned. Its data may lack what its faults name.
type answer struct {
	data    map[string]json.RawMessage
	faults  []fault
	price   float64 // what Shopify charged in advance; 0 when it did not say
	version string  // the version that answered, when Shopify said so
}

type envelope struct {
	Data       map[string]json.RawMessage `json:"data"`
	Errors     []fault                    `json:"errors"`
	Extensions struct {
		Cost   *cost `json:"cost"`
		Search []struct {
			Warnings []struct {
				Field string `json:"field"`
			} `json:"warnings"`
		} `json:"search"`
	} `json:"extensions"`
}

// do sends the request once. An answer without any data, or with a fault that is
// not of one field, is the error that its faults mean; one with some data is
// returned with its faults.
func (c *client) do(ctx context.Context, r request) (*answer, error) {
	if wait := c.budget.admit(r.price); wait > 0 {
		return nil, &sources.Error{Kind: sources.KindLimited, Source: c.source, Op: r.op, Reason: reasonBudget, RetryAfter: wait}
	}
	defer c.budget.leave()
	res, err := c.post(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := statusError(res, c.source, r.op); err != nil {
		return nil, err
	}
	var e envelope
	if err := json.Unmarshal(res.Body, &e); err != nil {
		return nil, c.notAnAnswer(res, r.op)
	}
	c.budget.learn(e.Extensions.Cost)
	c.noteWarnings(&e)
	a := &answer{data: e.Data, faults: e.Errors, version: res.Header.Get("X-Shopify-API-Version")}
	if e.Extensions.Cost != nil {
		a.price = e.Extensions.Cost.Requested
	}
	if !hasData(e.Data) || slices.ContainsFunc(e.Errors, func(f fault) bool { return len(f.Path) == 0 }) {
		return nil, c.faultError(r.op, e.Errors, e.Extensions.Cost)
	}
	return a, nil
}

func (c *client) post(ctx context.Context, r request) (*httpx.Response, error) {
	body, err := json.Marshal(map[string]any{"query": r.document, "variables": r.variables})
	if err != nil {
		return nil, &sources.Error{Kind: sources.KindInternal, Source: c.source, Op: r.op, Err: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, &sources.Error{Kind: sources.KindInternal, Source: c.source, Op: r.op, Reason: "the address of the shop is not usable"}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	req.Header.Set("X-Shopify-Access-Token", c.token)
	httpx.Repeatable(req) // only queries are sent, never mutations
	var out *httpx.Response
	err = c.http.Do(req, r.op, func(res *httpx.Response) error {
		out = &httpx.Response{Status: res.Status, Header: res.Header, Body: bytes.Clone(res.Body)}
		return nil
	})
	return out, err
}

// hasData reports whether any field of the root was answered.
func hasData(data map[string]json.RawMessage) bool {
	for _, raw := range data {
		if !isNull(raw) {
			return true
		}
	}
	return false
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

func (c *client) notAnAnswer(res *httpx.Response, op string) error {
	reason := "the answer is not JSON of the shape that GraphQL promises"
	if res.IsHTML() {
		reason = "a web page answered instead of the Admin API: check the shop's domain"
	}
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
}

// noteWarnings tells the log, once a field, of search terms that were ignored.
// Nothing depends on it: each row is checked again.
func (c *client) noteWarnings(e *envelope) {
	if c.logger == nil {
		return
	}
	for _, s := range e.Extensions.Search {
		for _, w := range s.Warnings {
			if !knownSearchField(w.Field) {
				continue // not a word of ours, so not for our log
			}
			if _, said := c.warned.LoadOrStore(w.Field, true); !said {
				c.logger.Warn("the shop ignores a search field", "source", c.source, "field", w.Field)
			}
		}
	}
}
