package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/schema"
)

// exportFlags are the flags of galleria export.
type exportFlags struct {
	config    string
	sources   []string
	variables []string
	operation string
	output    string
	bom       bool
}

func (p *program) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export [FILE|-|'{ … }']",
		Short: "Read a whole listing, however long it is",
		Long: `Export runs a query of one listing over all that the listing has, and not one
page of it. It opens the sources of a configuration itself: no server runs, and
none of its limits hold. What a source has for who wants everything is used
where that pays: a bulk operation at Shopify, pages elsewhere. Rows come as they
are read, in no order.

  ndjson  one line of JSON a row
  csv     RFC 4180, UTF-8, as galleria query writes it

Errors go to the standard error, one a line. With any of them the exit status is
1; what did arrive is printed all the same.`,
		Example: `  galleria export '{ orders { nodes { name placedAt email } } }' > orders.ndjson
  galleria export lines.graphql --source north -o csv > lines.csv
  galleria export '{ orders(filter: {placedAt: {gte: "2026-01-01T00:00:00Z"}}) { nodes { name } } }'`,
		Args: between(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"graphql", "gql"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.export(cmd, args, &f) },
	}
	outputs := []string{formatNDJSON, formatCSV}
	cmd.Flags().StringVarP(&f.config, "config", "c", "", "`file` of the configuration")
	cmd.Flags().StringArrayVar(&f.sources, "source", nil, "only from the source of this `name`; may be repeated")
	cmd.Flags().StringArrayVarP(&f.variables, "variable", "v", nil, "a variable as `name=value`; lists and input objects as JSON; may be repeated")
	cmd.Flags().StringVar(&f.operation, "operation", "", "`name` of the operation, when the document has several")
	cmd.Flags().StringVarP(&f.output, "output", "o", formatNDJSON, "format of the result: "+strings.Join(outputs, ", "))
	cmd.Flags().BoolVar(&f.bom, "bom", false, "begin CSV with a byte order mark, as some spreadsheets want for UTF-8")
	choice(cmd, "output", outputs...)
	if err := cmd.MarkFlagFilename("config", "yaml", "yml"); err != nil {
		panic(err) // the flag does not exist: a mistake of the program
	}
	return cmd
}

func (p *program) export(cmd *cobra.Command, args []string, f *exportFlags) error {
	if err := oneOf(cmd, "output", f.output, formatNDJSON, formatCSV); err != nil {
		return err
	}
	if f.bom && f.output != formatCSV {
		return usage(cmd, "--bom is for -o csv")
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
	out, err := newExportWriter(p, f, doc, op)
	if err != nil {
		return err
	}
	return p.runExport(cmd.Context(), f, app.ExportRequest{Query: text, Operation: op.Name, Variables: values, Sources: f.sources}, out)
}

func (p *program) runExport(ctx context.Context, f *exportFlags, r app.ExportRequest, out *exportWriter) (err error) {
	path, err := p.locate(f.config)
	if err != nil {
		return err
	}
	cfg, err := config.Load(path, p.env)
	if err != nil {
		return err
	}
	e, err := app.OpenExporter(ctx, cfg, app.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if err := e.Run(ctx, r, out.write); err != nil {
		var invalid gqlerror.List
		if errors.As(err, &invalid) {
			return p.exportErrors(invalid)
		}
		return err
	}
	if out.failed {
		return exitError(exitFailed)
	}
	return nil
}

// exportWriter writes the rows of part after part.
type exportWriter struct {
	program *program
	flags   *queryFlags
	shape   *shape
	path    []string
	begun   bool
	failed  bool
}

func newExportWriter(p *program, f *exportFlags, doc *ast.QueryDocument, op *ast.OperationDefinition) (*exportWriter, error) {
	known, err := readSDL("galleria", schema.SDL())
	if err != nil {
		return nil, err
	}
	s, err := outline(known, doc, op)
	if err != nil {
		return nil, err
	}
	w := &exportWriter{program: p, flags: &queryFlags{output: f.output, bom: f.bom}, shape: s}
	if w.path, _, err = s.rowPath(""); err != nil {
		return nil, err
	}
	return w, nil
}

func (w *exportWriter) write(part app.ExportPart) error {
	if len(part.Errors) > 0 {
		w.failed = true
		_ = w.program.exportErrors(part.Errors) // the exit status is told at the end
	}
	if a := (&answer{Data: part.Data}); !a.hasData() {
		return nil
	}
	text, err := format(w.flags, w.shape, w.path, part.Data)
	if err != nil {
		return err
	}
	if w.begun && w.flags.output == formatCSV {
		_, text, _ = strings.Cut(text, "\r\n") // the names of the columns are there already
	}
	w.begun = true
	return w.program.printData(text)
}

// exportErrors prints errors, one a line.
func (p *program) exportErrors(list gqlerror.List) error {
	for _, e := range list {
		text, err := json.Marshal(e)
		if err != nil {
			return err
		}
		var told answerError
		if err := json.Unmarshal(text, &told); err != nil {
			return err
		}
		fmt.Fprintln(p.stderr, "error: "+told.line())
	}
	return exitError(exitFailed)
}
