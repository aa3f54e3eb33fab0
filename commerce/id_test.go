package commerce_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/commerce"
)

func TestGlobalIDsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := commerce.GlobalID{
			Kind: rapid.StringMatching(`[A-Z][A-Za-z]+`).Draw(t, "kind"),
			ID:   commerce.ID{Source: rapid.StringMatching(`[a-z][a-z0-9_-]*`).Draw(t, "source"), Key: rapid.StringN(1, 50, 200).Draw(t, "key")},
		}
		back, err := commerce.ParseGlobalID(id.String())
		if err != nil || back != id {
			t.Fatalf("%#v came back as %#v, %v", id, back, err)
		}
		if strings.ContainsAny(id.String(), "+/=\"\\") {
			t.Fatalf("%s needs escaping", id)
		}
	})
}

func FuzzParseGlobalID(f *testing.F) {
	f.Add(commerce.GlobalID{Kind: "Order", ID: commerce.ID{Source: "north", Key: "gid://shopify/Order/1"}}.String())
	for _, s := range []string{"", "Og", "T3JkZXI6", "====", "T3JkZXI6bm9ydGg6MQ==", strings.Repeat("A", 2000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := commerce.ParseGlobalID(s)
		if err != nil {
			if len(s) > 8 && strings.Contains(err.Error(), s) {
				t.Errorf("the error repeats the input")
			}
			return
		}
		if id.String() != s || id.Kind == "" || id.Source == "" || id.Key == "" {
			t.Errorf("%q was read as %#v", s, id)
		}
	})
}
