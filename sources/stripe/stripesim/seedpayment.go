package stripesim

import (
	"fmt"
	"slices"
)

// PutPaymentIntent stores an intent and its charges as they stand and returns
// it with its made-up fields. An id that is taken is refused.
func (s *Sim) PutPaymentIntent(intent PaymentIntent) (PaymentIntent, error) {
	intent = intent.clone()
	err := s.seed("put payment intent", func(c *change) error { return c.putIntent(&intent) })
	return intent, err // what is stored are copies of it
}

// PutCharge stores a charge without an intent, as older integrations make
// them.
func (s *Sim) PutCharge(charge Charge) (Charge, error) {
	charge = charge.clone()
	err := s.seed("put charge", func(c *change) error {
		if charge.PaymentIntent != "" {
			return fmt.Errorf("charge of intent %q: put it with the intent", charge.PaymentIntent)
		}
		c.completeCharge(&charge, PaymentIntent{Currency: c.sim.options.Account.DefaultCurrency, Created: c.now})
		if err := c.checkCharge(&charge); err != nil {
			return err
		}
		c.putCharge(&charge)
		return nil
	})
	return charge.clone(), err
}

// putIntent stores the intent bare, then its charges, then its final state, so
// that the events show each step. Seeds have no events, so they need no steps.
func (c *change) putIntent(intent *PaymentIntent) error {
	c.completeIntent(intent)
	if err := c.checkIntent(intent); err != nil {
		return err
	}
	if c.seed {
		c.putTries(intent)
		return nil
	}
	bare := intent.clone()
	bare.Status, bare.Charges, bare.LastPaymentError = "requires_payment_method", nil, nil
	c.put("payment_intent", &bare)
	c.emit("payment_intent.created", &bare, nil)
	c.putTries(intent)
	c.emitState(get[PaymentIntent](c.sim.store, "payment_intent", intent.ID), bare.render(c.view))
	return nil
}

// putTries stores an intent's charges and then its state, which follows from them.
func (c *change) putTries(intent *PaymentIntent) {
	for i := range intent.Charges {
		c.putCharge(&intent.Charges[i])
	}
	c.putState(intent)
}

func (c *change) completeIntent(intent *PaymentIntent) {
	if intent.ID == "" {
		intent.ID = c.freeID("payment_intent", "pi")
	}
	c.setCreated(&intent.Created)
	setDefault(&intent.Currency, c.sim.options.Account.DefaultCurrency)
	setDefault(&intent.CaptureMethod, "automatic_async")
	if intent.Status == "requires_capture" {
		intent.CaptureMethod = "manual"
	}
	setDefault(&intent.ConfirmationMethod, "automatic")
	if intent.PaymentMethodTypes == nil {
		intent.PaymentMethodTypes = []string{"card"}
	}
	if len(intent.Charges) == 0 && slices.Contains([]string{"succeeded", "requires_capture", "processing"}, intent.Status) {
		intent.Charges = []Charge{{}}
	}
	for i := range intent.Charges {
		charge := &intent.Charges[i]
		setDefault(&charge.Status, statusOfTry(intent, i))
		c.completeCharge(charge, *intent)
	}
	setDefault(&intent.Status, statusOf(intent))
	if intent.Status == "canceled" && intent.CanceledAt.IsZero() {
		intent.CanceledAt = intent.Created
	}
	if intent.Status == "requires_payment_method" && intent.LastPaymentError == nil {
		intent.LastPaymentError = lastError(intent.Charges)
	}
}

func (c *change) freeID(object, prefix string) string {
	for {
		id := c.sim.store.newID(prefix)
		if c.sim.store.find(object, id) == nil {
			return id
		}
	}
}

// statusOfTry is the status of a charge that has none: all tries but the last
// have failed, and the last one stands as the intent says.
func statusOfTry(intent *PaymentIntent, i int) string {
	charge := intent.Charges[i]
	switch {
	case charge.FailureCode != "" || i < len(intent.Charges)-1 || intent.Status == "requires_payment_method":
		return "failed"
	case intent.Status == "processing":
		return "pending"
	}
	return "succeeded"
}

// statusOf is the status of an intent that has none.
func statusOf(intent *PaymentIntent) string {
	if len(intent.Charges) == 0 {
		return "requires_payment_method"
	}
	switch latest := intent.Charges[len(intent.Charges)-1]; {
	case latest.Status == "failed":
		return "requires_payment_method"
	case latest.Status == "pending":
		return "processing"
	case latest.Uncaptured:
		return "requires_capture"
	}
	return "succeeded"
}

func lastError(charges []Charge) *PaymentError {
	if len(charges) == 0 {
		return nil
	}
	latest := charges[len(charges)-1]
	return &PaymentError{
		Code: latest.FailureCode, DeclineCode: latest.DeclineCode, Message: latest.FailureMessage, Charge: latest.ID,
	}
}

