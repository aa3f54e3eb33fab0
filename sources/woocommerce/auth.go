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
	// inQuery is set once it has shown that the host takes the header away
	// before WordPress sees it, and that the shop knows the key in the address.
	inQuery atomic.Bool
}

func newAuth(secure bool, key, secret string) *auth {
	return &auth{key: key, secret: secret, secure: secure}
}

// sign returns the header and the query of a request to the address, which has
// no query of its own. The query holds a secret when inQuery is asked for.
func (a *auth) sign(address string, query url.Values, inQuery bool) ([]httpx.Field, string) {
	header := []httpx.Field{{Name: "Accept", Value: "application/json"}}
	switch {
	case !a.secure:
		return header, a.oauth(address, query)
	case inQuery:
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
