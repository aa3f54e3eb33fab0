package shopify

import (
	"net/http"
	"strconv"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

// fault is one entry of an answer's errors. Its message is not kept: it may
// quote what was asked, and nobody may see it.
type fault struct {
	Path path
	Code string
}

// path is where in the answer a fault happened: "orders", "edges", "0", "node".
type path []string

// under reports whether the fault lies at or below the place.
func (f *fault) under(place ...string) bool {
	if len(f.Path) < len(place) {
		return false
	}
	for i, name := range place {
		if f.Path[i] != name {
			return false
		}
	}
	return true
}

// code is what Shopify calls a fault.
type code = string

const (
	codeThrottled code = "THROTTLED"
	codeTooDear   code = "MAX_COST_EXCEEDED"
	codeDenied    code = "ACCESS_DENIED"
)

// faultError returns what the faults of an answer mean as a whole: the first
// that is not a denial, else the denial.
func (c *client) faultError(op string, faults []fault, spent *cost) error {
	if len(faults) == 0 {
		return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: "the answer holds neither data nor errors"}
	}
	worst := &faults[0]
	for i := range faults {
		if faults[i].Code != codeDenied {
			worst = &faults[i]
			break
		}
	}
	e := worst.meaning(c.source, op)
	if e.Kind == sources.KindLimited && spent != nil {
		e.RetryAfter = spent.wait()
	}
	return e
}

func (f *fault) meaning(source, op string) *sources.Error {
	e := &sources.Error{Source: source, Op: op}
	switch f.Code {
	case codeThrottled:
		e.Kind, e.Reason = sources.KindLimited, reasonBudget
	case codeTooDear:
		e.Kind, e.Reason = sources.KindInternal, reasonTooDear
	case codeDenied:
		e.Kind, e.Reason = sources.KindDenied, denial(f.Path)
	case "UNAUTHENTICATED", "UNAUTHORIZED", "FORBIDDEN":
		e.Kind, e.Reason = sources.KindDenied, "the access token was refused"
	case "SHOP_INACTIVE":
		e.Kind, e.Reason = sources.KindDenied, "the shop is not active"
	case "TIMEOUT":
		e.Kind = sources.KindTimeout
	case "BAD_REQUEST":
		e.Kind, e.Reason = sources.KindInvalid, "the shop does not accept a value: if a cursor was passed, pass one answered for the same listing"
	case "INTERNAL_SERVER_ERROR", "":
		e.Kind = sources.KindUnavailable
	default:
		// The other codes are of validation: the document, or the version that reads it, is wrong.
		e.Kind, e.Reason = sources.KindInternal, "the shop's API version does not accept the query: check the configured version"
	}
	return e
}

const reasonTooDear = "the query costs more points than Shopify allows one request"

// isTooDear reports that the same may succeed when less is asked at once.
func isTooDear(err error) bool {
	e, ok := err.(*sources.Error) //nolint:errorlint // only an error made here is meant, never one that wraps it
	return ok && e.Kind == sources.KindInternal && e.Reason == reasonTooDear
}

// scopes names the access scope that a field of an answer needs, as far as it
// differs from that of its root.
var scopes = map[string]string{
	"orders":          "read_orders",
	"returns":         "read_returns",
	"draftOrders":     "read_draft_orders",
	"customers":       "read_customers",
	"customer":        "read_customers",
	"products":        "read_products",
	"productVariants": "read_products",
	"variant":         "read_products",
	"product":         "read_products",
	"inventoryItems":  "read_inventory",
	"inventoryItem":   "read_inventory",
	"inventoryLevels": "read_inventory",
	"locations":       "read_locations",
	"location":        "read_locations",

	"fulfillmentOrders": "read_merchant_managed_fulfillment_orders, or that of the other kinds of fulfillment orders",
}

// denial says which permission is missing, in words of ours only.
func denial(p path) string {
	for i := len(p) - 1; i >= 0; i-- {
		name := p[i]
		if _, err := strconv.Atoi(name); err == nil {
			continue
		}
		if scope, ok := scopes[name]; ok {
			return "the access token lacks the scope " + scope + ", or the app has no approval for protected customer data"
		}
	}
	return reasonDenied
}

const reasonDenied = "the access token lacks an access scope, or the app has no approval for protected customer data"

// faultError is that of the client. Lanes have names of their own, so a denial
// of a whole lane, or of an entity, does not say of what it is: of the kind.
func (c *collection[T, W]) faultError(op string, faults []fault, spent *cost) error {
	return c.explained(c.client.faultError(op, faults, spent))
}

func (c *collection[T, W]) explained(err error) error {
	if e, ok := err.(*sources.Error); ok && e.Kind == sources.KindDenied && e.Reason == reasonDenied { //nolint:errorlint // only an error made here is meant, never one that wraps it
		known := *e
		known.Reason = denial(path{c.root})
		return &known
	}
	return err
}

const (
	reasonRefused = "the shop refused the access token: check that it is of this shop and has not been revoked"
	reasonNoShop  = "no shop answers at this address: check the shop's domain and the API version"
)

// isRefused reports that the shop refused the access token.
func isRefused(err error) bool {
	e, ok := err.(*sources.Error) //nolint:errorlint // only an error made here is meant, never one that wraps it
	return ok && e.Kind == sources.KindDenied && e.Reason == reasonRefused
}

// statusError returns what a status other than 2xx means at Shopify; nil for 2xx.
func statusError(res *httpx.Response, source, op string) error {
	e := res.Err(source, op)
	if e == nil {
		return nil
	}
	switch res.Status {
	case http.StatusUnauthorized:
		e.Reason = reasonRefused
	case http.StatusPaymentRequired:
		e.Reason = "the shop is frozen until its bill is paid"
	case http.StatusForbidden:
		e.Reason = "the shop forbids the access: the token lacks a scope, or the shop is closed"
	case http.StatusNotFound:
		e.Kind, e.Reason = sources.KindDenied, reasonNoShop
	case http.StatusLocked:
		e.Kind, e.Reason = sources.KindDenied, "the shop is locked: its owner must ask Shopify why"
	case 430: // Shopify's own: security rejection
		e.Kind, e.Reason = sources.KindDenied, "Shopify rejected the request for reasons of security"
	}
	return e
}
