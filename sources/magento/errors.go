package magento

import (
	"errors"
	"net/http"
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

func isMissing(err error) bool { return errors.Is(err, errMissing) }

// unauthorized is Magento's sentence for a token that is good and lacks a
// right. The right's name is filled in by whoever reads it, and not from the answer.
const unauthorized = "The consumer isn't authorized to access %resources."

// rights names the resource of an integration that a path needs, the longest
// beginning first.
var rights = []struct{ prefix, resource string }{
	{"/V1/customers", "Magento_Customer::customer (Customers)"},
	{"/V1/products/attributes", "Magento_Catalog::attributes_attributes (Stores, Attributes, Product)"},
	{"/V1/products", "Magento_Catalog::products (Catalog, Inventory, Products)"},
	{"/V1/inventory/get-product-salable", "Magento_InventorySalesApi::stock (Stores, Inventory)"},
	{"/V1/inventory", "Magento_InventoryApi::source (Stores, Inventory, Sources)"},
	{"/V1/stockItems", "Magento_CatalogInventory::cataloginventory (Catalog, Inventory)"},
	{"/V1/store", "Magento_Backend::store (Stores, All Stores)"},
	{"/V1/shipments", "Magento_Sales::shipment (Sales, Shipments)"},
	{"/V1/transactions", "Magento_Sales::transactions_fetch (Sales, Transactions)"},
	{"/V1/invoices", "Magento_Sales::sales_invoice (Sales, Invoices)"},
	{"/V1/creditmemos", "Magento_Sales::sales_creditmemo (Sales, Credit Memos)"},
	{"/V1/orders", "Magento_Sales::sales (Sales)"},
}

func rightOf(path string) string {
	for _, r := range rights {
		if strings.HasPrefix(path, r.prefix) {
			return r.resource
		}
	}
	return "the resource of this list"
}

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
		if page {
			e.Kind, e.Reason = sources.KindInvalid, "no REST API of Magento answers at this address: check the URL"
			break
		}
		e.Kind, e.Err = sources.KindInvalid, errMissing
		e.Reason = "Magento knows no such address: check the URL, the code of the store view and that the module is installed"
	case http.StatusBadRequest:
		e.Reason, e.Err = "Magento does not accept the request", errRefused
	case http.StatusTooManyRequests:
		e.Reason = "the shop's limit of requests is reached"
	}
	if page && e.Kind == sources.KindUnavailable && res.Status == http.StatusServiceUnavailable {
		e.Reason = "a web page answered instead of the API: the shop is in maintenance, or what stands before it is overloaded"
	}
	return e
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
	case res.Status == http.StatusForbidden, messageOf(res) == unauthorized:
		e.Err = errLacksRight
		e.Reason = "the integration lacks the resource " + rightOf(path) + ": grant it under System, Integrations, API, and activate it again"
	case c.credentials.consumerKey == "":
		e.Reason = "the shop refused the access token: check that the integration is active, and that Stores, Configuration, Services, OAuth allows access tokens as Bearer, or give the consumer's key and the secrets, too"
	default:
		e.Reason = "the shop refused the signature: check the four credentials of the integration, that it is active, and this machine's clock"
	}
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

func (c *client) malformed(op, reason string) error {
	return &sources.Error{Kind: sources.KindMalformed, Source: c.source, Op: op, Reason: reason}
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

// result is the error of the answer as a whole: nil without errors, the first
// when nothing was answered, else a *sources.Partial.
func (l *errorList) result(answered bool) error {
	switch {
	case len(l.list) == 0:
		return nil
	case !answered:
		return l.list[0]
	}
	return &sources.Partial{Errs: l.list}
}
