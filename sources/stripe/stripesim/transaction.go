package stripesim

import "time"

// availableAfter is how long the money of a transaction is pending.
const availableAfter = 48 * time.Hour

// movement is what moves the merchant's balance.
type movement struct {
	kind        string // Stripe's type
	category    string // Stripe's reporting_category
	source      string
	created     time.Time
	amount      int64 // signed, in currency
	currency    string
	fee         func(settled int64) int64
	description string
	exact       *BalanceTransaction // what the seed set
}

// move stores the balance transaction of a movement and returns its id. What
// the seed set stays; the rest is derived.
func (c *change) move(m movement) string {
	transaction := BalanceTransaction{}
	if m.exact != nil {
		transaction = m.exact.clone()
	} else {
		c.settle(&transaction, m)
	}
	setDefault(&transaction.Type, m.kind)
	setDefault(&transaction.ReportingCategory, m.category)
	setDefault(&transaction.Source, m.source)
	setDefault(&transaction.Description, m.description)
	setDefault(&transaction.Currency, m.currency)
	if transaction.Created.IsZero() {
		transaction.Created = m.created
	}
	return c.putTransaction(transaction)
}

func (c *change) settle(transaction *BalanceTransaction, m movement) {
	amount, currency, rate := c.sim.options.settle(m.amount, m.currency)
	transaction.Amount, transaction.Currency, transaction.ExchangeRate = amount, currency, rate
	if m.fee != nil {
		transaction.Fee = m.fee(amount)
	}
}

func (c *change) putTransaction(transaction BalanceTransaction) string {
	if transaction.ID == "" {
		transaction.ID = c.sim.store.newID("txn")
	}
	c.setCreated(&transaction.Created)
	if transaction.AvailableOn.IsZero() {
		transaction.AvailableOn = transaction.Created.Add(availableAfter)
	}
	setDefault(&transaction.ReportingCategory, transaction.Type)
	if transaction.Fee != 0 && transaction.FeeDetails == nil {
		transaction.FeeDetails = []Fee{{
			Amount: transaction.Fee, Currency: transaction.Currency,
			Description: "Stripe processing fees", Type: "stripe_fee",
		}}
	}
	c.put("balance_transaction", &transaction)
	return transaction.ID
}
