package stripesim

import (
	"bytes"
	"io"
	"math"
	"net"
	"net/http"
	"strconv"
)

const badGatewayPage = `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
</html>
`

// fail acts a fault out. It reports false when the request is to be answered
// as usual and its answer then cut, which is what FaultTruncated asks for.
func (s *Sim) fail(w http.ResponseWriter, r *http.Request, fault Fault) bool {
	switch fault.Kind {
	case FaultInternal:
		s.writeError(w, &apiError{
			status: http.StatusInternalServerError, kind: "api_error",
			message: "An unknown error occurred", header: map[string]string{"Stripe-Should-Retry": "true"},
		})
	case FaultBadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		io.WriteString(w, badGatewayPage) //nolint:errcheck // the client may be gone
	case FaultRateLimited:
		s.failRateLimited(w, fault)
	case FaultLockTimeout:
		s.writeError(w, lockTimeout())
	case FaultReset:
		reset(w)
	case FaultHang:
		<-r.Context().Done()
	case FaultMalformed:
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"object": "list", "data": [oops`) //nolint:errcheck // the client may be gone
	case FaultOversized:
		writeOversized(w, fault.Size)
	default:
		return false
	}
	return true
}

func (s *Sim) failRateLimited(w http.ResponseWriter, fault Fault) {
	e := rateLimited(reasonGlobal)
	if fault.RetryAfter > 0 {
		e.header["Retry-After"] = strconv.Itoa(int(math.Ceil(fault.RetryAfter.Seconds())))
	}
	s.writeError(w, e)
}

func lockTimeout() *apiError {
	return &apiError{
		status: http.StatusConflict, kind: "invalid_request_error", code: "lock_timeout",
		message: "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. " +
			"If you see this error intermittently, retry the request.",
		header: map[string]string{"Stripe-Should-Retry": "true"},
	}
}

// reset drops the connection so that the client sees it reset, not closed.
func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		tcp.SetLinger(0) //nolint:errcheck // the connection is closed either way
	}
	connection.Close() //nolint:errcheck // it is closed to be lost
}

// writeOversized sends a page that is padded with blanks, which JSON allows.
func writeOversized(w http.ResponseWriter, size int64) {
	const usual = 64 << 20
	if size == 0 {
		size = usual
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"object":"list","data":[],"has_more":false,"url":"/v1"`) //nolint:errcheck // the client may be gone
	blanks := bytes.Repeat([]byte(" "), 1<<16)
	for sent := int64(0); sent < size; sent += int64(len(blanks)) {
		if _, err := w.Write(blanks); err != nil {
			return
		}
	}
	io.WriteString(w, "}") //nolint:errcheck // the client may be gone
}
