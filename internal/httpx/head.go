package httpx

import (
	"bytes"
	"errors"
	"net/http"
)

// errGarbled is all that is said of an answer that is not HTTP/1.1 as we read
// it: what the upstream sent goes into no error.
var errGarbled = errors.New("malformed HTTP answer")

// head is what the head of an answer says of what follows it.
type head struct {
	status  int
	length  int64 // of the body; -1 where it was not told
	chunked bool
	packed  bool // by gzip
	old     bool // HTTP/1.0
	last    bool // the connection is not for another request
	lines   []byte
}

// headEnd returns how long the head is that b begins with, where it has
// arrived; what lies before from has been looked at.
func headEnd(b []byte, from int) (end int, ok bool) {
	for at := max(from-3, 0); ; at++ {
		n := bytes.IndexByte(b[at:], '\n')
		if n < 0 {
			return 0, false
		}
		at += n
		switch rest := b[at+1:]; {
		case len(rest) > 0 && rest[0] == '\n':
			return at + 2, true
		case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
			return at + 3, true
		}
	}
}

// readHead reads a head. It is stricter than net/http, which reads folded lines,
// for one: who writes so is asked over net/http. Above all it knows exactly
// where the body ends, or refuses.
func readHead(b []byte) (head, error) {
	line, rest := nextLine(b)
	h := head{length: -1, lines: rest}
	if !h.readStatus(line) {
		return h, errGarbled
	}
	for line, rest = nextLine(rest); len(line) > 0; line, rest = nextLine(rest) {
		if !h.readField(line) {
			return h, errGarbled
		}
	}
	bare := h.status < 200 || h.status == http.StatusNoContent || h.status == http.StatusNotModified
	switch {
	case h.chunked && h.old:
		return h, errGarbled // HTTP/1.0 has no chunks
	case bare:
		h.length, h.chunked = 0, false
	case h.chunked && h.length >= 0:
		h.length, h.last = -1, true // two words on where it ends: the chunks are right, and the connection is done
	}
	return h, nil
}

func (h *head) readStatus(line []byte) bool {
	const size = len("HTTP/1.1 200")
	if len(line) < size || string(line[:7]) != "HTTP/1." || line[7] != '0' && line[7] != '1' || line[8] != ' ' ||
		len(line) > size && line[size] != ' ' {
		return false
	}
	for _, digit := range line[9:size] {
		if digit < '0' || digit > '9' {
			return false
		}
		h.status = 10*h.status + int(digit-'0')
	}
	h.old = line[7] == '0'
	h.last = h.old
	return h.status >= 100
}

// readField reports whether the line is a field that leaves no doubt where the body ends.
func (h *head) readField(line []byte) bool {
	name, value, ok := cutField(line)
	if !ok || !isToken(name) || !isText(value) {
		return false
	}
	switch {
	case isNamed(name, "Content-Length"):
		n, ok := readLength(value)
		if !ok || h.length >= 0 && h.length != n {
			return false
		}
		h.length = n
	case isNamed(name, "Transfer-Encoding"):
		if h.chunked || !isNamed(value, "chunked") {
			return false
		}
		h.chunked = true
	case isNamed(name, "Content-Encoding"):
		h.packed = isNamed(value, "gzip")
	case isNamed(name, "Connection"):
		h.last = h.last || holdsClose(value)
	}
	return true
}

func readLength(value []byte) (n int64, ok bool) {
	if len(value) == 0 || len(value) > 18 {
		return 0, false
	}
	for _, digit := range value {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		n = 10*n + int64(digit-'0')
	}
	return n, true
}

func holdsClose(list []byte) bool {
	for len(list) > 0 {
		word, rest, _ := bytes.Cut(list, comma)
		if isNamed(trim(word), "close") {
			return true
		}
		list = rest
	}
	return false
}

var comma = []byte{','}

// nextLine returns a line without its end, and what follows it.
func nextLine(b []byte) (line, rest []byte) {
	n := bytes.IndexByte(b, '\n')
	if n < 0 {
		return b, nil
	}
	line, rest = b[:n], b[n+1:]
	if n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, rest
}

func cutField(line []byte) (name, value []byte, ok bool) {
	n := bytes.IndexByte(line, ':')
	if n < 0 {
		return nil, nil, false
	}
	return line[:n], trim(line[n+1:]), true
}
