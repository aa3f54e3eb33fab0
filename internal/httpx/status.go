package httpx

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/galleria-graph/galleria/sources"
)

// MaxRetryAfter bounds how long a source may ask to be left alone: a date far
// away is a fault of its clock or of the answer.
const MaxRetryAfter = 60 * time.Second

// Err returns the *sources.Error that the status means, or nil for 2xx. It
// quotes nothing of the body. A vendor that says more in the body is better
// asked by its connector, which may keep the kind of [Kind].
func (r *Response) Err(source, op string) *sources.Error {
	if r.Status >= 200 && r.Status < 300 {
		return nil
	}
	e := &sources.Error{Kind: Kind(r.Status), Source: source, Op: op, Reason: reason(r.Status)}
	if e.Kind == sources.KindLimited || e.Kind == sources.KindUnavailable {
		e.RetryAfter = RetryAfter(r.Header("Retry-After"), time.Now())
	}
	return e
}

// Kind returns what a status that is not 2xx means to everyone above. The
// other statuses of 4xx mean that we asked wrongly, and are KindInternal.
func Kind(status int) sources.ErrorKind {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusPaymentRequired, status == http.StatusForbidden, status == http.StatusProxyAuthRequired:
		return sources.KindDenied
	case status == http.StatusTooManyRequests:
		return sources.KindLimited
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusLocked, status >= 500:
		return sources.KindUnavailable
	case status >= 400:
		return sources.KindInternal
	}
	return sources.KindMalformed // 1xx and 3xx: an API answers neither
}

func reason(status int) string {
	text := "it answered HTTP status " + strconv.Itoa(status)
	switch {
	case status == http.StatusUnauthorized:
		return text + ": the credentials were refused"
	case status == http.StatusForbidden:
		return text + ": the credentials lack a permission"
	case status >= 300 && status < 400:
		return text + ": redirects are not followed, check the address"
	}
	return text
}

// RetryAfter returns how long a header Retry-After asks to wait, given as
// seconds or as a date, between 0 and [MaxRetryAfter]; 0 when it does not say.
func RetryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		return bounded(seconds)
	}
	if at, err := http.ParseTime(value); err == nil {
		return bounded(at.Sub(now).Seconds())
	}
	return 0
}

// bounded compares before it converts: the product of a large float is no duration.
func bounded(seconds float64) time.Duration {
	switch {
	case seconds >= MaxRetryAfter.Seconds():
		return MaxRetryAfter
	case seconds > 0: // false for NaN
		return time.Duration(seconds * float64(time.Second))
	}
	return 0
}
