package httpx

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// socket is a TCP connection that can be looked into without waiting.
type socket struct {
	net.Conn
	raw    syscall.RawConn
	secure bool // TLS is spoken over it
	record record

	// While it is looked into, reads take what is there, or nothing.
	looking bool
	now     func(fd uintptr) bool // poll, made once
	into    []byte
	got     int
	err     error
	one     [1]byte
}

// errNothing is the error of a look at a socket that holds nothing. It is
// temporary, so that TLS goes on afterwards.
var errNothing net.Error = nothing{}

type nothing struct{}

func (nothing) Error() string   { return "nothing has arrived" }
func (nothing) Timeout() bool   { return true }
func (nothing) Temporary() bool { return true }

func newSocket(c net.Conn, secure bool) (*socket, error) {
	with, ok := c.(syscall.Conn)
	if !ok {
		return nil, errors.New("not a socket")
	}
	raw, err := with.SyscallConn()
	if err != nil {
		return nil, fmt.Errorf("look into the socket: %w", err)
	}
	s := &socket{Conn: c, raw: raw, secure: secure}
	s.now = s.poll
	return s, nil
}

// Read reads from the network.
func (s *socket) Read(p []byte) (n int, err error) {
	if s.looking {
		n, err = s.readNow(p)
	} else {
		n, err = s.Conn.Read(p)
	}
	if s.secure {
		s.record.follow(p[:n])
	}
	return n, err
}

func (s *socket) readNow(p []byte) (int, error) {
	s.into = p
	if err := s.raw.Read(s.now); err != nil {
		return 0, err
	}
	s.into = nil
	return s.got, s.err
}

// isQuiet reports whether the server has neither closed nor said anything that
// was not read. Through is the socket itself, or TLS over it, which may hold
// something back: whole records come out of it, and a part of one is known.
func (s *socket) isQuiet(through net.Conn) bool {
	s.looking = true
	defer func() { s.looking = false }()
	n, err := through.Read(s.one[:])
	return n == 0 && errors.Is(err, errNothing) && s.record.isBetween()
}

// record follows the records of TLS, so that it is known whether one is under way.
type record struct {
	head [5]byte // kind, version and length
	have int     // how much of the head has come
	rest int     // how much is to come of what the head announced
}

func (r *record) follow(p []byte) {
	for len(p) > 0 {
		if r.rest > 0 {
			n := min(r.rest, len(p))
			r.rest, p = r.rest-n, p[n:]
			continue
		}
		n := copy(r.head[r.have:], p)
		r.have, p = r.have+n, p[n:]
		if r.have == len(r.head) {
			r.have, r.rest = 0, int(r.head[3])<<8|int(r.head[4])
		}
	}
}

func (r *record) isBetween() bool { return r.have == 0 && r.rest == 0 }
