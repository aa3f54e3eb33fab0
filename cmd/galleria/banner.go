package main

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"net"
	"runtime/debug"
	"strings"
	"time"
)

// facts is what is said of a server that is ready, to people and in the log alike.
type facts struct {
	Version string
	Mode    string
	Ready   time.Duration // from the start of the command
	Config  string
	Explore string // "" where there are no pages
	GraphQL string
	Sources []checkedSource
	Data    string
	Hints   []hint
	Note    string
}

func (s service) facts(addr net.Addr, sources []checkedSource) facts {
	base := "http://" + reachable(addr)
	f := facts{
		Version: build().Version, Mode: s.mode, Ready: time.Since(s.began), Config: s.config,
		GraphQL: base + "/graphql", Sources: sources, Data: s.data, Note: s.note,
	}
	if s.cfg.UI.Enabled || s.dev {
		f.Explore = base + "/explore/"
	}
	for _, h := range s.hints {
		// A command that asks this server must name it, unless it is where commands look.
		if strings.HasPrefix(h.text, "galleria query") && f.GraphQL != defaultURL {
			h.text += " --url " + f.GraphQL
		}
		f.Hints = append(f.Hints, h)
	}
	return f
}

// reachable writes an address as this machine reaches it.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", fmt.Sprint(tcp.Port))
}

// banner is for people: where everything is, and what to do next.
func (f facts) banner(c palette) string {
	var out strings.Builder
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&out, "  %-9s  %s\n", name, text)
		}
	}
	fmt.Fprintf(&out, "galleria %s · %s · ready in %.1f s\n\n", f.Version, f.Mode, f.Ready.Seconds())
	line("Config", f.Config)
	line("Explore", f.Explore)
	line("GraphQL", f.GraphQL)
	line("Sources", f.sourceLine(c))
	line("Data", f.Data)
	out.WriteString("\n")
	for _, h := range f.Hints {
		line(h.name, h.text)
	}
	line("Stop", "Ctrl+C")
	if f.Note != "" {
		out.WriteString("\n! " + f.Note + "\n")
	}
	out.WriteString("\n")
	return out.String()
}

// sourceLine lists the sources; those that do not answer get a line of their own, with what is wrong.
func (f facts) sourceLine(c palette) string {
	var good, bad []string
	for _, s := range f.Sources {
		if s.Answers {
			good = append(good, s.Name+" "+c.mark(markGood)+" "+inMilliseconds(s.LatencyMS))
		} else {
			bad = append(bad, s.line(c))
		}
	}
	lines := bad
	if len(good) > 0 {
		lines = append([]string{strings.Join(good, "   ")}, bad...)
	}
	return strings.Join(lines, "\n"+strings.Repeat(" ", 13))
}

// log is for machines: the same on one line, with the note as another.
func (f facts) log(ctx context.Context, logger *slog.Logger) {
	attrs := []slog.Attr{
		slog.String("version", f.Version), slog.String("mode", f.Mode), slog.Float64("readySeconds", f.Ready.Seconds()), slog.String("graphql", f.GraphQL),
	}
	for _, a := range []slog.Attr{slog.String("config", f.Config), slog.String("explore", f.Explore), slog.String("data", f.Data)} {
		if a.Value.String() != "" {
			attrs = append(attrs, a)
		}
	}
	for _, h := range f.Hints {
		attrs = append(attrs, slog.String(strings.ToLower(h.name), h.text))
	}
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		attrs = append(attrs, slog.Int64("memoryLimitBytes", limit))
	}
	attrs = append(attrs, slog.Any("sources", f.Sources))
	if f.Note != "" {
		logger.LogAttrs(ctx, slog.LevelWarn, f.Note)
	}
	logger.LogAttrs(ctx, slog.LevelInfo, "ready", attrs...)
}
