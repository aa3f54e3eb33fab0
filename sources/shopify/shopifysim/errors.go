package shopifysim

import (
	"errors"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// apiError is one entry of the errors of a response.
type apiError struct {
	Message    string         `json:"message"`
	Locations  []location     `json:"locations,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

type location struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

func (e *apiError) Error() string { return e.Message }

func coded(message, code string) *apiError {
	return &apiError{Message: message, Extensions: map[string]any{"code": code}}
}

func badRequest(message string) *apiError { return coded(message, "BAD_REQUEST") }

// invalidID is Shopify's answer to a text that is not a global id.
func invalidID(id string) *apiError {
	return coded("Invalid global id '"+id+"'", "INVALID_VARIABLE")
}

// tooManyInputs is Shopify's answer to a list argument of more than 250.
func tooManyInputs(size string) *apiError {
	return coded("The input array size of "+size+" is greater than the maximum allowed of 250.", "MAX_INPUT_SIZE_EXCEEDED")
}

// located adds where in the document and the response an error happened.
func located(err error, position *ast.Position, path []any) apiError {
	entry := apiError{Message: err.Error()}
	var known *apiError
	if errors.As(err, &known) {
		entry = *known
	}
	if position != nil {
		entry.Locations = []location{{position.Line, position.Column}}
	}
	entry.Path = append([]any(nil), path...)
	return entry
}

// validationErrors turns the parser's errors into response errors. The codes
// are Shopify's for the rules that clients meet.
func validationErrors(list gqlerror.List) []apiError {
	codes := map[string]string{
		"FieldsOnCorrectType":          "undefinedField",
		"KnownArgumentNames":           "argumentNotAccepted",
		"ProvidedRequiredArguments":    "missingRequiredArguments",
		"ValuesOfCorrectType":          "argumentLiteralsIncompatible",
		"KnownTypeNames":               "undefinedType",
		"KnownFragmentNames":           "useAndDefineFragment",
		"NoUnusedFragments":            "useAndDefineFragment",
		"NoUnusedVariables":            "variableNotUsed",
		"NoUndefinedVariables":         "variableNotDefined",
		"ScalarLeafs":                  "selectionMismatch",
		"OverlappingFieldsCanBeMerged": "fieldConflict",
		"VariablesInAllowedPosition":   "variableMismatch",
	}
	var entries []apiError
	for _, err := range list {
		entry := apiError{Message: err.Message}
		for _, at := range err.Locations {
			entry.Locations = append(entry.Locations, location{at.Line, at.Column})
		}
		if code := codes[err.Rule]; code != "" {
			entry.Extensions = map[string]any{"code": code}
		}
		entries = append(entries, entry)
	}
	return entries
}
