package commerce

import "time"

// Fulfillment is a part of an order that was sent, or is being sent.
type Fulfillment struct {
	Origin

	// Name is the fulfillment's number as the merchant writes it: "#1001-F1".
	Name       Text
	Status     State[FulfillmentStatus]
	LocationID ID
	Lines      []FulfillmentLine
	Tracking   []Tracking
	// TrackingStatus is where the parcel is, as far as the source knows.
	TrackingStatus      State[TrackingStatus]
	EstimatedDeliveryAt time.Time
	DeliveredAt         time.Time
	CreatedAt           time.Time
}

// FulfillmentLine is how many units of a line were sent.
type FulfillmentLine struct {
	LineItemID ID
	Quantity   int
}

// Tracking is a parcel's number with its carrier.
type Tracking struct {
	Company Text
	Number  Text
	URL     Text
}

// GlobalID returns the id that clients see.
func (f *Fulfillment) GlobalID() GlobalID { return GlobalID{"Fulfillment", f.ID} }

// StatusValue returns the canonical state.
func (f *Fulfillment) StatusValue() FulfillmentStatus { return valueOf(f.Status) }

// TrackingStatusValue returns where the parcel is.
func (f *Fulfillment) TrackingStatusValue() TrackingStatus { return valueOf(f.TrackingStatus) }

// StatusInfo returns both states with the source's own words.
func (f *Fulfillment) StatusInfo() []StateInfo {
	return []StateInfo{info("status", f.Status), info("trackingStatus", f.TrackingStatus)}
}

// LineItemGlobalID returns the id of the line that clients see.
func (l FulfillmentLine) LineItemGlobalID() GlobalID { return GlobalID{"LineItem", l.LineItemID} }
