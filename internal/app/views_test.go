package app_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
)

const stores = `
sources:
  north: {kind: shopify, shop: north.myshopify.com, accessToken: t}
  south: {kind: shopify, shop: south.myshopify.com, accessToken: t}
  pay: {kind: stripe, secretKey: sk_test_1}
`

func parse(t *testing.T, text string) *config.Config {
	t.Helper()
	cfg, err := config.Parse("galleria.yaml", []byte(text), func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func TestViewsThatTheSourcesCannotGiveAreTold(t *testing.T) {
	for views, want := range map[string][]string{
		"{customers: {primary: north, secondaries: [pay], match: phone}}": {`[6:64]`, `customers match by email, not by "phone"`},
		"{customers: {primary: north, secondaries: [pay], match: email, rules: {contcat: [north]}}}": {
			`[6:88]`, `no group of fields "contcat"`, `Did you mean "contact"?`, "The groups are core, contact, profile, statistics, attributes.",
		},
		"{orders: {union: [north, pay]}}": {`[6:33]`, `the source "pay" has no orders`},
		"{orders: {primary: north}}":      {`[6:27]`, "Write union instead"},
	} {
		a, err := app.Open(t.Context(), parse(t, stores+"views: "+views+"\n"), app.Options{})
		var problems *config.Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: app %v, error %v", views, a, err)
			continue
		}
		for _, w := range want {
			if !strings.Contains(problems.Error(), w) {
				t.Errorf("%s: the problem does not say %q:\n%v", views, w, problems)
			}
		}
	}
}

func TestOpenWithoutViews(t *testing.T) {
	a, err := app.Open(t.Context(), parse(t, stores), app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}
