package stripespec

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/stripe/stripe-mock/server"
)

// Mock runs Stripe's stripe-mock on a loopback address until the test ends. It
// refuses parameters that Stripe does not know and other API versions than
// Version, but answers every id with one fixed fixture and ignores limits,
// filters and cursors: it proves requests, not behaviour. It skips the test
// when the specification is absent.
func Mock(t testing.TB) *httptest.Server {
	t.Helper()
	dir := Dir(t)
	spec, err := server.LoadSpec(nil, filepath.Join(dir, openAPIFile))
	if err != nil {
		t.Fatalf("load the specification into stripe-mock: %v", err)
	}
	fixtures, err := server.LoadFixtures(nil, filepath.Join(dir, fixturesFile))
	if err != nil {
		t.Fatalf("load the fixtures into stripe-mock: %v", err)
	}
	const strictVersion, verbose = true, false
	stub, err := server.NewStubServer(fixtures, spec, strictVersion, verbose)
	if err != nil {
		t.Fatalf("start stripe-mock: %v", err)
	}
	mock := httptest.NewServer(http.HandlerFunc(stub.HandleRequest))
	t.Cleanup(mock.Close)
	return mock
}
