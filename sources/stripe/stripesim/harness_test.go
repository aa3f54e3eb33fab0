package stripesim_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/sources/stripe/stripesim"
	"github.com/galleria-graph/galleria/sources/stripe/stripesim/stripespec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "sk_test_abcdefgh1234"

// epoch is when the tests' clocks start.
var epoch = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

type object = map[string]any

// fixture is a simulation behind a real server whose every answer is held
// against Stripe's specification, when that is present.
type fixture struct {
	*stripesim.Sim
	t      *testing.T
	server *httptest.Server
	spec   *stripespec.Spec
	key    string
	now    time.Time
}

func start(t *testing.T, options stripesim.Options) *fixture {
	t.Helper()
	f := &fixture{t: t, now: epoch, key: secret, spec: stripespec.Find(t)}
	options.SecretKey = secret
	if options.Clock == nil {
		options.Clock = func() time.Time { return f.now }
	}
	f.Sim = stripesim.New(options)
	f.server = httptest.NewServer(f.Sim)
	t.Cleanup(f.server.Close)
	return f
}

// unlimited are the options of tests that are not about limits.
func unlimited() stripesim.Options {
	return stripesim.Options{Limits: stripesim.Limits{Off: true}}
}

func (f *fixture) request(target string) *http.Request {
	f.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, f.server.URL+target, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+f.key)
	r.Header.Set("Stripe-Version", stripesim.Version)
	return r
}

// do sends a request and judges the answer by the specification.
func (f *fixture) do(r *http.Request) (int, http.Header, object) {
	f.t.Helper()
	response, err := f.server.Client().Do(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	f.judge(r, response, body)
	var answer object
	if err := json.Unmarshal(body, &answer); err != nil {
		f.t.Fatalf("%s: %v", r.URL, err)
	}
	return response.StatusCode, response.Header, answer
}

func (f *fixture) judge(r *http.Request, response *http.Response, body []byte) {
	f.t.Helper()
	if f.spec == nil {
		return
	}
	if response.StatusCode == http.StatusOK {
		if err := f.spec.CheckRequest(r); err != nil {
			f.t.Errorf("the simulation accepts what Stripe refuses: %v", err)
		}
	}
	if err := f.spec.CheckResponse(r, response.StatusCode, response.Header, body); err != nil {
		f.t.Error(err)
	}
}

// get reads a target that must answer 200.
func (f *fixture) get(target string) object {
	f.t.Helper()
	status, _, answer := f.do(f.request(target))
	if status != http.StatusOK {
		f.t.Fatalf("%s: status %d: %v", target, status, answer)
	}
	return answer
}

// fail reads a target that must answer an error, and returns it.
func (f *fixture) fail(target string, status int) object {
	f.t.Helper()
	got, _, answer := f.do(f.request(target))
	if got != status {
		f.t.Fatalf("%s: status %d, want %d: %v", target, got, status, answer)
	}
	return answer["error"].(object)
}

// ids returns the ids of a page, joined by blanks.
func ids(page object) string {
	var list []string
	for _, item := range page["data"].([]any) {
		list = append(list, item.(object)["id"].(string))
	}
	return strings.Join(list, " ")
}

// at follows a path of member names and list indexes.
func at(value any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			inner, _ := value.(object)
			value = inner[step]
		case int:
			inner, _ := value.([]any)
			if step >= len(inner) {
				return nil
			}
			value = inner[step]
		}
	}
	return value
}

// want compares a value in an answer, numbers as float64.
func (f *fixture) want(answer any, want any, path ...any) {
	f.t.Helper()
	if number, ok := want.(int); ok {
		want = float64(number)
	}
	if got := at(answer, path...); got != want {
		f.t.Errorf("%v = %v, want %v", path, got, want)
	}
}

// must fails the test when a seed or change was refused.
func must[T any](t *testing.T) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func (f *fixture) ok(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) customer(c stripesim.Customer) {
	f.t.Helper()
	must[stripesim.Customer](f.t)(f.PutCustomer(c))
}

func (f *fixture) intent(p stripesim.PaymentIntent) stripesim.PaymentIntent {
	f.t.Helper()
	return must[stripesim.PaymentIntent](f.t)(f.PutPaymentIntent(p))
}

// after is a time some seconds after the epoch.
func after(seconds int) time.Time { return epoch.Add(time.Duration(seconds) * time.Second) }
