package woocommercesim

import (
	"slices"
	"strconv"
	"time"
)

// Fulfillment is a parcel of an order.
type Fulfillment struct {
	ID, OrderID      int
	Status           string // fulfilled when empty
	Updated, Deleted time.Time
	Items            []Parcel
	TrackingNumber   string
	TrackingURL      string
	Provider         string // the carrier's slug
	Meta             []Meta // besides what the fields above become
}

// Parcel is how much of an order's line a fulfillment holds.
type Parcel struct {
	Item, Quantity int
}

func (f Fulfillment) clone() Fulfillment {
	f.Items, f.Meta = slices.Clone(f.Items), slices.Clone(f.Meta)
	return f
}

func (q *query) fulfillment(f *Fulfillment) object {
	return object{
		{"id", f.ID}, {"entity_type", "WC_Order"}, {"entity_id", strconv.Itoa(f.OrderID)}, {"status", f.Status},
		{"is_fulfilled", f.Status == "fulfilled"}, {"date_updated", zoned(f.Updated)}, {"date_deleted", zoned(f.Deleted)},
		{"meta_data", metaData(f.Meta, allKeys)},
	}
}

// complete writes a fulfillment's fields into its meta data, as the plug-in does.
func (f *Fulfillment) complete(number *counter) {
	items := []any{}
	for _, p := range f.Items {
		items = append(items, map[string]any{"item_id": p.Item, "qty": p.Quantity})
	}
	own := []Meta{{Key: "_items", Value: items}}
	for _, m := range []Meta{{Key: "_tracking_number", Value: f.TrackingNumber}, {Key: "_shipment_provider", Value: f.Provider}, {Key: "_tracking_url", Value: f.TrackingURL}} {
		if m.Value != "" {
			own = append(own, m)
		}
	}
	f.Meta = slices.DeleteFunc(f.Meta, func(m Meta) bool {
		return slices.ContainsFunc(own, func(o Meta) bool { return o.Key == m.Key })
	})
	f.Meta = append(own, f.Meta...)
	for i := range f.Meta {
		number.set(&f.Meta[i].ID)
	}
}

// zoned is the form of fulfillments' dates, which alone carry their zone.
func zoned(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

func (q *query) listFulfillments() (answer, *apiError) {
	if q.sim.store.orders.get(q.ids["order_id"]) == nil {
		return answer{}, invalidID("shop_order")
	}
	list := []object{}
	for f := range q.sim.store.fulfillments.below(q.ids["order_id"]) {
		list = append(list, q.spoil("fulfillments", f.ID, q.fulfillment(f)))
	}
	return answer{body: list}, nil
}
