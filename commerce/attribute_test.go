package commerce_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
)

func TestParseJSON(t *testing.T) {
	for _, c := range []struct {
		in   string
		want commerce.JSON
		bad  bool
	}{
		{` {"a" : [1, 2.50 , "x y"]} `, `{"a":[1,2.50,"x y"]}`, false},
		{`12345678901234567890`, `12345678901234567890`, false},
		{`null`, `null`, false},
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
	f.Add(`{"a":[1,2.5,null,true,"\u003c"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := commerce.ParseJSON([]byte(text))
		if (err == nil) != json.Valid([]byte(text)) {
			t.Fatalf("ParseJSON(%q) = %q, %v", text, got, err)
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

func TestAttributesOf(t *testing.T) {
	a := commerce.Attribute{Namespace: "custom", Key: "colour", Type: commerce.AttributeTypeText, Value: `"red"`}
	b := commerce.Attribute{Namespace: "custom", Key: "size", Type: commerce.AttributeTypeInteger, Value: `4`}
	c := commerce.Attribute{Key: "colour", Type: commerce.AttributeTypeUnknown, Value: `"blue"`}
	o := &commerce.Order{Attributes: []commerce.Attribute{a, b, c}}
	custom, none := "custom", ""
	for _, tc := range []struct {
		namespace *string
		keys      []string
		want      []commerce.Attribute
	}{
		{nil, nil, []commerce.Attribute{a, b, c}},
		{&custom, nil, []commerce.Attribute{a, b}},
		{&none, nil, []commerce.Attribute{c}},
		{nil, []string{"colour"}, []commerce.Attribute{a, c}},
		{&custom, []string{"size", "weight"}, []commerce.Attribute{b}},
		{nil, []string{"weight"}, []commerce.Attribute{}},
	} {
		if got := o.AttributesOf(tc.namespace, tc.keys); got == nil || !slices.Equal(got, tc.want) {
			t.Errorf("AttributesOf(%v, %v) = %v, want %v", tc.namespace, tc.keys, got, tc.want)
		}
	}
}
