// Package magentospec holds Adobe's own specification against traffic in
// tests: it reads the official Swagger document of the admin REST API and
// judges single requests and answers by it. It is a test helper: the
// specification files lie beside the repository, never inside it, and tests
// that need them skip when they are absent.
package magentospec