// completeCharge gives a charge from its intent what it has not itself.
func (c *change) completeCharge(charge *Charge, intent PaymentIntent) {
	if charge.ID == "" {
		charge.ID = c.freeID("charge", "ch")
	}
	if charge.Created.IsZero() {
		charge.Created = intent.Created
	}
	c.setCreated(&charge.Created)
	charge.PaymentIntent = intent.ID
	setDefault(&charge.Status, "succeeded")
	setDefault(&charge.Amount, intent.Amount)
	setDefault(&charge.Currency, intent.Currency)
	inheritCharge(charge, intent)
	if charge.Status == "failed" {
		setDefault(&charge.FailureCode, "card_declined")
		setDefault(&charge.FailureMessage, "Your card was declined.")
		setDefault(&charge.DeclineCode, "generic_decline")
	}
	held := intent.CaptureMethod == "manual" && (intent.Status == "requires_capture" || intent.Status == "canceled")
	if charge.Status == "succeeded" && held {
		charge.Uncaptured = true
	}
	if charge.settled() {
		setDefault(&charge.AmountCaptured, charge.Amount)
	} else {
		charge.AmountCaptured = 0
	}
}

func inheritCharge(charge *Charge, intent PaymentIntent) {
	setDefault(&charge.Customer, intent.Customer)
	setDefault(&charge.Description, intent.Description)
	setDefault(&charge.PaymentMethod, intent.PaymentMethod)
	setDefault(&charge.PaymentMethodType, "card")
	setDefault(&charge.ReceiptEmail, intent.ReceiptEmail)
	setDefault(&charge.StatementDescriptor, intent.StatementDescriptor)
	setDefault(&charge.StatementDescriptorSuffix, intent.StatementDescriptorSuffix)
	setDefault(&charge.TransferGroup, intent.TransferGroup)
	if charge.Metadata == nil {
		charge.Metadata = cloneMetadata(intent.Metadata)
	}
	if charge.Shipping == nil {
		charge.Shipping = pointerCopy(intent.Shipping)
	}
}

func (c *change) checkIntent(intent *PaymentIntent) error {
	if c.sim.store.find("payment_intent", intent.ID) != nil {
		return fmt.Errorf("payment_intent %s is already there", intent.ID)
	}
	if err := checkMoney(intent.Amount, intent.Currency); err != nil {
		return err
	}
	for i := range intent.Charges {
		if err := c.checkCharge(&intent.Charges[i]); err != nil {
			return fmt.Errorf("charge %d: %w", i+1, err)
		}
	}
	latest := statusOf(intent)
	needs := slices.Contains([]string{"succeeded", "requires_capture", "processing"}, intent.Status)
	if needs && latest != intent.Status {
		return fmt.Errorf("status %s does not fit the latest charge, which makes it %s", intent.Status, latest)
	}
	return nil
}

func (c *change) checkCharge(charge *Charge) error {
	if c.sim.store.find("charge", charge.ID) != nil {
		return fmt.Errorf("charge %s is already there", charge.ID)
	}
	if charge.AmountCaptured > charge.Amount {
		return fmt.Errorf("captured amount %d is more than the charge's %d", charge.AmountCaptured, charge.Amount)
	}
	return checkMoney(charge.Amount, charge.Currency)
}

// putCharge stores a checked charge with its settlement.
func (c *change) putCharge(charge *Charge) {
	charge.transaction, charge.amountRefunded, charge.disputed = "", 0, false
	if charge.settled() {
		c.settleCharge(charge)
	}
	stored := charge.clone()
	c.put("charge", &stored)
	c.emit("charge."+charge.Status, &stored, nil)
	if charge.settled() {
		c.release(&stored, charge.Amount-charge.AmountCaptured)
	}
}

func (c *change) settleCharge(charge *Charge) {
	category, kind := "charge", "charge"
	if charge.PaymentMethodType != "card" {
		kind = "payment"
	}
	charge.transaction = c.move(movement{
		kind: kind, category: category, source: charge.ID, created: charge.Created, amount: charge.AmountCaptured,
		currency: charge.Currency, fee: c.sim.options.Fees.fee, description: charge.Description, exact: charge.BalanceTransaction,
	})
}

// putState stores an intent with what follows from its charges.
func (c *change) putState(intent *PaymentIntent) {
	stored := *intent
	stored.Charges = nil
	stored = stored.clone()
	stored.amountReceived, stored.amountAvailable = 0, 0
	for _, record := range c.sim.store.related("charge", "payment_intent", intent.ID) {
		charge := record.entity.(*Charge)
		stored.latestCharge = charge.ID
		stored.amountReceived += charge.AmountCaptured
		if intent.Status == "requires_capture" && charge.Status == "succeeded" {
			stored.amountAvailable = charge.Amount
		}
		if intent.Status == "canceled" && charge.Status == "succeeded" && charge.Uncaptured && !charge.refunded() {
			c.release(charge, charge.Amount)
		}
	}
	c.put("payment_intent", &stored)
}

// emitState appends the event of the state that an intent has reached.
func (c *change) emitState(intent *PaymentIntent, before object) {
	kinds := map[string]string{
		"succeeded": "payment_intent.succeeded", "requires_capture": "payment_intent.amount_capturable_updated",
		"processing": "payment_intent.processing", "requires_action": "payment_intent.requires_action",
		"canceled": "payment_intent.canceled",
	}
	kind := kinds[intent.Status]
	if intent.Status == "requires_payment_method" && intent.LastPaymentError != nil {
		kind = "payment_intent.payment_failed"
	}
	if kind != "" {
		c.emit(kind, intent, before)
	}
}
