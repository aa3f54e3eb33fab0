package demo_test

import (
	"testing"

	"github.com/galleria-graph/galleria/internal/demo"
)

// BenchmarkStart measures from nothing to all systems answering. With two idle
// cores it is to stay well under half a second.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		d, err := demo.Start(b.Context(), demo.Options{Seed: 7, Clock: blackFriday})
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
