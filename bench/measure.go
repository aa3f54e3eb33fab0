package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/galleria-graph/galleria/bench/cases"
)

// atOnce is how many clients ask at a time.
var atOnce = []int{1, 16}

// result is what one server has shown with one operation in one round.
type result struct {
	Round   int    `json:"round"`
	Server  string `json:"server"`
	Query   string `json:"query"`
	Clients int    `json:"clients"`

	Requests   int           `json:"requests"`
	Throughput float64       `json:"requestsPerSecond"`
	CPU        time.Duration `json:"cpuPerRequest"` // in nanoseconds, as all durations
	P50        time.Duration `json:"p50"`
	P99        time.Duration `json:"p99"`
	Allocs     float64       `json:"allocsPerRequest"`
	Bytes      float64       `json:"bytesPerRequest"`
	Calls      float64       `json:"callsPerRequest"`
	RSS        uint64        `json:"rss"`
	// Ratio is CPU a request over the limit's in the same round; 0 without the limit.
	Ratio float64 `json:"ratio"`
}

const warming = 150 * time.Millisecond

// rounds measures all servers with all operations, one beside another.
func (f *field) rounds(ctx context.Context, progress io.Writer) ([]result, error) {
	for _, c := range f.options.cases {
		for _, p := range f.servers {
			if _, err := load(ctx, p.Serve, c, f.options.variants, 4, during(warming)); err != nil {
				return nil, fmt.Errorf("warm %s: %w", p.name, err)
			}
		}
	}
	var all []result
	for round := range f.options.rounds {
		fmt.Fprintf(progress, "round %d of %d\n", round+1, f.options.rounds)
		for _, clients := range atOnce {
			for _, c := range f.options.cases {
				row, err := f.row(ctx, round, c, clients)
				if err != nil {
					return nil, err
				}
				all = append(all, row...)
			}
		}
	}
	return all, nil
}

// during returns a condition that holds for a time from now.
func during(d time.Duration) func(int) bool {
	end := time.Now().Add(d)
	return func(int) bool { return time.Now().Before(end) }
}

// row measures all servers with one operation. Each round another one begins.
func (f *field) row(ctx context.Context, round int, c cases.Case, clients int) ([]result, error) {
	row := make([]result, len(f.servers))
	for i := range f.servers {
		i = (i + round) % len(f.servers)
		r, err := f.measure(ctx, f.servers[i], c, clients)
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", c.Name, f.servers[i].name, err)
		}
		r.Round = round
		row[i] = r
	}
	at := slices.IndexFunc(row, func(r result) bool { return r.Server == "limit" })
	for i := range row {
		if at >= 0 {
			row[i].Ratio = float64(row[i].CPU) / float64(row[at].CPU)
		}
	}
	return row, nil
}

func (f *field) measure(ctx context.Context, p *process, c cases.Case, clients int) (result, error) {
	calls, err := f.calls(ctx)
	if err != nil {
		return result{}, err
	}
	before, err := p.usage(ctx)
	if err != nil {
		return result{}, err
	}
	l, err := load(ctx, p.Serve, c, f.options.variants, clients, during(f.options.duration))
	if err != nil {
		return result{}, err
	}
	after, err := p.usage(ctx)
	if err != nil {
		return result{}, err
	}
	callsAfter, err := f.calls(ctx)
	if err != nil {
		return result{}, err
	}
	n := float64(max(l.requests, 1))
	return result{
		Server: p.name, Query: c.Name, Clients: clients,
		Requests: l.requests, Throughput: n / l.took.Seconds(),
		CPU: time.Duration(float64(after.CPU-before.CPU) / n), P50: l.percentile(50), P99: l.percentile(99),
		Allocs: float64(after.Allocs-before.Allocs) / n, Bytes: float64(after.Bytes-before.Bytes) / n,
		Calls: float64(callsAfter-calls) / n, RSS: after.RSS,
	}, nil
}

// profile writes a CPU profile of each server with each operation.
func (f *field) profile(ctx context.Context) error {
	const seconds = 3
	if err := os.MkdirAll(f.options.profiles, 0o750); err != nil {
		return err
	}
	for _, c := range f.options.cases {
		for _, p := range f.servers {
			done := make(chan error, 1)
			go func() {
				_, err := load(ctx, p.Serve, c, f.options.variants, 4, during(seconds*time.Second+200*time.Millisecond))
				done <- err
			}()
			body, err := read(ctx, fmt.Sprintf("http://%s/profile?seconds=%d", p.Debug, seconds))
			if failed := <-done; err == nil {
				err = failed
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(f.options.profiles, p.name+"-"+c.Name+".pprof"), body, 0o600)
			}
			if err != nil {
				return fmt.Errorf("profile %s of %s: %w", c.Name, p.name, err)
			}
		}
	}
	return nil
}
