package magentosim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// nonces remembers what was used, so that no signed request counts twice.
type nonces struct {
	mu   sync.Mutex
	used map[string]bool
}

func (n *nonces) spend(nonce, timestamp string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	key := timestamp + " " + nonce
	if n.used[key] {
		return false
	}
	n.used[key] = true
	return true
}

// verifySignature judges an OAuth 1.0a header (RFC 5849).
func (s *Sim) verifySignature(r *http.Request, header string) *apiError {
	given, problem := oauthParameters(header)
	if problem != nil {
		return problem
	}
	if problem := s.verifyProtocol(given); problem != nil {
		return problem
	}
	key := escape(s.options.Integration.ConsumerSecret) + "&" + escape(s.options.Integration.AccessTokenSecret)
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(signatureBase(r, given)))
	if !equal(base64.StdEncoding.EncodeToString(mac.Sum(nil)), given["oauth_signature"]) {
		return unauthorized("The signature is invalid. Verify and try again.", nil)
	}
	if !s.nonces.spend(given["oauth_nonce"], given["oauth_timestamp"]) {
		return unauthorized("The nonce is already being used by the consumer with ID %1.", []any{"1"})
	}
	return nil
}

// oauthParameters reads name="value" pairs and refuses a header that lacks one.
func oauthParameters(header string) (map[string]string, *apiError) {
	given := map[string]string{}
	for pair := range strings.SplitSeq(header, ",") {
		name, quoted, _ := strings.Cut(strings.TrimSpace(pair), "=")
		value, err := url.PathUnescape(strings.Trim(quoted, `"`))
		if err == nil && name != "realm" && name != "" {
			given[name] = value
		}
	}
	missing := badRequest("One or more input exceptions have occurred.", nil)
	for _, name := range []string{"oauth_consumer_key", "oauth_signature", "oauth_signature_method", "oauth_nonce", "oauth_timestamp", "oauth_token"} {
		if given[name] == "" {
			missing.errors = append(missing.errors, *required(name))
		}
	}
	switch len(missing.errors) {
	case 0:
		return given, nil
	case 1:
		return nil, &missing.errors[0]
	}
	return nil, missing
}

func (s *Sim) verifyProtocol(given map[string]string) *apiError {
	const ahead = 10 * time.Minute
	seconds, err := strconv.ParseInt(given["oauth_timestamp"], 10, 64)
	version := given["oauth_version"]
	switch {
	case version != "" && version != "1.0":
		return badRequest(`The "%1" Oauth version isn't supported.`, []any{version})
	case given["oauth_signature_method"] != "HMAC-SHA256":
		return badRequest("Signature method %1 is not supported", []any{given["oauth_signature_method"]})
	case !equal(given["oauth_consumer_key"], s.options.Integration.ConsumerKey):
		return unauthorized("A consumer having the specified key does not exist", nil)
	case !equal(given["oauth_token"], s.options.Integration.AccessToken):
		return unauthorized("Specified token does not exist", nil)
	case err != nil || seconds <= 0 || time.Unix(seconds, 0).After(s.clock().Add(ahead)):
		return badRequest("The timestamp value in the oauth_timestamp parameter is invalid.", nil)
	}
	return nil
}

// signatureBase is the text that is signed: the method, the address without
// its query, and all parameters in order.
func signatureBase(r *http.Request, given map[string]string) string {
	pairs := []string{}
	for name, value := range given {
		if name != "oauth_signature" {
			pairs = append(pairs, escape(name)+"="+escape(value))
		}
	}
	for name, values := range r.URL.Query() {
		for _, value := range values {
			pairs = append(pairs, escape(name)+"="+escape(value))
		}
	}
	slices.Sort(pairs)
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	host := strings.ToLower(r.Host)
	host = strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[scheme])
	address := scheme + "://" + host + r.URL.EscapedPath()
	return r.Method + "&" + escape(address) + "&" + escape(strings.Join(pairs, "&"))
}

// escape percent-encodes as OAuth asks: everything but letters, digits, -._~.
func escape(text string) string {
	return strings.NewReplacer("+", "%20", "%7E", "~").Replace(url.QueryEscape(text))
}

func unauthorized(message string, parameters any) *apiError {
	return &apiError{status: http.StatusUnauthorized, message: message, parameters: parameters}
}
