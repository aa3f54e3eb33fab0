package commerce

import "time"

// Return is goods of an order that come back, or that the buyer asks to give back.
type Return struct {
	Origin

	// Name is the return's number as the merchant writes it: "#1001-R1".
	Name      Text
	Status    State[ReturnStatus]
	Lines     []ReturnLine
	CreatedAt time.Time
	ClosedAt  time.Time
	// DeclineReason is why it was refused, in the source's own word; empty when it was not.
	DeclineReason Text
	DeclineNote   Text
}

// ReturnLine is how many units of a line come back, and why.
type ReturnLine struct {
	// LineItemID is zero for goods that the source cannot tie to a line of the order.
	LineItemID ID
	Quantity   int
	// Refunded counts the units for which money was given back; nil is unknown to the source.
	Refunded *int
	Reason   State[ReturnReason]
	// Note is the merchant's, CustomerNote the buyer's.
	Note         Text
	CustomerNote Text
}

// ReturnStatus is where a return stands.
type ReturnStatus string

// The values of ReturnStatus.
const (
	ReturnStatusRequested ReturnStatus = "REQUESTED"
	ReturnStatusOpen      ReturnStatus = "OPEN"
	ReturnStatusClosed    ReturnStatus = "CLOSED"
	ReturnStatusDeclined  ReturnStatus = "DECLINED"
	ReturnStatusCancelled ReturnStatus = "CANCELLED"
	ReturnStatusUnknown   ReturnStatus = "UNKNOWN"
)

// ReturnReason is why goods come back.
type ReturnReason string

// The values of ReturnReason.
const (
	ReturnReasonColor          ReturnReason = "COLOR"
	ReturnReasonDefective      ReturnReason = "DEFECTIVE"
	ReturnReasonNotAsDescribed ReturnReason = "NOT_AS_DESCRIBED"
	ReturnReasonSizeTooLarge   ReturnReason = "SIZE_TOO_LARGE"
	ReturnReasonSizeTooSmall   ReturnReason = "SIZE_TOO_SMALL"
	ReturnReasonStyle          ReturnReason = "STYLE"
	ReturnReasonUnwanted       ReturnReason = "UNWANTED"
	ReturnReasonWrongItem      ReturnReason = "WRONG_ITEM"
	ReturnReasonOther          ReturnReason = "OTHER"
	ReturnReasonUnknown        ReturnReason = "UNKNOWN"
)

// GlobalID returns the id that clients see.
func (r *Return) GlobalID() GlobalID { return GlobalID{"Return", r.ID} }

// StatusValue returns the canonical state.
func (r *Return) StatusValue() ReturnStatus { return valueOf(r.Status) }

// StatusInfo returns the state with the source's own word.
func (r *Return) StatusInfo() StateInfo { return info("status", r.Status) }

// LineItemGlobalID returns the id of the line that clients see; nil when the line is not known.
func (l *ReturnLine) LineItemGlobalID() *GlobalID {
	if l.LineItemID.IsZero() {
		return nil
	}
	return &GlobalID{"LineItem", l.LineItemID}
}

// ReasonValue returns the canonical reason.
func (l *ReturnLine) ReasonValue() ReturnReason { return valueOf(l.Reason) }

// ReasonInfo returns the reason with the source's own word.
func (l *ReturnLine) ReasonInfo() StateInfo { return info("reason", l.Reason) }
