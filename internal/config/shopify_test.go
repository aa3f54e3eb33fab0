package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
)

func TestShopifyCredentials(t *testing.T) {
	environment := func(name string) (string, bool) { return "shpss_0123456789abcdef", name == "SECRET" }
	parse := func(block string) (*config.Config, error) {
		return config.Parse("x.yaml", []byte("sources:\n  north: {kind: shopify, shop: north.myshopify.com, "+block+"}\n"), environment)
	}
	c, err := parse(`clientId: "3f2b", clientSecret: "${SECRET}"`)
	if err != nil {
		t.Fatal(err)
	}
	s := c.Sources["north"].(*config.Shopify)
	if s.ClientID != "3f2b" || s.ClientSecret.Reveal() != "shpss_0123456789abcdef" || !s.AccessToken.IsZero() {
		t.Errorf("%+v", s)
	}
	text, err := c.Redacted()
	if err != nil || !strings.Contains(string(text), "clientSecret: ${SECRET}") || strings.Contains(string(text), "shpss_") || strings.Contains(fmt.Sprintf("%+v", s), "shpss_") {
		t.Errorf("error %v, printed:\n%s", err, text)
	}
	if err := c.Validate(); err != nil {
		t.Errorf("a configuration that was read: %v", err)
	}
	for block, want := range map[string]string{
		``: "has no credentials",
		`accessToken: "${SECRET}", clientId: "3f2b", clientSecret: "${SECRET}"`: "as well as client credentials",
		`clientId: "3f2b"`:                                         "clientSecret is missing",
		`clientSecret: "${SECRET}"`:                                "clientId is missing",
		`clientId: "", clientSecret: "${SECRET}"`:                  "clientId is empty",
		`clientId: "3f2b", clientSecret: "${NONE}"`:                "NONE",
		`clientId: "3f2b", clientSecret: "shpss_abc", nonsense: 1`: "nonsense",
	} {
		_, err := parse(block)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "shpss_") {
			t.Errorf("%s: error %v, want %q", block, err, want)
		}
	}
}
