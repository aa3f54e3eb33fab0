package jsonx_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// thing is read by field with the reader, and by encoding/json in comparison.
type thing struct {
	Text  jsonx.Opt[string] `json:"text"`
	Word  jsonx.Opt[string] `json:"word"`
	Int   jsonx.Opt[int64]  `json:"int"`
	Bool  jsonx.Opt[bool]   `json:"bool"`
	Inner struct {
		List []jsonx.Opt[string] `json:"list"`
	} `json:"inner"`
}

func (w *thing) read(r *jsonx.Reader) {
	if !r.Object() {
		return
	}
	for r.Member() {
		switch string(r.Name()) {
		case "text":
			w.Text = r.Text()
		case "word":
			w.Word = r.Word()
		case "int":
			w.Int = r.Int()
		case "bool":
			w.Bool = r.Bool()
		case "inner":
			if !r.Object() {
				continue
			}
			for r.Member() {
				if string(r.Name()) == "list" && r.Array() {
					for r.Element() {
						w.Inner.List = append(w.Inner.List, r.Text())
					}
				}
			}
		}
	}
}

func TestRead(t *testing.T) {
	const text = ` {"unknown":{"a":[1,{"b":null}]},"text":"Zoë \ud83d\ude00 \"x\"","\u0077ord":"usd","int":-9007199254740993,"bool":true,
		"inner":{"list":["a",null,""],"other":[]},"text2":1} `
	var got, want thing
	if err := jsonx.Read([]byte(text), got.read); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(text), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) || !got.Bool.Value || got.Int.Value != -9007199254740993 {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// What is missing is missing, whether it is null or not there.
func TestNullIsNothing(t *testing.T) {
	for _, text := range []string{`null`, `{}`, `{"text":null,"word":null,"int":null,"bool":null,"inner":null}`, `{"inner":{"list":null}}`} {
		var got thing
		if err := jsonx.Read([]byte(text), got.read); err != nil || !reflect.DeepEqual(got, thing{}) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
}

func TestWrongTypes(t *testing.T) {
	for text, place := range map[string]string{
		`{"text":1}`:                            "text",
		`{"text":1.5,"word":{}}`:                "text",
		`{"word":[]}`:                           "word",
		`{"int":"1"}`:                           "int",
		`{"int":1.0}`:                           "int",
		`{"int":1e2}`:                           "int",
		`{"int":9223372036854775808}`:           "int",
		`{"bool":"true"}`:                       "bool",
		`{"inner":[]}`:                          "inner",
		`{"inner":{"list":["a",{"secret":1}]}}`: "inner.list",
		`"secret"`:                              "",
		`[{"text":1}]`:                          "",
	} {
		var got thing
		err := jsonx.Read([]byte(text), got.read)
		var wrong *jsonx.WrongType
		if !errors.As(err, &wrong) || wrong.Place != place || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want a wrong type at %q", text, err, place)
		}
	}
}

// A wrong part leaves the others as they are.
func TestPart(t *testing.T) {
	var things []thing
	var wrongs []*jsonx.WrongType
	err := jsonx.Read([]byte(`{"list":[{"text":"a"},{"inner":{"list":[1]},"text":"b"},7,{"text":"c"}]}`), func(r *jsonx.Reader) {
		if !r.Object() {
			return
		}
		for r.Member() {
			if !r.Array() {
				continue
			}
			for r.Element() {
				var w thing
				part := r.Begin()
				w.read(r)
				wrongs = append(wrongs, r.End(part))
				things = append(things, w)
			}
		}
	})
	if err != nil || len(things) != 4 || things[1].Text.Value != "b" || things[3].Text.Value != "c" {
		t.Fatalf("%+v, %v", things, err)
	}
	if wrongs[0] != nil || wrongs[1] == nil || wrongs[1].Place != "inner.list" || wrongs[2] == nil || wrongs[2].Place != "" || wrongs[3] != nil {
		t.Errorf("%v", wrongs)
	}
}

func TestSyntax(t *testing.T) {
	deep := strings.Repeat("[", 20_000)
	for _, text := range []string{
		"", " ", "{", `{"text":`, `{"text":"a"`, `{"text":"a",}`, `{"text":"a"} x`, `{"text":"a"}{}`, `{"text":01}`, `{'text':1}`, `{"other":[1,]}`,
		`{"other":nul}`, `{"text":"a` + "\n" + `"}`, `{"text":"\x"}`, `{"text":"\u12"}`, "\ufeff{}", `{"other":` + deep, `{"other":` + deep + strings.Repeat("]", 20_000) + `}`,
	} {
		var got thing
		if err := jsonx.Read([]byte(text), got.read); !errors.Is(err, jsonx.ErrSyntax) {
			t.Errorf("%.40s: %v, want an error of syntax", text, err)
		}
	}
	if err := jsonx.Read([]byte(`{"a":[1]}`), func(r *jsonx.Reader) { r.Stop(); r.Object(); r.Text() }); !errors.Is(err, jsonx.ErrSyntax) {
		t.Errorf("stopped: %v", err)
	}
}

// What was read stays when the text is overwritten.
func TestNothingOfTheTextIsKept(t *testing.T) {
	text := []byte(`{"text":"Teacup","word":"usd","inner":{"list":["Käse"]}}`)
	var got thing
	if err := jsonx.Read(text, got.read); err != nil {
		t.Fatal(err)
	}
	copy(text, bytes.Repeat([]byte("x"), len(text)))
	if got.Text.Value != "Teacup" || got.Word.Value != "usd" || got.Inner.List[0].Value != "Käse" {
		t.Errorf("%+v", got)
	}
}

func TestWordsAreTheirOwn(t *testing.T) {
	long := strings.Repeat("long", 20)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := range 2000 {
				word := string(rune('a'+n%26)) + string(rune('a'+n/26%26))
				if n%9 == 0 {
					word = long
				}
				var got thing
				if err := jsonx.Read([]byte(`{"word":"`+word+`"}`), got.read); err != nil || got.Word.Value != word {
					t.Errorf("%q is read as %q, %v", word, got.Word.Value, err)
				}
			}
		})
	}
	all.Wait()
}

func TestFloats(t *testing.T) {
	var got []jsonx.Opt[float64]
	err := jsonx.Read([]byte(`[1000,0.5,null]`), func(r *jsonx.Reader) {
		for ok := r.Array(); ok && r.Element(); {
			got = append(got, r.Float())
		}
	})
	if err != nil || got[0] != jsonx.Some(1000.0) || got[1] != jsonx.Some(0.5) || got[2].OK {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{`"1"`, `1e999`} {
		var wrong *jsonx.WrongType
		if err := jsonx.Read([]byte(text), func(r *jsonx.Reader) { r.Float() }); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestNumerals(t *testing.T) {
	var got []string
	err := jsonx.Read([]byte(`["409.940000000000000001",409.940000000000000001,1e-3,null,true]`), func(r *jsonx.Reader) {
		for ok := r.Array(); ok && r.Element(); {
			got = append(got, r.Numeral().Value)
		}
	})
	if want := "409.940000000000000001 409.940000000000000001 1e-3  "; strings.Join(got, " ") != want || err == nil {
		t.Errorf("%q, %v", got, err)
	}
}
