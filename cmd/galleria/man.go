package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages",
		Long: `Man writes a manual page for each command into DIR, which it creates if need
be. Pages of the same name are replaced.`,
		Example: `  galleria man ~/.local/share/man/man1`,
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("write manual pages: %w", err)
			}
			b := build()
			header := &doc.GenManHeader{Title: "GALLERIA", Section: "1", Source: "Galleria " + b.Version, Manual: "Galleria"}
			if !b.Time.IsZero() {
				header.Date = &b.Time
			}
			if err := doc.GenManTree(cmd.Root(), header, args[0]); err != nil {
				return fmt.Errorf("write manual pages: %w", err)
			}
			return nil
		},
	}
}
