package stripesim

import (
	"strings"
	"time"
)

// Dispute is a payer's complaint about a charge. The amount is an integer in
// the smallest unit of the charge's currency.
type Dispute struct {
	ID       string
	Created  time.Time
	Charge   string
	Amount   int64  // 0 means the whole charge
	Currency string // set from the charge
	Reason   string // default general
	Status   string // default needs_response
	// EvidenceDueBy is when evidence is due; zero means 14 days after Created.
	EvidenceDueBy     time.Time
	NetworkReasonCode string
	Metadata          map[string]string

	paymentIntent string
	method        string // the charge's type of payment method
	brand         string
	transactions  []string
}

func (d *Dispute) key() (string, time.Time) { return d.ID, d.Created }

func (d *Dispute) filter(name string) string {
	switch name {
	case "charge":
		return d.Charge
	case "payment_intent":
		return d.paymentIntent
	}
	return ""
}

func (d Dispute) clone() Dispute {
	d.Metadata = cloneMetadata(d.Metadata)
	return d
}

// withdraws says whether the disputed money has left the merchant's balance:
// inquiries (warning_…) and prevented disputes take none.
func (d *Dispute) withdraws() bool {
	return d.Status != "prevented" && !d.inquiry()
}

func (d *Dispute) inquiry() bool { return strings.HasPrefix(d.Status, "warning_") }

func (d *Dispute) render(v *view) object {
	transactions := []any{}
	for _, id := range d.transactions {
		transactions = append(transactions, v.store.find("balance_transaction", id).render(v))
	}
	rendered := object{
		"id": d.ID, "object": "dispute", "created": d.Created.Unix(), "livemode": v.livemode,
		"amount": d.Amount, "currency": d.Currency, "charge": d.Charge, "payment_intent": orNull(d.paymentIntent),
		"balance_transactions": transactions, "enhanced_eligibility_types": []string{}, "evidence": blankEvidence(),
		"evidence_details": object{
			"due_by": d.EvidenceDueBy.Unix(), "enhanced_eligibility": object{}, "has_evidence": false,
			"past_due": v.now.After(d.EvidenceDueBy), "submission_count": 0,
		},
		"is_charge_refundable": d.inquiry(), "metadata": metadata(d.Metadata), "reason": d.Reason, "status": d.Status,
	}
	if d.method == "card" {
		rendered["payment_method_details"] = d.cardDetails()
	}
	return rendered
}

func (d *Dispute) cardDetails() object {
	caseType := "chargeback"
	if d.inquiry() {
		caseType = "inquiry"
	}
	return object{"type": "card", "card": object{
		"brand": d.brand, "case_type": caseType, "network": d.brand, "network_reason_code": orNull(d.NetworkReasonCode),
	}}
}

func blankEvidence() object {
	evidence := object{"enhanced_evidence": object{}}
	for _, name := range []string{
		"access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
		"cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
		"customer_purchase_ip", "customer_signature", "duplicate_charge_documentation", "duplicate_charge_explanation",
		"duplicate_charge_id", "product_description", "receipt", "refund_policy", "refund_policy_disclosure",
		"refund_refusal_explanation", "service_date", "service_documentation", "shipping_address", "shipping_carrier",
		"shipping_date", "shipping_documentation", "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
	} {
		evidence[name] = nil
	}
	return evidence
}
