//go:build unix

package httpx_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
)

// BenchmarkDo is one exchange over each transport, with a deadline as the guard
// sets one, beside the bare socket: one write, and reads until all is there.
// The CPU is that of the process, so it holds what the server takes, which
// answers without looking and is in the bare row as well.
func BenchmarkDo(b *testing.B) {
	for _, size := range []int{3_000, 100_000} {
		answer := fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Length: %d\r\n\r\n%s",
			size, strings.Repeat("x", size))
		address := unseeing(b, answer)
		b.Run(fmt.Sprintf("%dkB/socket", size/1000), func(b *testing.B) { benchmarkSocket(b, address, len(answer)) })
		for name, open := range transports {
			b.Run(fmt.Sprintf("%dkB/%s", size/1000, name), func(b *testing.B) {
				x := open(b)
				req := get("http://" + address + "/customers?ids=1,2,3")
				req.Header = []httpx.Field{{Name: "Accept", Value: "application/json"}}
				measure(b, func() error {
					ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
					defer cancel()
					return x.Do(ctx, req, "read", func(*httpx.Response) error { return nil })
				})
			})
		}
	}
}

func benchmarkSocket(b *testing.B, address string, size int) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	request := []byte("GET /customers?ids=1,2,3 HTTP/1.1\r\nHost: " + address + "\r\nAccept: application/json\r\n\r\n")
	into := make([]byte, 256<<10)
	measure(b, func() error {
		if _, err := c.Write(request); err != nil {
			return err
		}
		_, err := io.ReadFull(c, into[:size])
		return err
	})
}

// measure reports CPU, too: time says little where others are at work.
func measure(b *testing.B, run func() error) {
	b.ReportAllocs()
	before := cpu(b)
	for b.Loop() {
		if err := run(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpu(b)-before)/float64(b.N), "cpu-ns/op")
}

// cpu returns what this process has used so far, in nanoseconds.
func cpu(b *testing.B) int64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return used.Utime.Nano() + used.Stime.Nano()
}

// unseeing serves the same answer to everything that ends in an empty line.
func unseeing(b *testing.B, answer []byte) (address string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				for in := make([]byte, 4096); ; {
					n, err := c.Read(in)
					if err != nil {
						return
					}
					if !bytes.HasSuffix(in[:n], []byte("\r\n\r\n")) {
						continue
					}
					if _, err := c.Write(answer); err != nil {
						return
					}
				}
			}()
		}
	}()
	return listener.Addr().String()
}
