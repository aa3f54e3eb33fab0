package testgraph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalEven writes an even number.
func MarshalEven(n int) graphql.Marshaler { return graphql.MarshalInt(n) }

// UnmarshalEven reads an even number and refuses odd ones.
func UnmarshalEven(v any) (int, error) {
	n, err := graphql.UnmarshalInt(v)
	if err == nil && n%2 != 0 {
		return 0, fmt.Errorf("%d is odd", n)
	}
	return n, err
}

// Hue is a scalar with methods.
type Hue string

// MarshalGQL implements graphql.Marshaler.
func (h Hue) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(h))) }

// UnmarshalGQL implements graphql.Unmarshaler.
func (h *Hue) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a hue is no %T", v)
	}
	if s != "red" && s != "green" && s != "blue" {
		return fmt.Errorf("%q is no hue", s)
	}
	*h = Hue(s)
	return nil
}

// Moment is a scalar with methods that take a context.
type Moment struct{ Seconds int64 }

// MarshalGQLContext implements graphql.ContextMarshaler.
func (m Moment) MarshalGQLContext(ctx context.Context, w io.Writer) error {
	_, err := fmt.Fprintf(w, "%d", m.Seconds)
	return err
}

// UnmarshalGQLContext implements graphql.ContextUnmarshaler.
func (m *Moment) UnmarshalGQLContext(ctx context.Context, v any) error {
	n, err := graphql.UnmarshalInt64(v)
	if err != nil {
		return fmt.Errorf("a moment: %w", err)
	}
	if n < 0 {
		return errors.New("a moment before the first")
	}
	m.Seconds = n
	return nil
}

// MarshalMaybe writes text, the empty one as null.
func MarshalMaybe(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}

// UnmarshalMaybe reads text.
func UnmarshalMaybe(v any) (string, error) { return graphql.UnmarshalString(v) }

// Grade is an enum bound to numbers.
type Grade int

// The grades.
const (
	GradeLow Grade = iota + 10
	GradeMiddle
	GradeHigh
)

// Size is an input of our own.
type Size struct {
	Width  int
	Height *int
	Depth  float64
}
