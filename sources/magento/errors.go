package magento

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// errMissing is the cause of an error that says that Magento knows no such
// address or entity.
var errMissing = errors.New("no such address or entity")

// errRefused is the cause of an error that says that Magento does not accept
// what was asked.
var errRefused = errors.New("not accepted")

// pageLimit is the cause of an error that says how many rows a page may have.
type pageLimit struct{ most int }

func (*pageLimit) Error() string { return "more rows than the shop gives in one page" }

// Unwrap makes it one of what is not accepted.
func (*pageLimit) Unwrap() error { return errRefused }

// errLacksRight is the cause of a denial for lack of a right.
var errLacksRight = errors.New("lacks a right")

func isMissing(err error) bool  { return errors.Is(err, errMissing) }
func isRefused(err error) bool  { return errors.Is(err, errRefused) }
func lacksRight(err error) bool { return errors.Is(err, errLacksRight) }

// What Magento's sentences begin with. What stands for %resources or %1 is
// filled in by whoever reads them, and never by us from the answer.
var (
	lacking    = []string{"The consumer isn't authorized to access", "Consumer is not authorized to access"}
	noRoute    = []string{"Request does not match any route"}
	tooMany    = []string{"Maximum SearchCriteria pageSize is"}
	noStore    = []string{"The store that was requested", "Requested store is not found"}
	wrongInput = "Magento does not accept the request"
)

// statusInsufficient is what hosts of many shops answer when one of them has
// used up its share of the machine.
const statusInsufficient = 508

// statusError returns what a status other than 2xx means at Magento; nil for 2xx.
func (c *client) statusError(res *httpx.Response, op, path string) error {
	e := res.Err(c.source, op)
	if e == nil {
		return nil
	}
	page := res.IsHTML()
	switch res.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		c.denied(e, res, path, page)
	case http.StatusNotFound:
		missing(e, res, page)
	case http.StatusBadRequest:
		e.Reason, e.Err = wrongInput, errRefused
		if most := pageLimitOf(res); most > 0 {
			e.Err = &pageLimit{most}
		}
	case http.StatusTooManyRequests:
		e.Reason = "the shop's limit of requests is reached"
	case statusInsufficient:
		e.Kind, e.Reason = sources.KindLimited, "the share that the shop has of its host is used up"
	case http.StatusServiceUnavailable:
		if page || e.RetryAfter > 0 {
			e.Reason = "the shop is in maintenance, or what stands before it is overloaded"
		}
	}
	return e
}

// missing tells an address that is wrong from an entity that is gone.
func missing(e *sources.Error, res *httpx.Response, page bool) {
	e.Kind = sources.KindInvalid
	if page {
		e.Reason = "no REST API of Magento answers at this address: check the URL"
		return
	}
	e.Err = errMissing
	switch message := messageOf(res); {
	case startsWith(message, noStore):
		e.Reason = "Magento knows no such store view: check its code"
	case startsWith(message, noRoute):
		e.Reason = "Magento knows no such address: check the URL, and that the module is installed"
	default:
		e.Reason = "Magento knows no such entity"
	}
}

// denied tells a token that is refused from one that lacks a right, and both
// from a firewall before the shop, which answers with a web page.
func (c *client) denied(e *sources.Error, res *httpx.Response, path string, page bool) {
	switch {
	case page && res.Status == http.StatusForbidden:
		e.Kind, e.Reason = sources.KindUnavailable, "a firewall before the shop refused the request: let it pass requests of this server to the REST API"
		e.RetryAfter = httpx.RetryAfter(res.Header("Retry-After"), time.Now())
	case page:
		e.Reason = "a web page answered that asks for a login: let this server pass to the REST API"
	case res.Status == http.StatusForbidden, startsWith(messageOf(res), lacking):
		e.Err = errLacksRight
		e.Reason = "the integration lacks the right to read " + rightTo(path) + ": grant it under System, Integrations, API, and activate it again"
	case c.credentials.consumerKey == "":
		e.Reason = "the shop refused the access token: check that the integration is active, and that Stores, Configuration, Services, OAuth allows access tokens as Bearer, or give the consumer's key and the secrets, too"
	default:
		e.Reason = "the shop refused the signature: check the four credentials of the integration, that it is active, and this machine's clock"
	}
}

