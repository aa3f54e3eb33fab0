package stripesim

import (
	"fmt"
	"time"
)

// PutRefund stores a refund as it stands and lessens its charge.
func (s *Sim) PutRefund(refund Refund) (Refund, error) {
	refund = refund.clone()
	err := s.seed("put refund", func(c *change) error { return c.putRefund(&refund) })
	return refund.clone(), err
}

// PutDispute stores a dispute as it stands and marks its charge.
func (s *Sim) PutDispute(dispute Dispute) (Dispute, error) {
	dispute = dispute.clone()
	err := s.seed("put dispute", func(c *change) error { return c.putDispute(&dispute) })
	return dispute.clone(), err
}

func (c *change) putRefund(refund *Refund) error {
	charge, err := c.chargeToRefund(refund)
	if err != nil {
		return err
	}
	if err := c.completeRefund(refund, charge); err != nil {
		return err
	}
	if !refund.release && refund.Status == "succeeded" {
		refund.transaction = c.move(refund.movement(refund.Created))
	}
	stored := refund.clone()
	c.put("refund", &stored)
	c.emit("refund.created", &stored, nil)
	c.refreshCharge(charge, "charge.refunded")
	if refund.Status == "failed" {
		c.emit("refund.failed", &stored, nil)
	}
	return nil
}

// chargeToRefund finds the charge of a refund and checks that it can bear it.
func (c *change) chargeToRefund(refund *Refund) (*Charge, error) {
	if refund.Charge == "" && refund.PaymentIntent != "" {
		intent, err := need[PaymentIntent](c, "payment_intent", refund.PaymentIntent)
		if err != nil {
			return nil, err
		}
		refund.Charge = intent.latestCharge
	}
	charge, err := need[Charge](c, "charge", refund.Charge)
	if err != nil {
		return nil, err
	}
	if charge.Status != "succeeded" {
		return nil, fmt.Errorf("charge %s has not succeeded", charge.ID)
	}
	left := charge.Amount - charge.amountRefunded
	setDefault(&refund.Amount, left)
	setDefault(&refund.Status, "succeeded")
	if refund.counts() && (refund.Amount > left || left == 0) {
		return nil, fmt.Errorf("refund amount %d is greater than the unrefunded amount %d on charge %s", refund.Amount, left, charge.ID)
	}
	return charge, nil
}

func (c *change) completeRefund(refund *Refund, charge *Charge) error {
	refund.Currency, refund.PaymentIntent, refund.customer = charge.Currency, charge.PaymentIntent, charge.Customer
	refund.method = charge.PaymentMethodType
	c.setCreated(&refund.Created)
	if err := checkMoney(refund.Amount, refund.Currency); err != nil {
		return err
	}
	return c.setID("refund", "re", &refund.ID)
}

// release gives a part of an authorization back: a refund that moves no money.
func (c *change) release(charge *Charge, amount int64) {
	if amount <= 0 {
		return
	}
	refund := &Refund{
		ID: c.freeID("refund", "re"), Created: charge.Created, Charge: charge.ID, PaymentIntent: charge.PaymentIntent,
		Amount: amount, Currency: charge.Currency, Status: "succeeded", customer: charge.Customer, method: charge.PaymentMethodType, release: true,
	}
	if !c.seed {
		refund.Created = c.now.UTC().Truncate(time.Second)
	}
	c.put("refund", refund)
	c.emit("refund.created", refund, nil)
	c.refreshCharge(charge, "charge.refunded")
}

// refreshCharge derives a charge's amounts and marks from its refunds and
// disputes and appends an event when something changed.
func (c *change) refreshCharge(charge *Charge, kind string) {
	before := charge.render(c.view)
	refreshed := *charge
	refreshed.amountRefunded = 0
	for _, record := range c.sim.store.related("refund", "charge", charge.ID) {
		if refund := record.entity.(*Refund); refund.counts() {
			refreshed.amountRefunded += refund.Amount
		}
	}
	refreshed.disputed = len(c.sim.store.related("dispute", "charge", charge.ID)) > 0
	if refreshed.amountRefunded == charge.amountRefunded && refreshed.disputed == charge.disputed {
		return
	}
	c.put("charge", &refreshed)
	c.emit(kind, &refreshed, before)
}

func (c *change) putDispute(dispute *Dispute) error {
	charge, err := need[Charge](c, "charge", dispute.Charge)
	if err != nil {
		return err
	}
	if err := c.completeDispute(dispute, charge); err != nil {
		return err
	}
	dispute.transactions = nil
	if dispute.withdraws() {
		c.withdraw(dispute, dispute.Created)
	}
	if dispute.Status == "won" {
		c.reinstate(dispute, dispute.Created)
	}
	stored := dispute.clone()
	c.put("dispute", &stored)
	c.emit("charge.dispute.created", &stored, nil)
	if dispute.withdraws() {
		c.emit("charge.dispute.funds_withdrawn", &stored, nil)
	}
	c.refreshCharge(charge, "charge.updated")
	return nil
}

func (c *change) completeDispute(dispute *Dispute, charge *Charge) error {
	const due = 14 * 24 * time.Hour
	if !charge.settled() {
		return fmt.Errorf("charge %s has not been captured", charge.ID)
	}
	setDefault(&dispute.Amount, charge.AmountCaptured)
	setDefault(&dispute.Reason, "general")
	setDefault(&dispute.Status, "needs_response")
	dispute.Currency, dispute.paymentIntent = charge.Currency, charge.PaymentIntent
	dispute.method, dispute.brand = charge.PaymentMethodType, charge.Card.withDefaults().Brand
	c.setCreated(&dispute.Created)
	if dispute.EvidenceDueBy.IsZero() {
		dispute.EvidenceDueBy = dispute.Created.Add(due)
	}
	if err := checkMoney(dispute.Amount, dispute.Currency); err != nil {
		return err
	}
	return c.setID("dispute", "dp", &dispute.ID)
}

// withdraw takes the disputed money and Stripe's fee from the balance.
func (c *change) withdraw(dispute *Dispute, at time.Time) {
	fee := func(int64) int64 { return c.sim.options.Fees.Dispute }
	c.moveDispute(dispute, at, -dispute.Amount, "dispute", "Chargeback withdrawal for "+dispute.Charge, fee)
}

// reinstate gives the disputed money back; Stripe keeps its fee.
func (c *change) reinstate(dispute *Dispute, at time.Time) {
	c.moveDispute(dispute, at, dispute.Amount, "dispute_reversal", "Chargeback reversal for "+dispute.Charge, nil)
}

func (c *change) moveDispute(dispute *Dispute, at time.Time, amount int64, category, description string, fee func(int64) int64) {
	moved := c.move(movement{
		kind: "adjustment", category: category, source: dispute.ID, created: at,
		amount: amount, currency: dispute.Currency, fee: fee, description: description,
	})
	dispute.transactions = append(dispute.transactions[:len(dispute.transactions):len(dispute.transactions)], moved)
}
