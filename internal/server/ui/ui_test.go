package ui_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/server/ui"
)

func ask(t *testing.T, method, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	ui.Handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, response *http.Response) []byte {
	t.Helper()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	zr, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatalf("body is not gzip: %v", err)
	}
	plain, err := io.ReadAll(zr)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// references are the addresses of the bundle that the page itself names.
func references(t *testing.T) []string {
	t.Helper()
	page := body(t, ask(t, http.MethodGet, "/explore/"))
	var found []string
	for _, match := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllSubmatch(page, -1) {
		found = append(found, string(match[1]))
	}
	if len(found) < 3 {
		t.Fatalf("the page names only %q", found)
	}
	return found
}

func script(t *testing.T) string {
	t.Helper()
	for _, address := range references(t) {
		if strings.HasSuffix(address, ".js") {
			return address
		}
	}
	t.Fatal("the page has no script")
	return ""
}

func TestPaths(t *testing.T) {
	asset := script(t)
	tests := []struct {
		name, method, path string
		status             int
		contentType, cache string
	}{
		{"page", "GET", "/explore/", 200, "text/html; charset=utf-8", "no-cache"},
		{"page by name", "GET", "/explore/index.html", 200, "text/html; charset=utf-8", "no-cache"},
		{"page of the router", "GET", "/explore/some/page", 200, "text/html; charset=utf-8", "no-cache"},
		{"head", "HEAD", "/explore/", 200, "text/html; charset=utf-8", "no-cache"},
		{"hashed script", "GET", asset, 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"head of a script", "HEAD", asset, 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"icon", "GET", "/explore/icon.svg", 200, "image/svg+xml", "no-cache"},
		{"licences", "GET", "/explore/licenses.md", 200, "text/plain; charset=utf-8", "no-cache"},
		{"unknown asset", "GET", "/explore/assets/none.js", 404, "text/plain; charset=utf-8", "no-store"},
		{"unknown asset without extension", "GET", "/explore/assets/none", 404, "text/plain; charset=utf-8", "no-store"},
		{"folder", "GET", "/explore/assets/", 404, "text/plain; charset=utf-8", "no-store"},
		{"unknown file", "GET", "/explore/none.css", 404, "text/plain; charset=utf-8", "no-store"},
		{"packed name", "GET", "/explore/index.html.gz", 404, "text/plain; charset=utf-8", "no-store"},
		{"way out", "GET", "/explore/../ui.go", 404, "text/plain; charset=utf-8", "no-store"},
		{"outside", "GET", "/elsewhere", 404, "text/plain; charset=utf-8", "no-store"},
		{"post", "POST", "/explore/", 405, "text/plain; charset=utf-8", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ask(t, test.method, test.path)
			if got.StatusCode != test.status {
				t.Errorf("status %d, want %d", got.StatusCode, test.status)
			}
			if v := got.Header.Get("Content-Type"); v != test.contentType {
				t.Errorf("Content-Type %q, want %q", v, test.contentType)
			}
			if v := got.Header.Get("Cache-Control"); v != test.cache {
				t.Errorf("Cache-Control %q, want %q", v, test.cache)
			}
		})
	}
}

func TestEveryReferenceOfThePageIsServed(t *testing.T) {
	for _, address := range references(t) {
		if got := ask(t, http.MethodGet, address); got.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", address, got.StatusCode)
		}
	}
}

func TestEncodings(t *testing.T) {
	tests := []struct {
		accept string
		packed bool
	}{
		{"", false},
		{"gzip", true},
		{"x-gzip", true},
		{"br, GZIP;q=0.5", true},
		{"deflate, *", true},
		{"*;q=0", false},
		{"gzip;q=0", false},
		{"gzip;q=0, *", false},
		{"gzip;q=nonsense", false},
		{"br", false},
		{"notgzip", false},
	}
	plain := body(t, ask(t, http.MethodGet, "/explore/"))
	for _, test := range tests {
		t.Run(test.accept, func(t *testing.T) {
			got := ask(t, http.MethodGet, "/explore/", "Accept-Encoding", test.accept)
			if v := got.Header.Get("Vary"); v != "Accept-Encoding" {
				t.Errorf("Vary %q", v)
			}
			content := body(t, got)
			if packed := got.Header.Get("Content-Encoding") == "gzip"; packed != test.packed {
				t.Fatalf("packed %v, want %v", packed, test.packed)
			}
			if test.packed {
				content = unpacked(t, content)
			}
			if !bytes.Equal(content, plain) {
				t.Error("content differs from the plain page")
			}
		})
	}
}

func TestHeadSendsLengthAndNoBody(t *testing.T) {
	for _, accept := range []string{"", "gzip"} {
		head := ask(t, http.MethodHead, script(t), "Accept-Encoding", accept)
		get := ask(t, http.MethodGet, script(t), "Accept-Encoding", accept)
		if n := len(body(t, head)); n != 0 {
			t.Errorf("HEAD with %q sent %d bytes", accept, n)
		}
		// net/http writes no length for an encoded body; the recorder shows what the handler has set.
		if h, g := head.Header.Get("Content-Length"), get.Header.Get("Content-Length"); h != g {
			t.Errorf("HEAD with %q says length %q, GET %q", accept, h, g)
		}
	}
}

func TestRevalidation(t *testing.T) {
	for _, address := range []string{"/explore/", script(t)} {
		gzipped := ask(t, http.MethodGet, address, "Accept-Encoding", "gzip").Header.Get("ETag")
		plain := ask(t, http.MethodGet, address).Header.Get("ETag")
		if gzipped == "" || plain == "" || gzipped == plain {
			t.Errorf("%s: validators %q and %q must exist and differ", address, gzipped, plain)
		}
		again := ask(t, http.MethodGet, address, "Accept-Encoding", "gzip", "If-None-Match", gzipped)
		if again.StatusCode != http.StatusNotModified || len(body(t, again)) != 0 {
			t.Errorf("%s: status %d for an unchanged file", address, again.StatusCode)
		}
		other := ask(t, http.MethodGet, address, "Accept-Encoding", "gzip", "If-None-Match", `"older"`)
		if other.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d for a changed file", address, other.StatusCode)
		}
	}
}

func TestProtectionIsOnEveryAnswer(t *testing.T) {
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
			"font-src 'self' data:; img-src 'self' data:; worker-src 'self'; connect-src 'self'; " +
			"frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Permissions-Policy":           "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	}
	for _, path := range []string{"/explore/", script(t), "/explore/assets/none.js", "/explore", "/elsewhere"} {
		got := ask(t, http.MethodGet, path)
		for name, value := range want {
			if v := got.Header.Get(name); v != value {
				t.Errorf("%s: %s is %q, want %q", path, name, v, value)
			}
		}
	}
	if v := ask(t, http.MethodPost, "/explore/").Header.Get("Allow"); v != "GET, HEAD" {
		t.Errorf("Allow %q", v)
	}
}

func TestSlashIsAdded(t *testing.T) {
	got := ask(t, http.MethodGet, "/explore?a=b")
	if got.StatusCode != http.StatusPermanentRedirect || got.Header.Get("Location") != "/explore/?a=b" {
		t.Errorf("status %d to %q", got.StatusCode, got.Header.Get("Location"))
	}
}
