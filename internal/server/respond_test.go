package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// An answer is whole, and as long as it says, whether its data is sent with the
// rest or by itself.
func TestAnswersOfAnySize(t *testing.T) {
	for _, size := range []int{0, 1 << 10, 256<<10 - 64, 256 << 10, 1 << 20} {
		text := strings.Repeat("x", size)
		s := start(t, map[string]field{"users": func(context.Context, map[string]any) (json.RawMessage, error) {
			return json.RawMessage(`{"nodes":["` + text + `"]}`), nil
		}})
		for range 2 { // the second finds the first one's memory
			w := httptest.NewRecorder()
			s.ServeHTTP(w, post(`{"query":"{users{nodes{id}}}"}`))
			if want := `{"data":{"users":{"nodes":["` + text + `"]}}}` + "\n"; w.Code != http.StatusOK || w.Body.String() != want {
				t.Errorf("%d bytes: status %d, %d bytes of body where %d are due", size, w.Code, w.Body.Len(), len(want))
			}
			if said := w.Header().Get("Content-Length"); said != strconv.Itoa(w.Body.Len()) {
				t.Errorf("%d bytes: Content-Length %s of %d bytes", size, said, w.Body.Len())
			}
		}
	}
}
