// Package oauth1 signs requests with OAuth 1.0a (RFC 5849) and HMAC-SHA256, as
// WooCommerce and Magento ask for it.
package oauth1

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
)

// Param is a parameter of a request: of its query, or of the protocol.
type Param struct{ Name, Value string }

// Method is the name of the method of signing.
const Method = "HMAC-SHA256"

// Signature signs a request to the address, which has no query of its own, with
// all its parameters. The token's secret is empty where there is no token.
func Signature(method, address string, params []Param, consumerSecret, tokenSecret string) string {
	mac := hmac.New(sha256.New, []byte(Escape(consumerSecret)+"&"+Escape(tokenSecret)))
	mac.Write([]byte(method + "&" + Escape(address) + "&" + Escape(normalized(params))))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// normalized is section 3.4.1.3.2 of the RFC: sorted as they are encoded.
func normalized(params []Param) string {
	all := make([]Param, len(params))
	for i, p := range params {
		all[i] = Param{Escape(p.Name), Escape(p.Value)}
	}
	slices.SortFunc(all, func(a, b Param) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
	})
	pairs := make([]string, len(all))
	for i, p := range all {
		pairs[i] = p.Name + "=" + p.Value
	}
	return strings.Join(pairs, "&")
}

// Escape encodes as RFC 3986 has it, which spares fewer characters than net/url
// does: a space is %20.
func Escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
