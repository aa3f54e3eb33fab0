package shopifysim

import (
	"fmt"
	"slices"
	"time"
)

// Return is goods of an order that come back, or that the buyer asks to give back.
type Return struct {
	ID                string
	Name              string // "<order name>-R<n>" when empty
	Status            string // ReturnStatus, OPEN when empty
	CreatedAt         time.Time
	ClosedAt          *time.Time
	RequestApprovedAt *time.Time
	Decline           *ReturnDecline
	Lines             []ReturnLine

	orderID string
}

// ReturnDecline is why a return was declined.
type ReturnDecline struct {
	Reason string // ReturnDeclineReason
	Note   *string
}

// ReturnLine is how many units of a line come back. Without LineItemID it is
// of goods that nobody has tied to a line: an UnverifiedReturnLineItem. With
// it, a fulfillment must have sent that line.
type ReturnLine struct {
	ID                     string
	LineItemID             string
	Quantity               int
	ProcessedQuantity      int
	RefundedQuantity       int
	ReturnReason           string // UNKNOWN when empty
	ReturnReasonDefinition *ReturnReasonDefinition
	ReturnReasonNote       string
	CustomerNote           *string
	UnitPrice              MoneyV2 // of goods that are not tied to a line

	fulfillmentLineID string
	orderID           string
}

// ReturnReasonDefinition is a reason that a shop offers.
type ReturnReasonDefinition struct {
	ID      string
	Handle  string
	Name    string
	Deleted bool
}

func (s *store) completeReturns(o *Order) error {
	o.Returns = slices.Clone(o.Returns)
	for i := range o.Returns {
		if err := s.completeReturn(o, i); err != nil {
			return fmt.Errorf("return %d: %w", i, err)
		}
	}
	return nil
}

func (s *store) completeReturn(o *Order, at int) error {
	r := &o.Returns[at]
	if err := s.claim(&r.ID, "Return"); err != nil {
		return err
	}
	r.orderID = o.ID
	orString(&r.Name, fmt.Sprintf("%s-R%d", o.Name, at+1))
	orString(&r.Status, "OPEN")
	orTime(&r.CreatedAt, o.UpdatedAt)
	r.Lines = slices.Clone(r.Lines)
	for i := range r.Lines {
		if err := s.completeReturnLine(o, &r.Lines[i]); err != nil {
			return fmt.Errorf("line %d: %w", i, err)
		}
	}
	return nil
}

func (s *store) completeReturnLine(o *Order, l *ReturnLine) error {
	kind := "UnverifiedReturnLineItem"
	l.orderID = o.ID
	orString(&l.ReturnReason, "UNKNOWN")
	if l.LineItemID == "" {
		orString(&l.UnitPrice.CurrencyCode, o.CurrencyCode)
	} else {
		sent := o.fulfillmentLine(func(f *FulfillmentLineItem) bool { return f.LineItemID == l.LineItemID })
		if sent == nil {
			return fmt.Errorf("no fulfillment of this order has sent line item %q", l.LineItemID)
		}
		kind, l.fulfillmentLineID = "ReturnLineItem", sent.ID
	}
	if d := l.ReturnReasonDefinition; d != nil {
		defined := *d
		if err := s.claim(&defined.ID, "ReturnReasonDefinition"); err != nil {
			return err
		}
		orString(&defined.Name, defined.Handle)
		l.ReturnReasonDefinition = &defined
	}
	return s.claim(&l.ID, kind)
}

// fulfillmentLine returns the first line that a fulfillment sent and that matches.
func (o *Order) fulfillmentLine(match func(*FulfillmentLineItem) bool) *FulfillmentLineItem {
	for i := range o.Fulfillments {
		for j := range o.Fulfillments[i].FulfillmentLineItems {
			if line := &o.Fulfillments[i].FulfillmentLineItems[j]; match(line) {
				return line
			}
		}
	}
	return nil
}

// OpenReturn adds a return to an order: one that the buyer asks for when its
// status is REQUESTED, else one that is under way.
func (s *Sim) OpenReturn(order string, r Return) (Return, error) {
	var made Return
	err := s.editOrder("open return", order, func(o *Order) error {
		orTime(&r.CreatedAt, s.now())
		o.Returns = append(o.Returns, r)
		at := len(o.Returns) - 1
		if err := s.store.completeReturn(o, at); err != nil {
			return err
		}
		made = o.Returns[at]
		return nil
	})
	return made, err
}

// ApproveReturn lets a return that was asked for begin.
func (s *Sim) ApproveReturn(order, id string) error {
	return s.moveReturn("approve return", order, id, func(r *Return, now time.Time) {
		r.Status, r.RequestApprovedAt = "OPEN", &now
	})
}

// CloseReturn ends a return.
func (s *Sim) CloseReturn(order, id string) error {
	return s.moveReturn("close return", order, id, func(r *Return, now time.Time) {
		r.Status, r.ClosedAt = "CLOSED", &now
	})
}

// CancelReturn calls a return off.
func (s *Sim) CancelReturn(order, id string) error {
	return s.moveReturn("cancel return", order, id, func(r *Return, _ time.Time) { r.Status = "CANCELED" })
}

// DeclineReturn refuses a return for one of the reasons of ReturnDeclineReason,
// with a note for the buyer.
func (s *Sim) DeclineReturn(order, id, reason, note string) error {
	if s.schema.Types["ReturnDeclineReason"].EnumValues.ForName(reason) == nil {
		return fmt.Errorf("decline return %s: unknown reason %q", id, reason)
	}
	return s.moveReturn("decline return", order, id, func(r *Return, _ time.Time) {
		r.Status, r.Decline = "DECLINED", &ReturnDecline{Reason: reason, Note: &note}
	})
}

func (s *Sim) moveReturn(what, order, id string, move func(*Return, time.Time)) error {
	return s.editOrder(what, order, func(o *Order) error {
		at := slices.IndexFunc(o.Returns, func(r Return) bool { return r.ID == id })
		if at < 0 {
			return fmt.Errorf("return %q: %w", id, ErrUnknown)
		}
		move(&o.Returns[at], s.now())
		return nil
	})
}

// editOrder changes a copy of an order, derives its states, and puts it back.
func (s *Sim) editOrder(what, order string, change func(*Order) error) error {
	s.store.Lock()
	defer s.store.Unlock()
	o, err := s.store.edit(order)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	o.UpdatedAt = s.now()
	if err := change(o); err != nil {
		return fmt.Errorf("%s: %s: %w", what, order, err)
	}
	o.ReturnStatus, o.FulfillmentStatus = returnStatus(o), fulfillmentStatus(o)
	s.store.putOrder(o)
	return nil
}

// returnStatus derives OrderReturnStatus from the returns.
func returnStatus(o *Order) string {
	status := "NO_RETURN"
	for i := range o.Returns {
		switch o.Returns[i].Status {
		case "OPEN":
			return "IN_PROGRESS"
		case "REQUESTED":
			status = "RETURN_REQUESTED"
		case "CLOSED":
			if status == "NO_RETURN" {
				status = "RETURNED"
			}
		}
	}
	return status
}
