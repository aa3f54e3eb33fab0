package jsonxtest

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
)

// strange are values where others are promised.
var strange = []string{
	`null`, `true`, `false`, `0`, `-1`, `1.0`, `1e3`, `9223372036854775807`, `9223372036854775808`, `1e999`, `409.940000000000000001`, `""`, `"x"`, `"1.5"`,
	`"2026-01-10T11:00:00-05:00"`, `"2026-13-10"`, `"\ud800"`, `"\u0041\n"`, "\"\xff\"", `{}`, `[]`, `[null]`, `[{}]`, `{"id":7}`, `{"id":"x","created":1}`, `{"type":"card"}`, `nul`, ``,
}

// Mutate returns the text with one thing changed: a value by a strange one, a
// byte changed or put in, or the end cut off.
func Mutate(random *rand.Rand, text []byte) []byte {
	switch random.IntN(20) {
	case 0:
		out := bytes.Clone(text)
		out[random.IntN(len(out))] = byte(random.IntN(256))
		return out
	case 1:
		return bytes.Clone(text[:random.IntN(len(text))])
	case 2:
		at := random.IntN(len(text))
		return slices.Concat(text[:at], []byte{" \t,:{}[]\"0"[random.IntN(10)]}, text[at:])
	}
	spans := values(text)
	if len(spans) == 0 {
		return bytes.Clone(text[:random.IntN(len(text))])
	}
	s := spans[random.IntN(len(spans))]
	return slices.Concat(text[:s[0]], []byte(instead(random, text[s[0]])), text[s[1]:])
}

// instead returns a strange value: mostly null, or one that begins alike.
func instead(random *rand.Rand, first byte) string {
	if random.IntN(3) > 0 {
		return alike(first)[random.IntN(len(alike(first)))]
	}
	return strange[random.IntN(len(strange))]
}

func alike(first byte) []string {
	out := []string{"null"}
	for _, s := range strange {
		if s != "" && s[0] == first && s != "nul" {
			out = append(out, s)
		}
	}
	return out
}

// values returns where the values of the text stand that hold no others.
func values(text []byte) [][2]int {
	var out [][2]int
	dec := json.NewDecoder(bytes.NewReader(text))
	for {
		token, err := dec.Token()
		if err != nil {
			return out
		}
		if _, nested := token.(json.Delim); nested {
			continue
		}
		end := int(dec.InputOffset())
		if bytes.HasPrefix(bytes.TrimLeft(text[end:], " \n\t\r"), []byte{':'}) {
			continue // a name
		}
		start := end - 1
		for ; start > 0; start-- { // its text is valid, so the value begins where it can be read whole
			if bytes.IndexByte([]byte(",:[{ \n\t"), text[start-1]) >= 0 && json.Valid(text[start:end]) {
				break
			}
		}
		out = append(out, [2]int{start, end})
	}
}
