package jsonxtest

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// Twin is a wire type with its two ways of reading.
type Twin struct {
	Name string

	typ    reflect.Type
	known  map[string]bool // the names of fields
	folded map[string]bool // the same without regard to case
	read   func(text []byte) (any, error)
	twin   func(text []byte) (any, error)
}

// Of returns the twin of a decoder. Tidy, which may be nil, gives a value a
// form in which two can be compared.
func Of[W any](name string, decode func(*W, *jsonx.Reader), tidy func(*W)) Twin {
	done := func(w *W, err error) (any, error) {
		if tidy != nil {
			tidy(w)
		}
		return w, err
	}
	known, folded := map[string]bool{}, map[string]bool{}
	gather(reflect.TypeFor[W](), known)
	for name := range known {
		folded[fold(name)] = true
	}
	return Twin{
		Name:   name,
		typ:    reflect.TypeFor[W](),
		known:  known,
		folded: folded,
		read: func(text []byte) (any, error) {
			w := new(W)
			err := jsonx.Read(text, func(r *jsonx.Reader) { decode(w, r) })
			return done(w, err)
		},
		twin: func(text []byte) (any, error) {
			w := new(W)
			err := json.Unmarshal(text, w)
			return done(w, err)
		},
	}
}

// Compare reads a text both ways. It reports whether it could be read. Texts
// are left out that encoding/json reads otherwise on purpose: a name that is
// repeated, or written in other letters.
func (w Twin) Compare(t testing.TB, text []byte) bool {
	t.Helper()
	got, err := w.read(text)
	want, refused := w.twin(text)
	if w.ambiguous(text) {
		return err == nil
	}
	switch {
	case (err == nil) != (refused == nil):
		t.Errorf("%s: error %v, encoding/json: %v\n%s", w.Name, err, refused, text)
	case err == nil && !reflect.DeepEqual(got, want):
		t.Errorf("%s is read as\n%+v, encoding/json:\n%+v\n%s", w.Name, got, want, text)
	}
	return err == nil
}

// EveryField reads a text with a value of its own in every field. Samples are
// the texts of types that are not written as their fields.
func (w Twin) EveryField(t testing.TB, samples map[reflect.Type]string) {
	t.Helper()
	s := sampler{samples: samples}
	text := s.text(w.typ)
	if !w.Compare(t, []byte(text)) {
		t.Errorf("%s: a text with every field is not read\n%s", w.Name, text)
	}
}
