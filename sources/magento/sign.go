package magento

import (
	"crypto/rand"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// credentials are those of an integration. Without a consumer the access token
// stands alone, as Bearer.
type credentials struct {
	consumerKey, consumerSecret string
	token, tokenSecret          string
}

// authorization returns the header for a request.
func (c *credentials) authorization(method, address string, query []param) string {
	if c.consumerKey == "" {
		return "Bearer " + c.token
	}
	return c.sign(method, address, query, rand.Text(), time.Now())
}

// sign returns the header of OAuth 1.0a with HMAC-SHA256, the only method that
// Magento takes since 2.4.
func (c *credentials) sign(method, address string, query []param, nonce string, now time.Time) string {
	oauth := []param{
		{"oauth_consumer_key", c.consumerKey},
		{"oauth_nonce", nonce},
		{"oauth_signature_method", oauth1.Method},
		{"oauth_timestamp", strconv.FormatInt(now.Unix(), 10)},
		{"oauth_token", c.token},
		{"oauth_version", "1.0"},
	}
	all := make([]oauth1.Param, 0, len(oauth)+len(query))
	for _, p := range slices.Concat(oauth, query) {
		all = append(all, oauth1.Param{Name: p.name, Value: p.value})
	}
	oauth = append(oauth, param{"oauth_signature", oauth1.Signature(method, address, all, c.consumerSecret, c.tokenSecret)})
	parts := make([]string, len(oauth))
	for i, p := range oauth {
		parts[i] = p.name + `="` + oauth1.Escape(p.value) + `"`
	}
	return "OAuth " + strings.Join(parts, ", ")
}
