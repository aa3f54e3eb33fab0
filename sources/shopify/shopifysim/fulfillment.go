package shopifysim

import "time"

// Fulfillment is one parcel or hand-over of goods of an order.
type Fulfillment struct {
	ID                   string
	Name                 string // "<order name>.<n>" when empty
	Status               string // FulfillmentStatus, SUCCESS when empty
	DisplayStatus        string // FulfillmentDisplayStatus, FULFILLED when empty
	LocationID           string
	RequiresShipping     *bool // true when nil
	TrackingInfo         []FulfillmentTrackingInfo
	Events               []FulfillmentEvent
	FulfillmentLineItems []FulfillmentLineItem
	CreatedAt            time.Time // the order's when zero
	UpdatedAt            time.Time // CreatedAt when zero
	InTransitAt          *time.Time
	DeliveredAt          *time.Time
	EstimatedDeliveryAt  *time.Time

	orderID string
}

// FulfillmentLineItem is a quantity of one line in a fulfillment.
type FulfillmentLineItem struct {
	ID         string
	LineItemID string
	Quantity   int

	orderID string
}

// FulfillmentTrackingInfo names a parcel at a carrier.
type FulfillmentTrackingInfo struct {
	Company *string
	Number  *string
	URL     *string
}

// FulfillmentEvent is one thing that happened to a parcel.
type FulfillmentEvent struct {
	ID                  string
	Status              string // FulfillmentEventStatus
	Message             *string
	HappenedAt          time.Time
	CreatedAt           time.Time // HappenedAt when zero
	EstimatedDeliveryAt *time.Time
	Address1            *string
	City                *string
	Province            *string
	Country             *string
	Zip                 *string
	Latitude            *float64
	Longitude           *float64
}
