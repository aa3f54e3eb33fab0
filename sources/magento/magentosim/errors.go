package magentosim

import (
	"fmt"
	"net/http"
)

// apiError is an error answer of Magento. The parameters stand for %1, %2 … in
// the message when they are a list, and for %name when they are an object.
type apiError struct {
	status     int
	message    string
	parameters any
	errors     []apiError
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s", e.status, e.message) }

func (e *apiError) body(developer bool) object {
	body := object{"message": e.message}
	if e.parameters != nil {
		body["parameters"] = e.parameters
	}
	if len(e.errors) > 0 {
		list := make([]any, len(e.errors))
		for i := range e.errors {
			list[i] = object{"message": e.errors[i].message, "parameters": e.errors[i].parameters}
		}
		body["errors"] = list
	}
	if developer {
		body["trace"] = "#0 /var/www/html/vendor/magento/framework/Webapi/ErrorProcessor.php(92): maskException()\n#1 {main}"
	}
	return body
}

func badRequest(message string, parameters any) *apiError {
	return &apiError{status: http.StatusBadRequest, message: message, parameters: parameters}
}

func required(field string) *apiError {
	return badRequest(`"%fieldName" is required. Enter and try again.`, object{"fieldName": field})
}

func noRoute() *apiError {
	return &apiError{status: http.StatusNotFound, message: "Request does not match any route."}
}

func noEntity() *apiError {
	return &apiError{status: http.StatusNotFound, message: "The entity that was requested doesn't exist. Verify the entity and try again."}
}

// noSuchField is the answer for an entity that is looked up by a field.
func noSuchField(field, value string) *apiError {
	return &apiError{status: http.StatusNotFound, message: "No such entity with %fieldName = %fieldValue", parameters: object{"fieldName": field, "fieldValue": value}}
}

func noProduct() *apiError {
	return &apiError{status: http.StatusNotFound, message: "The product that was requested doesn't exist. Verify the product and try again."}
}

func notInteger(field, value string) *apiError {
	return badRequest("Error occurred during \"%fieldName\" processing. %details", object{
		"fieldName": field, "details": fmt.Sprintf("The \"%s\" value's type is invalid. The \"int\" type was expected. Verify and try again.", value),
	})
}

// internal is an error of the database or of code. Its text is shown in
// developer mode only; otherwise the answer names a report.
func (s *Sim) internal(text string) *apiError {
	if s.options.DeveloperMode {
		return &apiError{status: http.StatusInternalServerError, message: text}
	}
	report := fmt.Sprintf("webapi-5f%011x", s.reports.Add(1))
	return &apiError{status: http.StatusInternalServerError, message: "Internal Error. Details are available in Magento log file. Report ID: " + report}
}
