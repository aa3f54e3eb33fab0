//go:build unix

package httpx

import (
	"io"
	"syscall"
)

// canPoll tells whether a socket can be read without waiting on this system.
const canPoll = true

// poll reads what the socket holds, and is called by its raw connection. It
// always returns true: it does not wait.
func (s *socket) poll(fd uintptr) bool {
	s.got, s.err = syscall.Read(int(fd), s.into)
	switch {
	case s.err == syscall.EAGAIN: //nolint:errorlint // a system call's own error is never wrapped
		s.got, s.err = 0, errNothing
	case s.err != nil:
		s.got = 0
	case s.got == 0:
		s.err = io.EOF
	}
	return true
}
