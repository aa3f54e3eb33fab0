package woocommerce

import (
	"context"
	"strings"
	"sync/atomic"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// currency is the shop's own, in which its prices are written without saying
// so. It is asked for once: a shop has one, for all its life as good as ever.
type currency struct{ known atomic.Pointer[string] }

func (c *client) shopCurrency(ctx context.Context, op string) (string, error) {
	if known := c.currency.known.Load(); known != nil {
		return *known, nil
	}
	code := ""
	_, err := c.get(ctx, op, "/data/currencies/current", nil, "the answer is no currency", func(r *jsonx.Reader) {
		code = ""
		members(r, func(name []byte) {
			if string(name) == "code" {
				code = strings.ToUpper(readText(r))
			}
		})
	})
	if err == nil && !commerce.ValidCurrency(code) {
		err = c.malformed(op, "the shop does not say its currency")
	}
	if err != nil {
		return "", err
	}
	c.currency.known.Store(&code)
	return code, nil
}
