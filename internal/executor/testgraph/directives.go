package testgraph

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// directives are those that run.
func directives(c *Chaos) DirectiveRoot {
	return DirectiveRoot{
		Upper: upper,
		Auth: func(ctx context.Context, obj any, next graphql.Resolver, role string) (any, error) {
			place := "root"
			if o, ok := obj.(keyed); ok {
				place = o.key()
			}
			if d := c.at("auth", role, place); d.n(4) == 0 {
				return nil, &gqlerror.Error{Message: role + " only", Extensions: map[string]any{"code": "FORBIDDEN"}}
			} else if d.n(8) == 0 {
				return nil, nil // denied without a word
			}
			return next(ctx)
		},
		Limit: limit,
		Trim:  trim,
		Shout: shout,
		Hide: func(ctx context.Context, _ any, next graphql.Resolver, ifArg bool) (any, error) {
			if ifArg {
				return nil, nil
			}
			return next(ctx)
		},
		Trace: func(ctx context.Context, _ any, next graphql.Resolver, name string) (any, error) {
			if name == "deny" {
				return nil, fmt.Errorf("trace %s is denied", name)
			}
			return next(ctx)
		},
	}
}

// text applies a change to what is text.
func text(v any, change func(string) string) any {
	switch s := v.(type) {
	case string:
		return change(s)
	case *string:
		if s != nil {
			changed := change(*s)
			return &changed
		}
	}
	return v
}

func upper(ctx context.Context, _ any, next graphql.Resolver) (any, error) {
	v, err := next(ctx)
	return text(v, strings.ToUpper), err
}

func trim(ctx context.Context, _ any, next graphql.Resolver) (any, error) {
	v, err := next(ctx)
	return text(v, strings.TrimSpace), err
}

func shout(ctx context.Context, _ any, next graphql.Resolver, times int) (any, error) {
	v, err := next(ctx)
	return text(v, func(s string) string { return s + strings.Repeat("!", max(0, min(times, 9))) }), err
}

func limit(ctx context.Context, _ any, next graphql.Resolver, most int) (any, error) {
	v, err := next(ctx)
	if n, ok := v.(*int); ok && n != nil && *n > most {
		return nil, fmt.Errorf("%d is more than %d", *n, most)
	}
	return v, err
}
