package woocommerce_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/woocommerce"
)

// secureShop is a shop behind TLS.
func secureShop(t *testing.T, answer http.HandlerFunc) *sources.Source {
	t.Helper()
	server := httptest.NewUnstartedServer(answer)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of connections that were not used
	server.StartTLS()
	t.Cleanup(server.Close)
	return openAt(t, server.URL+"/shop/", func(c *woocommerce.Config) { c.HTTPClient = server.Client() })
}

func list(ctx context.Context, source *sources.Source) error {
	_, err := source.Orders.Query(ctx, sources.Query{First: 1})
	return err
}

func TestKeyInTheHeader(t *testing.T) {
	source := secureShop(t, func(w http.ResponseWriter, r *http.Request) {
		if user, password, ok := r.BasicAuth(); !ok || user != key || password != secret || strings.Contains(r.URL.RawQuery, "consumer") {
			t.Errorf("%s is asked with %q", r.URL, r.Header)
		}
		if r.URL.Path != "/shop/wp-json/wc/v3/orders" {
			t.Errorf("path %q", r.URL.Path)
		}
		says(200, `[]`)(w, r)
	})
	if err := list(t.Context(), source); err != nil {
		t.Error(err)
	}
}

// TestHostsThatTakeTheHeaderAway goes on with the key in the address, once a
// request has shown that it is accepted there.
func TestHostsThatTakeTheHeaderAway(t *testing.T) {
	var plain, queried int
	source := secureShop(t, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("consumer_key") == key && q.Get("consumer_secret") == secret {
			queried++
			says(200, `[]`)(w, r)
			return
		}
		plain++
		says(401, `{"code":"woocommerce_rest_cannot_view"}`)(w, r)
	})
	for range 3 {
		if err := list(t.Context(), source); err != nil {
			t.Fatal(err)
		}
	}
	if plain != 1 || queried != 3 {
		t.Errorf("%d requests with a header, %d with an address", plain, queried)
	}
}

// TestUnknownKeys look to the shop like a header that was taken away: the other
// way is tried once, whoever asks, and never where a header has worked.
func TestUnknownKeys(t *testing.T) {
	var known atomic.Bool
	var plain, queried atomic.Int64
	source := secureShop(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("consumer_secret") {
			queried.Add(1)
		} else {
			plain.Add(1)
		}
		if known.Load() {
			says(200, `[]`)(w, r)
			return
		}
		says(401, `{"code":"woocommerce_rest_cannot_view"}`)(w, r)
	})
	var values []string
	for i := range 8 {
		values = append(values, fmt.Sprintf("%s:%d", name, i+1))
	}
	for range 3 {
		_, err := source.Orders.Find(t.Context(), "customer", values, sources.Query{First: 1})
		if sources.KindOf(err) != sources.KindDenied || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), key) {
			t.Error(err)
		}
	}
	if queried.Load() != 1 {
		t.Errorf("the key was in %d addresses", queried.Load())
	}
	known.Store(true)
	if err := list(t.Context(), source); err != nil {
		t.Error(err)
	}
	known.Store(false) // the key has been revoked
	if err := list(t.Context(), source); sources.KindOf(err) != sources.KindDenied || queried.Load() != 1 {
		t.Errorf("%v, the key was in %d addresses", err, queried.Load())
	}
}

// TestErrorsOfAddressesWithKeys hold neither key nor secret.
func TestErrorsOfAddressesWithKeys(t *testing.T) {
	var bad atomic.Bool
	source := secureShop(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !r.URL.Query().Has("consumer_secret"):
			says(401, `{"code":"woocommerce_rest_cannot_view"}`)(w, r)
		case bad.Load():
			panic(http.ErrAbortHandler)
		default:
			says(200, `[]`)(w, r)
		}
	})
	for range 2 {
		if err := list(t.Context(), source); (err != nil) != bad.Load() || err != nil && (strings.Contains(fmt.Sprintf("%+v", err), secret) || strings.Contains(err.Error(), key)) {
			t.Error(err)
		}
		bad.Store(true)
	}
}

