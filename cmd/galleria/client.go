package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

const (
	defaultURL = "http://127.0.0.1:8080/graphql"
	urlEnv     = "GALLERIA_URL"
	keyEnv     = "GALLERIA_KEY"
	maxAnswer  = 256 << 20 // bytes of one answer
)

// serverFlags say which server is asked, and as whom.
type serverFlags struct {
	url, keyEnv, keyFile string
	timeout              time.Duration
}

func (f *serverFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.url, "url", "", "address of the server's GraphQL endpoint (default $"+urlEnv+", or "+defaultURL+")")
	cmd.Flags().StringVar(&f.keyEnv, "key-env", "", "environment variable that holds the API key (default "+keyEnv+")")
	cmd.Flags().StringVar(&f.keyFile, "key-file", "", "file that holds the API key")
	cmd.Flags().DurationVar(&f.timeout, "timeout", time.Minute, "time for one request")
}

// client asks one server.
type client struct {
	endpoint *url.URL // of GraphQL; the rest of the server is beside it
	key      string
	http     *http.Client
}

// connect prepares to ask the server that the flags name. Nothing is sent yet.
func (p *program) connect(cmd *cobra.Command, f *serverFlags) (*client, error) {
	text := f.url
	if text == "" {
		text = p.variable(urlEnv)
	}
	if text == "" {
		text = defaultURL
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, usage(cmd, "the address of a server is of the form "+defaultURL)
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/graphql"
	}
	if f.timeout <= 0 {
		return nil, usage(cmd, "--timeout must be more than 0")
	}
	key, err := p.apiKey(cmd, f)
	if err != nil {
		return nil, err
	}
	return &client{endpoint: u, key: key, http: &http.Client{
		Timeout: f.timeout,
		// A POST that is redirected would arrive as a GET, and the key must go nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// apiKey reads the key from where the flags say, "" for none.
func (p *program) apiKey(cmd *cobra.Command, f *serverFlags) (string, error) {
	if f.keyEnv != "" && f.keyFile != "" {
		return "", usage(cmd, "--key-env and --key-file exclude one another: the key is in one place")
	}
	key := p.variable(keyEnv)
	if f.keyEnv != "" {
		value, ok := p.env(f.keyEnv)
		if !ok {
			return "", usage(cmd, "the environment variable "+f.keyEnv+" of --key-env is not set")
		}
		key = value
	}
	if f.keyFile != "" {
		data, err := os.ReadFile(f.keyFile)
		if err != nil {
			return "", fmt.Errorf("read the API key: %w", err)
		}
		key = string(data)
	}
	key = strings.TrimSpace(key)
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", errors.New("what should be the API key has characters that no key has") // a wrong file, perhaps
	}
	return key, nil
}

// beside returns an address next to the GraphQL endpoint.
func (c *client) beside(path string) string {
	u := *c.endpoint
	u.Path = u.Path[:strings.LastIndex(u.Path, "/")] + path
	return u.String()
}

// get fetches what is beside the endpoint. An answer other than 200 is an error.
func (c *client) get(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.beside(path), nil)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.beside(path), err)
	}
	got, err := c.do(req)
	if err != nil {
		return nil, err
	}
	if got.code != http.StatusOK {
		return nil, refusal(req, got)
	}
	return got.body, nil
}

// ask runs an operation. An answer with errors is an answer.
func (c *client) ask(ctx context.Context, request any) (*answer, error) {
	body, err := json.Marshal(request)
	if err != nil {
		return nil, fmt.Errorf("write the request: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint.String(), bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.endpoint, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/graphql-response+json, application/json;q=0.9")
	got, err := c.do(req)
	if err != nil {
		return nil, err
	}
	var a answer
	if err := json.Unmarshal(got.body, &a); err != nil || (a.Data == nil && len(a.Errors) == 0) {
		return nil, fmt.Errorf("ask %s: the answer is %s and no GraphQL; is this the address of a Galleria server?", req.URL, got.status)
	}
	return &a, nil
}

// response is an answer of HTTP that was read to its end.
type response struct {
	code   int
	status string // the code with its words
	body   []byte
}

// do sends a request and reads all of the answer.
func (c *client) do(req *http.Request) (*response, error) {
	if c.key != "" {
		req.Header.Set("Authorization", "Bearer "+c.key)
	}
	req.Header.Set("User-Agent", "galleria/"+build().Version)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, unreachable(req, err)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, unreachable(req, err)
	}
	if len(body) > maxAnswer {
		return nil, fmt.Errorf("ask %s: the answer is larger than 256 MB", req.URL)
	}
	return &response{code: resp.StatusCode, status: resp.Status, body: body}, nil
}

// unreachable says why there is no answer.
func unreachable(req *http.Request, err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		if u.Timeout() && req.Context().Err() == nil {
			return fmt.Errorf("ask %s: no answer in time; --timeout gives it more", req.URL)
		}
		err = u.Err // without the address, which is said already
	}
	if errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("ask %s: no server is there. Start one with `galleria demo` or `galleria serve`, or name another with --url", req.URL)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("ask %s: the connection was closed without an answer; is this the address of a Galleria server?", req.URL)
	}
	return fmt.Errorf("ask %s: %w", req.URL, err)
}

// refusal words an answer that is no success.
func refusal(req *http.Request, got *response) error {
	var a answer
	if err := json.Unmarshal(got.body, &a); err == nil && len(a.Errors) > 0 {
		return fmt.Errorf("ask %s: %s", req.URL, a.Errors[0].line())
	}
	return fmt.Errorf("ask %s: the answer is %s; is this the address of a Galleria server?", req.URL, got.status)
}
