package commerce_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/galleria-graph/galleria/commerce"
)

func TestAppendingWritesTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := commerce.NewDecimal(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-25, 25).Draw(t, "exponent"))
		if got, want := string(commerce.AppendDecimal([]byte("x"), d)), "x"+commerce.FormatDecimal(d); got != want {
			t.Fatalf("AppendDecimal: %s, FormatDecimal: %s", got, want)
		}
		id := commerce.GlobalID{Kind: rapid.String().Draw(t, "kind"), ID: commerce.ID{Source: rapid.String().Draw(t, "source"), Key: rapid.StringN(0, 300, -1).Draw(t, "key")}}
		if got, want := string(id.AppendTo([]byte("x"))), "x"+id.String(); got != want {
			t.Fatalf("AppendTo: %s, String: %s", got, want)
		}
	})
}

func BenchmarkAppendDecimal(b *testing.B) {
	d, room := commerce.NewDecimal(41495, -2), make([]byte, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		room = commerce.AppendDecimal(room[:0], d)
	}
}

func BenchmarkAppendGlobalID(b *testing.B) {
	id, room := commerce.GlobalID{Kind: "Order", ID: commerce.ID{Source: "shop", Key: "gid://shopify/Order/4500000000001"}}, make([]byte, 0, 128)
	b.ReportAllocs()
	for b.Loop() {
		room = id.AppendTo(room[:0])
	}
}
