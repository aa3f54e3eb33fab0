package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

// Lifetimes bounds connections and the end of a server.
type Lifetimes struct {
	Header time.Duration // until a request's header has arrived
	Idle   time.Duration // of a connection between requests
	// Notice is how long the server goes on serving after it has said that it is not ready.
	Notice time.Duration
	// Grace is how long running requests may take to finish after that.
	Grace time.Duration
}

// DefaultLifetimes returns the times that Galleria ships with.
func DefaultLifetimes() Lifetimes {
	return Lifetimes{Header: 5 * time.Second, Idle: 60 * time.Second, Notice: 5 * time.Second, Grace: 25 * time.Second}
}

// headerBytes is the largest header accepted. net/http allows headerSlack more
// than it is told.
const (
	headerBytes = 16 << 10
	headerSlack = 4 << 10
)

// ErrAddressInUse is returned by Listen for an address that another program holds.
var ErrAddressInUse = errors.New("address is in use")

// Listen opens a TCP listener. Its errors say what to do.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	if err == nil {
		return l, nil
	}
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, &inUseError{address}
	}
	return nil, fmt.Errorf("listen on %s: %w", address, err)
}

type inUseError struct{ address string }

// Error names the address and two ways out.
func (e *inUseError) Error() string {
	host, port, _ := net.SplitHostPort(e.address)
	other := ""
	if n, err := strconv.Atoi(port); err == nil && n < 65535 {
		other = "--listen " + net.JoinHostPort(host, strconv.Itoa(n+1)) + ", or "
	}
	return fmt.Sprintf("%s is in use (by another program). Use %s--listen :0 for any free one.", e.address, other)
}

// Is makes the error ErrAddressInUse.
func (e *inUseError) Is(target error) bool { return target == ErrAddressInUse }

// Serve serves on the listener until ctx ends, then stops in order: it says
// that it is not ready, goes on for l.Notice, takes no new connection, and lets
// running requests finish within l.Grace. It returns nil after an orderly stop.
// It closes the listener.
func Serve(ctx context.Context, listener net.Listener, s *Server, l Lifetimes, logger *slog.Logger) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: l.Header,
		IdleTimeout:       l.Idle,
		MaxHeaderBytes:    headerBytes - headerSlack,
		ErrorLog:          slog.NewLogLogger(quiet{logger.Handler()}, slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	s.Drain()
	notice := time.NewTimer(l.Notice)
	defer notice.Stop()
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	case <-notice.C:
	}
	return stop(h, failed, l.Grace)
}

func stop(h *http.Server, failed <-chan error, grace time.Duration) error {
	// The caller's context has ended; what is left to do has its own time.
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := h.Shutdown(ctx)
	if err != nil {
		_ = h.Close()
		err = fmt.Errorf("finish running requests within %s: %w", grace, err)
	}
	<-failed
	return err
}

// quiet drops the text of net/http's own log lines, which name remote
// addresses and repeat what clients sent.
type quiet struct{ slog.Handler }

// Handle replaces the message.
func (q quiet) Handle(ctx context.Context, r slog.Record) error {
	return q.Handler.Handle(ctx, slog.NewRecord(r.Time, r.Level, "connection error", r.PC))
}
