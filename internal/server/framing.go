package server

import "bytes"

// framing is how the parts of an answer stand in one body.
type framing interface {
	contentType() string
	// incremental reports whether every part says whether another follows.
	incremental() bool
	// part adds a part; last tells that none follows.
	part(b *bytes.Buffer, payload []byte, last bool)
	// beat adds a sign of life.
	beat(b *bytes.Buffer)
	// end adds what stands behind the last part.
	end(b *bytes.Buffer)
}

func framingOf(media string) framing {
	if media == mediaEvents {
		return events{}
	}
	return &multipart{}
}

const (
	// deferVersion is the form in which parts tell of deferred fragments: the one
	// that the clients of Apollo, Relay and urql read.
	deferVersion = "20220824"
	deferSpec    = ";deferSpec=" + deferVersion
)

// multipart is multipart/mixed with the boundary "-". The delimiter behind a
// part is sent with it: only then do clients know that the part is whole.
type multipart struct{ begun bool }

func (*multipart) contentType() string {
	return mediaMultipart + `; boundary="-"; deferSpec=` + deferVersion
}

func (*multipart) incremental() bool { return true }

func (m *multipart) part(b *bytes.Buffer, payload []byte, last bool) {
	if !m.begun {
		b.WriteString("\r\n---\r\n")
		m.begun = true
	}
	b.WriteString("Content-Type: " + mediaJSON + "; charset=utf-8\r\n\r\n")
	b.Write(payload)
	b.WriteString("\r\n---")
	if last {
		b.WriteString("--")
	}
	b.WriteString("\r\n")
}

// beat adds nothing: between parts there is no place for it.
func (*multipart) beat(*bytes.Buffer) {}

// end adds nothing: the last delimiter came with the last part.
func (*multipart) end(*bytes.Buffer) {}

// events is text/event-stream, as GraphQL over SSE has it for one operation a
// connection.
type events struct{}

func (events) contentType() string { return mediaEvents + "; charset=utf-8" }

func (events) incremental() bool { return false }

func (events) part(b *bytes.Buffer, payload []byte, _ bool) {
	b.WriteString("event: next\n")
	for line := range bytes.FieldsFuncSeq(payload, isLineBreak) { // JSON has none inside its values
		b.WriteString("data: ")
		b.Write(line)
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
}

func isLineBreak(r rune) bool { return r == '\n' || r == '\r' }

// beat is a comment, which clients skip.
func (events) beat(b *bytes.Buffer) { b.WriteString(":\n\n") }

// end has data, though none: browsers drop events without.
func (events) end(b *bytes.Buffer) { b.WriteString("event: complete\ndata:\n\n") }
