package woocommercesim_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

var keys = map[string]woocommercesim.Key{
	"ck_sim": {Secret: "cs_sim"}, "ck_read": {Secret: "cs_read", Permissions: woocommercesim.ReadOnly},
	"ck_write": {Secret: "cs_write", Permissions: woocommercesim.WriteOnly}, "ck_buyer": {Secret: "cs_buyer", Role: "customer"},
	"ck_manager": {Secret: "cs_manager", Role: "shop_manager"},
}

func TestBasicAuth(t *testing.T) {
	f := start(t, woocommercesim.Options{Keys: keys})
	for _, tc := range []struct {
		key, secret, query string
		status             int
		code               string
	}{
		{"ck_sim", "cs_sim", "", 200, ""},
		{"ck_read", "cs_read", "", 200, ""},
		{"ck_manager", "cs_manager", "", 200, ""},
		{"", "", "?consumer_key=ck_sim&consumer_secret=cs_sim", 200, ""},
		{"ck_stranger", "cs", "?consumer_key=ck_sim&consumer_secret=cs_sim", 200, ""}, // the query counts first
		{"", "", "", 401, "woocommerce_rest_cannot_view"},
		{"ck_stranger", "cs", "", 401, "woocommerce_rest_cannot_view"},
		{"ck_sim", "cs_other", "", 401, "woocommerce_rest_authentication_error"},
		{"ck_write", "cs_write", "", 401, "woocommerce_rest_authentication_error"},
		{"ck_buyer", "cs_buyer", "", 403, "woocommerce_rest_cannot_view"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/wp-json/wc/v3/orders"+tc.query, nil)
		if tc.key != "" {
			r.SetBasicAuth(tc.key, tc.secret)
		}
		response, answer := f.do(r)
		code, _ := at(answer, "code").(string)
		if response.StatusCode != tc.status || code != tc.code {
			t.Errorf("%s %s: %d %v", tc.key, tc.query, response.StatusCode, answer)
		}
	}
}

func TestStrippedAuthorization(t *testing.T) {
	f := start(t, woocommercesim.Options{StripAuthorization: true})
	f.fail("orders", http.StatusUnauthorized)
	f.get("orders?consumer_key=ck_sim&consumer_secret=cs_sim")
	f.fail("orders?per_page=500", http.StatusBadRequest) // parameters are judged before rights
}

func TestWhoMayWrite(t *testing.T) {
	f := start(t, woocommercesim.Options{Keys: keys})
	for key, want := range map[string]struct {
		status int
		code   any
	}{
		"read": {http.StatusUnauthorized, "woocommerce_rest_authentication_error"}, "write": {http.StatusCreated, nil}, "sim": {http.StatusCreated, nil},
		"buyer": {http.StatusForbidden, "woocommerce_rest_cannot_create"}, "stranger": {http.StatusUnauthorized, "woocommerce_rest_cannot_create"},
	} {
		r := httptest.NewRequest(http.MethodPost, "/wp-json/wc/v3/orders", strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.SetBasicAuth("ck_"+key, "cs_"+key)
		if response, answer := f.do(r); response.StatusCode != want.status || at(answer, "code") != want.code {
			t.Errorf("%s: %d %v", key, response.StatusCode, answer)
		}
	}
}

// sign signs parameters as the documents tell, apart from the simulation's own
// code: OAuth 1.0a, one-legged.
func sign(digest func() hash.Hash, method, target, secret string, params map[string]string) string {
	pairs := url.Values{}
	for name, text := range params {
		pairs.Set(name, text)
	}
	normal := strings.ReplaceAll(pairs.Encode(), "+", "%20") // Encode sorts
	mac := hmac.New(digest, []byte(secret+"&"))
	mac.Write([]byte(method + "&" + url.QueryEscape(target) + "&" + url.QueryEscape(normal)))
	pairs.Set("oauth_signature", base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	return pairs.Encode()
}

func TestOAuth(t *testing.T) {
	f := start(t, woocommercesim.Options{PlainHTTP: true})
	const address = "http://shop.test/wp-json/wc/v3/orders"
	nonce := 0
	send := func(change func(map[string]string), digest func() hash.Hash) (int, any) {
		nonce++
		params := map[string]string{
			"oauth_consumer_key": "ck_sim", "oauth_timestamp": strconv.FormatInt(f.now.Unix(), 10), "oauth_nonce": fmt.Sprint("n", nonce),
			"oauth_signature_method": "HMAC-SHA256", "search": "a b&c=d/é", "include": "1,2",
		}
		change(params)
		r := httptest.NewRequest(http.MethodGet, address+"?"+sign(digest, http.MethodGet, address, "cs_sim", params), nil)
		response, answer := f.do(r)
		return response.StatusCode, at(answer, "message")
	}
	for name, tc := range map[string]struct {
		digest  func() hash.Hash
		change  func(map[string]string)
		message any
	}{
		"sha256":       {sha256.New, func(map[string]string) {}, nil},
		"sha1":         {sha1.New, func(p map[string]string) { p["oauth_signature_method"] = "HMAC-SHA1" }, nil},
		"list":         {sha256.New, func(p map[string]string) { p["status[0]"] = "pending" }, nil},
		"wrong digest": {sha1.New, func(map[string]string) {}, "Invalid signature - provided signature does not match."},
		"no method":    {sha1.New, func(p map[string]string) { p["oauth_signature_method"] = "PLAINTEXT" }, "Invalid signature - signature method is invalid."},
		"no nonce":     {sha1.New, func(p map[string]string) { delete(p, "oauth_nonce") }, "Missing OAuth parameters oauth_nonce"},
		"stranger":     {sha1.New, func(p map[string]string) { p["oauth_consumer_key"] = "ck_other" }, "Consumer key is invalid."},
		"old": {sha256.New, func(p map[string]string) {
			p["oauth_timestamp"] = strconv.FormatInt(f.now.Add(-16*time.Minute).Unix(), 10)
		}, "Invalid timestamp."},
		"same nonce": {sha256.New, func(p map[string]string) { p["oauth_nonce"] = "spent" }, "Invalid nonce - nonce has already been used."},
	} {
		if name == "same nonce" {
			send(tc.change, tc.digest)
		}
		if status, message := send(tc.change, tc.digest); message != tc.message || (status == http.StatusOK) != (tc.message == nil) {
			t.Errorf("%s: %d %v", name, status, message)
		}
	}
	f.now = after(1) // the nonce is forgotten when its time is over
	if status, message := send(func(p map[string]string) { p["oauth_nonce"] = "spent" }, sha256.New); status != http.StatusOK {
		t.Errorf("an hour later: %d %v", status, message)
	}
	f.fail("orders", http.StatusUnauthorized) // basic authentication counts over TLS only
}

func TestOAuthInHeader(t *testing.T) {
	f := start(t, woocommercesim.Options{PlainHTTP: true})
	const address = "http://shop.test/wp-json/wc/v3/orders"
	params := map[string]string{
		"oauth_consumer_key": "ck_sim", "oauth_timestamp": strconv.FormatInt(f.now.Unix(), 10), "oauth_nonce": "n", "oauth_signature_method": "HMAC-SHA1",
	}
	signed, err := url.ParseQuery(sign(sha1.New, http.MethodGet, address, "cs_sim", params))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for name := range signed {
		parts = append(parts, fmt.Sprintf("%s=%q", name, url.QueryEscape(signed.Get(name))))
	}
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("Authorization", "OAuth "+strings.Join(parts, ", "))
	if response, answer := f.do(r); response.StatusCode != http.StatusOK {
		t.Errorf("%d %v", response.StatusCode, answer)
	}
}

func TestAddresses(t *testing.T) {
	for _, tc := range []struct {
		options woocommercesim.Options
		target  string
		status  int
		self    string
	}{
		{woocommercesim.Options{}, "/wp-json/wc/v3/orders/1", 200, "https://example.com/wp-json/wc/v3/orders/1"},
		{woocommercesim.Options{}, "/wp-json/wc/v3/orders/1/", 200, "https://example.com/wp-json/wc/v3/orders/1"},
		{woocommercesim.Options{}, "/?rest_route=/wc/v3/orders/1", 200, "https://example.com/wp-json/wc/v3/orders/1"},
		{woocommercesim.Options{}, "/wc/v3/orders/1", 404, ""},
		{woocommercesim.Options{Directory: "/shop"}, "/shop/wp-json/wc/v3/orders/1", 200, "https://example.com/shop/wp-json/wc/v3/orders/1"},
		{woocommercesim.Options{Directory: "/shop"}, "/shop/index.php?rest_route=%2Fwc%2Fv3%2Forders%2F1", 200, "https://example.com/shop/wp-json/wc/v3/orders/1"},
		{woocommercesim.Options{Directory: "/shop"}, "/wp-json/wc/v3/orders/1", 404, ""},
		{woocommercesim.Options{PlainPermalinks: true}, "/wp-json/wc/v3/orders/1", 404, ""},
		{woocommercesim.Options{PlainPermalinks: true}, "/?rest_route=/wc/v3/orders/1", 200, "https://example.com/index.php?rest_route=/wc/v3/orders/1"},
	} {
		f := start(t, tc.options)
		f.order(woocommercesim.Order{ID: 1})
		response, body := f.send(request(tc.target))
		if response.StatusCode != tc.status {
			t.Errorf("%s: %d", tc.target, response.StatusCode)
		}
		if tc.self == "" {
			if !strings.Contains(response.Header.Get("Content-Type"), "html") {
				t.Errorf("%s: %s", tc.target, body)
			}
			continue
		}
		var answer any
		if err := json.Unmarshal(body, &answer); err != nil {
			t.Fatal(err)
		}
		f.shows(answer, object{"_links.self.0.href": tc.self})
	}
}
