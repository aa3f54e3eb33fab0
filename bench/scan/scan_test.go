package scan_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/galleria-graph/galleria/bench/scan"
)

// value reads whatever comes, as encoding/json does.
func value(x *scan.Scanner, next byte) any {
	switch next {
	case '{':
		out := map[string]any{}
		x.Object()
		for key, ok := x.Key(); ok; key, ok = x.Key() {
			out[key] = value(x, x.Peek())
		}
		return out
	case '[':
		out := []any{}
		for x.Array(); x.More(); {
			out = append(out, value(x, x.Peek()))
		}
		return out
	case '"':
		return x.String()
	case 't', 'f':
		return x.Bool()
	case 'n':
		x.Null()
		return nil
	}
	return json.Number(x.Number())
}

func decode(text string) (any, error) {
	x := scan.New(text)
	v := value(&x, x.Peek())
	return v, x.Err()
}

var texts = []string{
	`{"id":17,"name":"Zoë","tags":["a","b"],"none":null,"yes":true,"no":false,"amount":"12.34","nested":{"list":[{},[],-1.5e+3]}}`,
	` [ 1 , 2 ] `, `"\u00fc\n\"quoted\""`, `""`, `0`, `-0.5`, `{}`, `[]`, `null`,
	``, ` `, `{`, `[1,]`, `{"a":1,}`, `[1 2]`, `{"a" 1}`, `{"a":}`, `{,}`, `[,1]`, `01`, `1.`, `.5`, `-`, `1e`, `"open`, "\"line\nend\"", `"\x"`,
	`[1]]`, `[}`, `tru`, `nul`, `{"a":[1,{"b":"}"}]}`, "\"\xff\"", `{1:2}`, `+1`, `[[[[[[[[]]]]]]]]`,
}

func TestAgreesWithEncodingJSON(t *testing.T) {
	for _, text := range texts {
		agree(t, text)
	}
}

func FuzzAgreesWithEncodingJSON(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { agree(t, text) })
}

// agree fails unless encoding/json reads the same. It takes texts that are no
// UTF-8; these are refused here.
func agree(t *testing.T, text string) {
	t.Helper()
	got, err := decode(text)
	var want any
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	fine := json.Valid([]byte(text)) && dec.Decode(&want) == nil
	switch {
	case err != nil && !errors.Is(err, scan.ErrSyntax):
		t.Errorf("%q: error %v", text, err)
	case err != nil && fine && utf8.ValidString(text):
		t.Errorf("%q is refused", text)
	case err == nil && !fine:
		t.Errorf("%q is read as %v", text, got)
	case err == nil && !reflect.DeepEqual(got, want):
		t.Errorf("%q is read as %v, want %v", text, got, want)
	}
}

func TestSkipPassesWhatIsRead(t *testing.T) {
	for _, text := range texts {
		if _, err := decode(text); err != nil {
			continue
		}
		x := scan.New(`[` + text + `,"end"]`)
		x.Array()
		x.More()
		x.Skip()
		if !x.More() || x.String() != "end" || x.More() || x.Err() != nil {
			t.Errorf("%q is not skipped", text)
		}
	}
}

func BenchmarkSkip(b *testing.B) {
	b.SetBytes(int64(len(texts[0])))
	for b.Loop() {
		x := scan.New(texts[0])
		x.Skip()
	}
}
