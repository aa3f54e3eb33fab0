package config_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/config"
)

func TestMagento(t *testing.T) {
	parse := func(block string) (*config.Config, error) {
		return config.Parse("x.yaml", []byte("sources:\n  north: {kind: magento, "+block+"}\n"), func(name string) (string, bool) { return "t0ken", name == "TOKEN" })
	}
	c, err := parse(`url: "https://shop.example/eu", accessToken: "${TOKEN}", salableStock: 2`)
	if err != nil {
		t.Fatal(err)
	}
	s := c.Sources["north"].(*config.Magento)
	if s.URL != "https://shop.example/eu" || s.AccessToken.Reveal() != "t0ken" || s.SalableStock != 2 || s.Store != "all" {
		t.Errorf("%+v", s)
	}
	for block, want := range map[string]string{
		`url: "shop.example", accessToken: "x"`:                             "url must be",
		`url: "http://shop.example", accessToken: "x"`:                      "https address",
		`url: "https://shop.example/rest/all/V1", accessToken: "x"`:         "own address",
		`url: "https://shop.example"`:                                       "accessToken",
		`url: "https://shop.example", accessToken: "x", store: "../fr"`:     "store must be",
		`url: "https://shop.example", accessToken: "x", consumerKey: "key"`: "consumerSecret",
	} {
		if _, err := parse(block); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", block, err, want)
		}
	}
}
