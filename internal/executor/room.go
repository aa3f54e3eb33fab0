package executor

import (
	"context"
	"sync"
)

// buffers holds the memory of answers that were sent.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxPooled bounds the buffers that are kept for the next answer.
const maxPooled = 1 << 20

// Room is the memory in which the data of an operation's first response
// stands. Without one, the data is a copy that belongs to the response.
type Room struct {
	buffer *[]byte
}

type roomKey struct{}

// WithRoom lends a room to the operation that will run with the context. Who
// keeps data of its response longer than until [Room.Close], such as a cache,
// keeps a copy.
func WithRoom(ctx context.Context) (context.Context, *Room) {
	r := new(Room)
	return context.WithValue(ctx, roomKey{}, r), r
}

// Close gives the memory back, once the response was sent or thrown away. Its
// data is gone.
func (r *Room) Close() {
	if r.buffer != nil {
		keepBuffer(r.buffer)
		r.buffer = nil
	}
}

func keepBuffer(b *[]byte) {
	if cap(*b) <= maxPooled {
		*b = (*b)[:0]
		buffers.Put(b)
	}
}
