package shopifysim_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

func (s *shop) grant(kind, body string) reply {
	s.t.Helper()
	request, err := http.NewRequest(http.MethodPost, s.server.URL+"/admin/oauth/access_token", strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	return s.send(request)
}

func (s *shop) with(token string) int {
	s.t.Helper()
	request, err := http.NewRequest(http.MethodPost, s.server.URL+path, strings.NewReader(`{"query":"{ shop { id } }"}`))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("X-Shopify-Access-Token", token)
	return s.send(request).Status
}

func TestTokensEnd(t *testing.T) {
	s := open(t, shopifysim.Options{ClientID: "id", ClientSecret: "secret"})
	answer := s.grant("application/x-www-form-urlencoded", url.Values{"grant_type": {"client_credentials"}, "client_id": {"id"}, "client_secret": {"secret"}}.Encode())
	var granted struct {
		Token   string `json:"access_token"`
		Scope   string `json:"scope"`
		Seconds int    `json:"expires_in"`
	}
	if err := json.Unmarshal(answer.Body, &granted); err != nil || granted.Seconds != 86399 || !strings.Contains(granted.Scope, "read_orders") {
		t.Fatalf("granted %s, error %v", answer.Body, err)
	}
	if got := s.with(granted.Token); got != http.StatusOK {
		t.Errorf("a token answers %d", got)
	}
	s.now = s.now.Add(24*time.Hour - 2*time.Second)
	if got := s.with(granted.Token); got != http.StatusOK {
		t.Errorf("a token just before its end answers %d", got)
	}
	s.now = s.now.Add(time.Second)
	if got := s.with(granted.Token); got != http.StatusUnauthorized {
		t.Errorf("a token at its end answers %d", got)
	}
	if got := s.with(s.Token()); got != http.StatusOK {
		t.Errorf("the fixed token answers %d", got)
	}
	second := s.grant("application/json", `{"grant_type":"client_credentials","client_id":"id","client_secret":"secret"}`)
	if err := json.Unmarshal(second.Body, &granted); err != nil || s.with(granted.Token) != http.StatusOK || s.Tokens() != 2 {
		t.Errorf("a request in JSON is granted %s, error %v", second.Body, err)
	}
	s.RevokeTokens()
	if got := s.with(granted.Token); got != http.StatusUnauthorized {
		t.Errorf("a revoked token answers %d", got)
	}
}

func TestTokensAreRefused(t *testing.T) {
	s := open(t, shopifysim.Options{ClientID: "id", ClientSecret: "secret"})
	for body, want := range map[string]string{
		"grant_type=client_credentials&client_id=id&client_secret=wrong":     "Oauth error invalid_client",
		"grant_type=client_credentials&client_id=%3Cb%3E&client_secret=s":    "api_key &lt;b&gt;",
		"grant_type=client_credentials&client_secret=secret":                 "Oauth error application_cannot_be_found",
		"grant_type=authorization_code&client_id=id&client_secret=secret":    "Oauth error unsupported_grant_type",
		"grant_type=client_credentials&client_id=id&client_secret=secret&%z": "Oauth error invalid_request",
	} {
		if got := s.grant("application/x-www-form-urlencoded", body); got.Status != http.StatusBadRequest || !strings.Contains(string(got.Body), want) {
			t.Errorf("%s: status %d, %s; want %q", body, got.Status, got.Body, want)
		}
	}
	s.DenyTokens("shop_not_permitted")
	if got := s.grant("application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=id&client_secret=secret"); !strings.Contains(string(got.Body), "shop_not_permitted") {
		t.Errorf("denied: %s", got.Body)
	}
	without := open(t, shopifysim.Options{})
	if got := without.grant("application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=&client_secret="); got.Status != http.StatusBadRequest {
		t.Errorf("a shop without an app grants: %s", got.Body)
	}
}
