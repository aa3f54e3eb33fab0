package woocommerce

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
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
	query.Set("oauth_signature_method", "HMAC-SHA256")
	query.Set("oauth_timestamp", strconv.FormatInt(time.Now().Unix(), 10))
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(query)) {
		pairs = append(pairs, percent(name)+"="+percent(query.Get(name)))
	}
	normalized := strings.Join(pairs, "&")
	mac := hmac.New(sha256.New, []byte(percent(a.secret)+"&"))
	mac.Write([]byte(http.MethodGet + "&" + percent(address) + "&" + percent(normalized)))
	return normalized + "&oauth_signature=" + percent(base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

// clone copies a query, which may be nil.
func clone(query url.Values) url.Values {
	if query == nil {
		return url.Values{}
	}
	return maps.Clone(query)
}

// percent encodes as RFC 3986 has it, which spares fewer characters than net/url does.
func percent(s string) string {
	const unreserved = "-._~"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte(unreserved, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		const digits = "0123456789ABCDEF"
		b.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return b.String()
}
