package config_test

import (
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/config"
)

func TestWooCommerce(t *testing.T) {
	parse := func(block string) (*config.Config, error) {
		return config.Parse("x.yaml", []byte("sources:\n  boutique: {kind: woocommerce, "+block+"}\n"), func(name string) (string, bool) { return "cs_1", name == "SECRET" })
	}
	c, err := parse(`url: "http://shop.example/folder", consumerKey: "ck_1", consumerSecret: "${SECRET}", plainPermalinks: true`)
	if err != nil {
		t.Fatal(err)
	}
	s := c.Sources["boutique"].(*config.WooCommerce)
	if s.URL != "http://shop.example/folder" || s.ConsumerSecret.Reveal() != "cs_1" || !s.PlainPermalinks || s.Timeout != 30*time.Second {
		t.Errorf("%+v", s)
	}
	for block, want := range map[string]string{
		`url: "shop.example", consumerKey: "ck_1", consumerSecret: "cs_1"`:                     "url must be",
		`url: "https://a:b@shop.example", consumerKey: "ck_1", consumerSecret: "cs_1"`:         "url must be",
		`url: "https://shop.example", consumerKey: "cs_0123456789abcdef", consumerSecret: "x"`: "consumerKey must begin with ck_",
		`url: "https://shop.example", consumerKey: "ck_1"`:                                     "consumerSecret",
	} {
		if _, err := parse(block); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "0123456789abcdef") {
			t.Errorf("%s: error %v, want %q", block, err, want)
		}
	}
}
