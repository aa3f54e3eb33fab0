package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/server"
)

// The states of a source, as /api/sources words them.
const (
	stateAnswering    = "answering"
	stateSlow         = "slow"
	stateNotAnswering = "not answering"
)

// sourceStates is what /api/sources answers.
type sourceStates struct {
	Sources []server.SourceState `json:"sources"`
}

func (p *program) sourcesCommand() *cobra.Command {
	var f serverFlags
	var watch, asJSON bool
	var interval time.Duration
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "Show the state of the systems behind a running server",
		Long: `Sources shows for each system behind a running server whether it answers, how
fast, and how often it failed. Times are in milliseconds. The exit status is 4
when a system does not answer.

With --watch the state is shown again and again, until Ctrl+C; with --json too,
one line each time.`,
		Example: `  galleria sources
  galleria sources --json --url https://graph.shop.example/graphql --key-file key.txt`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if interval <= 0 {
				return usage(cmd, "--interval must be more than 0")
			}
			c, err := p.connect(cmd, &f)
			if err != nil {
				return err
			}
			if watch {
				return p.watchSources(cmd.Context(), c, interval, asJSON)
			}
			return p.sourcesOnce(cmd.Context(), c, asJSON)
		},
	}
	cmd.Flags().BoolVar(&watch, "watch", false, "show it again and again")
	cmd.Flags().DurationVar(&interval, "interval", 5*time.Second, "time between two looks of --watch")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	f.register(cmd)
	return cmd
}

func (c *client) sources(ctx context.Context) (*sourceStates, error) {
	body, err := c.get(ctx, "/api/sources")
	if err != nil {
		return nil, err
	}
	var s sourceStates
	if err := json.Unmarshal(body, &s); err != nil || s.Sources == nil {
		return nil, fmt.Errorf("ask %s: the answer is not the state of sources; is this the address of a Galleria server?", c.beside("/api/sources"))
	}
	return &s, nil
}

func (p *program) sourcesOnce(ctx context.Context, c *client, asJSON bool) error {
	s, err := c.sources(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		err = p.printJSON(s)
	} else {
		err = p.print(s.text(p.paint(p.stdout)))
	}
	if err != nil {
		return err
	}
	for _, source := range s.Sources {
		if source.State == stateNotAnswering {
			return exitError(exitSource)
		}
	}
	return nil
}

// watchSources shows the state until ctx ends, which is how a watch is meant to end.
// A server that is away for a while is said, and asked again.
func (p *program) watchSources(ctx context.Context, c *client, interval time.Duration, asJSON bool) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		s, err := c.sources(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			fmt.Fprintf(p.stderr, "galleria: %s\n", printable(err.Error(), false))
		default:
			if err := p.showAgain(s, asJSON); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (p *program) showAgain(s *sourceStates, asJSON bool) error {
	if asJSON {
		line, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("print JSON: %w", err)
		}
		return p.print(string(line) + "\n")
	}
	text := s.text(p.paint(p.stdout))
	if isTerminal(p.stdout) && p.variable("TERM") != "dumb" {
		return p.print("\x1b[H\x1b[2J" + text) // in place of what was shown before
	}
	return p.print(text + "\n")
}

// text returns the states as a table.
func (s *sourceStates) text(c palette) string {
	t := &table{}
	for _, name := range []string{"source", "kind", "state", "p50", "p95", "calls", "errors", "last error", "answers"} {
		t.columns = append(t.columns, column{name: name, numeric: name == "p50" || name == "p95" || name == "calls" || name == "errors"})
	}
	for _, source := range s.Sources {
		t.rows = append(t.rows, []string{
			source.Name, source.Kind, stateMark(source.State) + " " + source.State,
			milliseconds(source.Latency.P50MS, source.Calls), milliseconds(source.Latency.P95MS, source.Calls),
			strconv.FormatInt(source.Calls, 10), strconv.FormatInt(source.Errors, 10), source.LastError, strings.Join(source.Types, ", "),
		})
	}
	text := t.text()
	for _, source := range s.Sources {
		for _, warning := range source.Warnings {
			text += "\n" + markSlow + " " + source.Name + ": " + printable(warning, false) + "\n"
		}
	}
	for _, mark := range []string{markGood, markSlow, markBad, markNone} {
		text = strings.ReplaceAll(text, mark, c.mark(mark))
	}
	return text
}

func stateMark(state string) string {
	switch state {
	case stateAnswering:
		return markGood
	case stateSlow:
		return markSlow
	case stateNotAnswering:
		return markBad
	}
	return markNone
}

// milliseconds writes a time that calls took; without calls there is none.
func milliseconds(ms float64, calls int64) string {
	if calls == 0 {
		return ""
	}
	if ms < 10 {
		return strconv.FormatFloat(ms, 'f', 1, 64)
	}
	return strconv.FormatFloat(ms, 'f', 0, 64)
}
