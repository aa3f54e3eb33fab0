package stripesim

import (
	"fmt"
	"slices"
)

// CreateCustomer stores a new customer and appends customer.created.
func (s *Sim) CreateCustomer(customer Customer) (Customer, error) {
	err := s.change("create customer", func(c *change) error {
		if customer.ID != "" && c.sim.store.find("customer", customer.ID) != nil {
			return fmt.Errorf("customer %s is already there", customer.ID)
		}
		if err := c.putCustomer(&customer); err != nil {
			return err
		}
		c.emit("customer.created", get[Customer](c.sim.store, "customer", customer.ID), nil)
		return nil
	})
	return customer, err
}

// UpdateCustomer lets edit change a customer and appends customer.updated. The
// id stays whatever edit does.
func (s *Sim) UpdateCustomer(id string, edit func(*Customer)) error {
	return s.change("update customer", func(c *change) error {
		customer, err := need[Customer](c, "customer", id)
		if err != nil {
			return err
		}
		if customer.deleted {
			return fmt.Errorf("customer %s is deleted", id)
		}
		edited := customer.clone()
		edit(&edited)
		edited = edited.clone()
		edited.ID = id
		c.put("customer", &edited)
		c.emit("customer.updated", &edited, customer.render(c.view))
		return nil
	})
}

// DeleteCustomer deletes a customer and appends customer.deleted. Its payments
// stay, and the id answers {"deleted": true} from then on.
func (s *Sim) DeleteCustomer(id string) error {
	return s.change("delete customer", func(c *change) error {
		customer, err := need[Customer](c, "customer", id)
		if err != nil {
			return err
		}
		if customer.deleted {
			return fmt.Errorf("customer %s is deleted already", id)
		}
		// The event shows the customer as it was.
		c.emit("customer.deleted", customer, nil)
		c.put("customer", &Customer{ID: id, Created: customer.Created, deleted: true})
		return nil
	})
}

// CreatePaymentIntent stores a new intent with its charges and appends the
// events of every step up to its state.
func (s *Sim) CreatePaymentIntent(intent PaymentIntent) (PaymentIntent, error) {
	intent = intent.clone()
	err := s.change("create payment intent", func(c *change) error { return c.putIntent(&intent) })
	return intent.clone(), err
}

// Confirm makes an intent succeed: with a new charge, or with the pending one
// of an intent that is processing. An intent with manual capture becomes
// requires_capture.
func (s *Sim) Confirm(intent string, charge Charge) error {
	charge = charge.clone()
	return s.change("confirm payment intent", func(c *change) error {
		charge.Status, charge.FailureCode = "succeeded", ""
		return c.try(intent, charge)
	})
}

// Fail makes a try of an intent fail: a new charge, or the pending one of an
// intent that is processing. Code and message default to a declined card.
func (s *Sim) Fail(intent string, failure PaymentError) error {
	return s.change("fail payment intent", func(c *change) error {
		return c.try(intent, Charge{
			Status: "failed", FailureCode: failure.Code, FailureMessage: failure.Message, DeclineCode: failure.DeclineCode,
		})
	})
}

// try adds the outcome of a try to an intent.
func (c *change) try(id string, charge Charge) error {
	intent, err := need[PaymentIntent](c, "payment_intent", id)
	if err != nil {
		return err
	}
	if slices.Contains([]string{"succeeded", "canceled", "requires_capture"}, intent.Status) {
		return fmt.Errorf("payment_intent %s has the status %s", id, intent.Status)
	}
	next := intent.clone()
	if intent.Status == "processing" {
		charge = outcomeOf(get[Charge](c.sim.store, "charge", intent.latestCharge), charge)
	} else if charge.Created.IsZero() {
		charge.Created = c.now
	}
	charge.Uncaptured = charge.Status == "succeeded" && intent.CaptureMethod == "manual"
	c.completeCharge(&charge, next)
	if err := checkMoney(charge.Amount, charge.Currency); err != nil {
		return err
	}
	c.recordTry(intent, &next, charge)
	return nil
}

// outcomeOf ends a pending charge, which keeps all that it had.
func outcomeOf(pending *Charge, outcome Charge) Charge {
	ended := pending.clone()
	ended.Status, ended.AmountCaptured = outcome.Status, outcome.AmountCaptured
	ended.FailureCode, ended.FailureMessage, ended.DeclineCode = outcome.FailureCode, outcome.FailureMessage, outcome.DeclineCode
	return ended
}

func (c *change) recordTry(intent, next *PaymentIntent, charge Charge) {
	before := intent.render(c.view)
	next.Charges = []Charge{charge}
	next.Status, next.LastPaymentError = statusOf(next), nil
	if charge.Status == "failed" {
		next.LastPaymentError = lastError(next.Charges)
	}
	c.putCharge(&charge)
	c.putState(next)
	c.emitState(get[PaymentIntent](c.sim.store, "payment_intent", intent.ID), before)
}

// Capture takes the money of an authorized intent. An amount of 0 means all;
// what is left of a smaller one is released.
func (s *Sim) Capture(intent string, amount int64) error {
	return s.change("capture payment intent", func(c *change) error {
		found, err := need[PaymentIntent](c, "payment_intent", intent)
		if err != nil {
			return err
		}
		if found.Status != "requires_capture" {
			return fmt.Errorf("payment_intent %s has the status %s, want requires_capture", intent, found.Status)
		}
		setDefault(&amount, found.amountAvailable)
		if amount < 0 || amount > found.amountAvailable {
			return fmt.Errorf("amount %d cannot be captured: %d is capturable", amount, found.amountAvailable)
		}
		return c.capture(found, amount)
	})
}

func (c *change) capture(intent *PaymentIntent, amount int64) error {
	if err := checkMoney(amount, intent.Currency); err != nil {
		return err
	}
	before := intent.render(c.view)
	authorized := get[Charge](c.sim.store, "charge", intent.latestCharge)
	captured := *authorized
	captured.Uncaptured, captured.AmountCaptured = false, amount
	c.settleCapture(&captured)
	c.put("charge", &captured)
	c.emit("charge.captured", &captured, authorized.render(c.view))
	c.release(&captured, captured.Amount-amount)
	next := intent.clone()
	next.Status = "succeeded"
	c.putState(&next)
	c.emit("payment_intent.succeeded", get[PaymentIntent](c.sim.store, "payment_intent", intent.ID), before)
	return nil
}

// settleCapture moves the money when it is captured, not when the charge was
// authorized.
func (c *change) settleCapture(charge *Charge) {
	dated := *charge
	dated.Created = c.now
	c.settleCharge(&dated)
	charge.transaction = dated.transaction
}

// Cancel ends an intent that has not succeeded. An authorized amount is
// released. The reason is one of Stripe's cancellation reasons or empty.
func (s *Sim) Cancel(intent, reason string) error {
	return s.change("cancel payment intent", func(c *change) error {
		found, err := need[PaymentIntent](c, "payment_intent", intent)
		if err != nil {
			return err
		}
		if found.Status == "succeeded" || found.Status == "canceled" {
			return fmt.Errorf("payment_intent %s has the status %s", intent, found.Status)
		}
		next := found.clone()
		next.Status, next.CancellationReason = "canceled", reason
		next.CanceledAt = c.now.UTC()
		c.putState(&next)
		c.emit("payment_intent.canceled", get[PaymentIntent](c.sim.store, "payment_intent", intent), found.render(c.view))
		return nil
	})
}
