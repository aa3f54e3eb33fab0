package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
)

// The keys are no secrets: the systems are open to this machine alone.
const (
	northToken = "shpat_demo_north"
	southToken = "shpat_demo_south"
	payKey     = "rk_demo_pay"

	outletKey    = "ck_demo_outlet"
	outletSecret = "cs_demo_outlet"

	tradeKey         = "demo-trade-consumer"
	tradeSecret      = "demo-trade-consumer-secret"
	tradeToken       = "demo-trade-token"
	tradeTokenSecret = "demo-trade-token-secret"
)

func newGateway(m *merchant.Merchant, clock func() time.Time) *stripesim.Sim {
	rates := map[string]decimal.Decimal{}
	for currency, rate := range m.Gateway.Rates {
		rates[strings.ToLower(currency)] = rate
	}
	currency := strings.ToLower(m.Gateway.Currency)
	const dispute = 2000
	return stripesim.New(stripesim.Options{
		SecretKey: payKey, Livemode: true, Seed: m.Seed, Clock: clock,
		Account:            stripesim.Account{Country: m.Gateway.Country, DefaultCurrency: currency, BusinessName: m.Stores[merchant.North].Title, Created: m.Now.AddDate(-3, 0, 0)},
		SettlementCurrency: currency, ExchangeRates: rates,
		// An account with raised limits: who explores asks for a hundred orders at
		// once, and the gateway has to be asked for each of their payments.
		Limits: stripesim.Limits{Read: 2000, Search: 200},
		Fees:   &stripesim.Fees{Percent: m.Gateway.Percent, Fixed: m.Gateway.Fixed, Dispute: dispute},
	})
}

// loadGateway tells the gateway of customers, payments and refunds.
func loadGateway(sim *stripesim.Sim, m *merchant.Merchant) error {
	for i := range m.People {
		if r := m.People[i].Gateway; r != nil {
			if _, err := sim.PutCustomer(payer(r)); err != nil {
				return fmt.Errorf("fill %s: %w", pay, err)
			}
		}
	}
	for i := range m.Orders {
		o := &m.Orders[i]
		for p := range o.Payments {
			if o.Payments[p].ID == "" || o.Payments[p].Lost {
				continue
			}
			if _, err := sim.PutPaymentIntent(intent(m, o, &o.Payments[p])); err != nil {
				return fmt.Errorf("fill %s: %w", pay, err)
			}
		}
		for r := range o.Refunds {
			for _, refund := range refundsOf(o, &o.Refunds[r]) {
				if _, err := sim.PutRefund(refund); err != nil {
					return fmt.Errorf("fill %s: %w", pay, err)
				}
			}
		}
	}
	return nil
}

func payer(r *merchant.Record) stripesim.Customer {
	return stripesim.Customer{
		ID: r.Key, Created: r.CreatedAt, Email: r.Email, Name: r.Name(), Phone: r.Phone, Address: postal(r.Addresses[0]),
		PreferredLocales: []string{r.Locale},
	}
}

func postal(a *merchant.Address) *stripesim.Address {
	return &stripesim.Address{City: a.City, Country: a.Country, Line1: a.Street, Line2: a.Extra, PostalCode: a.Zip, State: a.ProvinceCode}
}

// intent is a payment with its tries, in the currency that the customer paid.
func intent(m *merchant.Merchant, o *merchant.Order, p *merchant.Payment) stripesim.PaymentIntent {
	paid := p.Amount.Presentment
	made := stripesim.PaymentIntent{
		ID: p.ID, Created: p.At, Amount: paid.Minor, Currency: strings.ToLower(paid.Currency),
		Description: m.Stores[o.Store].Title + " " + o.Name, Metadata: p.Labels, ReceiptEmail: o.Email,
	}
	if o.Person != merchant.Guest && m.People[o.Person].Gateway != nil {
		made.Customer = m.People[o.Person].Gateway.Key
	}
	if p.Labels == nil || p.Labels["order_name"] != o.Name {
		made.Description = m.Stores[o.Store].Title
	}
	switch {
	case p.Status == merchant.Authorized:
		made.Status = "requires_capture"
	case p.Status == merchant.Voided:
		made.Status, made.CaptureMethod, made.CanceledAt, made.CancellationReason = "canceled", "manual", p.VoidedAt, "requested_by_customer"
	case p.Status == merchant.Failed:
		made.Status = "requires_payment_method"
	case !p.CapturedAt.IsZero():
		made.CaptureMethod = "manual"
	}
	made.Charges = tries(o, p)
	return made
}

// tries are the charges of a payment: those that were declined and, unless all
// were, the one that was not.
func tries(o *merchant.Order, p *merchant.Payment) []stripesim.Charge {
	common := stripesim.Charge{
		PaymentMethodType: "card", BillingDetails: stripesim.BillingDetails{Email: o.Email, Phone: o.Phone, Address: postal(o.Address)},
		Card: &stripesim.Card{
			Brand: p.Card.Brand, Last4: p.Card.Last4, Country: p.Card.Country, Wallet: p.Card.Wallet, ExpMonth: p.Card.ExpMonth, ExpYear: p.Card.ExpYear,
		},
	}
	common.BillingDetails.Name = strings.TrimSpace(o.Address.FirstName + " " + o.Address.LastName)
	var charges []stripesim.Charge
	for _, decline := range p.Declined {
		declined := common
		declined.Created, declined.FailureCode, declined.DeclineCode, declined.FailureMessage = decline.At, decline.Code, decline.Kind, "Your card was declined."
		charges = append(charges, declined)
	}
	if p.Status != merchant.Failed {
		common.Created, common.Status = p.At, "succeeded"
		if o.Store == merchant.Outlet {
			common.ID = chargeID(p) // which its orders note
		}
		charges = append(charges, common)
	}
	return charges
}

// refundsOf are the parts of a refund that go through the gateway.
func refundsOf(o *merchant.Order, r *merchant.Refund) []stripesim.Refund {
	var refunds []stripesim.Refund
	for _, part := range r.Parts {
		if part.ID != "" {
			refunds = append(refunds, stripesim.Refund{
				ID: part.ID, Created: r.At, PaymentIntent: o.Payments[part.Payment].ID, Amount: part.Amount.Presentment.Minor, Reason: "requested_by_customer",
			})
		}
	}
	return refunds
}

func changePhone(sim *stripesim.Sim, customer, phone string) error {
	if err := sim.UpdateCustomer(customer, func(c *stripesim.Customer) { c.Phone = phone }); err != nil {
		return fmt.Errorf("change a customer of %s: %w", pay, err)
	}
	return nil
}
