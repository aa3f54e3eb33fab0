package sqldb

import (
	"time"

	"github.com/galleria-graph/galleria/commerce"
)

// payments maps columns to payments.
func payments() spec[commerce.Payment] {
	type T = commerce.Payment
	return spec[T]{
		key: "payments", kind: commerce.Payments, lead: "amount",
		attributes: append([]attribute[T]{
			amount("amount", "amount", func(p *T) *commerce.Money { return &p.Amount }).need(),
			state("status", "status", paymentStatuses(), func(p *T) *commerce.State[commerce.PaymentStatus] { return &p.Status }),
			maybeAmount("amountAuthorized", func(p *T) **commerce.Money { return &p.AmountAuthorized }),
			maybeAmount("amountCaptured", func(p *T) **commerce.Money { return &p.AmountCaptured }),
			maybeAmount("amountRefunded", func(p *T) **commerce.Money { return &p.AmountRefunded }),
			maybeAmount("net", func(p *T) **commerce.Money { return &p.Net }),
			instant("createdAt", "createdAt", func(p *T) *time.Time { return &p.CreatedAt }),
			instant("updatedAt", "updatedAt", func(p *T) *time.Time { return &p.UpdatedAt }),
			instant("authorizationExpiresAt", "", func(p *T) *time.Time { return &p.AuthorizationExpiresAt }),
			flag("test", "test", func(p *T) *bool { return &p.Test }),
			reference("customer", "customer", func(p *T) *commerce.ID { return &p.Customer.ID }),
			folded("email", "email", func(p *T, v commerce.Text) { p.Customer.Email = v }),
			{name: "orderName", field: "orderName", use: useText, set: func(p *T, v datum) { p.OrderNames = []string{v.text} }},
			text("url", "", func(p *T) *commerce.Text { return &p.URL }),
		}, paymentMethod()...),
		children: []childSpec[T]{
			words("orderNames", 0, "orderName", func(p *T) *[]string { return &p.OrderNames }),
			child("fees", commerce.PaymentFees, fees(), paymentCurrency, func(p *T, rows []*commerce.Fee) { p.Fees = values(rows) }),
			child("transactions", commerce.PaymentTransactions, transactions(), paymentCurrency, func(p *T, rows []*commerce.Transaction) { p.Transactions = rows }),
			child("refunds", commerce.PaymentRefunds, refunds(), paymentCurrency, func(p *T, rows []*commerce.Refund) { p.Refunds = rows }),
		},
	}
}

func paymentCurrency(p *commerce.Payment) string { return p.Amount.Currency }

// paymentMethod lists the attributes of method and failure, which exist as soon as one of their columns has a value.
func paymentMethod() []attribute[commerce.Payment] {
	type T = commerce.Payment
	method := func(p *T) *commerce.PaymentMethod {
		if p.Method == nil {
			p.Method = new(commerce.PaymentMethod)
		}
		return p.Method
	}
	failure := func(p *T) *commerce.PaymentFailure {
		if p.Failure == nil {
			p.Failure = new(commerce.PaymentFailure)
		}
		return p.Failure
	}
	return []attribute[T]{
		state("method", "", paymentMethodKinds(), func(p *T) *commerce.State[commerce.PaymentMethodKind] { return &method(p).Kind }),
		text("brand", "", func(p *T) *commerce.Text { return &method(p).Brand }),
		text("lastFour", "", func(p *T) *commerce.Text { return &method(p).LastFour }),
		text("wallet", "", func(p *T) *commerce.Text { return &method(p).Wallet }),
		text("failureCode", "", func(p *T) *commerce.Text { return &failure(p).Code }),
		text("declineCode", "", func(p *T) *commerce.Text { return &failure(p).DeclineCode }),
	}
}

func fees() part[commerce.Fee] {
	type T = commerce.Fee
	return part[T]{lead: "amount", attributes: []attribute[T]{
		amount("amount", "", func(f *T) *commerce.Money { return &f.Amount }).need(),
		text("type", "", func(f *T) *commerce.Text { return &f.Type }),
	}}
}

// transactions maps the movements of money of an order or a payment.
func transactions() part[commerce.Transaction] {
	type T = commerce.Transaction
	return part[T]{origin: func(t *T) *commerce.Origin { return &t.Origin }, lead: "amount", attributes: []attribute[T]{
		amount("amount", "", func(t *T) *commerce.Money { return &t.Amount }).need(),
		state("kind", "", transactionKinds(), func(t *T) *commerce.State[commerce.TransactionKind] { return &t.Kind }),
		state("status", "", transactionStatuses(), func(t *T) *commerce.State[commerce.TransactionStatus] { return &t.Status }),
		reference("parent", "", func(t *T) *commerce.ID { return &t.ParentID }),
		text("gateway", "", func(t *T) *commerce.Text { return &t.Gateway }),
		instant("processedAt", "", func(t *T) *time.Time { return &t.ProcessedAt }),
		text("errorCode", "", func(t *T) *commerce.Text { return &t.ErrorCode }),
		flag("test", "", func(t *T) *bool { return &t.Test }),
		text("paymentReference", "", func(t *T) *commerce.Text { return &t.PaymentReference }),
		instant("updatedAt", "", func(t *T) *time.Time { return &t.UpdatedAt }),
	}}
}

// refunds maps the refunds of an order or a payment.
func refunds() part[commerce.Refund] {
	type T = commerce.Refund
	return part[T]{origin: func(r *T) *commerce.Origin { return &r.Origin }, lead: "amount", attributes: []attribute[T]{
		amount("amount", "", func(r *T) *commerce.Money { return &r.Amount }).need(),
		state("status", "", refundStatuses(), func(r *T) *commerce.State[commerce.RefundStatus] { return &r.Status }),
		text("reason", "", func(r *T) *commerce.Text { return &r.Reason }),
		text("note", "", func(r *T) *commerce.Text { return &r.Note }),
		instant("createdAt", "", func(r *T) *time.Time { return &r.CreatedAt }),
		reference("payment", "", func(r *T) *commerce.ID { return &r.PaymentID }),
		instant("updatedAt", "", func(r *T) *time.Time { return &r.UpdatedAt }),
	}}
}
