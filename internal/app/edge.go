package app

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/graph"
	"github.com/galleria-graph/galleria/internal/config"
	"github.com/galleria-graph/galleria/internal/server"
	"github.com/galleria-graph/galleria/internal/server/ui"
	"github.com/galleria-graph/galleria/resolvers"
	"github.com/galleria-graph/galleria/schema"
)

// serverOptions puts the graph over the views behind the edge that the configuration asks for.
func (a *App) serverOptions(cfg *config.Config, o Options, views resolvers.Views, documents *server.Documents) server.Options {
	root := resolvers.New(views, cfg.Limits.First)
	options := server.Options{
		Schema:        graph.NewExecutor(graph.Config{Resolvers: root}),
		SDL:           schema.SDL(),
		Listen:        cfg.Listen,
		Keys:          keys(cfg.Auth.Keys),
		Limits:        limits(cfg.Limits),
		Introspection: cfg.Introspection || o.Dev,
		Dev:           o.Dev,
		Extensions:    []graphql.HandlerExtension{root.Memory()},
		Ready:         a.ready,
		Sources:       a.states,
		Logger:        o.Logger,
	}
	if len(options.Keys) == 0 {
		options.AnonymousRoles = []server.Role{server.RoleQuery, server.RoleExplore}
	}
	if cfg.Documents != nil {
		options.Documents, options.DocumentsOnly = documents, cfg.Documents.Only
	}
	if cfg.UI.Enabled || o.Dev {
		options.UI = ui.Handler()
	}
	return options
}

func keys(list []config.Key) []server.Key {
	out := make([]server.Key, len(list))
	for i, k := range list {
		out[i] = server.Key{Name: k.Name, Hash: k.Hash.String()}
		for _, r := range k.Roles {
			out[i].Roles = append(out[i].Roles, server.Role(r))
		}
	}
	return out
}

func limits(c config.Limits) server.Limits {
	l := server.DefaultLimits()
	l.BodyBytes = int64(c.Body)
	l.Deadline = c.Deadline
	l.Cost = c.Cost
	l.Document.Tokens = c.Tokens
	l.Document.Nesting = c.Nesting
	l.Document.Depth = c.Depth
	l.Document.Aliases = c.Aliases
	l.Document.RootFields = c.RootFields
	l.Document.Fields = c.Fields
	l.Document.Directives = c.Directives
	l.Document.Defers = c.Defers
	l.Document.Fragments = c.Fragments
	l.Document.Operations = c.Operations
	l.Document.ListItems = c.List
	return l
}
