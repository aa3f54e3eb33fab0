package magentosim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/galleria-graph/galleria/sources/magento/magentosim"
	"github.com/galleria-graph/galleria/sources/magento/magentosim/magentospec"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// epoch is when the tests' clocks start.
var epoch = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

type object = map[string]any

// fixture is a simulation whose every answer is held against Adobe's
// specification, when that is present.
type fixture struct {
	*magentosim.Sim
	t    *testing.T
	spec *magentospec.Spec
	now  time.Time
	// loose lets requests through that Adobe's specification does not know.
	loose bool
}

func start(t *testing.T, options magentosim.Options) *fixture {
	t.Helper()
	f := &fixture{t: t, now: epoch, spec: magentospec.Find(t)}
	options.Clock = func() time.Time { return f.now }
	f.Sim = magentosim.New(options)
	return f
}

func (f *fixture) request(target string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("Authorization", "Bearer "+f.AccessToken())
	return r
}

// do sends a request and returns the raw answer.
func (f *fixture) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w
}

// answer sends a request and judges the answer by the specification.
func (f *fixture) answer(r *http.Request) (int, any) {
	f.t.Helper()
	w := f.do(r)
	if f.spec != nil {
		if err := f.spec.CheckRequest(r); err != nil && w.Code == http.StatusOK && !f.loose {
			f.t.Errorf("the simulation accepts what is not documented: %v", err)
		}
		if err := f.spec.CheckResponse(r, w.Code, w.Header(), w.Body.Bytes()); err != nil {
			f.t.Error(err)
		}
	}
	return w.Code, decode(f.t, w.Body)
}

func decode(t testing.TB, body io.Reader) any {
	t.Helper()
	decoder := json.NewDecoder(body)
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("read JSON: %v", err)
	}
	return value
}

// get reads a target that must answer 200.
func (f *fixture) get(target string) any {
	f.t.Helper()
	status, answer := f.answer(f.request(target))
	if status != http.StatusOK {
		f.t.Fatalf("%s: status %d: %v", target, status, answer)
	}
	return answer
}

// fail reads a target that must answer an error, and returns it.
func (f *fixture) fail(target string, status int) object {
	f.t.Helper()
	got, answer := f.answer(f.request(target))
	if got != status {
		f.t.Fatalf("%s: status %d, want %d: %v", target, got, status, answer)
	}
	return answer.(object)
}

// search builds the address of a search from filters "group field condition
// value" and further parameters "name=value".
func search(path string, filters []string, further ...string) string {
	values := url.Values{}
	for i, filter := range filters {
		parts := strings.SplitN(filter, " ", 4)
		prefix := "searchCriteria[filter_groups][" + parts[0] + "][filters][" + string(rune('0'+i)) + "]"
		values.Set(prefix+"[field]", parts[1])
		values.Set(prefix+"[condition_type]", parts[2])
		if len(parts) == 4 {
			values.Set(prefix+"[value]", parts[3])
		}
	}
	for _, parameter := range further {
		name, value, _ := strings.Cut(parameter, "=")
		values.Set(name, value)
	}
	if len(filters) == 0 {
		values.Set("searchCriteria", "")
	}
	return path + "?" + values.Encode()
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

// want compares a value in an answer; numbers are compared as they are written.
func (f *fixture) want(answer any, want any, path ...any) {
	f.t.Helper()
	got := at(answer, path...)
	if number, ok := got.(json.Number); ok {
		got = number.String()
	}
	if got != want {
		f.t.Errorf("%v = %v, want %v", path, got, want)
	}
}

// column gathers one member of all items, joined by blanks.
func column(answer any, name string) string {
	var list []string
	items, _ := at(answer, "items").([]any)
	for _, item := range items {
		switch value := at(item, name).(type) {
		case string:
			list = append(list, value)
		case json.Number:
			list = append(list, value.String())
		default:
			list = append(list, "?")
		}
	}
	return strings.Join(list, " ")
}

// must fails the test when a seed or change was refused.
func must[T any](t testing.TB) func(value T, err error) T {
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
