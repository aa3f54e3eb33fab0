package shopify

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"sync"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/quota"
)

// client sends documents to one shop. It is safe for concurrent use.
type client struct {
	source    string
	domain    string
	endpoint  string
	tokens    *keyring
	version   string
	http      *httpx.Exchange
	logger    *slog.Logger
	budget    *quota.Bucket
	reach     *reach
	tailTexts tailDocuments
	watch     *versionWatch
	// background is what nobody waits for.
	background *background
	warned     sync.Map // search fields that the shop said it ignored
}

// request is one document with its variables.
type request struct {
	op        string
	document  string
	variables map[string]any
	// price is what the document costs with these variables, as far as it is known.
	price float64
	// changes marks a mutation, which is not sent again on another connection.
	changes bool
	// read takes the fields of the answer's root, one each time it is called.
	read func(*jsonx.Reader)
}

// answer is what came beside the data. The data may lack what the faults name.
type answer struct {
	faults   []fault
	currency string  // the shop's, where the document asked for it
	price    float64 // what Shopify charged in advance; 0 when it did not say
	version  string  // the version that answered, when Shopify said so
}

// do sends the request once, and once more with another token when the shop
// refuses one that can be renewed. An answer without any data, or with a fault
// that is not of one field, is the error that its faults mean, beside them; one with
// some data is returned with its faults.
func (c *client) do(ctx context.Context, r request) (*answer, error) {
	c.watchVersion()
	t, err := c.tokens.token(ctx)
	if err != nil {
		return nil, err
	}
	a, err := c.ask(ctx, r, t)
	if !isRefused(err) || !c.tokens.refused(t) {
		return a, err
	}
	if t, err = c.tokens.token(ctx); err != nil {
		return nil, err
	}
	return c.ask(ctx, r, t)
}

// ask sends the request with the token.
func (c *client) ask(ctx context.Context, r request, t *token) (*answer, error) {
	spending, err := c.budget.Spend(ctx, r.op, r.price)
	if err != nil {
		return nil, err
	}
	var e envelope
	defer func() { e.cost.settle(spending) }()
	req, err := c.post(r, t)
	if err != nil {
		return nil, err
	}
	var a *answer
	err = c.http.Do(ctx, req, r.op, func(res *httpx.Response) (err error) {
		a, err = c.answer(ctx, r, res, &e)
		return err
	})
	return a, err
}

// answer reads an answer while its body is lent.
func (c *client) answer(ctx context.Context, r request, res *httpx.Response, e *envelope) (*answer, error) {
	if err := statusError(res, c.source, r.op); err != nil {
		return nil, err
	}
	version := res.Header("X-Shopify-API-Version")
	c.noteVersion(version)
	if err := jsonx.Read(res.Body, func(in *jsonx.Reader) { e.decode(in, r.read) }); err != nil {
		if ended := sources.FromContext(ctx, c.source, r.op); ended != nil {
			return nil, ended
		}
		return nil, c.notAnAnswer(res, r.op)
	}
	c.noteWarnings(e.ignored)
	if !e.answered || slices.ContainsFunc(e.faults, func(f fault) bool { return len(f.Path) == 0 }) {
		return &answer{faults: e.faults}, c.faultError(r.op, e.faults, e.cost)
	}
	a := &answer{faults: e.faults, currency: e.currency, version: version}
	if e.cost != nil {
		a.price = e.cost.Requested
	}
	return a, nil
}

func (c *client) post(r request, t *token) (*httpx.Request, error) {
	body, err := json.Marshal(map[string]any{"query": r.document, "variables": r.variables})
	if err != nil {
		return nil, &sources.Error{Kind: sources.KindInternal, Source: c.source, Op: r.op, Err: err}
	}
	return &httpx.Request{
		Method: http.MethodPost, URL: c.endpoint, Header: t.header, Body: body,
		ReadOnly: !r.changes,
	}, nil
}

func (c *client) notAnAnswer(res *httpx.Response, op string) error {
	reason := "the answer is not JSON of the shape that GraphQL promises"
	if res.IsHTML() {
		reason = "a web page answered instead of the Admin API: check the shop's domain"
	}
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
}

// noteWarnings tells the log, once a field, of search terms that were ignored.
// Nothing depends on it: each row is checked again.
func (c *client) noteWarnings(fields []string) {
	if c.logger == nil {
		return
	}
	for _, field := range fields {
		if !knownSearchField(field) {
			continue // not a word of ours, so not for our log
		}
		if _, said := c.warned.LoadOrStore(field, true); !said {
			c.logger.Warn("the shop ignores a search field", "source", c.source, "field", field)
		}
	}
}