// rights say what an integration reads at a path, and under which resource an
// administrator finds the right to it; the longest beginning first.
var rights = []struct{ prefix, what string }{
	{"/V1/customers", "customers (Magento_Customer::customer)"},
	{"/V1/products/attributes", "product attributes (Stores, Attributes)"},
	{"/V1/products", "products (Magento_Catalog::catalog)"},
	{"/V1/stockItems", "stock records (Magento_CatalogInventory::cataloginventory)"},
	{"/V1/inventory/get-product-salable", "salable quantities (Stores, Inventory)"},
	{"/V1/inventory", "inventory sources (Magento_InventoryApi)"},
	{"/V1/store", "store views (Stores)"},
	{"/V1/shipments", "shipments (Magento_Sales::sales)"},
	{"/V1/transactions", "transactions (Magento_Sales::sales)"},
	{"/V1/invoices", "invoices (Magento_Sales::sales)"},
	{"/V1/creditmemos", "credit memos (Magento_Sales::sales)"},
	{"/V1/orders", "orders (Magento_Sales::sales)"},
}

func rightTo(path string) string {
	for _, r := range rights {
		if strings.HasPrefix(path, r.prefix) {
			return r.what
		}
	}
	return "this list"
}

// messageOf returns the sentence of an error, without what is filled in.
func messageOf(res *httpx.Response) string {
	var message string
	_ = jsonx.Read(res.Body, func(r *jsonx.Reader) { // what is no JSON has no message
		for ok := r.Object(); ok && r.Member(); {
			if string(r.Name()) == "message" {
				message = r.Text().Value
			}
		}
	})
	return message
}

// pageLimitOf returns how many rows a page may have, where an error says that.
func pageLimitOf(res *httpx.Response) (most int) {
	if !startsWith(messageOf(res), tooMany) {
		return 0
	}
	take := func(r *jsonx.Reader) { most = max(most, int(min(readInt(r).Value, pageSize))) }
	_ = jsonx.Read(res.Body, func(r *jsonx.Reader) { // it was read before
		for ok := r.Object(); ok && r.Member(); {
			switch {
			case string(r.Name()) != "parameters":
			case r.Kind() == jsonx.Array:
				for ok := r.Array(); ok && r.Element(); {
					take(r)
				}
			default:
				for ok := r.Object(); ok && r.Member(); {
					take(r)
				}
			}
		}
	})
	return most
}

func startsWith(text string, with []string) bool {
	return slices.ContainsFunc(with, func(prefix string) bool { return strings.HasPrefix(text, prefix) })
}

func (c *client) malformed(op, reason string) error {
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
}

// wrongRow is the error of a row that has not the shape promised.
func (c *client) wrongRow(op string) error {
	return c.malformed(op, "an entry is not of the shape that Magento promises")
}

// wrongField is the error of an entity whose field is not what was promised.
func (c *client) wrongField(op, field string) error {
	return c.malformed(op, "an entry's "+field+" is not what Magento promises")
}

// errorList holds the different errors of an answer that was made of several.
type errorList struct{ list []error }

func (l *errorList) add(errs ...error) {
	for _, err := range errs {
		known := err == nil
		for _, other := range l.list {
			known = known || other.Error() == err.Error()
		}
		if !known {
			l.list = append(l.list, err)
		}
	}
}

// result is the error of the answer as a whole: nil without errors, all of them
// when nothing was answered, else a *sources.Partial.
func (l *errorList) result(answered bool) error {
	if answered && len(l.list) > 0 {
		return &sources.Partial{Errs: l.list}
	}
	return joined(l.list)
}

// joined is one error of all the different ones. That which says when to come
// back stands first, where those look who decide whether to ask again.
func joined(errs []error) error {
	var l errorList
	l.add(errs...)
	switch len(l.list) {
	case 0:
		return nil
	case 1:
		return l.list[0]
	}
	slices.SortStableFunc(l.list, func(a, b error) int { return -cmp.Compare(retryAfter(a), retryAfter(b)) })
	return errors.Join(l.list...)
}

func retryAfter(err error) time.Duration {
	var e *sources.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.RetryAfter
}
