//go:build !unix

package httpx

// canPoll tells whether a socket can be read without waiting on this system.
// Where it cannot, everything goes over net/http.
const canPoll = false

func (s *socket) poll(uintptr) bool { panic("not reached: no connection is made") }
