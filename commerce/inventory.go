package commerce

import (
	"slices"
	"time"
)

// InventoryItem is the stock record of one SKU, with its levels at locations.
type InventoryItem struct {
	Origin

	SKU Text
	// Tracked says whether the source counts it at all.
	Tracked   bool
	CreatedAt time.Time

	// With [InventoryLevels]:

	Levels []*InventoryLevel

	// Members are the origins of all records that were merged into this one,
	// its own first. It is empty for a record of one source.
	Members []Origin
	// Conflicts names the fields in which the merged records disagree.
	Conflicts []Conflict
}

// The groups of an inventory item.
const (
	// InventoryLevels is the quantities at locations.
	InventoryLevels Groups = 1 << iota
	// InventoryMembers asks a merged view for every record of the item. A single source has nothing to fetch for it.
	InventoryMembers
)

// InventoryLevel is the stock of one item at one location.
type InventoryLevel struct {
	Origin

	LocationID ID
	// LocationName is the location's name, where the source says it beside the level.
	LocationName Text
	Quantities   []InventoryQuantity
}

// InventoryQuantity is one named quantity. It may be negative: oversold.
type InventoryQuantity struct {
	Name     InventoryQuantityName
	Quantity int
	// Raw is the source's own name of the quantity.
	Raw Text
}

// Location is where stock is kept, or goods are sold.
type Location struct {
	Origin

	Name     string
	Address  *Address
	Kind     State[LocationKind]
	IsActive bool
}

// GlobalID returns the id that clients see.
func (i *InventoryItem) GlobalID() GlobalID { return GlobalID{InventoryItems.Name, i.ID} }

// Sources returns the origins of all records that make up the item.
func (i *InventoryItem) Sources() []*Origin { return members(&i.Origin, i.Members) }

// Available returns the sum of the available quantities of all levels; nil
// when no level says one.
func (i *InventoryItem) Available() *int {
	var sum *int
	for _, l := range i.Levels {
		if q := l.Quantity(InventoryQuantityNameAvailable); q != nil {
			if sum == nil {
				sum = new(int)
			}
			*sum += *q
		}
	}
	return sum
}

// GlobalID returns the id that clients see.
func (l *InventoryLevel) GlobalID() GlobalID { return GlobalID{"InventoryLevel", l.ID} }

// Named returns the quantities of these names, or all when names is empty.
func (l *InventoryLevel) Named(names []InventoryQuantityName) []InventoryQuantity {
	if len(names) == 0 {
		return l.Quantities
	}
	named := func(q InventoryQuantity) bool { return slices.Contains(names, q.Name) }
	from := slices.IndexFunc(l.Quantities, named)
	if from < 0 {
		return []InventoryQuantity{}
	}
	// Those that stand together are a part of the level's own list, which appending copies.
	to := from + 1
	for to < len(l.Quantities) && named(l.Quantities[to]) {
		to++
	}
	out := l.Quantities[from:to:to]
	for _, q := range l.Quantities[to:] {
		if named(q) {
			out = append(out, q)
		}
	}
	return out
}

// Quantity returns the quantity of that name; nil when the source does not say it.
func (l *InventoryLevel) Quantity(name InventoryQuantityName) *int {
	for i := range l.Quantities {
		if l.Quantities[i].Name == name {
			return &l.Quantities[i].Quantity
		}
	}
	return nil
}

// GlobalID returns the id that clients see.
func (l *Location) GlobalID() GlobalID { return GlobalID{Locations.Name, l.ID} }

// KindValue returns the canonical kind.
func (l *Location) KindValue() LocationKind { return valueOf(l.Kind) }

// Sources returns the one origin of the location.
func (l *Location) Sources() []*Origin { return members(&l.Origin, nil) }

// InventoryItems is the kind of [InventoryItem].
var InventoryItems = Kind[InventoryItem]{
	Name:   "InventoryItem",
	Origin: func(i *InventoryItem) *Origin { return &i.Origin },
	Groups: []string{"levels", "members"},
	Fields: []Field[InventoryItem]{
		{Name: "sku", Type: PlainText, Value: func(i *InventoryItem) Value { return String(string(i.SKU)) }},
		{Name: "createdAt", Type: Instant, Value: func(i *InventoryItem) Value { return Time(i.CreatedAt) }},
		{Name: "updatedAt", Type: Instant, Value: func(i *InventoryItem) Value { return Time(i.UpdatedAt) }},
	},
}

// Locations is the kind of [Location].
var Locations = Kind[Location]{
	Name:   "Location",
	Origin: func(l *Location) *Origin { return &l.Origin },
	Fields: []Field[Location]{
		{Name: "name", Type: PlainText, Value: func(l *Location) Value { return String(l.Name) }},
		{Name: "isActive", Type: Boolean, Value: func(l *Location) Value { return Bool(l.IsActive) }},
	},
}
