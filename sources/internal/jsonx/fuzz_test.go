package jsonx_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// tree reads any value, as encoding/json does with json.Number.
func tree(r *jsonx.Reader) any {
	switch r.Kind() {
	case jsonx.Text:
		return r.Text().Value
	case jsonx.Number:
		return json.Number(r.Numeral().Value)
	case jsonx.Object:
		out := map[string]any{}
		for ok := r.Object(); ok && r.Member(); {
			name := string(r.Name())
			out[name] = tree(r)
		}
		return out
	case jsonx.Array:
		out := []any{}
		for ok := r.Array(); ok && r.Element(); {
			out = append(out, tree(r))
		}
		return out
	case jsonx.Null:
		r.Skip()
		return nil
	}
	return r.Bool().Value
}

// FuzzRead compares with encoding/json: the same values, and the same texts refused.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,-0.5e+10,true,false,null,"x"],"b":{"":{}}}`, `{"a":1,"a":"\ud800\ud83d\ude00\u0000\/"}`, `[]`, `"\xff"`, "\"\xff\"", ` 7 `, `[1,]`, `{"a":}`, `01`, `"a`, `nulL`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var got, want any
		kept := bytes.Clone(text)
		err := jsonx.Read(text, func(r *jsonx.Reader) { got = tree(r) })
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.UseNumber()
		refused := dec.Decode(&want)
		if !json.Valid(text) {
			refused = errors.New("not JSON")
		}
		if (err == nil) != (refused == nil) {
			t.Fatalf("%q: error %v, encoding/json: %v", text, err, refused)
		}
		if err == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %#v, encoding/json: %#v", text, got, want)
		}
		if !bytes.Equal(text, kept) {
			t.Fatal("the text was changed")
		}
		if err := jsonx.Read(text, (&thing{}).read); refused != nil && !errors.Is(err, jsonx.ErrSyntax) {
			t.Fatalf("%q: passing over it finds no fault: %v", text, err)
		}
	})
}
