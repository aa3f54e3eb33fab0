package resolvers

import (
	"errors"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/galleria-graph/galleria/sources"
)

// causes returns the errors that a joined or partial one stands for, of each
// source and kind the first: clients are to see every source that failed.
func causes(err error) []error {
	type said struct {
		source string
		kind   sources.ErrorKind
	}
	if err == nil {
		return nil
	}
	var out []error
	seen := map[said]bool{}
	for _, e := range leaves(err) {
		key := said{sourceOf(e), sources.KindOf(e)}
		if !seen[key] {
			seen[key] = true
			out = append(out, e)
		}
	}
	return out
}

func leaves(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	switch {
	case err == nil:
		return nil
	case !ok:
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, leaves(e)...)
	}
	return out
}

// sourceOf returns the source that an error names; "" when it names none.
func sourceOf(err error) string {
	var e *sources.Error
	if errors.As(err, &e) {
		return e.Source
	}
	return ""
}

// listed returns an error in the form in which gqlgen sets each of its causes
// at the one parent that it is for.
func listed(err error) error {
	all := causes(err)
	if len(all) < 2 {
		return err
	}
	out := make(gqlerror.List, len(all))
	for i, e := range all {
		out[i] = gqlerror.Wrap(e)
	}
	return out
}
