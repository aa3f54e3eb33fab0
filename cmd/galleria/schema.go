package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/schema"
)

func (p *program) schemaCommand() *cobra.Command {
	printSDL := func(*cobra.Command, []string) error { return p.print(schema.SDL()) }
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the schema, or what changed in it",
		Long:  "Schema prints the schema of the graph as SDL, as `galleria schema print` does.",
		Example: `  galleria schema > galleria.graphql
  galleria schema diff galleria.graphql
  galleria schema config > galleria.schema.json`,
		Args: knownCommand,
		RunE: printSDL,
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "print", Short: "Print the schema of the graph as SDL",
			Long:    "Print prints the schema of the graph as SDL, as a Federation 2 subgraph has it.",
			Example: "  galleria schema print > galleria.graphql",
			Args:    between(0, 0), RunE: printSDL,
		},
		&cobra.Command{
			Use: "config", Short: "Print the JSON Schema of the configuration",
			Long:    "Config prints the JSON Schema of the configuration, for editors.",
			Example: "  galleria schema config > galleria.schema.json",
			Args:    between(0, 0), RunE: func(*cobra.Command, []string) error { return p.printConfigSchema() },
		},
		p.diffCommand())
	return cmd
}

func (p *program) printConfigSchema() error {
	text, err := config.Schema()
	if err != nil {
		return fmt.Errorf("make the JSON Schema: %w", err)
	}
	return p.print(string(text))
}

func (p *program) diffCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff FILE",
		Short: "Compare an earlier schema with this one",
		Long: `Diff compares the schema in FILE with the one of this program and says of each
change whether it breaks what was built on the schema in FILE. FILE may be -
for the standard input. The exit status is 1 when a change is breaking.

  breaking   queries, or a composition with other subgraphs, that worked fail
  dangerous  what worked goes on, and may meet something that it did not know
  safe       the rest; descriptions do not count`,
		Example: `  galleria schema diff galleria.graphql
  git show v1:galleria.graphql | galleria schema diff -`,
		Args: between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return p.diff(args[0], asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) diff(file string, asJSON bool) error {
	text, err := p.readFile(file)
	if err != nil {
		return fmt.Errorf("read the earlier schema: %w", err)
	}
	before, err := readSDL(file, text)
	if err != nil {
		return err
	}
	after, err := readSDL("galleria", schema.SDL())
	if err != nil {
		return err
	}
	changes := compare(before, after)
	if err := p.printChanges(changes, asJSON); err != nil {
		return err
	}
	count := make(map[severity]int)
	for _, c := range changes {
		count[c.Severity]++
	}
	fmt.Fprintf(p.stderr, "%d breaking, %d dangerous, %d safe\n", count[breaking], count[dangerous], count[safe])
	if count[breaking] > 0 {
		return exitError(exitFailed)
	}
	return nil
}

func (p *program) printChanges(changes []change, asJSON bool) error {
	if asJSON {
		return p.printJSON(map[string][]change{"changes": append([]change{}, changes...)})
	}
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, c := range changes {
		fmt.Fprintf(w, "%s\t%s\t%s\n", c.Severity, printable(c.Path, false), printable(c.Text, false))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print changes: %w", err)
	}
	return p.print(out.String())
}

// maxInput bounds files and standard input, which are documents and schemas.
const maxInput = 64 << 20

// readFile reads a file, or the standard input for "-".
func (p *program) readFile(name string) (string, error) {
	in := p.stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer func() { _ = file.Close() }() // nothing was written
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	if err != nil {
		return "", err
	}
	if len(data) > maxInput {
		return "", fmt.Errorf("%s is larger than 64 MB", name)
	}
	return string(data), nil
}
