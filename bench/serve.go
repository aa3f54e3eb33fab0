package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/limit"
	"github.com/galleria-graph/galleria/bench/ours"
	"github.com/galleria-graph/galleria/bench/plain"
	"github.com/galleria-graph/galleria/bench/upstream"
	"github.com/galleria-graph/galleria/internal/app"
)

// serveCommand is the first argument of a process that serves.
const serveCommand = "serve"

// upstreamName is the upstream among the servers.
const upstreamName = "upstream"

// addresses is what a serving process says once it is ready.
type addresses struct {
	Serve string `json:"serve"`
	Debug string `json:"debug"`
}

// usage is what a process has used so far.
type usage struct {
	CPU    time.Duration `json:"cpu"` // of user and system, as the kernel counts it
	Allocs uint64        `json:"allocs"`
	Bytes  uint64        `json:"bytes"` // allocated
	RSS    uint64        `json:"rss"`   // in bytes
}

// serve runs one server until the reader ends: with the process that started this one.
func serve(ctx context.Context, args []string, life io.Reader, out io.Writer) error {
	set := flag.NewFlagSet("bench serve", flag.ContinueOnError)
	name := set.String("server", "", "which server")
	back := set.String("upstream", "", "address of the upstream")
	delay := set.Duration("delay", 0, "of the upstream")
	if err := set.Parse(args); err != nil {
		return errUsage
	}
	listener, err := listen(ctx)
	if err != nil {
		return err
	}
	debug, err := listen(ctx)
	if err != nil {
		return err
	}
	handler, err := handlerOf(*name, *back, *delay, listener.Addr().String())
	if err != nil {
		return err
	}
	failed := make(chan error, 3)
	go func() { failed <- (&http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}).Serve(listener) }()
	go func() { failed <- (&http.Server{Handler: debugHandler(), ReadHeaderTimeout: time.Minute}).Serve(debug) }()
	go func() {
		_, err := io.Copy(io.Discard, life)
		failed <- err
	}()
	if err := json.NewEncoder(out).Encode(addresses{listener.Addr().String(), debug.Addr().String()}); err != nil {
		return err
	}
	return <-failed
}

func listen(ctx context.Context) (net.Listener, error) {
	var c net.ListenConfig
	return c.Listen(ctx, "tcp", "127.0.0.1:0")
}

func handlerOf(name, back string, delay time.Duration, address string) (http.Handler, error) {
	switch name {
	case upstreamName:
		return upstream.New(upstream.Generate(upstream.Full()), delay), nil
	case "plain":
		return plain.New(back), nil
	case "limit":
		return limit.New(back, cases.Source)
	case "ours":
		app.TuneMemory() // as galleria serve does
		// The access log is written, as in production, and goes nowhere.
		log, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return ours.New(ours.Open(back, cases.Source), address, slog.New(slog.NewJSONHandler(log, nil)))
	}
	return nil, fmt.Errorf("there is no server %q", name)
}

func debugHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/usage", func(w http.ResponseWriter, _ *http.Request) {
		u, err := used()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(u) // who asked has gone
	})
	mux.HandleFunc("/profile", pprof.Profile)
	return mux
}

func used() (usage, error) {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	var cpu syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &cpu); err != nil {
		return usage{}, fmt.Errorf("read CPU time: %w", err)
	}
	rss, err := residentBytes()
	return usage{
		CPU:    time.Duration(cpu.Utime.Nano() + cpu.Stime.Nano()),
		Allocs: mem.Mallocs, Bytes: mem.TotalAlloc, RSS: rss,
	}, err
}

func residentBytes() (uint64, error) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, fmt.Errorf("read memory: %w", err)
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0, errors.New("read memory: no resident pages in /proc/self/statm")
	}
	pages, err := strconv.ParseUint(fields[1], 10, 64)
	return pages * uint64(os.Getpagesize()), err
}
