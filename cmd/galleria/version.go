package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// buildFacts is what the program knows of its own making. What is not recorded is empty.
type buildFacts struct {
	Version  string    `json:"version"`
	Commit   string    `json:"commit,omitempty"`
	Modified bool      `json:"modified,omitempty"` // the commit does not say all
	Time     time.Time `json:"time,omitzero"`      // of the commit
	Go       string    `json:"go"`
	Platform string    `json:"platform"`
}

// build reads the facts that the Go command has put into the program.
func build() buildFacts {
	facts := buildFacts{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return facts
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		facts.Version = strings.TrimPrefix(v, "v")
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			facts.Commit = s.Value
		case "vcs.modified":
			facts.Modified = s.Value == "true"
		case "vcs.time":
			facts.Time, _ = time.Parse(time.RFC3339, s.Value) // the zero time where it is none
		}
	}
	return facts
}

// String returns the facts on one line.
func (b buildFacts) String() string {
	text := "galleria " + b.Version
	if b.Commit != "" {
		text += " · commit " + b.Commit[:min(12, len(b.Commit))]
		if b.Modified {
			text += " (modified)"
		}
	}
	return text + " · " + b.Go + " · " + b.Platform
}

func (p *program) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Long:    "Version prints the version of the program, the commit and the Go release that it was made of.",
		Example: "  galleria version --json",
		Args:    between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return p.printJSON(build())
			}
			return p.print(build().String() + "\n")
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// printJSON writes a result as indented JSON.
func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print JSON: %w", err)
	}
	return nil
}
