package sources_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/memory"
)

func locations(t *testing.T, n int) sources.Collection[commerce.Location] {
	t.Helper()
	var list []*commerce.Location
	for i := range n {
		list = append(list, &commerce.Location{Origin: commerce.Origin{ID: commerce.ID{Source: "m", Key: fmt.Sprintf("%03d", i)}}, Name: fmt.Sprint(i)})
	}
	return memory.New(commerce.Locations, "m", list)
}

// gives is an export of so many entities, then the errors.
func gives(n int, errs ...error) sources.Export[commerce.Location] {
	return func(context.Context, sources.Query) iter.Seq2[*commerce.Location, error] {
		return func(yield func(*commerce.Location, error) bool) {
			for i := range n {
				if !yield(&commerce.Location{Origin: commerce.Origin{ID: commerce.ID{Source: "e", Key: fmt.Sprint(i)}}}, nil) {
					return
				}
			}
			for _, err := range errs {
				if !yield(nil, err) {
					return
				}
			}
		}
	}
}

func TestWalk(t *testing.T) {
	fails := &sources.Error{Kind: sources.KindUnsupported, Reason: "too short"}
	for name, row := range map[string]struct {
		export sources.Export[commerce.Location]
		q      sources.Query
		want   string // sources of what is given, ! for errors
	}{
		"no export":            {nil, sources.Query{}, strings.Repeat("m", 250)},
		"export":               {gives(3), sources.Query{}, "eee"},
		"nothing to export":    {gives(0), sources.Query{}, ""},
		"fails before":         {gives(0, fails), sources.Query{}, strings.Repeat("m", 250)},
		"fails after":          {gives(2, fails), sources.Query{}, "ee!"},
		"fails twice after":    {gives(2, fails, fails), sources.Query{}, "ee!!"},
		"sorted goes by pages": {gives(3), sources.Query{Sort: sources.Sort{Field: "name"}}, strings.Repeat("m", 250)},
		"refused":              {nil, sources.Query{After: "nonsense"}, "!"},
	} {
		var got strings.Builder
		for e, err := range sources.Walk(t.Context(), locations(t, 250), row.export, row.q) {
			if err != nil {
				got.WriteByte('!')
				continue
			}
			got.WriteString(e.ID.Source)
		}
		if got.String() != row.want {
			t.Errorf("%s: got %q, want %q", name, got.String(), row.want)
		}
	}
}

// Who has enough is given no more, and who has gone is not started over with.
func TestWalkEnds(t *testing.T) {
	for _, export := range []sources.Export[commerce.Location]{nil, gives(250)} {
		given := 0
		for range sources.Walk(t.Context(), locations(t, 250), export, sources.Query{}) {
			if given++; given == 120 {
				break
			}
		}
		if given != 120 {
			t.Errorf("given %d", given)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var errs []error
	for _, err := range sources.Walk(ctx, locations(t, 250), gives(0, context.Canceled), sources.Query{}) {
		errs = append(errs, err)
	}
	if !slices.EqualFunc(errs, []error{context.Canceled}, func(a, b error) bool { return errors.Is(a, b) }) {
		t.Errorf("got %v", errs)
	}
}
