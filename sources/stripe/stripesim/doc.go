// Package stripesim is a simulated Stripe: an [http.Handler] that speaks the
// reading half of Stripe's REST API, version 2026-08-26.dahlia, over a store
// that lives in memory. It is written from Stripe's specification alone and
// knows nothing of the code that reads from it, so that the two can be held
// against each other.
//
// [Sim] is seeded with the Put methods and changed with methods named for what
// happens in Stripe (Capture, Refund, Dispute …). What Stripe derives is
// derived here too: statuses, captured and refunded amounts, balance
// transactions, events. Limits, latency and failures can be switched at run
// time.
//
// Writing over HTTP, Connect platforms, invoices, products and subscriptions
// are not simulated.
package stripesim
