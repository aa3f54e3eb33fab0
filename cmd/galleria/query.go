package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/schema"
)

const (
	formatJSON   = "json"
	formatTable  = "table"
	formatCSV    = "csv"
	formatNDJSON = "ndjson"
)

func formats() []string { return []string{formatJSON, formatTable, formatCSV, formatNDJSON} }

// queryFlags are the flags of galleria query.
type queryFlags struct {
	server    serverFlags
	variables []string
	operation string
	output    string
	rows      string
	bom       bool
}

func (p *program) queryCommand() *cobra.Command {
	var f queryFlags
	cmd := &cobra.Command{
		Use:   "query [FILE|-|'{ … }']",
		Short: "Ask a running server",
		Long: `Query runs one operation on a running server and prints its result. The query
is in a file, on the standard input (-), or written as the argument.

  json    the data, as the server ordered it
  table   rows and aligned columns, for people
  csv     rows and columns for spreadsheets: RFC 4180, UTF-8; text that a
          spreadsheet would take for a formula gets a leading '
  ndjson  one line of JSON a row, as it came

Rows are the elements of the outermost list of the query, or of the one that
--rows names. Columns are what the query selects, in its order; what stands
above the rows is repeated in each; a list inside a row is told by its length.

Errors go to the standard error, one a line: code, path, source and message.
With any of them the exit status is 1; what did arrive is printed all the same.`,
		Example: `  galleria query '{ orders(first: 5) { nodes { name placedAt } } }' -o table
  galleria query queries/latest-orders.graphql -v first=20 -o csv > orders.csv
  echo '{ sources { name system } }' | galleria query -`,
		Args: between(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"graphql", "gql"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.query(cmd, args, &f) },
	}
	cmd.Flags().StringArrayVarP(&f.variables, "variable", "v", nil, "a variable as `name=value`; lists and input objects as JSON; may be repeated")
	cmd.Flags().StringVar(&f.operation, "operation", "", "`name` of the operation, when the document has several")
	cmd.Flags().StringVarP(&f.output, "output", "o", formatJSON, "format of the result: "+strings.Join(formats(), ", "))
	cmd.Flags().StringVar(&f.rows, "rows", "", "`path` of the list whose elements are the rows, such as orders.nodes.lineItems.nodes")
	cmd.Flags().BoolVar(&f.bom, "bom", false, "begin CSV with a byte order mark, as some spreadsheets want for UTF-8")
	f.server.register(cmd)
	choice(cmd, "output", formats()...)
	return cmd
}

func (f *queryFlags) check(cmd *cobra.Command) error {
	if err := oneOf(cmd, "output", f.output, formats()...); err != nil {
		return err
	}
	if f.rows != "" && f.output == formatJSON {
		return usage(cmd, "--rows is for the formats that have rows: table, csv, ndjson")
	}
	if f.bom && f.output != formatCSV {
		return usage(cmd, "--bom is for -o csv")
	}
	return nil
}

func (p *program) query(cmd *cobra.Command, args []string, f *queryFlags) error {
	if err := f.check(cmd); err != nil {
		return err
	}
	name, text, err := p.document(cmd, args)
	if err != nil {
		return err
	}
	doc, op, err := parseDocument(name, text, f.operation)
	if err != nil {
		return err
	}
	values, err := variables(op, f.variables)
	if err != nil {
		return usage(cmd, err.Error())
	}
	c, err := p.connect(cmd, &f.server)
	if err != nil {
		return err
	}
	a, err := c.ask(cmd.Context(), request{Query: text, OperationName: op.Name, Variables: values})
	if err != nil {
		return err
	}
	if a.hasData() {
		if err := p.printAnswer(cmd.Context(), c, a, doc, op, f); err != nil {
			return err
		}
	}
	for _, e := range a.Errors {
		fmt.Fprintln(p.stderr, "error: "+e.line())
	}
	if len(a.Errors) > 0 {
		return exitError(exitFailed)
	}
	return nil
}

func (p *program) printAnswer(ctx context.Context, c *client, a *answer, doc *ast.QueryDocument, op *ast.OperationDefinition, f *queryFlags) error {
	if f.output == formatJSON {
		var out bytes.Buffer
		if err := json.Indent(&out, a.Data, "", "  "); err != nil {
			return fmt.Errorf("read the answer: %w", err)
		}
		return p.printData(out.String() + "\n")
	}
	known, err := c.schema(ctx)
	if err != nil {
		return err
	}
	s, err := outline(known, doc, op)
	if err != nil {
		return err
	}
	path, others, err := s.rowPath(f.rows)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		fmt.Fprintf(p.stderr, "rows: %s; --rows chooses another: %s\n", strings.Join(path, "."), strings.Join(others, ", "))
	}
	text, err := format(f, s, path, a.Data)
	if err != nil {
		return err
	}
	return p.printData(text)
}

// printData writes what came from elsewhere: byte for byte, but not to a
// terminal, which would obey the control characters in it.
func (p *program) printData(text string) error {
	if isTerminal(p.stdout) {
		text = printable(strings.ReplaceAll(text, "\r\n", "\n"), true)
	}
	return p.print(text)
}

func format(f *queryFlags, s *shape, path []string, data json.RawMessage) (string, error) {
	if f.output == formatNDJSON {
		return ndjson(path, data)
	}
	t, err := tabulate(s, path, data)
	if err != nil {
		return "", err
	}
	if f.output == formatTable {
		return t.text(), nil
	}
	if f.bom {
		return "\uFEFF" + t.csv(), nil
	}
	return t.csv(), nil
}

// schema returns the server's own schema, or this program's where the server
// does not show it: columns need the types of fields, and most servers are of
// the same release.
func (c *client) schema(ctx context.Context) (*catalogue, error) {
	if text, err := c.get(ctx, "/schema.graphql"); err == nil {
		if known, err := readSDL(c.beside("/schema.graphql"), string(text)); err == nil {
			return known, nil
		}
	}
	return readSDL("galleria", schema.SDL())
}
