package stripesim

import (
	"fmt"
	"net/http"
	"strings"
)

// apiError is an error answer of Stripe.
type apiError struct {
	status  int
	kind    string // Stripe's error.type
	code    string
	param   string
	message string
	header  map[string]string
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s: %s", e.status, e.kind, e.message) }

func (e *apiError) body(logURL string) object {
	fields := object{"type": e.kind, "message": e.message, "request_log_url": logURL}
	if e.code != "" {
		fields["code"] = e.code
		fields["doc_url"] = "https://stripe.com/docs/error-codes/" + strings.ReplaceAll(e.code, "_", "-")
	}
	if e.param != "" {
		fields["param"] = e.param
	}
	return object{"error": fields}
}

func invalidRequest(code, param, format string, arguments ...any) *apiError {
	return &apiError{
		status: http.StatusBadRequest, kind: "invalid_request_error",
		code: code, param: param, message: fmt.Sprintf(format, arguments...),
	}
}

// missing is the answer for an id that names nothing: 404 for an id in the
// path, 400 for one in a parameter.
func missing(status int, object, id, param string) *apiError {
	e := invalidRequest("resource_missing", param, "No such %s: '%s'", object, id)
	e.status = status
	return e
}

func unrecognizedURL(r *http.Request) *apiError {
	e := invalidRequest("", "", "Unrecognized request URL (%s: %s). If you are trying to list objects, remove the trailing slash. "+
		"If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. "+
		"Please see https://stripe.com/docs or we can help at https://support.stripe.com/.", r.Method, r.URL.Path)
	e.status = http.StatusNotFound
	return e
}
