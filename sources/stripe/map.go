package stripe

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// reader translates the objects of one account.
type reader struct {
	source    string
	account   string // connected account; empty for the key's own
	orderKeys []string
	reading   *commerce.Reading
}

func (r *reader) origin(typ, key string, holds commerce.Groups) commerce.Origin {
	return commerce.Origin{ID: commerce.ID{Source: r.source, Key: key}, Type: typ, Reading: r.reading, Holds: holds}
}

// dashboard returns the page of an object in Stripe's own administration.
func (r *reader) dashboard(live bool, section, key string) commerce.Text {
	address := "https://dashboard.stripe.com/"
	if r.account != "" {
		address += r.account + "/"
	}
	if !live {
		address += "test/"
	}
	return commerce.Text(address + section + "/" + key)
}

// payment translates an intent with what was read beside it.
func (r *reader) payment(in *intent, beside *movements, want commerce.Groups) (*commerce.Payment, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	amount, err := money(in.Amount.Value, in.Currency)
	if err != nil {
		return nil, err
	}
	p := &commerce.Payment{
		Origin:     r.origin("PaymentIntent", in.ID, want),
		Status:     status(in, r.reading.FetchedAt),
		Amount:     amount,
		CreatedAt:  instant(in.Created.Value),
		Test:       !in.Livemode.Value,
		Method:     in.LatestCharge.method(),
		Failure:    in.failure(),
		Customer:   r.customerRef(in),
		OrderNames: r.orderNames(in),
	}
	p.URL = r.dashboard(in.Livemode.Value, "payments", in.ID)
	p.AuthorizationExpiresAt = in.authorizedUntil()
	if err := in.amounts(p); err != nil {
		return nil, err
	}
	return p, r.groups(p, in, beside, want)
}

func (r *reader) groups(p *commerce.Payment, in *intent, beside *movements, want commerce.Groups) (err error) {
	if want.Has(commerce.PaymentFees) {
		if p.Fees, p.Net, err = in.LatestCharge.fees(); err != nil {
			return err
		}
	}
	if want.Has(commerce.PaymentTransactions) {
		if p.Transactions, err = r.transactions(in, beside); err != nil {
			return err
		}
	}
	if want.Has(commerce.PaymentRefunds) {
		p.Refunds, err = r.refunds(in, beside)
	}
	return err
}

func (in *intent) check() error {
	switch {
	case !isKey(in.ID, "pi_"):
		return broken("id")
	case !in.Amount.OK:
		return broken("amount")
	case !in.Created.OK:
		return broken("created")
	case !in.Livemode.OK:
		return broken("livemode")
	case in.Status == "":
		return broken("status")
	}
	return in.LatestCharge.check()
}

func (c *charge) check() error {
	switch {
	case c == nil:
		return nil
	case c.ID == "":
		return broken("id of a charge")
	case !c.Amount.OK, !c.AmountCaptured.OK, !c.AmountRefunded.OK:
		return broken("amount of a charge")
	case !c.Created.OK:
		return broken("created of a charge")
	case !c.Captured.OK, !c.Livemode.OK:
		return broken("captured or livemode of a charge")
	case c.Status == "":
		return broken("status of a charge")
	}
	return nil
}

func (r *reader) customerRef(in *intent) commerce.CustomerRef {
	ref := commerce.CustomerRef{Email: commerce.Text(in.ReceiptEmail)}
	if in.Customer != "" {
		ref.ID = commerce.ID{Source: r.source, Key: string(in.Customer)}
	}
	if c := in.LatestCharge; c != nil && ref.Email == "" {
		ref.Email = commerce.Text(c.BillingDetails.Email)
		if ref.Email == "" {
			ref.Email = commerce.Text(c.ReceiptEmail)
		}
	}
	return ref
}

// orderNames returns the different names under the configured keys of
// metadata, and the reference that payment_details holds.
func (r *reader) orderNames(in *intent) []string {
	var names []string
	add := func(name string) {
		for _, known := range names {
			if known == name {
				return
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	for _, key := range r.orderKeys {
		add(in.Metadata.of(key))
	}
	add(in.PaymentDetails.OrderReference)
	return names
}

// instant reads Unix seconds.
func instant(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }
