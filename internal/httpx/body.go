package httpx

import (
	"errors"
	"io"
	"sync"
)

const (
	// firstBody is how much room an answer gets whose length nobody told.
	firstBody = 16 << 10
	// mostTrusted is how much room an announced length is given at once: what is
	// longer has to arrive first.
	mostTrusted = 1 << 20
	// mostKept is the largest room that is kept for other answers.
	mostKept = 1 << 20
)

// body is the room of one answer. It goes from answer to answer.
type body struct{ bytes []byte }

var bodies = sync.Pool{New: func() any { return new(body) }}

func lendBody() *body { return bodies.Get().(*body) }

func (b *body) giveBack() {
	if cap(b.bytes) > mostKept {
		b.bytes = nil
	}
	bodies.Put(b)
}

var errTooLarge = errors.New("larger than is accepted")

// fill reads to the end, so that the connection can be used again, or to the
// limit. Announced is the length that was told; negative when none was.
func (b *body) fill(from io.Reader, announced, limit int64) error {
	if announced > limit {
		return errTooLarge
	}
	room := int64(firstBody)
	if announced >= 0 {
		room = min(announced, mostTrusted) + 1 // one more to meet the end without growing
	}
	if int64(cap(b.bytes)) < room {
		b.bytes = make([]byte, 0, room)
	}
	b.bytes = b.bytes[:0]
	for {
		if len(b.bytes) == cap(b.bytes) {
			b.bytes = append(b.bytes, 0)[:len(b.bytes)]
		}
		n, err := from.Read(b.bytes[len(b.bytes):cap(b.bytes)])
		b.bytes = b.bytes[:len(b.bytes)+n]
		switch {
		case int64(len(b.bytes)) > limit:
			return errTooLarge
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}
