package main

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/demo"
)

// demoFlags are the flags of galleria demo.
type demoFlags struct {
	listen               string
	seed                 uint64
	slow, fail, throttle []string
	printConfig          bool
}

func (p *program) demoCommand() *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "See it work now, with simulated systems",
		Long: `Demo simulates the systems of a merchant on this machine, with made-up data,
and serves the graph over them. It needs no configuration and no network, and
keeps nothing. It can be reached from this machine only.`,
		Example: `  galleria demo
  galleria demo --listen :0
  galleria demo --print-config`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.demo(cmd, &f) },
	}
	cmd.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8080", "`address` to listen on; a port alone, such as :8081, is one of this machine")
	cmd.Flags().Uint64Var(&f.seed, "seed", 7, "`number` that the data is made from")
	cmd.Flags().StringSliceVar(&f.slow, "slow", nil, "make a system slow, as `name=800ms`; may be repeated")
	cmd.Flags().StringSliceVar(&f.fail, "fail", nil, "make a system fail, as `name=20%`; may be repeated")
	cmd.Flags().StringSliceVar(&f.throttle, "throttle", nil, "make a system turn requests away, as `name=20%`; may be repeated")
	cmd.Flags().BoolVar(&f.printConfig, "print-config", false, "print the configuration that one would write for these systems, and end")
	return cmd
}

func (p *program) demo(cmd *cobra.Command, f *demoFlags) (err error) {
	began, ctx := time.Now(), cmd.Context()
	faults, err := f.faults(cmd)
	if err != nil {
		return err
	}
	listen, err := address(cmd, f.listen, thisMachine)
	if err != nil {
		return err
	}
	if !onLoopback(listen) {
		return usage(cmd, refused(listen, "the demo asks nobody for a key",
			"galleria demo --listen 127.0.0.1:8080", "to stay on this machine", "galleria init", "to start a configuration with keys"))
	}
	d, err := demo.Start(ctx, demo.Options{Seed: f.seed, Life: !f.printConfig})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := faults.apply(d); err != nil {
		return usage(cmd, err.Error())
	}
	if f.printConfig {
		return p.printDemoConfig(d.Config())
	}
	return p.serve(ctx, demoService(d, listen, began))
}

// demoFaults is what the flags do to the simulated systems, by name.
type demoFaults struct {
	slow           map[string]time.Duration
	fail, throttle map[string]float64 // the share of answers, from 0 to 1
}

func (f *demoFlags) faults(cmd *cobra.Command) (demoFaults, error) {
	faults := demoFaults{make(map[string]time.Duration), make(map[string]float64), make(map[string]float64)}
	for _, pair := range f.slow {
		name, text, ok := strings.Cut(pair, "=")
		d, err := time.ParseDuration(text)
		if !ok || name == "" || err != nil || d < 0 {
			return faults, usage(cmd, fmt.Sprintf("--slow is given as name=800ms, not %q", pair))
		}
		faults.slow[name] = d
	}
	for _, of := range []struct {
		flag   string
		pairs  []string
		shares map[string]float64
	}{{"fail", f.fail, faults.fail}, {"throttle", f.throttle, faults.throttle}} {
		for _, pair := range of.pairs {
			name, text, ok := strings.Cut(pair, "=")
			share, err := percent(text)
			if !ok || name == "" || err != nil {
				return faults, usage(cmd, fmt.Sprintf("--%s is given as name=20%%, from 0%% to 100%%, not %q", of.flag, pair))
			}
			of.shares[name] = share
		}
	}
	return faults, nil
}

// apply makes the systems slow or failing. Which names there are, and which of
// them can be, is the demo's to say.
func (f demoFaults) apply(d *demo.Demo) error {
	for _, name := range slices.Sorted(maps.Keys(f.slow)) {
		if err := d.Slow(name, f.slow[name]); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.fail)) {
		if err := d.Fail(name, f.fail[name]); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.throttle)) {
		if err := d.Throttle(name, f.throttle[name]); err != nil {
			return err
		}
	}
	return nil
}

// percent reads a share such as 20%.
func percent(text string) (float64, error) {
	digits, ok := strings.CutSuffix(text, "%")
	if !ok {
		return 0, errors.New("no percent sign")
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, err
	}
	if !(n >= 0 && n <= 100) { // nor NaN
		return 0, errors.New("not from 0% to 100%")
	}
	return n / 100, nil
}

// demoService says how the demo is served, and what one can do with it.
func demoService(d *demo.Demo, listen string, began time.Time) service {
	cfg := d.Config()
	cfg.Listen = listen
	cfg.UI.Enabled, cfg.Introspection = true, true
	return service{
		mode: "demo", cfg: cfg, began: began, level: slog.LevelWarn, data: d.Facts().String(),
		hints: []hint{
			{"Try", "galleria query '{ orders(first: 8) { nodes { name placedAt source } } }' -o table"},
			{"Break", fmt.Sprintf("galleria demo --slow %s=800ms --fail %s=20%%", named(cfg, config.KindStripe), named(cfg, config.KindShopify))},
		},
		note: "Demo data, open to anyone on this machine. Nothing is stored.",
	}
}

// named returns the name of the first source of a kind.
func named(cfg *config.Config, kind config.SourceKind) string {
	for _, name := range cfg.SourceNames() {
		if cfg.Sources[name].SourceKind() == kind {
			return name
		}
	}
	return ""
}

// printDemoConfig prints the configuration of the simulated systems as a person would write it.
func (p *program) printDemoConfig(cfg *config.Config) error {
	text, err := cfg.Redacted()
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return p.print("# The systems of the demo, as a configuration of your own would have them. Their\n# addresses last as long as one demo does.\n" + string(text))
}
