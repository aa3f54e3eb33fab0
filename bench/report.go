package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// summary is the medians over all rounds of one server with one operation.
type summary struct {
	Query   string `json:"query"`
	Clients int    `json:"clients"`
	Server  string `json:"server"`

	Ratio      float64       `json:"ratio"`
	CPU        time.Duration `json:"cpuPerRequest"`
	Throughput float64       `json:"requestsPerSecond"`
	P50        time.Duration `json:"p50"`
	P99        time.Duration `json:"p99"`
	Allocs     float64       `json:"allocsPerRequest"`
	Bytes      float64       `json:"bytesPerRequest"`
	Calls      float64       `json:"callsPerRequest"`
	RSS        uint64        `json:"rss"`
}

// summarize takes the medians, in the order in which the results begin.
func summarize(results []result) []summary {
	type key struct {
		query   string
		clients int
		server  string
	}
	var order []key
	groups := map[key][]result{}
	for _, r := range results {
		k := key{r.Query, r.Clients, r.Server}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], r)
	}
	out := make([]summary, len(order))
	for i, k := range order {
		g := groups[k]
		out[i] = summary{
			Query: k.query, Clients: k.clients, Server: k.server,
			Ratio:      median(g, func(r result) float64 { return r.Ratio }),
			CPU:        median(g, func(r result) time.Duration { return r.CPU }),
			Throughput: median(g, func(r result) float64 { return r.Throughput }),
			P50:        median(g, func(r result) time.Duration { return r.P50 }),
			P99:        median(g, func(r result) time.Duration { return r.P99 }),
			Allocs:     median(g, func(r result) float64 { return r.Allocs }),
			Bytes:      median(g, func(r result) float64 { return r.Bytes }),
			Calls:      median(g, func(r result) float64 { return r.Calls }),
			RSS:        median(g, func(r result) uint64 { return r.RSS }),
		}
	}
	return out
}

func median[V float64 | time.Duration | uint64](g []result, value func(result) V) V {
	values := make([]V, len(g))
	for i, r := range g {
		values[i] = value(r)
	}
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

var columns = []string{
	"query", "clients", "server", "x limit", "CPU/request", "requests/s", "p50", "p99", "allocs/request", "kB/request", "calls/request", "RSS",
}

func (s summary) cells() []string {
	return []string{
		s.Query, fmt.Sprint(s.Clients), s.Server, fmt.Sprintf("%.2f", s.Ratio),
		inMS(s.CPU), fmt.Sprintf("%.0f", s.Throughput), inMS(s.P50), inMS(s.P99),
		fmt.Sprintf("%.0f", s.Allocs), fmt.Sprintf("%.1f", s.Bytes/1000), fmt.Sprintf("%.2f", s.Calls), fmt.Sprintf("%d MB", s.RSS>>20),
	}
}

func inMS(d time.Duration) string {
	return fmt.Sprintf("%.3f ms", float64(d)/float64(time.Millisecond))
}

// report writes the table, and the files that were asked for.
func report(o options, results []result, out io.Writer) error {
	all := summarize(results)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, strings.Join(columns, "\t")+"\t")
	for _, s := range all {
		fmt.Fprintln(w, strings.Join(s.cells(), "\t")+"\t")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if o.markdown != "" {
		if err := os.WriteFile(o.markdown, []byte(markdown(all)), 0o600); err != nil {
			return err
		}
	}
	if o.out == "" {
		return nil
	}
	text, err := json.MarshalIndent(struct {
		Go       string        `json:"go"`
		CPUs     int           `json:"cpus"`
		GOGC     string        `json:"gogc"`
		Delay    time.Duration `json:"delay"`
		Duration time.Duration `json:"duration"`
		Rounds   int           `json:"rounds"`
		Summary  []summary     `json:"summary"`
		Results  []result      `json:"results"`
	}{runtime.Version(), runtime.NumCPU(), os.Getenv("GOGC"), o.delay, o.duration, o.rounds, all, results}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, append(text, '\n'), 0o600)
}

func markdown(all []summary) string {
	var b strings.Builder
	b.WriteString("| " + strings.Join(columns, " | ") + " |\n|")
	for i := range columns {
		if i == 0 || i == 2 {
			b.WriteString("---|")
		} else {
			b.WriteString("---:|")
		}
	}
	b.WriteByte('\n')
	for _, s := range all {
		b.WriteString("| " + strings.Join(s.cells(), " | ") + " |\n")
	}
	return b.String()
}
