package httpx_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/galleria-graph/galleria/internal/httpx"
)

// oracle reads an answer as net/http's Transport does, and what is left behind it.
func oracle(raw []byte) (status int, body []byte, left int, err error) {
	in := bufio.NewReader(bytes.NewReader(raw))
	req := &http.Request{Method: http.MethodGet}
	var res *http.Response
	for res == nil || res.StatusCode < 200 && res.StatusCode != http.StatusSwitchingProtocols {
		if res, err = http.ReadResponse(in, req); err != nil {
			return 0, nil, 0, err
		}
	}
	body, err = io.ReadAll(res.Body)
	if err == nil && len(body) > 0 && strings.EqualFold(res.Header.Get("Content-Encoding"), "gzip") {
		var zip *gzip.Reader
		if zip, err = gzip.NewReader(bytes.NewReader(body)); err == nil {
			body, err = io.ReadAll(zip)
		}
	}
	rest, _ := io.ReadAll(in)
	return res.StatusCode, body, len(rest), err
}

// FuzzAnswer holds the reading of answers to net/http's: what both read is the
// same, and a connection is used again only where net/http has read the answer,
// too, and found nothing behind it.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}more",
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}more",
		"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0a ;x=y\r\n0123456789\r\n0\r\nX: y\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\nTransfer-Encoding:Chunked\n\n\n",
		"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n{}",
		"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 101 Switching Protocols\r\n\r\n{}",
		"HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n",
		"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\n{}",
		"HTTP/1.1 200 OK\nConnection: x,\tclose\nContent-Length:2 \n\n{}",
		"HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\n\r\n" + string(zipped(f, []byte("hello"))),
		"HTTP/1.1 200 OK\r\nContent-Length: 25\r\nContent-Encoding: gzip\r\n\r\n" + string(zipped(f, nil)),
	} {
		f.Add([]byte(seed))
	}
	const limit = 1 << 20
	f.Fuzz(func(t *testing.T, raw []byte) {
		status, body, whole, err := httpx.Receive(bytes.NewReader(raw), limit)
		wantStatus, wantBody, left, wantErr := oracle(raw)
		if whole && err == nil && (wantErr != nil || left > 0) {
			t.Errorf("the connection would be used again; net/http has %d bytes left, error %v", left, wantErr)
		}
		if err == nil && wantErr == nil && (status != wantStatus || !bytes.Equal(body, wantBody)) {
			t.Errorf("status %d and %.60q, want %d and %.60q", status, body, wantStatus, wantBody)
		}
		pieceStatus, pieceBody, pieceWhole, pieceErr := httpx.Receive(iotest.OneByteReader(bytes.NewReader(raw)), limit)
		if pieceStatus != status || !bytes.Equal(pieceBody, body) || (err == nil) != (pieceErr == nil) || whole && !pieceWhole {
			t.Errorf("in pieces: status %d and %.60q, whole %v, %v; at once %d and %.60q, %v, %v",
				pieceStatus, pieceBody, pieceWhole, pieceErr, status, body, whole, err)
		}
	})
}

// FuzzTarget holds the line that a request begins with to net/http's.
func FuzzTarget(f *testing.F) {
	for _, seed := range []string{
		"http://a.example", "https://A.example:8443/x?y=z", "http://a.example/%2f%C3%a4?q=%zz&a[]='b'", "http://a.example//x?", "http://a.example?x",
		"http://a.example:/", "http://a@b/", "http://[::1]:80/", "http://a.example/a b", "http://a.example/#x", "http://a.example:99999999/",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		authority, target, ok := httpx.Target(address)
		if !ok {
			return
		}
		req, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatalf("net/http refuses it: %v", err)
		}
		if want := req.URL.RequestURI(); target != want || authority != req.Host {
			t.Errorf("sends %q to %q, want %q to %q", target, authority, want, req.Host)
		}
	})
}
