package jsonxtest_test

import (
	"testing"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/jsonxtest"
)

type pair struct {
	A jsonx.Opt[string] `json:"a"`
	B jsonx.Opt[int64]  `json:"b"`
}

func (p *pair) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "a":
			p.A = r.Text()
		case "b":
			p.B = r.Int()
		}
	}
}

// forgetful misses a field, gullible takes what is of a wrong type.
func forgetful(p *pair, r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		if string(r.Name()) == "a" {
			p.A = r.Text()
		}
	}
}

func gullible(p *pair, r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "a":
			p.A = r.Numeral()
		case "b":
			p.B = r.Int()
		}
	}
}

// silent counts complaints instead of making them.
type silent struct {
	testing.TB
	complaints int
}

func (s *silent) Helper()               {}
func (s *silent) Errorf(string, ...any) { s.complaints++ }
func (s *silent) Failed() bool          { return s.complaints > 0 }

func TestTwinsBite(t *testing.T) {
	texts := [][]byte{[]byte(`{"a":"x","b":7,"c":[1,{"d":null,"e":"y"}]}`)}
	for name, row := range map[string]struct {
		decode func(*pair, *jsonx.Reader)
		field  bool
		mutant bool
	}{
		"right":     {(*pair).decode, false, false},
		"forgetful": {forgetful, true, true},
		"gullible":  {gullible, false, true},
	} {
		var field, mutant silent
		twin := jsonxtest.Of(name, row.decode, nil)
		twin.EveryField(&field, nil)
		twin.CheckMutants(&mutant, texts)
		if field.Failed() != row.field || mutant.Failed() != row.mutant {
			t.Errorf("%s: found by its fields %v, by changes %v", name, field.Failed(), mutant.Failed())
		}
	}
}

// What encoding/json reads otherwise on purpose is no difference.
func TestRepeatedAndFoldedNames(t *testing.T) {
	twin := jsonxtest.Of("pair", (*pair).decode, nil)
	for _, text := range []string{`{"a":"x","a":null}`, `{"A":"x"}`, `{"c":[{"d":1,"D":2}]}`} {
		twin.Compare(t, []byte(text))
	}
}
