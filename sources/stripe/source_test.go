package stripe_test

import (
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/stripe"
)

type openRefusal struct {
	name   string
	config stripe.Config
	says   string
}

var openRefusals = []openRefusal{
	{"no name", stripe.Config{SecretKey: secret}, "no name"},
	{"no key", stripe.Config{Name: name}, "secret key is empty"},
	{"publishable key", stripe.Config{Name: name, SecretKey: "pk_test_1234"}, "publishable"},
	{"another key", stripe.Config{Name: name, SecretKey: "hunter2"}, "must begin with"},
	{"key with a newline", stripe.Config{Name: name, SecretKey: "sk_test_12\n34"}, "no key has"},
	{"account", stripe.Config{Name: name, SecretKey: secret, Account: "shop"}, "acct_"},
	{"too parallel", stripe.Config{Name: name, SecretKey: secret, MaxParallel: 101}, "max parallel"},
	{"negative parallel", stripe.Config{Name: name, SecretKey: secret, MaxParallel: -1}, "max parallel"},
	{"too fast", stripe.Config{Name: name, SecretKey: secret, RequestsPerSecond: 10_001}, "requests per second"},
	{"URL with a path", stripe.Config{Name: name, SecretKey: secret, URL: "https://api.stripe.com/v1"}, "without a path"},
	{"URL without a scheme", stripe.Config{Name: name, SecretKey: secret, URL: "api.stripe.com"}, "absolute"},
	{"empty metadata key", stripe.Config{Name: name, SecretKey: secret, OrderMetadata: []string{""}}, "metadata key"},
	{"long metadata key", stripe.Config{Name: name, SecretKey: secret, OrderMetadata: []string{strings.Repeat("k", 41)}}, "metadata key"},
}

func (c openRefusal) check(t *testing.T) {
	t.Helper()
	_, err := stripe.Open(c.config)
	switch {
	case err == nil:
		t.Fatal("it opened")
	case !strings.Contains(err.Error(), c.says):
		t.Errorf("the error %q does not say %q", err, c.says)
	case c.config.SecretKey != "" && strings.Contains(err.Error(), c.config.SecretKey):
		t.Error("the error repeats the key")
	}
}

func TestAccountTellsWhoseMoneyItIs(t *testing.T) {
	for want, cfg := range map[string]stripe.Config{
		"test":   {Name: name, SecretKey: "rk_test_1"},
		"live":   {Name: name, SecretKey: "sk_live_1"},
		"acct_7": {Name: name, SecretKey: "sk_live_1", Account: "acct_7"},
	} {
		s, err := stripe.Open(cfg)
		if err != nil {
			t.Fatal(err)
		}
		if s.Account != want {
			t.Errorf("account is %q, want %q", s.Account, want)
		}
	}
}
