package stripesim

import (
	"fmt"
	"time"
)

// PutCustomer stores a customer as it stands and returns it with its made-up
// fields. A customer with the same id is replaced.
func (s *Sim) PutCustomer(customer Customer) (Customer, error) {
	err := s.seed("put customer", func(c *change) error { return c.putCustomer(&customer) })
	return customer, err
}

func (c *change) putCustomer(customer *Customer) error {
	if customer.ID == "" {
		customer.ID = c.sim.store.newID("cus")
	}
	c.setCreated(&customer.Created)
	setDefault(&customer.TaxExempt, "none")
	stored := customer.clone()
	stored.deleted = false
	c.put("customer", &stored)
	return nil
}

// PutPaymentMethod stores a payment method as it stands. One with the same id
// is replaced.
func (s *Sim) PutPaymentMethod(method PaymentMethod) (PaymentMethod, error) {
	err := s.seed("put payment method", func(c *change) error {
		if method.ID == "" {
			method.ID = c.sim.store.newID("pm")
		}
		c.setCreated(&method.Created)
		setDefault(&method.Type, "card")
		stored := method.clone()
		c.put("payment_method", &stored)
		return nil
	})
	return method, err
}

// PutCheckoutSession stores a checkout session as it stands. One with the same
// id is replaced.
func (s *Sim) PutCheckoutSession(session CheckoutSession) (CheckoutSession, error) {
	err := s.seed("put checkout session", func(c *change) error {
		c.completeSession(&session)
		if err := checkMoney(session.AmountTotal, session.Currency); err != nil {
			return err
		}
		stored := session.clone()
		c.put("checkout.session", &stored)
		return nil
	})
	return session, err
}

func (c *change) completeSession(session *CheckoutSession) {
	const life = 24 * time.Hour
	if session.ID == "" {
		session.ID = c.sim.store.newID("cs_test")
	}
	c.setCreated(&session.Created)
	if session.ExpiresAt.IsZero() {
		session.ExpiresAt = session.Created.Add(life)
	}
	setDefault(&session.Currency, c.sim.options.Account.DefaultCurrency)
	setDefault(&session.AmountSubtotal, session.AmountTotal)
	setDefault(&session.Mode, "payment")
	setDefault(&session.Status, "complete")
	if session.Status == "complete" {
		setDefault(&session.PaymentStatus, "paid")
	}
	setDefault(&session.PaymentStatus, "unpaid")
}

// PutBalanceTransaction stores a balance transaction of its own, such as an
// adjustment. Those of charges, refunds, disputes and payouts come with them.
func (s *Sim) PutBalanceTransaction(transaction BalanceTransaction) (BalanceTransaction, error) {
	err := s.seed("put balance transaction", func(c *change) error {
		if transaction.ID != "" && c.sim.store.find("balance_transaction", transaction.ID) != nil {
			return fmt.Errorf("balance_transaction %s is already there", transaction.ID)
		}
		setDefault(&transaction.Type, "adjustment")
		setDefault(&transaction.Currency, c.sim.options.Account.DefaultCurrency)
		transaction.ID = c.putTransaction(transaction.clone())
		return nil
	})
	return transaction, err
}

// PutPayout stores a payout with its balance transaction and marks the
// transactions that it settles.
func (s *Sim) PutPayout(payout Payout) (Payout, error) {
	err := s.seed("put payout", func(c *change) error { return c.putPayout(&payout) })
	return payout, err
}

func (c *change) putPayout(payout *Payout) error {
	if err := c.completePayout(payout); err != nil {
		return err
	}
	for _, id := range payout.Transactions {
		transaction := *get[BalanceTransaction](c.sim.store, "balance_transaction", id)
		transaction.Payout = payout.ID
		c.put("balance_transaction", &transaction)
	}
	payout.transaction = c.move(movement{
		kind: "payout", category: "payout", source: payout.ID, created: payout.Created,
		amount: -payout.Amount, currency: payout.Currency, description: payout.Description, exact: payout.BalanceTransaction,
	})
	stored := payout.clone()
	c.put("payout", &stored)
	return nil
}

func (c *change) completePayout(payout *Payout) error {
	setDefault(&payout.Currency, c.sim.options.Account.DefaultCurrency)
	setDefault(&payout.Status, "paid")
	setDefault(&payout.Method, "standard")
	setDefault(&payout.Type, "bank_account")
	setDefault(&payout.Description, "STRIPE PAYOUT")
	c.setCreated(&payout.Created)
	if payout.ArrivalDate.IsZero() {
		payout.ArrivalDate = payout.Created.Add(availableAfter)
	}
	payout.ArrivalDate = payout.ArrivalDate.UTC().Truncate(24 * time.Hour)
	if err := checkMoney(payout.Amount, payout.Currency); err != nil {
		return err
	}
	if (payout.Currency == "huf" || payout.Currency == "twd") && payout.Amount%100 != 0 {
		return fmt.Errorf("amount %d: payouts in %s must be multiples of 100", payout.Amount, payout.Currency)
	}
	for _, id := range payout.Transactions {
		if _, err := need[BalanceTransaction](c, "balance_transaction", id); err != nil {
			return err
		}
	}
	return c.setID("payout", "po", &payout.ID)
}
