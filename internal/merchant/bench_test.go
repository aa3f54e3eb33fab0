package merchant_test

import (
	"testing"

	"github.com/galleria-graph/galleria/internal/merchant"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		merchant.New(7, afterBlackFriday)
	}
}
