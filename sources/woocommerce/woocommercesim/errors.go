package woocommercesim

import (
	"net/http"
	"strings"
)

// apiError is an error answer of WordPress's REST API.
type apiError struct {
	status  int
	code    string
	message string
	data    object // beside the status
}

func (e *apiError) body() object {
	return object{{"code", e.code}, {"message", e.message}, {"data", append(object{{"status", e.status}}, e.data...)}}
}

// Error is what an edit of the store hands on.
func (e *apiError) Error() string { return e.code }

// unknownID is the answer to a change of what is not there: 400, where a reader gets 404.
func unknownID(postType string) *apiError {
	e := invalidID(postType)
	e.status = http.StatusBadRequest
	return e
}

func noRoute() *apiError {
	return &apiError{status: http.StatusNotFound, code: "rest_no_route", message: "No route was found matching the URL and request method."}
}

// invalidID is the answer for an id that names nothing of a post type.
func invalidID(postType string) *apiError {
	return &apiError{status: http.StatusNotFound, code: "woocommerce_rest_" + postType + "_invalid_id", message: "Invalid ID."}
}

func unauthorized(message string) *apiError {
	return &apiError{status: http.StatusUnauthorized, code: "woocommerce_rest_authentication_error", message: message}
}

// cannotView refuses a reader: 401 for nobody, 403 for somebody without rights.
func cannotView(known, list bool) *apiError { return cannot("view", known, list) }

// cannotWrite refuses a writer.
func cannotWrite(known bool, method string) *apiError {
	e := cannot(map[string]string{http.MethodPost: "create", http.MethodDelete: "delete"}[method], known, false)
	if e.code == "woocommerce_rest_cannot_" {
		e.code += "edit"
	}
	e.message = "Sorry, you are not allowed to do that."
	return e
}

func cannot(verb string, known, list bool) *apiError {
	e := &apiError{status: http.StatusUnauthorized, code: "woocommerce_rest_cannot_" + verb, message: "Sorry, you cannot view this resource."}
	if list {
		e.message = "Sorry, you cannot list resources."
	}
	if known {
		e.status = http.StatusForbidden
	}
	return e
}

// complaint is what is wrong with one parameter.
type complaint struct {
	param, code, message string
}

// invalidParams reports all parameters that are wrong, as WordPress does.
func invalidParams(complaints []complaint) *apiError {
	var names []string
	var params, details object
	for _, c := range complaints {
		names = append(names, c.param)
		params = append(params, member{c.param, c.message})
		details = append(details, member{c.param, object{{"code", c.code}, {"message", c.message}, {"data", nil}}})
	}
	return &apiError{
		status: http.StatusBadRequest, code: "rest_invalid_param", message: "Invalid parameter(s): " + strings.Join(names, ", "),
		data: object{{"params", params}, {"details", details}},
	}
}
