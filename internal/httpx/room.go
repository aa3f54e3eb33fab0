package httpx

import (
	"errors"
	"io"
	"sync"
)

const (
	// firstRoom is how much room an answer gets whose length nobody told.
	firstRoom = 16 << 10
	// mostTrusted is how much room an announced length is given at once: what is
	// longer has to arrive first.
	mostTrusted = 1 << 20
	// mostKept is the largest room that is kept for other exchanges.
	mostKept = 1 << 20
)

// room is what one exchange needs. It goes from exchange to exchange.
type room struct {
	sent     []byte // the request as it is written
	arrived  []byte // what is read: head and body, or the body alone
	inflated []byte // the body, where it came packed
	response Response
}

var rooms = sync.Pool{New: func() any { return new(room) }}

func lendRoom() *room { return rooms.Get().(*room) }

func (r *room) giveBack() {
	r.response = Response{}
	for _, b := range []*[]byte{&r.sent, &r.arrived, &r.inflated} {
		if cap(*b) > mostKept {
			*b = nil
		}
	}
	rooms.Put(r)
}

var errTooLarge = errors.New("larger than is accepted")

// withRoom returns b with room for n more bytes, in at least the double size
// where it has to move.
func withRoom(b []byte, n int) []byte {
	if cap(b)-len(b) >= n {
		return b
	}
	grown := make([]byte, len(b), max(2*cap(b), len(b)+n, firstRoom))
	copy(grown, b)
	return grown
}

// readAll reads to the end, so that the connection can be used again, or to the
// limit. Announced is the length that was told; negative when none was.
func readAll(b []byte, from io.Reader, announced, limit int64) ([]byte, error) {
	if announced > limit {
		return b, errTooLarge
	}
	b = b[:0]
	if announced >= 0 {
		b = withRoom(b, int(min(announced, mostTrusted))+1) // one more to meet the end without growing
	}
	for {
		b = withRoom(b, 1)
		n, err := from.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case int64(len(b)) > limit:
			return b, errTooLarge
		case errors.Is(err, io.EOF):
			return b, nil
		case err != nil:
			return b, err
		}
	}
}
