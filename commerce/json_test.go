package commerce_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/galleria-graph/galleria/commerce"
)

func TestParseJSON(t *testing.T) {
	for _, c := range []struct {
		in   string
		want commerce.JSON
		bad  bool
	}{
		{` {"a" : [1, 2.50 , "x \" 1.5 y"], "n1.5" : -0} `, `{"a":[1,"2.50","x \" 1.5 y"],"n1.5":-0}`, false},
		{`12345678901234567890`, `"12345678901234567890"`, false},
		{`[9007199254740992,9007199254740993,-9007199254740992,1e3,-1.5E-7]`, `[9007199254740992,"9007199254740993",-9007199254740992,"1e3","-1.5E-7"]`, false},
		{`{"x":"\u00e9\ud800\u003c\/\n"}`, "{\"x\":\"é\uFFFD</\\n\"}", false},
		{strings.Repeat("[", 64) + strings.Repeat("]", 64), commerce.JSON(strings.Repeat("[", 64) + strings.Repeat("]", 64)), false},
		{strings.Repeat("[", 65) + strings.Repeat("]", 65), "", true},
		{`[true , false,null]`, `[true,false,null]`, false},
		{`null`, `null`, false},
		{"\"a\xffb\"", "\"a\uFFFDb\"", false},
		{`"<b>"`, `"<b>"`, false},
		{``, "", true},
		{`{`, "", true},
		{`1 2`, "", true},
		{`nul`, "", true},
	} {
		got, err := commerce.ParseJSON([]byte(c.in))
		if got != c.want || (err != nil) != c.bad {
			t.Errorf("ParseJSON(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

func FuzzParseJSON(f *testing.F) {
	f.Add(`{"a":[1,2.5,null,true,"\u003c\""],"b":-1e5}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := commerce.ParseJSON([]byte(text))
		if (err == nil) != json.Valid([]byte(text)) && strings.Count(text, "[")+strings.Count(text, "{") <= 64 {
			t.Fatalf("ParseJSON(%q) = %q, %v", text, got, err)
		}
		if err == nil && (!json.Valid([]byte(got)) || !utf8.ValidString(string(got))) {
			t.Fatalf("%q becomes %q", text, got)
		}
		if again, err2 := commerce.ParseJSON([]byte(got)); err == nil && (err2 != nil || again != got) {
			t.Fatalf("%q becomes %q, %v when it is read again", got, again, err2)
		}
	})
}

func TestJSONString(t *testing.T) {
	for _, s := range []string{"", "plain", `a "quoted" \ one`, "<b>&</b>", "Zoë\n\t\x00", "\u2028"} {
		var back string
		if err := json.Unmarshal([]byte(commerce.JSONString(s)), &back); err != nil || back != s {
			t.Errorf("JSONString(%q) = %s, which reads as %q, %v", s, commerce.JSONString(s), back, err)
		}
	}
}

func TestJSONNumber(t *testing.T) {
	for text, want := range map[string]commerce.JSON{
		"0": "0", "-0": "-0", "42": "42", "-7": "-7", "007": `"007"`, "-": `"-"`, "": `""`, "1.0": `"1.0"`, "1e2": `"1e2"`,
		"9007199254740992": "9007199254740992", "9007199254740993": `"9007199254740993"`, "-9007199254740993": `"-9007199254740993"`,
	} {
		if got := commerce.JSONNumber(text); got != want || !json.Valid([]byte(got)) {
			t.Errorf("JSONNumber(%q) = %s, want %s", text, got, want)
		}
	}
}
