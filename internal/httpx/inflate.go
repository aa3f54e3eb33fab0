package httpx

import (
	"bytes"
	"compress/gzip"
	"sync"
)

// inflater is a reader of gzip, which goes from answer to answer.
type inflater struct {
	packed bytes.Reader
	zip    gzip.Reader
}

var inflaters = sync.Pool{New: func() any { return new(inflater) }}

// inflate unpacks into room, up to the limit.
func inflate(room, packed []byte, limit int64) ([]byte, error) {
	if len(packed) == 0 {
		return room[:0], nil
	}
	in := inflaters.Get().(*inflater)
	defer func() {
		in.packed.Reset(nil)
		inflaters.Put(in)
	}()
	in.packed.Reset(packed)
	if err := in.zip.Reset(&in.packed); err != nil {
		return room, err
	}
	return readAll(room, &in.zip, -1, limit)
}
