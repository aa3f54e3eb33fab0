package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
)

// checkReport is what galleria check found.
type checkReport struct {
	File     string           `json:"file"`
	Usable   bool             `json:"usable"`
	Problems []config.Problem `json:"problems,omitempty"`
	Sources  []checkedSource  `json:"sources,omitempty"` // with --connect
}

// checkedSource is one source that was asked to answer.
type checkedSource struct {
	Name      string  `json:"name"`
	Kind      string  `json:"kind"`
	Asked     bool    `json:"asked"`
	Answers   bool    `json:"answers"`
	LatencyMS float64 `json:"latencyMs"`
	Error     string  `json:"error,omitempty"`
	// Warnings are what is to be mended although it answers.
	Warnings []string `json:"warnings,omitempty"`
}

func (p *program) checkCommand() *cobra.Command {
	var connect, asJSON bool
	cmd := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Say whether a configuration is usable, and whether its sources answer",
		Long: `Check reads a configuration and tells all that is wrong with it at once. Without
FILE it takes the one that serve would take: $GALLERIA_CONFIG, ./galleria.yaml
or /etc/galleria/galleria.yaml.

With --connect it also opens each source and asks it to answer. The exit status
is 3 when the configuration cannot be used and 4 when a source does not answer.`,
		Example: `  galleria check
  galleria check deploy/galleria.yaml --connect`,
		Args: between(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.check(cmd.Context(), strings.Join(args, ""), connect, asJSON)
		},
	}
	cmd.Flags().BoolVar(&connect, "connect", false, "also ask each source to answer")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) check(ctx context.Context, named string, connect, asJSON bool) error {
	r, err := p.examine(ctx, named, connect)
	var problems *config.Problems
	switch {
	case errors.As(err, &problems) && asJSON:
		r.File, r.Problems = problems.File, problems.List
	case err != nil:
		return err
	}
	if asJSON {
		err = p.printJSON(r)
	} else {
		err = p.print(r.text(p.paint(p.stdout)))
	}
	if err != nil {
		return err
	}
	return r.verdict()
}

// examine reads the configuration, and asks its sources if that is wanted.
func (p *program) examine(ctx context.Context, named string, connect bool) (*checkReport, error) {
	r := &checkReport{}
	path, err := p.locate(named)
	if err != nil {
		return r, err
	}
	r.File = path
	cfg, err := config.Load(path, p.env)
	if err != nil {
		return r, err
	}
	if err := app.Vet(cfg); err != nil {
		return r, err
	}
	if connect {
		if r.Sources, err = ask(ctx, cfg); err != nil {
			return r, err
		}
	}
	r.Usable = true
	return r, nil
}

// ask opens the sources and asks each to answer.
func ask(ctx context.Context, cfg *config.Config) ([]checkedSource, error) {
	a, err := app.Open(ctx, cfg, app.Options{})
	var problems *config.Problems
	var unopened *app.OpenError
	if !errors.As(err, &problems) && errors.As(err, &unopened) {
		return notOpened(cfg, unopened), nil
	}
	if err != nil {
		return nil, err
	}
	results := checked(a.Check(ctx))
	return results, errors.Join(ctx.Err(), a.Close())
}

// notOpened tells of sources that did not answer when they were opened. The others were not asked.
func notOpened(cfg *config.Config, e *app.OpenError) []checkedSource {
	failed := make(map[string]checkedSource)
	for _, c := range checked(e.Results) {
		failed[c.Name] = c
	}
	var all []checkedSource
	for _, name := range cfg.SourceNames() {
		c, ok := failed[name]
		if !ok {
			c = checkedSource{Name: name, Kind: string(cfg.Sources[name].SourceKind())}
		}
		all = append(all, c)
	}
	return all
}

func checked(results []app.CheckResult) []checkedSource {
	all := make([]checkedSource, len(results))
	for i, r := range results {
		all[i] = checkedSource{Name: r.Name, Kind: r.Kind, Asked: true, Answers: r.Err == nil, LatencyMS: float64(r.Latency.Microseconds()) / 1000, Warnings: r.Warnings}
		if r.Err != nil {
			all[i].Error = strings.TrimPrefix(r.Err.Error(), r.Name+": ")
		}
	}
	return all
}

func (r *checkReport) text(c palette) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s is usable\n", r.File)
	for _, s := range r.Sources {
		out.WriteString(s.line(c) + "\n")
		for _, warning := range s.Warnings {
			out.WriteString("  " + c.mark(markSlow) + " " + printable(warning, false) + "\n")
		}
	}
	return out.String()
}

func (s checkedSource) line(c palette) string {
	switch {
	case !s.Asked:
		return c.mark(markNone) + " " + s.Name + ": not asked, because not every source could be opened"
	case s.Answers:
		return c.mark(markGood) + " " + s.Name + " " + inMilliseconds(s.LatencyMS)
	}
	return c.mark(markBad) + " " + s.Name + ": " + printable(s.Error, false)
}

// inMilliseconds rounds a time as people read it.
func inMilliseconds(ms float64) string {
	if ms < 1 {
		return "< 1 ms"
	}
	return fmt.Sprintf("%d ms", time.Duration(ms*float64(time.Millisecond)).Round(time.Millisecond).Milliseconds())
}

// verdict is the exit status of what was found.
func (r *checkReport) verdict() error {
	if !r.Usable {
		return exitError(exitConfig)
	}
	for _, s := range r.Sources {
		if !s.Answers {
			return exitError(exitSource)
		}
	}
	return nil
}

// printUnopened tells of the sources without which a server cannot start.
func printUnopened(w io.Writer, c palette, e *app.OpenError) {
	fmt.Fprintln(w, "galleria: a source that must be asked before the server can start does not answer:")
	for _, s := range checked(e.Results) {
		fmt.Fprintln(w, s.line(c))
	}
}
