package woocommercesim

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// oauthWindow is how far a signature's time may be off.
const oauthWindow = 15 * time.Minute

// oauthParams are what one-legged OAuth 1.0a needs.
var oauthParams = []string{"oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"}

// oauth finds the key of a signed request, nil for one that is not signed.
func (s *Sim) oauth(r *http.Request, given values) (*Key, *apiError) {
	given = maps.Clone(given)
	maps.Copy(given, headerParams(r.Header.Get("Authorization")))
	var missing []string
	for _, name := range oauthParams {
		if given[name].text == "" {
			missing = append(missing, name)
		}
	}
	switch {
	case len(missing) == len(oauthParams):
		return nil, nil
	case len(missing) > 0:
		return nil, unauthorized("Missing OAuth parameters " + strings.Join(missing, ", "))
	}
	key, ok := s.options.Keys[given["oauth_consumer_key"].text]
	if !ok {
		return nil, unauthorized("Consumer key is invalid.")
	}
	if problem := verify(r, given, key.Secret); problem != nil {
		return nil, problem
	}
	if problem := s.nonces.spend(given, s.options.SignatureClock()); problem != nil {
		return nil, problem
	}
	return &key, key.permit(r.Method)
}

// headerParams reads an Authorization header of the scheme OAuth.
func headerParams(header string) values {
	scheme, list, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "OAuth") {
		return nil
	}
	params := values{}
	for part := range strings.SplitSeq(list, ",") {
		name, text, _ := strings.Cut(strings.TrimSpace(part), "=")
		if strings.HasPrefix(name, "oauth_") {
			plain, err := url.PathUnescape(strings.Trim(text, `"`))
			if err == nil {
				params[name] = value{text: plain}
			}
		}
	}
	return params
}

// verify holds a signature against the request that it signs.
func verify(r *http.Request, given values, secret string) *apiError {
	var digest func() hash.Hash
	switch strings.ToUpper(given["oauth_signature_method"].text) {
	case "HMAC-SHA1":
		digest = sha1.New
	case "HMAC-SHA256":
		digest = sha256.New
	default:
		return unauthorized("Invalid signature - signature method is invalid.")
	}
	mac := hmac.New(digest, []byte(secret+"&"))
	mac.Write([]byte(baseString(r, given)))
	want := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(want), []byte(given["oauth_signature"].text)) {
		return unauthorized("Invalid signature - provided signature does not match.")
	}
	return nil
}

// baseString is what is signed: method, address and sorted parameters.
func baseString(r *http.Request, given values) string {
	var pairs []string
	for name, v := range given {
		if name == "oauth_signature" {
			continue
		}
		if !v.many {
			pairs = append(pairs, encode(name)+"="+encode(v.text))
		}
		for i, item := range v.list {
			pairs = append(pairs, encode(fmt.Sprintf("%s[%d]", name, i))+"="+encode(item))
		}
	}
	slices.Sort(pairs)
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	return r.Method + "&" + encode(scheme+r.Host+r.URL.Path) + "&" + encode(strings.Join(pairs, "&"))
}

// encode is the percent-encoding of RFC 3986.
func encode(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// nonces remembers the signatures within the window, each of which counts once.
type nonces struct {
	mu     sync.Mutex
	used   map[string]time.Time
	pruned time.Time
}

func newNonces() *nonces { return &nonces{used: map[string]time.Time{}} }

func (n *nonces) spend(given values, now time.Time) *apiError {
	seconds, err := strconv.ParseInt(given["oauth_timestamp"].text, 10, 64)
	signed := time.Unix(seconds, 0)
	if err != nil || signed.Before(now.Add(-oauthWindow)) || signed.After(now.Add(oauthWindow)) {
		return unauthorized("Invalid timestamp.")
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if now.Sub(n.pruned) >= oauthWindow {
		maps.DeleteFunc(n.used, func(_ string, at time.Time) bool { return at.Before(now.Add(-oauthWindow)) })
		n.pruned = now
	}
	nonce := given["oauth_consumer_key"].text + " " + given["oauth_nonce"].text
	if _, used := n.used[nonce]; used {
		return unauthorized("Invalid nonce - nonce has already been used.")
	}
	n.used[nonce] = signed
	return nil
}
