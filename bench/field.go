package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"

	"github.com/galleria-graph/galleria/bench/cases"
	"github.com/galleria-graph/galleria/bench/upstream"
)

// process is one server in a process of its own. It ends with this one, or
// when its standard input is closed.
type process struct {
	name string
	addresses
	cmd  *exec.Cmd
	life io.Closer
}

func start(ctx context.Context, name string, args ...string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{name: name, cmd: exec.CommandContext(ctx, self, append([]string{serveCommand, "-server", name}, args...)...)}
	p.cmd.Stderr = os.Stderr
	if p.life, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &p.addresses)
	}
	if err != nil {
		p.stop()
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	return p, nil
}

func (p *process) stop() {
	_ = p.life.Close()
	_ = p.cmd.Wait() // it was told to end
}

// field is the servers over one upstream.
type field struct {
	options  options
	upstream *process
	servers  []*process
}

func openField(ctx context.Context, o options) (*field, error) {
	f := &field{options: o}
	var err error
	if f.upstream, err = start(ctx, upstreamName, "-delay", o.delay.String()); err != nil {
		return nil, err
	}
	for _, name := range o.servers {
		p, err := start(ctx, name, "-upstream", "http://"+f.upstream.Serve)
		if err != nil {
			f.close()
			return nil, err
		}
		f.servers = append(f.servers, p)
	}
	return f, nil
}

func (f *field) close() {
	for _, p := range f.servers {
		p.stop()
	}
	f.upstream.stop()
}

// calls returns how many requests the upstream has answered.
func (f *field) calls(ctx context.Context) (int64, error) {
	var s upstream.Stats
	err := fetch(ctx, "http://"+f.upstream.Serve+"/stats", &s)
	return s.Requests, err
}

func (p *process) usage(ctx context.Context) (usage, error) {
	var u usage
	err := fetch(ctx, "http://"+p.Debug+"/usage", &u)
	return u, err
}

func fetch(ctx context.Context, url string, into any) error {
	body, err := read(ctx, url)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}

func read(ctx context.Context, url string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", url, res.Status)
	}
	return body, err
}

// samples is how many requests of each operation are compared.
const samples = 16

// verify compares the answers of all servers byte by byte.
func (f *field) verify(ctx context.Context) error {
	for _, c := range f.options.cases {
		for n := range samples {
			body := c.Body(upstream.Full(), n*37)
			var want []byte
			for i, p := range f.servers {
				got, err := p.ask(ctx, body)
				if err != nil {
					return fmt.Errorf("%s of %s: %w", c.Name, p.name, err)
				}
				if i == 0 {
					want = got
				}
				if !bytes.Equal(got, want) {
					return fmt.Errorf("%s: %s and %s answer differently", c.Name, f.servers[0].name, p.name)
				}
			}
		}
	}
	return nil
}

// ask returns one answer, without the line's end behind it.
func (p *process) ask(ctx context.Context, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.Serve+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	switch {
	case err != nil:
		return nil, err
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("status %d", res.StatusCode)
	case bytes.Contains(answer, []byte(`"errors":`)):
		return nil, errors.New("the answer has errors")
	}
	return bytes.TrimSuffix(answer, []byte("\n")), nil
}

// checked is how many clients ask at once when calls are counted.
var checked = []int{16, 64}

// perClient is how many requests each of them makes.
const perClient = 25

var errCalls = errors.New("an answer took more calls to the upstream than the fewest")

// checkCalls asks under load, and fails if answers took more than the fewest
// calls. Of plain, which promises nothing, the number is told.
func (f *field) checkCalls(ctx context.Context, out io.Writer) error {
	wrong := false
	for _, c := range f.options.cases {
		for _, clients := range checked {
			for _, p := range f.servers {
				calls, err := f.callsUnder(ctx, p, c, clients)
				if err != nil {
					return err
				}
				verdict := "ok"
				switch {
				case calls > float64(c.Calls):
					verdict = "more"
					wrong = wrong || p.name != "plain"
				case calls < float64(c.Calls):
					verdict = "shared" // with others that ask the same
				}
				fmt.Fprintf(out, "%s  %2d clients  %-6s %6.2f calls a request, fewest %d  %s\n", c.Name, clients, p.name, calls, c.Calls, verdict)
			}
		}
	}
	if wrong {
		return errCalls
	}
	return nil
}

func (f *field) callsUnder(ctx context.Context, p *process, c cases.Case, clients int) (float64, error) {
	before, err := f.calls(ctx)
	if err != nil {
		return 0, err
	}
	n := clients * perClient
	if _, err := load(ctx, p.Serve, c, f.options.variants, clients, func(done int) bool { return done < n }); err != nil {
		return 0, fmt.Errorf("%s of %s: %w", c.Name, p.name, err)
	}
	after, err := f.calls(ctx)
	return float64(after-before) / float64(n), err
}
