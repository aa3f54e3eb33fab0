package magento

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"
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
		{"oauth_signature_method", "HMAC-SHA256"},
		{"oauth_timestamp", strconv.FormatInt(now.Unix(), 10)},
		{"oauth_token", c.token},
		{"oauth_version", "1.0"},
	}
	all := make([]param, 0, len(oauth)+len(query))
	for _, p := range slices.Concat(oauth, query) {
		all = append(all, param{escape(p.name), escape(p.value)})
	}
	slices.SortFunc(all, func(a, b param) int {
		if d := strings.Compare(a.name, b.name); d != 0 {
			return d
		}
		return strings.Compare(a.value, b.value)
	})
	pairs := make([]string, len(all))
	for i, p := range all {
		pairs[i] = p.name + "=" + p.value
	}
	base := method + "&" + escape(address) + "&" + escape(strings.Join(pairs, "&"))
	mac := hmac.New(sha256.New, []byte(escape(c.consumerSecret)+"&"+escape(c.tokenSecret)))
	mac.Write([]byte(base))
	oauth = append(oauth, param{"oauth_signature", base64.StdEncoding.EncodeToString(mac.Sum(nil))})
	parts := make([]string, len(oauth))
	for i, p := range oauth {
		parts[i] = p.name + `="` + escape(p.value) + `"`
	}
	return "OAuth " + strings.Join(parts, ", ")
}
