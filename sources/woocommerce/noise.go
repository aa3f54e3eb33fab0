package woocommerce

import (
	"bytes"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// The bounds of what is passed over before an answer.
const (
	mostNoise = 64 << 10
	mostTries = 16
)

// readJSON reads an answer. PHP writes notices in front of it where a shop is
// set up to show them, and a file saved with a byte order mark writes that, so
// that it begins at the first bracket which begins JSON.
func readJSON(body []byte, read func(*jsonx.Reader)) error {
	err := jsonx.Read(body, read)
	if err != jsonx.ErrSyntax || len(body) == 0 || body[0] == '[' || body[0] == '{' { //nolint:errorlint // the value that Read documents
		return err
	}
	rest := body
	for range mostTries {
		at := bytes.IndexAny(rest[:min(len(rest), mostNoise)], "[{")
		if at < 0 {
			return err
		}
		if again := jsonx.Read(rest[at:], read); again != jsonx.ErrSyntax { //nolint:errorlint // as above
			return again
		}
		rest = rest[at+1:]
	}
	return err
}
