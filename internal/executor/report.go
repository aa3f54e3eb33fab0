package executor

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

type columnKey struct{}

// AddErrorAt adds an error of the field that a batch resolver resolves, under
// its i-th parent. It stands beside the value that the resolver answers there:
// a part of it may be missing. Under gqlgen's own executor it does the same.
func AddErrorAt(ctx context.Context, i int, err error) {
	if err == nil {
		return
	}
	col, ok := ctx.Value(columnKey{}).(*column)
	if !ok {
		graphql.AddError(ctx, gqlerror.WrapPath(pathOf(ctx, i), err))
		return
	}
	col.mu.Lock()
	defer col.mu.Unlock()
	if col.beside == nil {
		col.beside = map[int][]error{}
	}
	col.beside[i] = append(col.beside[i], err)
}

// pathOf returns the path of the current field under the i-th parent of a batch
// of gqlgen's executor. In a list of an interface the parents of one type are a
// part of the list only.
func pathOf(ctx context.Context, i int) ast.Path {
	group := graphql.GetBatchParentGroup(ctx, graphql.GetFieldContext(ctx).Object)
	if group != nil {
		for at, j := range group.IndexMap {
			if j == i {
				return graphql.BatchPathWithIndex(ctx, at)
			}
		}
	}
	return graphql.BatchPathWithIndex(ctx, i)
}

// addAt adds an error, or each of a list, that is of the place unless it says
// another itself.
func addAt(ctx context.Context, path ast.Path, err error) {
	for _, e := range placed(path, err) {
		graphql.AddError(ctx, e)
	}
}

// placed returns an error, or each of a list, with the path of a place unless
// it says another itself.
func placed(path ast.Path, err error) []error {
	if list, ok := err.(gqlerror.List); ok { //nolint:errorlint // one that is wrapped is one error, as with gqlgen
		out := make([]error, 0, len(list))
		for _, e := range list {
			if e != nil {
				out = append(out, withPath(path, e))
			}
		}
		return out
	}
	if e, ok := errors.AsType[*gqlerror.Error](err); ok {
		return []error{withPath(path, e)}
	}
	return []error{gqlerror.WrapPath(path, err)}
}

// withPath copies an error: one can stand at several places.
func withPath(path ast.Path, e *gqlerror.Error) error {
	if e.Path != nil {
		return e
	}
	c := *e
	c.Path = path
	return &c
}
