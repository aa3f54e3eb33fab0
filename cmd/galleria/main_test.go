package main_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	galleria "github.com/galleria-graph/galleria/cmd/galleria"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testdata is absolute, because tests change the working directory.
var testdata, _ = filepath.Abs("testdata")

// asCommand makes the test's own program be the command, for tests of what only a process does.
const asCommand = "GALLERIA_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		galleria.Main()
		return
	}
	goleak.VerifyTestMain(m)
}

// outcome is what one run of the command did.
type outcome struct {
	code           int
	stdout, stderr string
}

// terminal is a stream that a person looks at.
type terminal struct{ bytes.Buffer }

func (*terminal) IsTerminal() bool { return true }

// execute runs a command line with nothing on the standard input and only the given environment, as pairs.
func execute(t *testing.T, env []string, args ...string) outcome {
	t.Helper()
	return executeWith(t, "", env, args...)
}

func executeWith(t *testing.T, stdin string, env []string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := galleria.Run(t.Context(), args, strings.NewReader(stdin), &stdout, &stderr, environment(env...))
	return outcome{code, stdout.String(), stderr.String()}
}

func environment(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

// want fails the test if the run ended otherwise.
func (o outcome) want(t *testing.T, code int) outcome {
	t.Helper()
	if o.code != code {
		t.Fatalf("exit status %d, want %d\nstdout:\n%s\nstderr:\n%s", o.code, code, o.stdout, o.stderr)
	}
	return o
}

// golden compares text with a file of testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(testdata, filepath.FromSlash(name))
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read golden file (go test -update writes it): %v", err)
	}
	if text != string(want) {
		t.Errorf("%s differs:\ngot:\n%s\nwant:\n%s", name, text, want)
	}
}

// stream is a buffer that one side writes while the other waits for a line.
type stream struct {
	mu    sync.Mutex
	text  bytes.Buffer
	lines chan string
	rest  string
	tty   bool
}

func newStream(tty bool) *stream { return &stream{lines: make(chan string, 1000), tty: tty} }

func (s *stream) IsTerminal() bool { return s.tty }

func (s *stream) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.text.Write(b)
	s.rest += string(b)
	for {
		line, rest, ok := strings.Cut(s.rest, "\n")
		if !ok {
			return n, err
		}
		s.rest = rest
		select {
		case s.lines <- line:
		default: // nobody waits for that many
		}
	}
}

func (s *stream) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// running is a server command that runs beside the test.
type running struct {
	stderr *stream
	stop   context.CancelFunc
	ended  chan int
}

// start runs a command that goes on until it is stopped.
func start(t *testing.T, tty bool, env []string, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r := &running{stderr: newStream(tty), stop: cancel, ended: make(chan int, 1)}
	go func() {
		r.ended <- galleria.Run(ctx, args, strings.NewReader(""), r.stderr, r.stderr, environment(env...))
		close(r.ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-r.ended
	})
	return r
}

// line waits for a line that holds the text.
func (r *running) line(t *testing.T, text string) string {
	t.Helper()
	for {
		select {
		case line := <-r.stderr.lines:
			if strings.Contains(line, text) {
				return line
			}
		case code := <-r.ended:
			t.Fatalf("ended with %d before it said %q:\n%s", code, text, r.stderr)
		}
	}
}

// end stops the command as Ctrl+C does, and returns its exit status.
func (r *running) end() int {
	r.stop()
	return <-r.ended
}
