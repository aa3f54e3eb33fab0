package woocommerce

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// refusal is what an error of the API says to programs: its message is in the
// language of the shop, and never read. It is the cause inside an
// *sources.Error, for the connector's own decisions; none of it is shown.
type refusal struct {
	status int
	code   string
}

// Error quotes nothing of the answer.
func (r *refusal) Error() string { return "WooCommerce refused the request" }

const (
	codeNoRoute    = "rest_no_route"
	codeCannotView = "woocommerce_rest_cannot_view"
	codeBadKey     = "woocommerce_rest_authentication_error"
	codeParameter  = "rest_invalid_param"
)

// statusLimitReached is 508, "Resource Limit Is Reached" at hosts with cPanel:
// the shop has used up its share of the machine.
const statusLimitReached = http.StatusLoopDetected

// isNoRoute reports that the shop has no such route: its version is too old for
// it, or a feature is switched off.
func isNoRoute(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusNotFound && r.code == codeNoRoute
}

// isParameter reports that the shop does not know a value of a parameter.
func isParameter(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusBadRequest && r.code == codeParameter
}

// isMissing reports that what the path names does not exist.
func isMissing(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusNotFound && strings.HasSuffix(r.code, "_invalid_id")
}

// isAnonymous reports that the shop saw no key that it knows: a user without
// rights gets 403, and a wrong secret another code.
func isAnonymous(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusUnauthorized && r.code == codeCannotView
}

// statusError returns what a status other than 2xx means at WooCommerce; nil for 2xx.
func (c *client) statusError(res *httpx.Response, op string) error {
	e := res.Err(c.source, op)
	if e == nil {
		return nil
	}
	code := readCode(res.Body)
	e.Err = &refusal{status: res.Status, code: code}
	switch res.Status {
	case http.StatusUnauthorized:
		e.Reason = c.unauthorized(code)
	case http.StatusForbidden:
		e.Reason = "the shop forbids the access: the key's user must be a shop manager, and no firewall may stop the request"
		if code == codeCannotView {
			e.Reason = "the key's user may not see this: make the key for a shop manager"
		}
	case http.StatusNotFound:
		e.Kind, e.Reason = sources.KindDenied, c.notFound(code)
	case http.StatusTooManyRequests, statusLimitReached:
		e.Kind, e.Reason = sources.KindLimited, "the shop's host says that there are too many requests"
		e.RetryAfter = cmp.Or(httpx.RetryAfter(res.Header("Retry-After"), time.Now()), unsaidPause)
	case http.StatusBadRequest:
		e.Reason = "the shop does not accept the request"
		if code == codeParameter {
			e.Reason = "the shop does not accept a parameter: its version of WooCommerce may be too old"
		}
	default:
		if e.Kind == sources.KindUnavailable && res.IsHTML() {
			e.Reason += ", with a web page: the shop is in maintenance, or its host is in trouble"
		}
	}
	return e
}

func (c *client) unauthorized(code string) string {
	switch {
	case code == codeBadKey:
		return "the shop refused the consumer key: check that key and secret are of this shop and have not been revoked"
	case !c.auth.secure:
		return "the shop did not accept the signed request: check key and secret, and that the shop's own address is the configured one"
	}
	return "the shop saw no valid key, neither in the header nor in the address: check key and secret, and what the host takes away"
}

func (c *client) notFound(code string) string {
	switch {
	case code == codeNoRoute:
		return "the shop has no such route in wc/v3: WooCommerce is switched off, or too old for it"
	case code == "" && c.plain:
		return "no REST API answers at this address: check the shop's address"
	case code == "":
		return "no REST API answers at this address: check it, or set plain permalinks if the shop has these"
	}
	return "the shop knows nothing under this id"
}

// readCode returns an error's code; empty when the answer is none of WordPress.
func readCode(body []byte) string {
	var code string
	_ = readJSON(body, func(r *jsonx.Reader) { // a text that is no JSON has no code
		code = ""
		for ok := r.Kind() == jsonx.Object && r.Object(); ok && r.Member(); {
			if string(r.Name()) == "code" {
				code = readText(r)
			}
		}
	})
	return code
}

func whatIsWrong(res *httpx.Response, err error, wrong string) string {
	switch {
	case res.IsHTML():
		return "a web page answered instead of the REST API: the shop is in maintenance, or the address is not its own"
	case errors.Is(err, jsonx.ErrSyntax):
		return "the answer is not JSON"
	}
	return wrong
}

// partly returns what was found only beside an error that leaves it usable.
func partly[K comparable, V any](out map[K]V, err error) (map[K]V, error) {
	var partial *sources.Partial
	if err == nil || errors.As(err, &partial) {
		return out, err
	}
	return nil, err
}
