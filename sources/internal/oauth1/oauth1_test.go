package oauth1_test

import (
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// Parameters like those of the RFC's own example, section 3.4.1.3.1, and the
// signature that another implementation of HMAC-SHA256 makes of its base string.
func TestSignature(t *testing.T) {
	params := []oauth1.Param{{"b5", "=%3D"}, {"a3", "a"}, {"c@", ""}, {"a2", "r b"}, {"a3", "2 q"}}
	const want = "BJKMd1TAyFy773EWWvE8RkvbQ4stkFVILDQan2WYx6s="
	for range 2 {
		if got := oauth1.Signature("GET", "http://example.com/request", params, "j49sk3j29djd", "dh893hdasih9"); got != want {
			t.Errorf("signature %s, want %s", got, want)
		}
		slices.Reverse(params)
	}
	if oauth1.Signature("GET", "http://example.com/request", params, "j49sk3j29djd", "") == want {
		t.Error("the token's secret makes no difference")
	}
}

func TestEscape(t *testing.T) {
	if got, want := oauth1.Escape("Aa0-._~ +/*é%"), "Aa0-._~%20%2B%2F%2A%C3%A9%25"; got != want {
		t.Errorf("escaped %s, want %s", got, want)
	}
}
