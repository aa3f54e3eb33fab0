// Package stripespec holds Stripe's own specification against traffic in
// tests: it reads the official OpenAPI document and judges single requests and
// answers by it, and it runs Stripe's stripe-mock in process. It is a test
// helper: the specification files lie beside the repository, never inside it,
// and tests that need them skip when they are absent.
package stripespec
