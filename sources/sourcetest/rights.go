package sourcetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Rights tests what a connector says of the rights that a kind needs. Open
// returns the kind of a source that holds at least one entity of it, to be read
// with these rights alone. With those of the core and of a group both are read,
// and without any one of them they are denied.
func Rights[T any](t *testing.T, about sources.About, kind commerce.Kind[T], open func(t *testing.T, rights []string) sources.Collection[T]) {
	t.Helper()
	i := slices.IndexFunc(about.Kinds, func(k sources.AboutKind) bool { return k.Kind == kind.Name })
	if i < 0 {
		t.Fatalf("nothing is said about %s", kind.Name)
	}
	said := about.Kinds[i].Rights
	for bit, group := range append([]string{""}, kind.Groups...) {
		rights, want := said[""], commerce.Groups(0)
		if group != "" {
			rights, want = slices.Compact(slices.Sorted(slices.Values(slices.Concat(said[""], said[group])))), 1<<(bit-1)
		}
		t.Run(kind.Name+" "+group, func(t *testing.T) {
			q := sources.Query{First: 1, Want: want}
			if page, err := open(t, rights).Query(t.Context(), q); err != nil || len(page.Items) != 1 || len(page.Missing) > 0 {
				t.Errorf("with %q: %d entities, missing %v, error %v", rights, len(page.Items), page.Missing, err)
			}
			for i, right := range rights {
				if group != "" && slices.Contains(said[""], right) {
					continue // the core has shown it
				}
				page, err := open(t, slices.Delete(slices.Clone(rights), i, i+1)).Query(t.Context(), q)
				if err = errors.Join(append(page.Missing, err)...); err == nil || !denied(err) {
					t.Errorf("without %q: error %v", right, err)
				}
			}
		})
	}
}

// denied reports whether the error, or one of those that it joins, is a denial.
func denied(err error) bool {
	var e *sources.Error
	return errors.As(err, &e) && e.Kind == sources.KindDenied
}
