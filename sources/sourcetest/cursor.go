package sourcetest

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources"
)

// cursorOfAnotherListing takes the cursor of each listing to all the others:
// other filters, another field of order, and another direction where the
// collection is not reversible.
func (s *suite[T]) cursorOfAnotherListing(t *testing.T) {
	c, base := s.open(t)
	listings := s.listings(c.Traits(), base)
	for _, from := range listings {
		cursor := s.cursorIn(t, c, from)
		if cursor == "" {
			continue
		}
		for _, to := range listings {
			if !different(c.Traits(), from, to) {
				continue
			}
			to.After = cursor
			_, err := c.Query(t.Context(), to)
			wantKind(t, "a cursor of "+describeListing(from)+" given to "+describeListing(to), c.Traits(), err, sources.KindInvalid)
		}
	}
}

// listings returns some that all differ in field of order or filters.
func (s *suite[T]) listings(traits sources.Traits, base sources.Query) []sources.Query {
	base.First = 1
	out := []sources.Query{base}
	for _, sort := range traits.Sorts {
		q := base
		q.Sort = sort
		out = append(out, q)
	}
	for _, f := range s.h.Kind.Fields {
		if ps := s.predicates(f, traits.Filters[f.Name]&sources.Eq); len(ps) > 0 {
			out = append(out, base.With(ps[0]))
		}
	}
	return out
}

// different reports whether the listings must not share cursors. A
// collection's own order may be one that it also has by name.
func different(traits sources.Traits, a, b sources.Query) bool {
	if describe(a.Where) != describe(b.Where) {
		return true
	}
	if a.Sort.Field == "" || b.Sort.Field == "" {
		return false
	}
	return a.Sort.Field != b.Sort.Field || a.Sort.Desc != b.Sort.Desc && !traits.Reversible
}

func (s *suite[T]) cursorIn(t *testing.T, c sources.Collection[T], q sources.Query) sources.Cursor {
	t.Helper()
	page, err := c.Query(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", describeListing(q), err)
	}
	if len(page.Items) == 0 {
		return ""
	}
	return page.Items[0].Cursor()
}

func (s *suite[T]) hostileCursors(t *testing.T) {
	c, q := s.open(t)
	q.First = 1
	real := string(s.cursorIn(t, c, q))
	hostile := []string{
		"x", " ", "%%%", "0", "null", "{}", "\x00", "ü", real + "A", real + real, "=" + real,
		real[:len(real)/2], strings.ToUpper(real) + "-", strings.Repeat("A", 64<<10),
		base64.RawURLEncoding.EncodeToString([]byte("abc.u{}")),
		base64.RawURLEncoding.EncodeToString([]byte(strings.Repeat("[", 4<<10))),
	}
	for _, cursor := range hostile {
		q.After = sources.Cursor(cursor)
		_, err := c.Query(t.Context(), q)
		wantKind(t, "a hostile cursor", c.Traits(), err, sources.KindInvalid)
	}
	s.damagedCursors(t, c, q, real)
}

// damagedCursors changes a cursor byte by byte. It may still be one of the
// listing by chance, and then lists; any other error than KindInvalid is a fault.
func (s *suite[T]) damagedCursors(t *testing.T, c sources.Collection[T], q sources.Query, real string) {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(real)
	for _, i := range spread(indexes(raw), 16) {
		damaged := slices.Clone(raw)
		damaged[i] ^= 1
		if q.After = sources.Cursor(base64.RawURLEncoding.EncodeToString(damaged)); err != nil {
			q.After = sources.Cursor(real[:i] + "~" + real[i:])
		}
		if _, err := c.Query(t.Context(), q); err != nil {
			wantKind(t, "a damaged cursor", c.Traits(), err, sources.KindInvalid)
		}
	}
}
