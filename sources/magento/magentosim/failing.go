package magentosim

import (
	"bytes"
	"io"
	"math"
	"net/http"
	"strconv"
)

// fail acts a fault out. It reports false when the request is to be answered
// and the answer then spoilt.
func (s *Sim) fail(w http.ResponseWriter, r *http.Request, fault Fault) bool {
	switch {
	case fault.RetryAfter > 0 && fault.RetryDate:
		w.Header().Set("Retry-After", s.clock().Add(fault.RetryAfter).UTC().Format(http.TimeFormat))
	case fault.RetryAfter > 0:
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(fault.RetryAfter.Seconds()))))
	}
	switch fault.Kind {
	case FaultForbidden:
		writeHTML(w, http.StatusForbidden, "403 Forbidden")
	case FaultTooMany:
		writeHTML(w, http.StatusTooManyRequests, "429 Too Many Requests")
	case FaultBackpressure:
		writeJSON(w, http.StatusTooManyRequests, marshal(object{"message": "Too Many Requests", "trace": nil}))
	case FaultUnavailable:
		writeHTML(w, http.StatusServiceUnavailable, "503 Service Temporarily Unavailable")
	case FaultInsufficient:
		const status = 508
		writeHTML(w, status, "508 Resource Limit Is Reached")
	case FaultLogin:
		w.Header().Set("WWW-Authenticate", `Basic realm="staging"`)
		writeHTML(w, http.StatusUnauthorized, "401 Authorization Required")
	case FaultInternal:
		problem := s.internal("Warning: Undefined array key")
		writeJSON(w, problem.status, marshal(problem.body(s.options.DeveloperMode)))
	case FaultReset:
		panic(http.ErrAbortHandler) // The server's way of cutting a connection.
	case FaultHang:
		<-r.Context().Done()
	case FaultMalformed:
		writeJSON(w, http.StatusOK, []byte("<html><body>We'll be back soon</body></html>"))
	case FaultOversized:
		writeOversized(w, fault.Size)
	default:
		return false
	}
	return true
}

// distort spoils the answer of a search.
func (c *call) distort(answer object) object {
	switch c.fault.Kind {
	case FaultWrongTotal:
		answer["total_count"] = answer["total_count"].(int) + c.fault.Add
	case FaultEmptyItems:
		if c.query.member("fields") != nil {
			answer["items"] = []any{}
		}
	}
	return answer
}

// writeOversized sends a page that is padded with blanks, which JSON allows.
func writeOversized(w http.ResponseWriter, size int64) {
	const usual = 64 << 20
	setDefault(&size, int64(usual))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	io.WriteString(w, `{"items":[],"search_criteria":{"filter_groups":[]},"total_count":0`) //nolint:errcheck // the client may be gone
	blanks := bytes.Repeat([]byte(" "), 1<<16)
	for sent := int64(0); sent < size; sent += int64(len(blanks)) {
		if _, err := w.Write(blanks); err != nil {
			return
		}
	}
	io.WriteString(w, "}") //nolint:errcheck // the client may be gone
}
