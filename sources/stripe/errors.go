package stripe

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

// refusal is what Stripe's error object says to programs. It is the cause
// inside an *sources.Error, for the connector's own decisions; none of it is shown.
type refusal struct {
	Status int    `json:"-"`
	Code   string `json:"code"`
	Param  string `json:"param"`
}

// Error quotes nothing of the answer.
func (r *refusal) Error() string { return "Stripe refused the request" }

const codeMissing = "resource_missing"

// missingIn reports whether err says that the object named by a parameter does
// not exist; "" asks for the object in the path.
func missingIn(err error, param string) bool {
	var r *refusal
	if !errors.As(err, &r) || r.Code != codeMissing {
		return false
	}
	if param == "" {
		return r.Status == http.StatusNotFound
	}
	return r.Param == param
}

// later is how long a request is not worth repeating that Stripe asks not to
// repeat. The guard gives up when a deadline is nearer.
const later = 30 * time.Second

// statusError returns what a status other than 2xx means at Stripe; nil for 2xx.
func (c *client) statusError(res *httpx.Response, op string) error {
	e := res.Err(c.source, op)
	if e == nil {
		return nil
	}
	r := readRefusal(res)
	if r != nil {
		e.Err = r
	}
	switch res.Status {
	case http.StatusUnauthorized:
		e.Reason = "Stripe refused the secret key: check that it is complete and has not been rolled or revoked"
	case http.StatusForbidden:
		e.Reason = c.forbidden(r)
	case http.StatusTooManyRequests:
		e.Reason = "Stripe's rate limit is reached"
	case http.StatusConflict:
		e.Kind, e.Reason = sources.KindUnavailable, "Stripe is busy with the same object"
	case http.StatusNotFound:
		if r == nil {
			e.Kind, e.Reason = sources.KindInvalid, "Stripe's API does not answer at this address: check the URL"
		}
	case http.StatusBadRequest:
		e.Reason = "Stripe does not accept the request"
	}
	heed(e, res.Header("Stripe-Should-Retry"))
	return e
}

// heed follows Stripe's own word on whether the request is worth repeating.
func heed(e *sources.Error, shouldRetry string) {
	switch {
	case shouldRetry == "true" && e.Kind == sources.KindInternal:
		e.Kind = sources.KindUnavailable
	case shouldRetry == "false" && e.Kind == sources.KindUnavailable && e.RetryAfter == 0:
		e.RetryAfter = later
	}
}

func (c *client) forbidden(r *refusal) string {
	switch {
	case r != nil && r.Code == "account_invalid", c.account != "" && r == nil:
		return "the key has no access to the connected account: check its id"
	case r == nil:
		return "Stripe forbids the access"
	}
	return "the restricted key lacks a permission: give it read permission for payment intents, charges, customers and, for fees, balance transactions"
}

func readRefusal(res *httpx.Response) *refusal {
	var body struct {
		Error *refusal `json:"error"`
	}
	readable := json.Unmarshal(res.Body, &body) == nil
	if !readable || body.Error == nil {
		return nil
	}
	body.Error.Status = res.Status
	return body.Error
}

func notJSON(res *httpx.Response) string {
	if res.IsHTML() {
		return "a web page answered instead of Stripe's API"
	}
	return "the answer is not JSON"
}

func (c *client) malformed(op, reason string) error {
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
}

// explain says in a denial for lack of permission what to mend.
func explain(err error, reason string) error {
	var e *sources.Error
	var r *refusal
	if errors.As(err, &e) && e.Kind == sources.KindDenied && errors.As(err, &r) && r.Status == http.StatusForbidden && r.Code != "account_invalid" {
		told := *e
		told.Reason = reason
		return &told
	}
	return err
}
