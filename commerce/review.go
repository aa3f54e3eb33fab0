package commerce

import "time"

// Hold is a reason for which an order, or a part of it, is not worked on.
type Hold struct {
	Reason State[HoldReason]
	Note   Text
}

// HoldReason is why an order is held.
type HoldReason string

// The values of HoldReason: Shopify's, and REVIEW for a payment that somebody looks at.
const (
	HoldReasonAwaitingPayment     HoldReason = "AWAITING_PAYMENT"
	HoldReasonAwaitingReturnItems HoldReason = "AWAITING_RETURN_ITEMS"
	HoldReasonHighRiskOfFraud     HoldReason = "HIGH_RISK_OF_FRAUD"
	HoldReasonIncorrectAddress    HoldReason = "INCORRECT_ADDRESS"
	HoldReasonInventoryOutOfStock HoldReason = "INVENTORY_OUT_OF_STOCK"
	HoldReasonUnknownDeliveryDate HoldReason = "UNKNOWN_DELIVERY_DATE"
	HoldReasonPostPurchaseOffer   HoldReason = "POST_PURCHASE_OFFER"
	HoldReasonReview              HoldReason = "REVIEW"
	HoldReasonOther               HoldReason = "OTHER"
	HoldReasonUnknown             HoldReason = "UNKNOWN"
)

// OrderRisk is how likely the source thinks it that an order is fraud.
type OrderRisk struct {
	// Recommendation is what the source advises to do.
	Recommendation State[RiskRecommendation]
	Assessments    []RiskAssessment
}

// RiskAssessment is the judgement of one provider.
type RiskAssessment struct {
	// Provider is who judged; empty is the source itself.
	Provider Text
	Level    State[RiskLevel]
	Facts    []RiskFact
}

// RiskFact is what a judgement rests on.
type RiskFact struct {
	Description string
	Sentiment   State[RiskSentiment]
}

// RiskRecommendation is what to do with an order that may be fraud.
type RiskRecommendation string

// The values of RiskRecommendation.
const (
	RiskRecommendationAccept      RiskRecommendation = "ACCEPT"
	RiskRecommendationInvestigate RiskRecommendation = "INVESTIGATE"
	RiskRecommendationCancel      RiskRecommendation = "CANCEL"
	RiskRecommendationNone        RiskRecommendation = "NONE"
	RiskRecommendationUnknown     RiskRecommendation = "UNKNOWN"
)

// RiskLevel is how likely fraud is.
type RiskLevel string

// The values of RiskLevel.
const (
	RiskLevelHigh    RiskLevel = "HIGH"
	RiskLevelMedium  RiskLevel = "MEDIUM"
	RiskLevelLow     RiskLevel = "LOW"
	RiskLevelNone    RiskLevel = "NONE"
	RiskLevelPending RiskLevel = "PENDING"
	RiskLevelUnknown RiskLevel = "UNKNOWN"
)

// RiskSentiment is what a fact speaks for.
type RiskSentiment string

// The values of RiskSentiment.
const (
	RiskSentimentPositive RiskSentiment = "POSITIVE"
	RiskSentimentNeutral  RiskSentiment = "NEUTRAL"
	RiskSentimentNegative RiskSentiment = "NEGATIVE"
	RiskSentimentUnknown  RiskSentiment = "UNKNOWN"
)

// OrderComment is what somebody, or a program, wrote on an order's history.
type OrderComment struct {
	Message string
	// Author is who wrote it, as the source names them; empty when it does not say.
	Author    Text
	CreatedAt time.Time
	// CustomerVisible says whether the buyer can see it; nil when the source does not say.
	CustomerVisible *bool
}

// ReasonValue returns the canonical reason.
func (h *Hold) ReasonValue() HoldReason { return valueOf(h.Reason) }

// ReasonInfo returns the reason with the source's own word.
func (h *Hold) ReasonInfo() StateInfo { return info("reason", h.Reason) }

// RecommendationValue returns the canonical advice.
func (r *OrderRisk) RecommendationValue() RiskRecommendation { return valueOf(r.Recommendation) }

// StatusInfo returns the advice with the source's own word.
func (r *OrderRisk) StatusInfo() StateInfo { return info("recommendation", r.Recommendation) }

// LevelValue returns the canonical level.
func (a *RiskAssessment) LevelValue() RiskLevel { return valueOf(a.Level) }

// StatusInfo returns the level with the source's own word.
func (a *RiskAssessment) StatusInfo() StateInfo { return info("level", a.Level) }

// SentimentValue returns what the fact speaks for.
func (f *RiskFact) SentimentValue() RiskSentiment { return valueOf(f.Sentiment) }
