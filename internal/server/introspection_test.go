package server_test

import (
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/server"
)

func TestIntrospection(t *testing.T) {
	schema := []string{"{__schema{types{name}}}", "{x:__schema{types{name}}}", `{__type(name:"User"){name}}`,
		`{...f} fragment f on Query{...{y:__type(name:"User"){name}}}`, "{_service{sdl}}"}
	closed := func(o *server.Options) { o.AnonymousRoles = []server.Role{server.RoleQuery} }
	off := func(o *server.Options) { o.Introspection = false }
	remedies := map[string]string{"no role": "needs the role explore", "switched off": "introspection is off"}
	for name, s := range map[string]setup{"no role": start(t, nil, closed), "switched off": start(t, nil, off)} {
		for _, text := range schema {
			a := s.do(t, query(text, "Accept", graphResponse))
			if a.status != 403 || a.code() != "INTROSPECTION_DISABLED" || !strings.Contains(a.body, remedies[name]) {
				t.Errorf("%s: %s: status %d: %s", name, text, a.status, a.body)
			}
		}
		for _, text := range []string{"{mee{id}}", "{me{nam}}", "{me}", "{user(idd:1){id}}", "query($v:Strin){__typename}"} {
			if a := s.do(t, query(text)); len(a.Errors) == 0 || strings.Contains(a.body, "Did you mean") {
				t.Errorf("%s: %s suggests: %s", name, text, a.body)
			}
		}
		if a := s.do(t, query("{me{__typename id}}")); len(a.Errors) != 0 {
			t.Errorf("%s: __typename refused: %s", name, a.body)
		}
	}
	open := start(t, nil)
	for _, text := range schema {
		if a := open.do(t, query(text)); a.status != 200 || len(a.Errors) > 0 {
			t.Errorf("%s: status %d: %s", text, a.status, a.body)
		}
	}
	if a := open.do(t, query("{mee{id}}")); !strings.Contains(a.body, "Did you mean") {
		t.Errorf("no suggestion: %s", a.body)
	}
}

// TestExecutorLearnsWhoMayIntrospect checks what the executor is told: it hides
// the schema's schema by it.
func TestExecutorLearnsWhoMayIntrospect(t *testing.T) {
	for _, open := range []bool{true, false} {
		g := newGraph(t, nil)
		disabled := open
		g.ran = func(op *graphql.OperationContext) { disabled = op.DisableIntrospection }
		start(t, nil, func(o *server.Options) { o.Schema, o.Introspection = g, open }).do(t, query("{__typename}"))
		if disabled == open {
			t.Errorf("introspection %v, disabled %v", open, disabled)
		}
	}
}

func TestIntrospectionHasALimit(t *testing.T) {
	s := start(t, nil, func(o *server.Options) { o.Limits.IntrospectionCost = 5 })
	if a := s.do(t, query("{__schema{types{name}}}")); a.code() != "COST_LIMIT_EXCEEDED" {
		t.Fatalf("got %s", a.body)
	}
}
