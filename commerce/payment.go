package commerce

import "time"

// Payment is one intention to pay, with every movement of money under it.
type Payment struct {
	Origin

	Status State[PaymentStatus]
	// Amount is what is to be paid. The others are nil when the source does not say.
	Amount           Money
	AmountAuthorized *Money
	AmountCaptured   *Money
	AmountRefunded   *Money
	CreatedAt        time.Time
	// AuthorizationExpiresAt is when an open authorization lapses.
	AuthorizationExpiresAt time.Time
	Test                   bool
	Method                 *PaymentMethod
	Failure                *PaymentFailure

	Customer CustomerRef
	// OrderNames are the names of the orders that the payment says it is for.
	OrderNames []string

	// With [PaymentFees]:

	Fees []Fee
	// Net is what remains after fees, in the currency of settlement.
	Net *Money

	// With [PaymentTransactions]:

	Transactions []*Transaction

	// With [PaymentRefunds]:

	Refunds []*Refund
}

// The groups of a payment.
const (
	// PaymentFees is fees and net.
	PaymentFees Groups = 1 << iota
	// PaymentTransactions is the movements of money.
	PaymentTransactions
	// PaymentRefunds is the refunds.
	PaymentRefunds
)

// PaymentMethod is what was paid with; never more than a receipt would show.
type PaymentMethod struct {
	Kind State[PaymentMethodKind]
	// Brand is the card's scheme in the source's own word: "visa".
	Brand Text
	// LastFour is the last four digits of card or account.
	LastFour Text
	// Wallet is the wallet that held the card: "apple_pay".
	Wallet Text
}

// PaymentFailure is why a payment failed, in the gateway's codes.
type PaymentFailure struct {
	Code        Text
	DeclineCode Text
}

// Fee is what the gateway keeps.
type Fee struct {
	// Type is the source's own word: "stripe_fee".
	Type   Text
	Amount Money
}

// Transaction is one movement of money, or a try of one.
type Transaction struct {
	Origin

	Kind        State[TransactionKind]
	Status      State[TransactionStatus]
	Amount      Money
	ParentID    ID
	Gateway     Text
	ProcessedAt time.Time
	ErrorCode   Text
	Test        bool
	// PaymentReference is the payment's id at the gateway, as a store noted it.
	PaymentReference Text
}

// GlobalID returns the id that clients see.
func (p *Payment) GlobalID() GlobalID { return GlobalID{Payments.Name, p.ID} }

// StatusValue returns the canonical state.
func (p *Payment) StatusValue() PaymentStatus { return valueOf(p.Status) }

// StatusInfo returns the state with the source's own word.
func (p *Payment) StatusInfo() StateInfo { return info("status", p.Status) }

// Sources returns the one origin of the payment.
func (p *Payment) Sources() []*Origin { return members(&p.Origin, nil) }

// KindValue returns the canonical kind.
func (m *PaymentMethod) KindValue() PaymentMethodKind { return valueOf(m.Kind) }

// KindInfo returns the kind with the source's own word.
func (m *PaymentMethod) KindInfo() StateInfo { return info("kind", m.Kind) }

// GlobalID returns the id that clients see.
func (t *Transaction) GlobalID() GlobalID { return GlobalID{"Transaction", t.ID} }

// KindValue returns the canonical kind.
func (t *Transaction) KindValue() TransactionKind { return valueOf(t.Kind) }

// StatusValue returns the canonical state.
func (t *Transaction) StatusValue() TransactionStatus { return valueOf(t.Status) }

// StatusInfo returns kind and state with the source's own words.
func (t *Transaction) StatusInfo() []StateInfo {
	return []StateInfo{info("kind", t.Kind), info("status", t.Status)}
}

// ParentGlobalID returns the id of the transaction that this one follows; nil when there is none.
func (t *Transaction) ParentGlobalID() *GlobalID {
	if t.ParentID.IsZero() {
		return nil
	}
	return &GlobalID{"Transaction", t.ParentID}
}

// Payments is the kind of [Payment].
var Payments = Kind[Payment]{
	Name:   "Payment",
	Origin: func(p *Payment) *Origin { return &p.Origin },
	Groups: []string{"fees", "transactions", "refunds"},
	Fields: []Field[Payment]{
		{Name: "orderName", Type: PlainText, Many: true, List: func(p *Payment) []Value { return texts(p.OrderNames) }},
		{Name: "email", Type: FoldedText, Value: func(p *Payment) Value { return Folded(string(p.Customer.Email)) }},
		{Name: "customer", Type: Reference, Value: func(p *Payment) Value { return reference(p.Customer.ID) }},
		{Name: "status", Type: EnumText, Value: func(p *Payment) Value { return String(string(p.StatusValue())) }},
		{Name: "test", Type: Boolean, Value: func(p *Payment) Value { return Bool(p.Test) }},
		{Name: "amount", Type: Number, Value: func(p *Payment) Value { return Num(p.Amount.Amount) }},
		{Name: "currency", Type: PlainText, Value: func(p *Payment) Value { return String(p.Amount.Currency) }},
		{Name: "createdAt", Type: Instant, Value: func(p *Payment) Value { return Time(p.CreatedAt) }},
		{Name: "updatedAt", Type: Instant, Value: func(p *Payment) Value { return Time(p.UpdatedAt) }},
	},
}
