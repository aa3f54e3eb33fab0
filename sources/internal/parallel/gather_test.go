package parallel_test

import (
	"context"
	"errors"
	"testing"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/internal/parallel"
)

func TestGather(t *testing.T) {
	one := &sources.Error{Kind: sources.KindUnavailable, Source: "shop", Op: "list", Reason: "it is down"}
	same := &sources.Error{Kind: sources.KindUnavailable, Source: "shop", Op: "list", Reason: "it is down"}
	other := &sources.Error{Kind: sources.KindDenied, Source: "shop", Op: "list", Reason: "no right"}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tc := range map[string]struct {
		ctx      context.Context
		errs     []error
		answered bool
		kind     sources.ErrorKind // of the whole
		parts    int
		fine     bool
	}{
		"nothing wrong":                 {t.Context(), []error{nil, nil}, true, 0, 0, true},
		"nothing asked":                 {gone, nil, false, 0, 0, true},
		"nothing answered":              {t.Context(), []error{nil, other, one}, false, sources.KindDenied, 0, false},
		"a part, twice the same":        {t.Context(), []error{one, nil, same}, true, 0, 1, false},
		"a part, two errors":            {t.Context(), []error{one, other, same}, true, 0, 2, false},
		"the caller has gone meanwhile": {gone, []error{one}, true, sources.KindCanceled, 0, false},
	} {
		err := parallel.Gather(tc.ctx, "shop", "list", tc.errs, tc.answered)
		var partial *sources.Partial
		switch {
		case tc.fine:
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case tc.parts > 0:
			if !errors.As(err, &partial) || len(partial.Errs) != tc.parts {
				t.Errorf("%s: %v, want %d parts", name, err, tc.parts)
			}
		case errors.As(err, &partial) || sources.KindOf(err) != tc.kind:
			t.Errorf("%s: %v, want %v", name, err, tc.kind)
		}
	}
}
