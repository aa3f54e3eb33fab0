package commerce

import "time"

// Text is a text that may be missing: empty means that the source has none.
type Text string

// Origin says where an entity comes from. Every entity, and every part of one
// that its source gives an identity, embeds it.
type Origin struct {
	ID ID
	// Type is the source's own word for what it is: "PaymentIntent", a table's name.
	Type string
	// URL opens the entity in the source's own administration, where it has one.
	URL Text
	// UpdatedAt is when the source last changed it; zero when the source does not say.
	UpdatedAt time.Time
	// Reading is how it was read: one for all entities of an answer. Nil for an
	// entity that was read from no source.
	Reading *Reading
	// Holds says which of the kind's groups were fetched beside its core.
	Holds Groups
}

// Reading is how entities were read from their source. It is shared, and never
// changed once an entity refers to it.
type Reading struct {
	// FetchedAt is when they were read.
	FetchedAt time.Time
	// Watermark is how far the source's own data reaches, for sources that lag behind themselves; zero elsewhere.
	Watermark time.Time
	// Cached is set when they were served from a cache.
	Cached bool
}

// ReadNow is of what is being read now.
func ReadNow() *Reading { return &Reading{FetchedAt: time.Now().UTC()} }

// FetchedAt returns when the entity was read from the source; zero when it was read from none.
func (o *Origin) FetchedAt() time.Time { return o.reading().FetchedAt }

// Watermark returns how far the source's own data reaches; zero when it does not lag behind itself.
func (o *Origin) Watermark() time.Time { return o.reading().Watermark }

// Cached reports whether the entity was served from a cache.
func (o *Origin) Cached() bool { return o.reading().Cached }

var unread Reading

func (o *Origin) reading() *Reading {
	if o.Reading == nil {
		return &unread
	}
	return o.Reading
}

// Source returns the configured name of the source.
func (o *Origin) Source() string { return o.ID.Source }

// ExternalID returns the source's own id.
func (o *Origin) ExternalID() string { return o.ID.Key }

// Groups is a set of the parts of a kind that cost a source extra: an order's
// transactions, a product's variants. A kind's core is always fetched.
type Groups uint32

// Has reports whether all groups of want are in g.
func (g Groups) Has(want Groups) bool { return g&want == want }
