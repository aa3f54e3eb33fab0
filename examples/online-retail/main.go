// Command online-retail loads the Online Retail data set into a database, for
// Galleria to read it from there.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"
	_ "time/tzdata" // the shop's clocks are London's, also where the system has no zones

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/examples/online-retail/retail"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command().ExecuteContext(ctx); err != nil {
		stop()
		os.Exit(1)
	}
}

func command() *cobra.Command {
	root := &cobra.Command{Use: "online-retail", Short: "Load the Online Retail data set", SilenceUsage: true}
	var (
		options retail.Options
		file    string
		rows    int
	)
	load := &cobra.Command{
		Use:   "load",
		Short: "Load the data set into tables of their own, retail_*",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if rows < 0 {
				return errors.New("--rows is a number of rows, or 0 for all")
			}
			return run(cmd, file, rows, options)
		},
	}
	load.Flags().StringVar(&options.Database, "database", "", "sqlite:PATH, postgres://… or user:password@tcp(host:port)/database")
	load.Flags().BoolVar(&options.Replace, "replace", false, "drop the tables of an earlier load first")
	load.Flags().StringVar(&file, "data", retail.DefaultFile(os.LookupEnv), "the data set as CSV, compressed with gzip or not")
	load.Flags().IntVar(&rows, "rows", 0, "stop after the day of this row; 0 loads all")
	if err := load.MarkFlagRequired("database"); err != nil {
		panic(err) // the flag is defined above
	}
	root.AddCommand(load)
	return root
}

func run(cmd *cobra.Command, file string, rows int, options retail.Options) error {
	start := time.Now()
	book, err := retail.ReadFile(file, rows)
	if err != nil {
		return err
	}
	fmt.Fprint(cmd.OutOrStdout(), book.Summary())
	if err := retail.Load(cmd.Context(), book, options); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "loaded in %s\n", time.Since(start).Round(100*time.Millisecond))
	return nil
}
