// Package ui serves the web pages: a bundle that is built from web/, committed as gzip files and embedded here, so that
// building Galleria needs no Node. The pages load nothing from anywhere else, and a strict content security policy keeps it
// so. The package knows nothing of the graph: the pages ask /graphql and /schema.graphql like any other client.
package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Prefix is the path below which Handler serves; the bundle's addresses are built for it.
const Prefix = "/explore/"

//go:embed dist
var embedded embed.FS

// Handler serves the pages under Prefix. It expects the whole path, without http.StripPrefix. GET and HEAD are allowed;
// a path that looks like a file is 404 when there is none, and any other is a page of the bundle's own router.
func Handler() http.Handler {
	return http.HandlerFunc(serve)
}

func serve(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == Prefix {
		redirect(w, r)
		return
	}
	name, ok := fileFor(r.URL.Path)
	if !ok {
		notFound(w)
		return
	}
	switch err := serveFile(w, r, name); {
	case errors.Is(err, fs.ErrNotExist):
		notFound(w)
	case err != nil:
		http.Error(w, "this file of the pages is damaged", http.StatusInternalServerError)
	}
}

// redirect adds the slash that relative addresses need. The query goes along; browsers carry the fragment themselves.
func redirect(w http.ResponseWriter, r *http.Request) {
	target := Prefix
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	w.Header().Set("Cache-Control", "no-cache")
	http.Redirect(w, r, target, http.StatusPermanentRedirect)
}

func notFound(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "not found", http.StatusNotFound)
}

// fileFor names the file of the bundle that answers a path: index.html for the pages that the bundle routes itself. It
// reports false for a path outside Prefix.
func fileFor(urlPath string) (string, bool) {
	name, ok := strings.CutPrefix(urlPath, Prefix)
	if !ok {
		return "", false
	}
	if !strings.HasPrefix(name, "assets/") && path.Ext(name) == "" {
		return "index.html", true
	}
	return name, fs.ValidPath(name)
}

// serveFile answers with one file of the bundle, as it is stored or, for the rare client that does not take gzip,
// unpacked. It writes nothing when it returns an error.
func serveFile(w http.ResponseWriter, r *http.Request, name string) error {
	packed, err := embedded.ReadFile("dist/" + name + ".gz")
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	content, encoding := packed, "gzip"
	if !acceptsGzip(r.Header.Values("Accept-Encoding")) {
		if content, err = unpack(packed); err != nil {
			return fmt.Errorf("unpack %s: %w", name, err)
		}
		encoding = ""
	}
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("Cache-Control", cacheControl(name))
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", etag(packed, encoding))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	return nil
}

func unpack(packed []byte) ([]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(zr)
}

// etag differs between the two encodings of a file, because a strong validator names bytes and not meaning.
func etag(packed []byte, encoding string) string {
	sum := sha256.Sum256(packed)
	return `"` + hex.EncodeToString(sum[:12]) + encoding + `"`
}

// cacheControl lets clients keep what has a hash in its name for good. Everything else may change with the next release.
func cacheControl(name string) string {
	if strings.HasPrefix(name, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// contentType does not ask package mime, whose answers depend on the files of the machine.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".ttf":
		return "font/ttf"
	case ".md":
		return "text/plain; charset=utf-8"
	default:
		return "application/octet-stream"
	}
}
