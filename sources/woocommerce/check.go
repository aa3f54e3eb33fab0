package woocommerce

import (
	"context"
	"errors"
	"net/url"

	"github.com/galleria-graph/galleria/sources"
)

// check reads one row of each list, which proves the address, the key, its
// rights and the version, and the currency.
func (c *client) check(ctx context.Context) error {
	const op = "check the shop"
	for _, list := range []struct{ path, noun string }{
		{"/orders", "orders"}, {"/customers", "customers"}, {"/products", "products"},
	} {
		query := url.Values{"per_page": {"1"}, "_fields": {"id"}}
		if list.noun == "customers" {
			query.Set("role", "all")
		}
		if _, _, err := readRows(ctx, c, op, list.path, query, (*goodWire).decode); err != nil {
			return checkError(err, list.noun)
		}
	}
	_, err := c.shopCurrency(ctx, op)
	return checkError(err, "the shop's currency")
}

// checkError says what to mend.
func checkError(err error, noun string) error {
	var e *sources.Error
	if !errors.As(err, &e) || e.Kind != sources.KindDenied {
		return err
	}
	told := *e
	switch {
	case isNoRoute(err):
		told.Reason = "the site answers, but not for WooCommerce: activate it, in version 3.5 or newer"
	case isForbidden(err):
		told.Reason = "the key may not read " + noun + ": make it for a shop manager or administrator, with permission to read"
	default:
		return err
	}
	return &told
}

func isForbidden(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.code == codeCannotView
}
