package stripesim

import (
	"fmt"
	"slices"
)

// Refund returns a part of a charge, found by Charge or PaymentIntent, or all
// that is left of it when Amount is 0. A charge can be refunded several times.
func (s *Sim) Refund(refund Refund) (Refund, error) {
	refund = refund.clone()
	err := s.change("refund", func(c *change) error { return c.putRefund(&refund) })
	return refund.clone(), err
}

// FailRefund makes a refund fail, even one that succeeded: its money comes back
// to the balance and its charge counts it no more.
func (s *Sim) FailRefund(id, reason string) error {
	return s.change("fail refund", func(c *change) error {
		return c.settleRefund(id, "failed", func(refund *Refund) {
			refund.FailureReason = reason
			if refund.transaction == "" {
				return
			}
			refund.failureTransaction = c.move(movement{
				kind: "refund_failure", category: "refund_failure", source: refund.ID, created: c.now,
				amount: refund.Amount, currency: refund.Currency, description: "REFUND FAILURE",
			})
		})
	})
}

// CompleteRefund makes a pending refund succeed.
func (s *Sim) CompleteRefund(id string) error {
	return s.change("complete refund", func(c *change) error {
		return c.settleRefund(id, "succeeded", func(refund *Refund) {
			refund.PendingReason = ""
			refund.transaction = c.move(refund.movement(c.now))
		})
	})
}

func (c *change) settleRefund(id, status string, move func(*Refund)) error {
	refund, err := need[Refund](c, "refund", id)
	if err != nil {
		return err
	}
	if !refund.counts() || refund.Status == status {
		return fmt.Errorf("refund %s has the status %s", id, refund.Status)
	}
	next := refund.clone()
	next.Status = status
	move(&next)
	c.put("refund", &next)
	c.emit("refund.updated", &next, refund.render(c.view))
	if status == "failed" {
		c.emit("refund.failed", &next, nil)
	}
	c.refreshCharge(get[Charge](c.sim.store, "charge", refund.Charge), "charge.updated")
	return nil
}

// Dispute opens a dispute about a captured charge.
func (s *Sim) Dispute(dispute Dispute) (Dispute, error) {
	dispute = dispute.clone()
	err := s.change("dispute", func(c *change) error { return c.putDispute(&dispute) })
	return dispute.clone(), err
}

// SetDisputeStatus moves a dispute on. Its money leaves the balance when an
// inquiry becomes a dispute and comes back when the dispute is won.
func (s *Sim) SetDisputeStatus(id, status string) error {
	return s.change("set dispute status", func(c *change) error {
		dispute, err := need[Dispute](c, "dispute", id)
		if err != nil {
			return err
		}
		if dispute.closed() {
			return fmt.Errorf("dispute %s is closed as %s", id, dispute.Status)
		}
		next := dispute.clone()
		next.Status = status
		c.moveDisputed(dispute, &next)
		return nil
	})
}

func (d *Dispute) closed() bool {
	return slices.Contains([]string{"won", "lost", "warning_closed", "prevented"}, d.Status)
}

// moveDisputed stores the next state of a dispute with the money it moves.
func (c *change) moveDisputed(dispute, next *Dispute) {
	before := dispute.render(c.view)
	moved := ""
	switch {
	case next.Status == "won":
		c.reinstate(next, c.now)
		moved = "charge.dispute.funds_reinstated"
	case next.withdraws() && !dispute.withdraws():
		c.withdraw(next, c.now)
		moved = "charge.dispute.funds_withdrawn"
	}
	c.put("dispute", next)
	kind := "charge.dispute.updated"
	if next.closed() {
		kind = "charge.dispute.closed"
	}
	c.emit(kind, next, before)
	if moved != "" {
		c.emit(moved, next, before)
	}
}

// CreatePayout sends money to the bank and appends payout.created, and
// payout.paid when it has arrived already.
func (s *Sim) CreatePayout(payout Payout) (Payout, error) {
	payout = payout.clone()
	err := s.change("create payout", func(c *change) error {
		if err := c.putPayout(&payout); err != nil {
			return err
		}
		stored := get[Payout](c.sim.store, "payout", payout.ID)
		c.emit("payout.created", stored, nil)
		if stored.Status == "paid" || stored.Status == "failed" || stored.Status == "canceled" {
			c.emit("payout."+stored.Status, stored, nil)
		}
		return nil
	})
	return payout.clone(), err
}

// SetPayoutStatus moves a payout on. The money of a failed or canceled payout
// comes back to the balance.
func (s *Sim) SetPayoutStatus(id, status string) error {
	return s.change("set payout status", func(c *change) error {
		payout, err := need[Payout](c, "payout", id)
		if err != nil {
			return err
		}
		if !slices.Contains(payoutStatuses(), status) || payout.Status == status {
			return fmt.Errorf("payout %s cannot go from %s to %q", id, payout.Status, status)
		}
		next := payout.clone()
		next.Status = status
		kind := "payout.updated"
		switch status {
		case "paid":
			kind = "payout.paid"
		case "failed", "canceled":
			kind = "payout." + status
			c.returnPayout(&next)
		}
		c.put("payout", &next)
		c.emit(kind, &next, payout.render(c.view))
		return nil
	})
}

func (c *change) returnPayout(payout *Payout) {
	kind := "payout_failure"
	if payout.Status == "canceled" {
		kind = "payout_cancel"
	} else {
		setDefault(&payout.FailureCode, "could_not_process")
		setDefault(&payout.FailureMessage, "The bank could not process this payout.")
	}
	payout.failureTransaction = c.move(movement{
		kind: kind, category: "payout_reversal", source: payout.ID, created: c.now,
		amount: payout.Amount, currency: payout.Currency, description: payout.Description,
	})
}
