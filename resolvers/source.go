package resolvers

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/graph"
)

func (r *sourceRefResolver) System(ctx context.Context, objs []*commerce.Origin) ([]commerce.System, error) {
	out := make([]commerce.System, len(objs))
	for i, o := range objs {
		out[i] = commerce.SystemUnknown
		if s, ok := r.sources[o.Source()]; ok {
			out[i] = s.System
		}
	}
	return out, nil
}

func (r *sourceRefResolver) Account(ctx context.Context, objs []*commerce.Origin) ([]string, error) {
	out := make([]string, len(objs))
	for i, o := range objs {
		if s, ok := r.sources[o.Source()]; ok {
			out[i] = s.Account
		}
	}
	return out, nil
}

func (r *Resolver) SourceRef() graph.SourceRefResolver { return &sourceRefResolver{r} }

type sourceRefResolver struct{ *Resolver }
