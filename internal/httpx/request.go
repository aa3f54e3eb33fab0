package httpx

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
)

// Request is what is asked. Its header names neither what follows from the
// other fields nor how the answer is packed: both are the transport's.
type Request struct {
	Method string
	URL    string
	Header []Field
	Body   []byte
	// ReadOnly marks a request that only reads although its method does not say
	// so, such as a GraphQL query sent by POST. A kept connection that the server
	// has closed in the meantime is then replaced, as it is for GET.
	ReadOnly bool
}

// Field is one line of a header.
type Field struct{ Name, Value string }

func (r *Request) readOnly() bool { return r.ReadOnly || r.Method == http.MethodGet }

// errAddress stands for net/url's errors, which quote the address.
var errAddress = errors.New("address not usable")

// standard returns the request as net/http takes it.
func (r *Request) standard(ctx context.Context) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, r.Method, r.URL, bytes.NewReader(r.Body))
	if err != nil {
		return nil, errAddress
	}
	for _, f := range r.Header {
		req.Header.Set(f.Name, f.Value)
	}
	if r.readOnly() {
		// net/http documents that an empty value marks the request as one that may
		// be repeated, without sending the header.
		req.Header["Idempotency-Key"] = []string{}
	}
	return req, nil
}

// plain reports whether the header goes out as it stands.
func (r *Request) plain() bool {
	for _, f := range r.Header {
		if !isToken(f.Name) || !isText(f.Value) || trim(f.Value) != f.Value {
			return false
		}
	}
	return true
}

// userAgent is what net/http calls itself.
const userAgent = "Go-http-client/1.1"

// appendTo writes the request for the target at the host.
func (r *Request) appendTo(out []byte, authority, target string) []byte {
	out = append(append(out, r.Method...), ' ')
	if target == "" || target[0] == '?' {
		out = append(out, '/')
	}
	out = append(append(out, target...), " HTTP/1.1\r\n"...)
	out = appendField(out, "Host", authority)
	out = appendField(out, "User-Agent", userAgent)
	if len(r.Body) > 0 || r.Method == http.MethodPost {
		out = append(strconv.AppendInt(append(out, "Content-Length: "...), int64(len(r.Body)), 10), "\r\n"...)
	}
	for _, f := range r.Header {
		out = appendField(out, f.Name, f.Value)
	}
	out = append(out, "Accept-Encoding: gzip\r\n\r\n"...)
	return append(out, r.Body...)
}

func appendField(out []byte, name, value string) []byte {
	return append(append(append(append(out, name...), ": "...), value...), "\r\n"...)
}
