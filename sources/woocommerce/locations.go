package woocommerce

import (
	"context"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// locationKey is the key of the one place that a shop's stock is at.
// WooCommerce has no places, and so no id of this one.
const locationKey = "shop"

// locations is the shop itself. It asks nobody.
type locations struct{ *client }

// Traits implements [sources.Collection].
func (l *locations) Traits() sources.Traits {
	return sources.Traits{Source: l.source, MaxBatch: maxBatch, MaxPage: maxPage, Stable: true}
}

func (l *locations) shopItself() *commerce.Location {
	return &commerce.Location{
		Origin: commerce.Origin{
			ID: commerce.ID{Source: l.source, Key: locationKey}, Type: "shop", Reading: commerce.ReadNow(), Holds: commerce.Locations.AllGroups(),
		},
		Name:     l.account,
		Kind:     derived(commerce.LocationKindVirtual),
		IsActive: true,
	}
}

// Get implements [sources.Collection].
func (l *locations) Get(ctx context.Context, ids []commerce.ID, _ commerce.Groups) (map[commerce.ID]*commerce.Location, error) {
	if err := l.Traits().CheckGet(len(ids)); err != nil {
		return nil, err
	}
	out := make(map[commerce.ID]*commerce.Location)
	for _, id := range ids {
		if id.Source == l.source && id.Key == locationKey {
			out[id] = l.shopItself()
		}
	}
	return out, sources.FromContext(ctx, l.source, "get locations")
}

// Find implements [sources.Collection]: there are no joins.
func (l *locations) Find(_ context.Context, field string, values []string, q sources.Query) (map[string]sources.Page[commerce.Location], error) {
	return nil, l.Traits().CheckFind(field, values, q)
}

// Query implements [sources.Collection].
func (l *locations) Query(ctx context.Context, q sources.Query) (sources.Page[commerce.Location], error) {
	if err := l.Traits().CheckQuery(q); err != nil {
		return sources.Page[commerce.Location]{}, err
	}
	codec := sources.CursorsOf(l.source, q)
	var after struct{}
	if q.After != "" {
		_, err := codec.Read(q.After, &after)
		return sources.Page[commerce.Location]{}, err // nothing comes behind the one
	}
	item := sources.Item[commerce.Location]{Node: l.shopItself(), Place: sources.PlaceAt(codec.At(after))}
	return sources.Page[commerce.Location]{Items: []sources.Item[commerce.Location]{item}}, sources.FromContext(ctx, l.source, "list locations")
}
