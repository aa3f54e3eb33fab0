package woocommerce

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// currencyTime is how long the shop's currency is not asked for again: a shop
// hardly ever has another one, but prices would be wrong by it.
const currencyTime = 10 * time.Minute

// currency is the shop's own, in which its prices are written without saying so.
type currency struct{ known atomic.Pointer[knownCurrency] }

type knownCurrency struct {
	code  string
	until time.Time
}

func (c *client) shopCurrency(ctx context.Context, op string) (string, error) {
	if known := c.currency.known.Load(); known != nil && time.Now().Before(known.until) {
		return known.code, nil
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
	c.currency.known.Store(&knownCurrency{code: code, until: time.Now().Add(currencyTime)})
	return code, nil
}