// TestWrongKeysStayOutOfAddresses is for keys that the shop has seen and refused.
func TestWrongKeysStayOutOfAddresses(t *testing.T) {
	source := secureShop(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("consumer_secret") {
			t.Error("the secret is in the address")
		}
		says(401, `{"code":"woocommerce_rest_authentication_error"}`)(w, r)
	})
	if err := list(t.Context(), source); sources.KindOf(err) != sources.KindDenied || strings.Contains(err.Error(), secret) {
		t.Error(err)
	}
}

// TestSignedRequests verifies as WooCommerce does, of what arrives.
func TestSignedRequests(t *testing.T) {
	nonces := map[string]bool{}
	verify := func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		given := q.Get("oauth_signature")
		q.Del("oauth_signature")
		var pairs []string
		for name := range q {
			pairs = append(pairs, escaped(name)+"="+escaped(q.Get(name)))
		}
		slices.Sort(pairs)
		base := "GET&" + escaped("http://"+r.Host+r.URL.Path) + "&" + escaped(strings.Join(pairs, "&"))
		mac := hmac.New(sha256.New, []byte(secret+"&"))
		mac.Write([]byte(base))
		if want := base64.StdEncoding.EncodeToString(mac.Sum(nil)); given != want || q.Get("oauth_consumer_key") != key || nonces[q.Get("oauth_nonce")] {
			t.Errorf("signature %q, want %q of %s", given, want, base)
		}
		nonces[q.Get("oauth_nonce")] = true
		if strings.Contains(r.URL.RawQuery, secret) || r.Header.Get("Authorization") != "" {
			t.Error("the secret goes out")
		}
		says(200, `[]`)(w, r)
	}
	server := httptest.NewServer(http.HandlerFunc(verify))
	t.Cleanup(server.Close)
	q := sources.Query{First: 1, Where: []sources.Predicate{{Field: "email", Op: sources.Eq, Values: []commerce.Value{commerce.Folded("a+b c~*@é.example")}}}}
	for _, plain := range []bool{false, true} {
		source := openAt(t, server.URL, func(c *woocommerce.Config) { c.PlainPermalinks = plain })
		for range 2 {
			if _, err := source.Orders.Query(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func escaped(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func TestPlainPermalinks(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/folder/" || r.URL.Query().Get("rest_route") != "/wc/v3/orders" {
			t.Errorf("asked %s", r.URL)
		}
		says(200, `[]`)(w, r)
	}))
	t.Cleanup(server.Close)
	source := openAt(t, server.URL+"/folder", func(c *woocommerce.Config) { c.PlainPermalinks = true })
	if err := list(t.Context(), source); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := woocommerce.Config{Name: name, URL: "https://shop.example", ConsumerKey: key, ConsumerSecret: secret}
	for what, change := range map[string]func(*woocommerce.Config){
		"no name": func(c *woocommerce.Config) { c.Name = "" }, "no address": func(c *woocommerce.Config) { c.URL = "" },
		"an address of files": func(c *woocommerce.Config) { c.URL = "ftp://shop.example" }, "a query": func(c *woocommerce.Config) { c.URL += "?a=b" },
		"a user": func(c *woocommerce.Config) { c.URL = "https://a:b@shop.example" }, "no key": func(c *woocommerce.Config) { c.ConsumerKey = "" },
		"a secret for a key": func(c *woocommerce.Config) { c.ConsumerKey = secret }, "a secret of two lines": func(c *woocommerce.Config) { c.ConsumerSecret += "\n" },
	} {
		cfg := good
		change(&cfg)
		if _, err := woocommerce.Open(cfg); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: error %v", what, err)
		}
	}
	source, err := woocommerce.Open(good)
	if err != nil || source.Account != "shop.example" || source.System != commerce.SystemWooCommerce {
		t.Errorf("%+v, error %v", source, err)
	}
}
