package sourcetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

func (s *suite[T]) traitsAreSound(t *testing.T) {
	c, _ := s.open(t)
	traits := c.Traits()
	if traits.MaxBatch < 1 || traits.MaxPage < 1 {
		t.Errorf("MaxBatch is %d and MaxPage %d, want at least 1", traits.MaxBatch, traits.MaxPage)
	}
	names := slices.Concat(traits.Joins, traits.Requires)
	for name := range traits.Filters {
		names = append(names, name)
	}
	for _, name := range names {
		if _, ok := s.h.Kind.Field(name); !ok {
			t.Errorf("field %q is none of kind %s", name, s.h.Kind.Name)
		}
	}
	for _, sort := range traits.Sorts {
		if f, ok := s.h.Kind.Field(sort.Field); !ok || f.Many || f.Type == commerce.EnumText {
			t.Errorf("sort by %q is promised, which is no field with an order", sort.Field)
		}
	}
	for _, name := range slices.Concat(traits.Joins, traits.Requires) {
		if traits.Filters[name]&sources.Eq == 0 {
			t.Errorf("field %q is joined or required, so Query must filter by it", name)
		}
	}
}

func (s *suite[T]) getFindsWhatExists(t *testing.T) {
	c, _ := s.open(t)
	for batch := range slices.Chunk(s.seed, min(c.Traits().MaxBatch, len(s.seed))) {
		ids := make([]commerce.ID, len(batch))
		for i, e := range batch {
			ids[i] = s.h.Kind.ID(e)
		}
		found, err := c.Get(t.Context(), ids, s.h.Kind.AllGroups())
		if err != nil {
			t.Fatalf("get %d ids: %v", len(ids), err)
		}
		if len(found) != len(ids) {
			t.Errorf("got %d entities for %d ids", len(found), len(ids))
		}
		for _, want := range batch {
			s.checkEntity(t, found[s.h.Kind.ID(want)], want)
		}
	}
}

// checkEntity compares all that the kind says about an entity.
func (s *suite[T]) checkEntity(t *testing.T, got, want *T) {
	t.Helper()
	id := s.h.Kind.ID(want)
	if got == nil {
		t.Errorf("%s is not found", id)
		return
	}
	if s.h.Kind.ID(got) != id {
		t.Errorf("asked for %s, got %s", id, s.h.Kind.ID(got))
	}
	for _, f := range s.h.Kind.Fields {
		if slices.Contains(s.h.Differs, f.Name) {
			continue
		}
		if g, w := formatted(f, got), formatted(f, want); g != w {
			t.Errorf("%s: field %s is %s, want %s", id, f.Name, g, w)
		}
	}
}

func formatted[T any](f commerce.Field[T], e *T) string {
	var parts []string
	for _, v := range f.Values(e) {
		parts = append(parts, v.Format())
	}
	slices.Sort(parts)
	return "[" + strings.Join(parts, ", ") + "]"
}

// strangers are keys that no seed has, some of them not even well formed.
var strangers = []string{
	"no-such-key", "999999999999", "0", "-1", "../../etc/passwd", "' or '1'='1", "a b", "a/b?c=d&e#f", "%2F", "ключ", "\x00", "gid://x/Y/1",
}

func (s *suite[T]) getOmitsMissing(t *testing.T) {
	c, _ := s.open(t)
	own := s.h.Kind.ID(s.seed[0])
	absent := []commerce.ID{{Source: "elsewhere", Key: own.Key}, {Source: own.Source}, {}}
	for _, key := range strangers {
		absent = append(absent, commerce.ID{Source: own.Source, Key: key})
	}
	for batch := range slices.Chunk(absent, max(1, c.Traits().MaxBatch-2)) {
		ids := batch
		if len(batch)+2 <= c.Traits().MaxBatch {
			ids = append(slices.Clone(batch), own, own)
		}
		found, err := c.Get(t.Context(), ids, 0)
		if err != nil {
			t.Fatalf("get %q: %v", ids, err)
		}
		for id, e := range found {
			if id != own || e == nil {
				t.Errorf("get of %q found something: %v", id, e)
			}
		}
		if found[own] == nil && len(ids) > len(batch) {
			t.Errorf("%s is not found beside ids that do not exist", own)
		}
	}
	if found, err := c.Get(t.Context(), nil, 0); err != nil || len(found) != 0 {
		t.Errorf("get of nothing: %d entities, error %v", len(found), err)
	}
}

func (s *suite[T]) getHoldsWhatIsWanted(t *testing.T) {
	c, q := s.open(t)
	id := s.h.Kind.ID(s.seed[1])
	wants := []commerce.Groups{0, s.h.Kind.AllGroups()}
	for bit := range s.h.Kind.Groups {
		wants = append(wants, 1<<bit)
	}
	for _, want := range wants {
		found, err := c.Get(t.Context(), []commerce.ID{id}, want)
		if err != nil || found[id] == nil {
			t.Fatalf("get with groups %b: found %v, error %v", want, found, err)
		}
		if held := s.h.Kind.Origin(found[id]).Holds; !held.Has(want &^ s.h.Lacks) {
			t.Errorf("get with groups %b holds %b", want, held)
		}
		q.Want = want
		s.listExactly(t, c, q)
	}
}
