// Package woocommercespec holds the specification of WooCommerce's REST API,
// wc/v3, against traffic in tests: it judges single requests and answers by the
// schema of the resources and the table of endpoints. It is a test helper: the
// specification files lie beside the repository, never inside it, and tests
// that need them skip when they are absent.
package woocommercespec
