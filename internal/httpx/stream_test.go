package httpx_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleria-graph/galleria/internal/httpx"
	"github.com/galleria-graph/galleria/sources"
)

func stream(ctx context.Context, x *httpx.Exchange, url string) (status int, read int64, err error) {
	err = x.Stream(ctx, &httpx.Request{Method: http.MethodGet, URL: url, Header: []httpx.Field{{Name: "Accept", Value: "*/*"}}}, "download", func(res *httpx.Response, body io.Reader) error {
		if status = res.Status; body == nil {
			return nil
		}
		read, err = io.Copy(io.Discard, body)
		return err
	})
	return status, read, err
}

func TestStream(t *testing.T) {
	const long = httpx.MaxBody + 12345
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/long":
			io.CopyN(w, strings.NewReader(strings.Repeat("x", long)), long) //nolint:errcheck // the client tells
		case "/cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "short")
		case "/elsewhere":
			http.Redirect(w, r, "/long", http.StatusFound)
		default:
			http.Error(w, "hunter2", http.StatusForbidden)
		}
	}))
	defer server.Close()
	x := httpx.New("files", nil)
	defer x.Close()
	for path, row := range map[string]struct {
		status int
		read   int64
		kind   sources.ErrorKind
	}{
		"/long":      {200, long, sources.KindInternal},
		"/gone":      {403, 0, sources.KindInternal},
		"/elsewhere": {302, 0, sources.KindInternal},
		"/cut":       {200, 5, sources.KindUnavailable},
	} {
		status, read, err := stream(t.Context(), x, server.URL+path)
		if status != row.status || read != row.read || (err != nil) != (row.kind != sources.KindInternal) || err != nil && sources.KindOf(err) != row.kind {
			t.Errorf("%s: status %d, read %d, error %v; want %+v", path, status, read, err, row)
		}
	}
	if _, _, err := stream(t.Context(), x, "http://127.0.0.1:1/"); sources.KindOf(err) != sources.KindUnavailable {
		t.Errorf("refused: %v", err)
	}
	if _, _, err := stream(t.Context(), x, "://"); sources.KindOf(err) != sources.KindInternal || err == nil {
		t.Errorf("no address: %v", err)
	}
	own := errors.New("own")
	err := x.Stream(t.Context(), &httpx.Request{Method: http.MethodGet, URL: server.URL + "/long"}, "download", func(*httpx.Response, io.Reader) error { return own })
	if !errors.Is(err, own) {
		t.Errorf("the error of use is lost: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := stream(ended, x, server.URL+"/long"); sources.KindOf(err) != sources.KindCanceled {
		t.Errorf("canceled before: %v", err)
	}
}

// dripping is a transport whose body sends a byte at each pause, and then nothing.
type dripping struct{ pauses []time.Duration }

func (d dripping) RoundTrip(r *http.Request) (*http.Response, error) {
	in, out := io.Pipe()
	go func() {
		for _, pause := range d.pauses {
			select {
			case <-time.After(pause):
				out.Write([]byte("x")) //nolint:errcheck // the reader tells
			case <-r.Context().Done():
				out.CloseWithError(r.Context().Err())
				return
			}
		}
		out.Close() //nolint:errcheck // it never fails
	}()
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: in, ContentLength: -1, Request: r}, nil
}

// A file may take as long as it takes, but something has to arrive.
func TestStreamStalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := httpx.New("files", &http.Client{Transport: dripping{[]time.Duration{29 * time.Second, 29 * time.Second, 29 * time.Second}}, Timeout: 40 * time.Second})
		if _, read, err := stream(t.Context(), slow, "https://x.example"); err != nil || read != 3 {
			t.Errorf("slow: read %d, error %v", read, err)
		}
		stuck := httpx.New("files", &http.Client{Transport: dripping{[]time.Duration{time.Second, time.Hour}}})
		began := time.Now()
		if _, _, err := stream(t.Context(), stuck, "https://x.example"); sources.KindOf(err) != sources.KindTimeout || time.Since(began) != 31*time.Second {
			t.Errorf("stuck: error %v after %v", err, time.Since(began))
		}
		short, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if _, _, err := stream(short, stuck, "https://x.example"); sources.KindOf(err) != sources.KindTimeout || strings.Contains(err.Error(), "stalled") {
			t.Errorf("the caller's deadline: %v", err)
		}
	})
}
