package magentosim

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Shipment is a parcel of an order.
type Shipment struct {
	EntityID    int64
	IncrementID string
	OrderID     int64
	Items       []DocumentItem // nil is all that is left
	Tracks      []Track
	SourceCode  string // where it left; "default"
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Comments    []Comment

	rows []documentRow
}

// Track is a tracking number.
type Track struct {
	EntityID             int64
	TrackNumber          string
	CarrierCode          string // "custom"
	Title                string // CarrierCode
	CreatedAt, UpdatedAt time.Time
}

func (s *Shipment) id() int64 { return s.EntityID }

func (s *Shipment) clone() *Shipment {
	c := *s
	c.Items, c.Tracks, c.Comments, c.rows = slices.Clone(s.Items), slices.Clone(s.Tracks), slices.Clone(s.Comments), slices.Clone(s.rows)
	return &c
}

// PutShipment stores a shipment and what follows from it for its order. Unset
// times are the present one. Stock does not change.
func (s *Sim) PutShipment(p Shipment) (Shipment, error) {
	var stored *Shipment
	err := s.change("put shipment", func(c *change) error {
		var err error
		stored, err = c.putShipment(&p)
		return err
	})
	if err != nil {
		return Shipment{}, err
	}
	return *stored.clone(), nil
}

func (c *change) putShipment(seed *Shipment) (*Shipment, error) {
	o, err := c.order(seed.OrderID)
	if err != nil {
		return nil, err
	}
	p, st := seed.clone(), c.sim.store
	if p.EntityID != 0 && st.shipments.find(p.EntityID) != nil {
		return nil, fmt.Errorf("shipment %d is already there", p.EntityID)
	}
	if p.rows, err = c.pick(o, p.Items, (*orderRow).toShip); err != nil {
		return nil, err
	}
	if len(p.rows) == 0 {
		return nil, errors.New("nothing is left to ship")
	}
	st.shipments.assign(&p.EntityID)
	st.number("shipment", o.StoreID, &p.IncrementID)
	setDefault(&p.SourceCode, defaultSource)
	c.setTimes(&p.CreatedAt, &p.UpdatedAt)
	c.completeComments(p.Comments, p.CreatedAt)
	for i := range p.Tracks {
		c.completeTrack(&p.Tracks[i], p.CreatedAt)
	}
	for i := range p.rows {
		row := &o.rows[p.rows[i].row]
		row.shipped = row.shipped.Add(p.rows[i].qty)
		st.documentRows.assign(&p.rows[i].entityID)
	}
	o.settle()
	st.shipments.put(p)
	c.touch(o, p.CreatedAt)
	return p, nil
}

func (c *change) completeTrack(t *Track, created time.Time) {
	c.sim.store.tracks.assign(&t.EntityID)
	setDefault(&t.CarrierCode, "custom")
	setDefault(&t.Title, t.CarrierCode)
	if t.CreatedAt.IsZero() {
		t.CreatedAt = created
	}
	if t.UpdatedAt.IsZero() {
		t.UpdatedAt = t.CreatedAt
	}
}

func (s *Shipment) column(v *view, name string) any {
	switch name {
	case "entity_id":
		return s.EntityID
	case "order_id":
		return s.OrderID
	case "created_at":
		return s.CreatedAt.Format(time.DateTime)
	case "updated_at":
		return s.UpdatedAt.Format(time.DateTime)
	}
	row := object{}
	s.renderRow(row, v)
	return row[name]
}

func (s *Shipment) renderRow(row object, v *view) {
	o := get[Order](&v.store.orders, s.OrderID)
	o.renderAddresses(row)
	row["entity_id"], row["increment_id"], row["order_id"], row["store_id"] = s.EntityID, s.IncrementID, s.OrderID, o.StoreID
	row["total_qty"], row["email_sent"] = number(lineQty(o, s.rows)), 1
	whole(row, "customer_id", o.CustomerID)
	moment(row, "created_at", s.CreatedAt)
	moment(row, "updated_at", s.UpdatedAt)
}

// render shows the lines only: what is shipped inside a parent has no row.
func (s *Shipment) render(v *view) object {
	row := object{}
	s.renderRow(row, v)
	o := get[Order](&v.store.orders, s.OrderID)
	items, weight := []any{}, decimal.Zero
	for i := range s.rows {
		of := &o.rows[s.rows[i].row]
		if of.parent >= 0 {
			continue
		}
		weight = weight.Add(of.Weight.Mul(s.rows[i].qty))
		items = append(items, object{
			"entity_id": s.rows[i].entityID, "parent_id": s.EntityID, "order_item_id": of.ItemID, "product_id": of.ProductID,
			"sku": of.SKU, "name": of.Name, "qty": number(s.rows[i].qty), "price": number(of.Price.Amount), "weight": number(of.Weight),
		})
	}
	tracks := make([]any, len(s.Tracks))
	for i := range s.Tracks {
		tracks[i] = s.Tracks[i].render(s)
	}
	row["items"], row["tracks"], row["packages"], row["comments"] = items, tracks, []any{}, renderComments(s.Comments, s.EntityID)
	row["total_weight"] = number(weight)
	row["extension_attributes"] = object{"source_code": s.SourceCode}
	return row
}

func (t *Track) render(s *Shipment) object {
	track := object{
		"entity_id": t.EntityID, "parent_id": s.EntityID, "order_id": s.OrderID, "track_number": t.TrackNumber,
		"carrier_code": t.CarrierCode, "title": t.Title, "weight": nil, "qty": nil, "description": nil,
	}
	moment(track, "created_at", t.CreatedAt)
	moment(track, "updated_at", t.UpdatedAt)
	return track
}
