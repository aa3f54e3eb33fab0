package app

import (
	"context"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/guard"
)

// slowAbove is the 95th percentile of latency beyond which a source is called slow.
const slowAbove = 500 * time.Millisecond

// states tells what the guards have seen of the sources.
func (a *App) states(context.Context) []server.SourceState {
	out := make([]server.SourceState, len(a.accounts))
	for i, acc := range a.accounts {
		s := acc.guard.Stats()
		out[i] = server.SourceState{
			Name: acc.source.Name, Kind: acc.kind, State: inWords(s), Required: true, Types: typesOf(acc.source),
			Latency: server.Latency{LastMS: ms(s.Last), P50MS: ms(s.P50), P95MS: ms(s.P95)},
			Calls:   s.Calls, Errors: s.Errors, Warnings: acc.warnings(),
		}
		if s.Errors > 0 {
			out[i].LastError = s.LastError.String()
		}
	}
	return out
}

func inWords(s guard.Stats) string {
	switch {
	case s.Calls == 0:
		return "not asked yet"
	case s.LastFailed:
		return "not answering"
	case s.P95 > slowAbove:
		return "slow"
	}
	return "answering"
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// ready reports whether every source has answered once, and asks those that have not.
func (a *App) ready(ctx context.Context) bool {
	for _, acc := range a.accounts {
		if !acc.guard.Stats().Answered && acc.check(ctx) != nil {
			return false
		}
	}
	return true
}

// typesOf names the types of the graph that the source answers for.
func typesOf(s *sources.Source) []string {
	var out []string
	for _, t := range []struct {
		name   string
		offers bool
	}{
		{commerce.Customers.Name, s.Customers != nil},
		{commerce.Orders.Name, s.Orders != nil},
		{commerce.Products.Name, s.Products != nil},
		{commerce.ProductVariants.Name, s.Variants != nil},
		{commerce.InventoryItems.Name, s.InventoryItems != nil},
		{commerce.Locations.Name, s.Locations != nil},
		{commerce.Payments.Name, s.Payments != nil},
	} {
		if t.offers {
			out = append(out, t.name)
		}
	}
	return out
}
