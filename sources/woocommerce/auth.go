package woocommerce

import (
	"crypto/rand"
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// auth is how requests prove who asks.
type auth struct {
	key, secret string
	secure      bool
	way         atomic.Int32
	// trying is taken by the one request that tries the other way, and refused
	// is when that was last in vain, in Unix nanoseconds.
	trying  chan struct{}
	refused atomic.Int64
}

// The ways of a key over TLS: nothing is known, the shop has seen it in the
// header, or only in the address.
const (
	unproven int32 = iota
	inHeader
	inAddress
)

// againAfter is how long a key that no way has opened the shop with stays out
// of addresses.
const againAfter = 10 * time.Minute

func newAuth(secure bool, key, secret string) *auth {
	return &auth{key: key, secret: secret, secure: secure, trying: make(chan struct{}, 1)}
}

// isWorthATry reports whether the key may show itself in an address: the shop
// has never seen it in a header, nor just refused it there.
func (a *auth) isWorthATry() bool {
	since := time.Since(time.Unix(0, a.refused.Load()))
	return a.way.Load() == unproven && since >= againAfter
}

// sign returns the header and the query of a request to the address, which has
// no query of its own. The query holds a secret when it is signed by address.
func (a *auth) sign(address string, query url.Values, byAddress bool) ([]httpx.Field, string) {
	header := []httpx.Field{{Name: "Accept", Value: "application/json"}}
	switch {
	case !a.secure:
		return header, a.oauth(address, query)
	case byAddress:
		query = clone(query)
		query.Set("consumer_key", a.key)
		query.Set("consumer_secret", a.secret)
		return header, query.Encode()
	}
	token := base64.StdEncoding.EncodeToString([]byte(a.key + ":" + a.secret))
	return append(header, httpx.Field{Name: "Authorization", Value: "Basic " + token}), query.Encode()
}

// oauth signs with OAuth 1.0a as RFC 5849 has it, without a token: the secret
// itself is not sent.
func (a *auth) oauth(address string, query url.Values) string {
	query = clone(query)
	query.Set("oauth_consumer_key", a.key)
	query.Set("oauth_nonce", rand.Text())
	query.Set("oauth_signature_method", oauth1.Method)
	query.Set("oauth_timestamp", strconv.FormatInt(time.Now().Unix(), 10))
	var params []oauth1.Param
	for name, values := range query {
		for _, value := range values {
			params = append(params, oauth1.Param{Name: name, Value: value})
		}
	}
	query.Set("oauth_signature", oauth1.Signature(http.MethodGet, address, params, a.secret, ""))
	return query.Encode()
}

// clone copies a query, which may be nil.
func clone(query url.Values) url.Values {
	if query == nil {
		return url.Values{}
	}
	return maps.Clone(query)
}
