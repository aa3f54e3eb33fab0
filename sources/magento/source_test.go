package magento_test

import (
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/sources/magento"
)

func TestOpenRefuses(t *testing.T) {
	good := magento.Config{Name: name, URL: "https://shop.example.com/eu/", AccessToken: token}
	for want, change := range map[string]func(*magento.Config){
		"no name":         func(c *magento.Config) { c.Name = "" },
		"access token is": func(c *magento.Config) { c.AccessToken = "" },
		"belong together": func(c *magento.Config) { c.ConsumerKey = "x" },
		"a space":         func(c *magento.Config) { c.AccessToken = "a b" },
		"store view":      func(c *magento.Config) { c.Store = "../x" },
		"an attribute":    func(c *magento.Config) { c.BarcodeAttribute = "E-AN" },
		"id of a stock":   func(c *magento.Config) { c.SalableStock = -1 },
		"admin path":      func(c *magento.Config) { c.AdminPath = "a?b" },
		"absolute http":   func(c *magento.Config) { c.URL = "shop.example.com" },
		"without /rest":   func(c *magento.Config) { c.URL = "https://shop.example.com/rest/V1" },
	} {
		cfg := good
		change(&cfg)
		if _, err := magento.Open(cfg); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), token) {
			t.Errorf("error %v, want one about %q", err, want)
		}
	}
	good.Store = "fr"
	source, err := magento.Open(good)
	if err != nil {
		t.Fatal(err)
	}
	if source.Account != "shop.example.com/eu/fr" {
		t.Errorf("account %q", source.Account)
	}
}

// TestSignature has one that was calculated by other means, with the
// credentials of RFC 5849, section 1.2.
func TestSignature(t *testing.T) {
	got := magento.Sign("dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00",
		"GET", "http://photos.example.net/photos", "chapoH", time.Unix(137131202, 0), [][2]string{{"size", "original"}, {"file", "vacation a+b,ü.jpg"}})
	for _, part := range []string{
		`OAuth oauth_consumer_key="dpf43f3p2l4k3l03"`, `oauth_signature_method="HMAC-SHA256"`, `oauth_timestamp="137131202"`, `oauth_nonce="chapoH"`,
		`oauth_token="nnch734d00sl2jdk"`, `oauth_version="1.0"`, `oauth_signature="CYLtOn5p1de6OR3Jwe%2Bsxkw7otvbyKmphhHF1iQv9ug%3D"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%s has no %s", got, part)
		}
	}
}
