// Package jsonxtest holds the decoders of connectors to encoding/json: what one
// reads of a text into a wire type the other reads too, or both refuse it.
package jsonxtest
