package shopifysim

import (
	"fmt"
	"slices"
	"time"
)

// FulfillmentOrder is a part of an order that is worked on together.
type FulfillmentOrder struct {
	ID               string
	Status           string // FulfillmentOrderStatus, derived when empty
	FulfillmentHolds []FulfillmentHold
	CreatedAt        time.Time // the order's when zero
	UpdatedAt        time.Time // the order's when zero

	orderID string
}

// FulfillmentHold is why a fulfillment order is not worked on.
type FulfillmentHold struct {
	ID            string
	Reason        string // FulfillmentHoldReason, OTHER when empty
	ReasonNotes   *string
	DisplayReason string // Reason when empty
	Handle        *string
	HeldByApp     *App
}

// OrderRisk is what assessments of an order come to.
type OrderRisk struct {
	Recommendation string // OrderRiskRecommendationResult, derived from the assessments when empty
	Assessments    []RiskAssessment
}

// RiskAssessment is one judgement. Provider is nil for Shopify's own.
type RiskAssessment struct {
	Provider  *App
	RiskLevel string // RiskAssessmentResult
	Facts     []RiskFact
}

// RiskFact is what a judgement rests on.
type RiskFact struct {
	Description string
	Sentiment   string // RiskFactSentiment
}

// completeFulfillmentOrders makes the one fulfillment order that an order has
// at first.
func (s *store) completeFulfillmentOrders(o *Order) error {
	o.FulfillmentOrders = slices.Clone(o.FulfillmentOrders)
	if len(o.FulfillmentOrders) == 0 {
		o.FulfillmentOrders = []FulfillmentOrder{{}}
	}
	for i := range o.FulfillmentOrders {
		f := &o.FulfillmentOrders[i]
		if err := s.claim(&f.ID, "FulfillmentOrder"); err != nil {
			return fmt.Errorf("fulfillment order %d: %w", i, err)
		}
		f.orderID = o.ID
		orTime(&f.CreatedAt, o.CreatedAt)
		orTime(&f.UpdatedAt, o.UpdatedAt)
		f.FulfillmentHolds = slices.Clone(f.FulfillmentHolds)
		for j := range f.FulfillmentHolds {
			if err := s.completeHold(&f.FulfillmentHolds[j]); err != nil {
				return fmt.Errorf("fulfillment order %d: hold %d: %w", i, j, err)
			}
		}
	}
	return nil
}

func (s *store) completeHold(h *FulfillmentHold) error {
	orString(&h.Reason, "OTHER")
	orString(&h.DisplayReason, h.Reason)
	return s.claim(&h.ID, "FulfillmentHold")
}

// Hold puts a hold on the first fulfillment order of an order.
func (s *Sim) Hold(order string, hold FulfillmentHold) (FulfillmentHold, error) {
	err := s.editOrder("hold", order, func(o *Order) error {
		if err := s.store.completeHold(&hold); err != nil {
			return err
		}
		o.FulfillmentOrders = slices.Clone(o.FulfillmentOrders)
		first := &o.FulfillmentOrders[0]
		first.FulfillmentHolds = append(slices.Clone(first.FulfillmentHolds), hold)
		first.UpdatedAt = s.now()
		return nil
	})
	return hold, err
}

// Release takes all holds off an order.
func (s *Sim) Release(order string) error {
	return s.editOrder("release", order, func(o *Order) error {
		o.FulfillmentOrders = slices.Clone(o.FulfillmentOrders)
		for i := range o.FulfillmentOrders {
			o.FulfillmentOrders[i].FulfillmentHolds = nil
			o.FulfillmentOrders[i].UpdatedAt = s.now()
		}
		return nil
	})
}

// AssessRisk adds an assessment to an order; the recommendation follows.
func (s *Sim) AssessRisk(order string, a RiskAssessment) error {
	return s.editOrder("assess risk", order, func(o *Order) error {
		o.Risk.Assessments = append(slices.Clone(o.Risk.Assessments), a)
		o.Risk.Recommendation = recommendation(o.Risk.Assessments)
		return nil
	})
}

// recommendation follows the gravest assessment.
func recommendation(all []RiskAssessment) string {
	for _, step := range []struct{ level, advice string }{{"HIGH", "CANCEL"}, {"MEDIUM", "INVESTIGATE"}, {"LOW", "ACCEPT"}} {
		if slices.ContainsFunc(all, func(a RiskAssessment) bool { return a.RiskLevel == step.level }) {
			return step.advice
		}
	}
	return "NONE"
}

func held(o *Order) bool {
	return slices.ContainsFunc(o.FulfillmentOrders, func(f FulfillmentOrder) bool { return len(f.FulfillmentHolds) > 0 })
}

// fulfillmentOrderStatus derives FulfillmentOrderStatus where none was given.
func fulfillmentOrderStatus(o *Order, f *FulfillmentOrder) string {
	switch {
	case f.Status != "":
		return f.Status
	case len(f.FulfillmentHolds) > 0:
		return "ON_HOLD"
	case o.CancelledAt != nil:
		return "CANCELLED"
	case o.FulfillmentStatus == "FULFILLED":
		return "CLOSED"
	case o.FulfillmentStatus == "PARTIALLY_FULFILLED":
		return "IN_PROGRESS"
	}
	return "OPEN"
}
