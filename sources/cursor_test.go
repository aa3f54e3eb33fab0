package sources_test

import (
	"testing"

	"github.com/galleria-graph/galleria/sources"
)

type key struct {
	Key string `json:"k"`
}

// TestCursorGivesItsPositionBack looks into cursors as a union does.
func TestCursorGivesItsPositionBack(t *testing.T) {
	up := sources.Query{Sort: sources.Sort{Field: "placedAt"}}
	down := sources.Query{Sort: sources.Sort{Field: "placedAt", Desc: true}}
	other := sources.Query{Sort: sources.Sort{Field: "total"}}
	codec := sources.CursorsOf("shop", up)
	cursor := codec.At(key{"a"})
	position, ok := codec.Position(cursor)
	if !ok || string(position) != `{"k":"a"}` || codec.Write(position) != cursor {
		t.Errorf("position %s of %q, %v", position, cursor, ok)
	}
	if _, ok := sources.CursorsOf("another", up).Position(cursor); !ok {
		t.Error("the source's name is no part of a listing")
	}
	for _, tc := range []struct {
		codec  sources.Cursors
		cursor sources.Cursor
	}{
		{sources.CursorsOf("shop", down), cursor}, {sources.CursorsOf("shop", other), cursor},
		{codec, ""}, {codec, "%"}, {codec, cursor[:4]}, {codec, cursor + "="},
	} {
		if position, ok := tc.codec.Position(tc.cursor); ok {
			t.Errorf("%q is of another listing and gives %s", tc.cursor, position)
		}
	}
}

func TestPlaces(t *testing.T) {
	codec := sources.CursorsOf("shop", sources.Query{})
	places := sources.PositionsOf[key](codec, 1)
	a, b := places.Add(key{"a"}), places.Add(key{"b"})
	if a.Cursor() != codec.At(key{"a"}) || b.Cursor() != codec.At(key{"b"}) || a.IsZero() {
		t.Errorf("cursors %q and %q", a.Cursor(), b.Cursor())
	}
	if none := (sources.Place{}); none.Cursor() != "" || !none.IsZero() {
		t.Error("the zero place is one")
	}
	if at := sources.PlaceAt("x"); at.Cursor() != "x" || at.IsZero() {
		t.Errorf("cursor %q, want x", at.Cursor())
	}
	if !sources.PlaceAt("").IsZero() {
		t.Error("the place of no cursor is one")
	}
}

func TestPositionThatIsNoJSON(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a position that does not marshal makes a cursor")
		}
	}()
	sources.CursorsOf("shop", sources.Query{}).At(func() {})
}
