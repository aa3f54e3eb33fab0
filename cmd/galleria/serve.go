package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleria-graph/galleria/internal/app"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/server"
)

func (p *program) serveCommand() *cobra.Command {
	var file, listen string
	var dev bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph of a configuration",
		Long: `Serve serves the graph over the sources of a configuration: the one that -c
names, or else $GALLERIA_CONFIG, ./galleria.yaml or /etc/galleria/galleria.yaml.
It says which one it uses.

An address that other machines can reach is refused while the configuration has
no keys. With --dev there are the pages, introspection and the causes of errors,
on this machine only.

SIGTERM or Ctrl+C ends the server in order: requests that run may finish. A
second one ends it at once. GOMEMLIMIT bounds its memory, as in every Go program.`,
		Example: `  galleria serve
  galleria serve -c shop.yaml --dev --listen 127.0.0.1:9000`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			began := time.Now()
			cfg, path, err := p.served(cmd, file, listen, dev)
			if err != nil {
				return err
			}
			s := service{mode: "serve", config: path, cfg: cfg, dev: dev, began: began, level: slog.LevelInfo}
			if dev {
				s.mode = "development"
				s.note = "Development: the causes of errors are shown. For this machine only."
			}
			return p.serve(cmd.Context(), s)
		},
	}
	cmd.Flags().StringVarP(&file, "config", "c", "", "`file` of the configuration")
	cmd.Flags().StringVar(&listen, "listen", "", "`address` to listen on instead of the configured one; a port alone, such as :8081, keeps the host")
	cmd.Flags().BoolVar(&dev, "dev", false, "pages, introspection and causes of errors, on this machine only")
	if err := cmd.MarkFlagFilename("config", "yaml", "yml"); err != nil {
		panic(err) // the flag does not exist: a mistake of the program
	}
	return cmd
}

// served reads the configuration and decides on the address.
func (p *program) served(cmd *cobra.Command, file, listen string, dev bool) (*config.Config, string, error) {
	path, err := p.locate(file)
	if err != nil {
		return nil, "", err
	}
	cfg, err := config.Load(path, p.env, config.AllowExposure())
	if err != nil {
		return nil, path, err
	}
	switch {
	case listen != "":
		err = overrideListen(cmd, cfg, listen, dev)
	case dev && !onLoopback(cfg.Listen):
		err = usage(cmd, fmt.Sprintf("--dev is for this machine only, and %s listens on %s: add --listen 127.0.0.1:8080", path, cfg.Listen))
	default:
		err = cfg.CheckExposure()
	}
	if err == nil { // before an address is taken
		err = app.Vet(cfg)
	}
	return cfg, path, err
}

// service is one server to run, with what is said of it.
type service struct {
	mode   string // "demo", "serve", "development"
	config string // the file; "" for none
	cfg    *config.Config
	dev    bool
	began  time.Time
	level  slog.Level // of the log on a terminal
	data   string     // what there is to read, in one line
	hints  []hint     // what to do next
	note   string     // what to know
}

// hint is one thing to do, with its name.
type hint struct{ name, text string }

// serve runs a server until ctx ends.
func (p *program) serve(ctx context.Context, s service) error {
	if s.mode != "demo" { // whose systems live in this process too: most of its heap is theirs, and stays
		app.TuneMemory()
	}
	listener, err := server.Listen(ctx, s.cfg.Listen)
	if err != nil {
		return err
	}
	logger := p.logger(s.level)
	a, err := app.Open(ctx, s.cfg, app.Options{Logger: logger, Dev: s.dev, Late: true})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	ended := make(chan error, 1)
	go func() { ended <- a.Serve(ctx, listener) }()
	p.announce(ctx, logger, s, listener.Addr(), a.Check(ctx))
	return errors.Join(<-ended, a.Close())
}

// logger writes JSON for machines, and short lines for people from the level on.
func (p *program) logger(level slog.Level) *slog.Logger {
	if isTerminal(p.stderr) {
		return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(slog.NewJSONHandler(p.stderr, nil))
}

// announce says that the server is ready: last of all, because scripts wait for it.
func (p *program) announce(ctx context.Context, logger *slog.Logger, s service, addr net.Addr, results []app.CheckResult) {
	if ctx.Err() != nil {
		return // it is ending already
	}
	f := s.facts(addr, checked(results))
	if isTerminal(p.stderr) {
		fmt.Fprint(p.stderr, f.banner(p.paint(p.stderr)))
		return
	}
	f.log(ctx, logger)
}
