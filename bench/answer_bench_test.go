package main_test

import (
	"testing"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/upstream"
)

// BenchmarkAnswer is one answer of each server, with the upstream in the same
// process: for profiles of where a server spends its time and memory, not for
// comparing servers.
func BenchmarkAnswer(b *testing.B) {
	w := open(b)
	for _, c := range cases.All() {
		for _, server := range []string{"limit", "ours", "plain"} {
			b.Run(c.Name+"/"+server, func(b *testing.B) {
				body := c.Body(upstream.Small(), 3)
				b.ReportAllocs()
				for b.Loop() {
					w.ask(b, server, body)
				}
			})
		}
	}
}
