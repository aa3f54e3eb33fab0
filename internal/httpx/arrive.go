package httpx

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

const (
	mostHints     = 5   // answers before the answer, such as 103 Early Hints
	mostChunkLine = 256 // bytes in front of a chunk
)

// arrival is an answer in one piece of memory: its head, and behind it the
// body, from which the marks between chunks are taken out where they stand.
type arrival struct {
	from io.Reader
	b    []byte // what has arrived
	read int    // how much of it has been looked at
	body int    // where the body begins
	end  int    // where it ends, as far as it is known
	head head
}

// receive reads an answer of at most limit bytes in its body to its end.
func (a *arrival) receive(limit int64) error {
	if err := a.readHead(); err != nil {
		return err
	}
	if a.head.packed {
		limit += limit>>10 + 1<<10 // what does not shrink grows a little
	}
	switch h := &a.head; {
	case h.chunked:
		return a.readChunks(limit)
	case h.length >= 0:
		return a.readExactly(h.length, limit)
	}
	return a.readToEnd(limit)
}

// whole reports that the answer has ended where it said, and nothing came behind
// it: the connection stands where it stood before the request.
func (a *arrival) whole() bool { return !a.head.last && a.read == len(a.b) }

// wait waits for bytes, with room for n of them.
func (a *arrival) wait(n int) error {
	a.b = withRoom(a.b, n)
	got, err := a.from.Read(a.b[len(a.b):cap(a.b)])
	a.b = a.b[:len(a.b)+got]
	if got > 0 {
		return nil // an error comes again
	}
	return err
}

// more waits for bytes of an answer that has not ended.
func (a *arrival) more(n int) error {
	err := a.wait(n)
	if errors.Is(err, io.EOF) && len(a.b) > 0 {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (a *arrival) readHead() error {
	hinted := false
	for range mostHints + 1 {
		end, seen, ok := 0, 0, false
		for {
			if end, ok = headEnd(a.b[a.read:], seen); ok {
				break
			}
			if seen = len(a.b) - a.read; seen > maxHeaderBytes {
				return errGarbled
			}
			if err := a.more(1); err != nil {
				return err
			}
		}
		h, err := readHead(a.b[a.read : a.read+end])
		if err != nil || h.status == http.StatusSwitchingProtocols {
			return errGarbled
		}
		a.read += end
		if h.status >= http.StatusOK {
			h.last = h.last || hinted
			a.head, a.body, a.end = h, a.read, a.read
			return nil
		}
		hinted = true
	}
	return errGarbled
}

func (a *arrival) readExactly(length, limit int64) error {
	if length > limit {
		return errTooLarge
	}
	a.end = a.body + int(length)
	for len(a.b) < a.end {
		if err := a.more(min(a.end-len(a.b), mostTrusted)); err != nil {
			return err
		}
	}
	a.read = a.end
	return nil
}

// readToEnd takes all there is until the server closes.
func (a *arrival) readToEnd(limit int64) error {
	a.head.last = true
	for {
		if int64(len(a.b)-a.body) > limit {
			return errTooLarge
		}
		switch err := a.wait(1); {
		case errors.Is(err, io.EOF):
			a.read, a.end = len(a.b), len(a.b)
			return nil
		case err != nil:
			return err
		}
	}
}

func (a *arrival) readChunks(limit int64) error {
	for {
		size, err := a.readSize()
		if err != nil {
			return err
		}
		if size == 0 {
			break
		}
		if int64(a.end-a.body)+size > limit {
			return errTooLarge
		}
		if err := a.readChunk(int(size)); err != nil {
			return err
		}
	}
	line, err := a.readLine()
	if len(line) > 0 {
		a.head.last = true // fields behind the body: nobody asked for them
	}
	return err
}

// readSize reads the line in front of a chunk. It takes what net/http takes; a
// connection with anything but a number there is not used again.
func (a *arrival) readSize() (size int64, err error) {
	line, err := a.readLine()
	if err != nil {
		return 0, err
	}
	number, _, _ := bytes.Cut(trim(line), semicolon)
	if len(number) == 0 || len(number) > 15 || !are(number, inNumber) || !bytes.HasPrefix(line, number) {
		return 0, errGarbled
	}
	a.head.last = a.head.last || len(number) < len(line)
	for _, digit := range number {
		if digit = lower(digit); digit >= 'a' {
			digit -= 'a' - '9' - 1
		}
		size = size<<4 + int64(digit-'0')
	}
	return size, nil
}

var semicolon = []byte{';'}

// readChunk moves a chunk behind those before it.
func (a *arrival) readChunk(size int) error {
	for size > 0 {
		if a.read == len(a.b) {
			if err := a.refill(min(size, mostTrusted) + len("\r\n")); err != nil {
				return err
			}
		}
		n := copy(a.b[a.end:], a.b[a.read:min(len(a.b), a.read+size)])
		a.end, a.read, size = a.end+n, a.read+n, size-n
	}
	line, err := a.readLine()
	if len(line) > 0 {
		return errGarbled
	}
	return err
}

// readLine returns the next line, which ends in CR LF and nowhere else. It is
// valid until more is read.
func (a *arrival) readLine() ([]byte, error) {
	for {
		rest := a.b[a.read:]
		if n := bytes.IndexByte(rest, '\n'); n >= 0 {
			if n == 0 || n != bytes.IndexByte(rest, '\r')+1 || n > mostChunkLine {
				return nil, errGarbled
			}
			a.read += n + 1
			return rest[:n-1], nil
		}
		if len(rest) > mostChunkLine {
			return nil, errGarbled
		}
		if err := a.refill(1); err != nil {
			return nil, err
		}
	}
}

// refill reads more behind the body, so that marks and what was moved take no room.
func (a *arrival) refill(n int) error {
	a.b = a.b[:a.end+copy(a.b[a.end:], a.b[a.read:])]
	a.read = a.end
	return a.more(n)
}
