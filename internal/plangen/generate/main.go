// Generate runs gqlgen with the plugin of internal/plangen: generate CONFIG.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"

	"github.com/galleria-graph/galleria/internal/plangen"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate CONFIG")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run generates what the configuration says, whose paths are its own folder's.
func run(path string) error {
	if err := os.Chdir(filepath.Dir(path)); err != nil {
		return err
	}
	cfg, err := config.LoadConfig(filepath.Base(path))
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return api.Generate(cfg, api.AddPlugin(plangen.New()))
}
