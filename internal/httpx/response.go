package httpx

import (
	"net/http"
	"strings"
)

// Response is an answer that was read to its end. All of it is lent: it is used
// for another answer as soon as the function returns that [Exchange.Do] called.
type Response struct {
	Status int
	Body   []byte

	header http.Header // where net/http read it
	lines  []byte      // where we did: the head without its first line
}

// Header returns a copy of the first value of that name, or "". Names are
// written in their canonical form.
func (r *Response) Header(name string) string {
	if r.header != nil {
		return r.header.Get(name)
	}
	for lines := r.lines; len(lines) > 0; {
		line, rest := nextLine(lines)
		lines = rest
		if key, value, ok := cutField(line); ok && isNamed(key, name) {
			return string(value)
		}
	}
	return ""
}

// IsHTML reports whether an answer is a web page where data was promised: a
// maintenance page, a login, a captive portal.
func (r *Response) IsHTML() bool {
	if strings.Contains(strings.ToLower(r.Header("Content-Type")), "html") {
		return true
	}
	head := strings.ToLower(strings.TrimSpace(string(r.Body[:min(len(r.Body), 64)])))
	return strings.HasPrefix(head, "<!doctype") || strings.HasPrefix(head, "<html")
}
