package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/config"
)

//go:embed template
var templates embed.FS

func (p *program) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a first configuration",
		Long: `Init writes a commented galleria.yaml into DIR, or into the working directory,
with its JSON Schema for editors, two queries to start from, and a compose file
with a database that fits. It asks nothing and overwrites nothing.`,
		Example: `  galleria init shop`,
		Args:    between(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return p.init(dir)
		},
	}
}

// newFile is a file that init writes.
type newFile struct {
	name string // below the directory, with slashes
	text []byte
}

func (p *program) init(dir string) error {
	files, err := newFiles()
	if err != nil {
		return err
	}
	if err := refuseExisting(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		if err := f.write(dir); err != nil {
			return fmt.Errorf("write a configuration: %w", err)
		}
	}
	return p.print(nextSteps(dir, files))
}

// newFiles returns the files in the order in which one reads them.
func newFiles() ([]newFile, error) {
	var files []newFile
	for _, name := range []string{"galleria.yaml", "queries/latest-orders.graphql", "queries/orders-of-customer.graphql", "compose.yaml"} {
		text, err := templates.ReadFile("template/" + name)
		if err != nil {
			return nil, fmt.Errorf("read the template of %s: %w", name, err)
		}
		files = append(files, newFile{name, text})
	}
	text, err := config.Schema()
	if err != nil {
		return nil, fmt.Errorf("make the JSON Schema: %w", err)
	}
	return append(files, newFile{"galleria.schema.json", text}), nil
}

// refuseExisting writes nothing at all if something is there already.
func refuseExisting(dir string, files []newFile) error {
	var there []string
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if _, err := os.Lstat(path); err == nil {
			there = append(there, path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("write a configuration: %w", err)
		}
	}
	if len(there) > 0 {
		return fmt.Errorf("%s would be overwritten, so nothing was written. Name another directory: galleria init DIR", strings.Join(there, ", "))
	}
	return nil
}

func (f newFile) write(dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(f.name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(f.text)
	return errors.Join(err, file.Close())
}

func nextSteps(dir string, files []newFile) string {
	var out strings.Builder
	for _, f := range files {
		fmt.Fprintf(&out, "wrote %s\n", filepath.Join(dir, filepath.FromSlash(f.name)))
	}
	out.WriteString("\nNext:\n\n")
	if dir != "." {
		fmt.Fprintf(&out, "  cd %s\n", dir)
	}
	out.WriteString(`  docker compose up -d postgres      a database to try it with, or name your own:
  export SHOP_URL=postgres://reader:galleria@127.0.0.1:5432/shop
  galleria check --connect           is it usable, and does the database answer?
  galleria serve --dev               serve the graph to this machine
  galleria query queries/latest-orders.graphql -o table
`)
	return out.String()
}
