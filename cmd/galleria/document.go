package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/galleria-graph/galleria/internal/config"
)

// request is what is sent for an operation.
type request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName,omitempty"`
	Variables     map[string]any `json:"variables,omitempty"`
}

// written tells a document from the name of a file.
func written(arg string) bool {
	return regexp.MustCompile(`^[\s,]*(\{|#|(query|mutation|subscription|fragment)\b[^.]*\{)`).MatchString(arg)
}

// document returns the text that the argument stands for, and a name for it.
func (p *program) document(cmd *cobra.Command, args []string) (name, text string, err error) {
	switch {
	case len(args) == 0 && isTerminal(p.stdin):
		return "", "", usage(cmd, "there is no query: name a file, write the query itself in quotes, or use - for the standard input")
	case len(args) == 1 && written(args[0]):
		return "query", args[0], nil
	case len(args) == 0 || args[0] == "-":
		name = "-"
	default:
		name = args[0]
	}
	text, err = p.readFile(name)
	if name == "-" {
		name = "the standard input"
	}
	if err != nil {
		return "", "", fmt.Errorf("read the query: %w", err)
	}
	if !utf8.ValidString(text) {
		return "", "", fmt.Errorf("read the query: %s is not UTF-8 text; save it as UTF-8", name)
	}
	return name, text, nil
}

// parseDocument reads a document and finds the operation that is meant.
func parseDocument(name, text, operation string) (*ast.QueryDocument, *ast.OperationDefinition, error) {
	doc, err := parser.ParseQuery(&ast.Source{Name: name, Input: text})
	if err != nil {
		return nil, nil, fmt.Errorf("read the query: %s", where(name, err))
	}
	if operation == "" && len(doc.Operations) == 1 {
		return doc, doc.Operations[0], nil
	}
	var names []string
	for _, op := range doc.Operations {
		if operation != "" && op.Name == operation {
			return doc, op, nil
		}
		names = append(names, op.Name)
	}
	switch {
	case len(doc.Operations) == 0:
		return nil, nil, fmt.Errorf("read the query: %s has no operation", name)
	case operation == "":
		return nil, nil, fmt.Errorf("%s has several operations: choose one with --operation: %s", name, strings.Join(names, ", "))
	default:
		return nil, nil, fmt.Errorf("%s has no operation %q: it has %s", name, operation, strings.Join(names, ", "))
	}
}

// variables reads name=value pairs as the operation declares them.
func variables(op *ast.OperationDefinition, pairs []string) (map[string]any, error) {
	values := make(map[string]any)
	var declared []string
	for _, d := range op.VariableDefinitions {
		declared = append(declared, d.Variable)
	}
	for _, pair := range pairs {
		name, text, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, fmt.Errorf("a variable is given as name=value, not %q", pair)
		}
		name = strings.TrimPrefix(name, "$")
		d := op.VariableDefinitions.ForName(name)
		if d == nil {
			return nil, undeclared(name, declared)
		}
		if _, twice := values[name]; twice {
			return nil, fmt.Errorf("the variable $%s is given twice", name)
		}
		value, err := variable(d.Type, text)
		if err != nil {
			return nil, fmt.Errorf("the variable $%s is of type %s: %w", name, d.Type, err)
		}
		values[name] = value
	}
	return values, needed(op, values)
}

// needed refuses an operation without a value that it cannot do without.
func needed(op *ast.OperationDefinition, values map[string]any) error {
	for _, d := range op.VariableDefinitions {
		if _, given := values[d.Variable]; !given && d.Type.NonNull && d.DefaultValue == nil {
			return fmt.Errorf("the variable $%s of type %s has no value: give it with -v %s=…", d.Variable, d.Type, d.Variable)
		}
	}
	return nil
}

func undeclared(name string, declared []string) error {
	message := fmt.Sprintf("the query declares no variable $%s", name)
	if near := config.Nearest(name, declared); near != "" {
		message += fmt.Sprintf("\nDid you mean %q?", near)
	}
	return errors.New(message)
}

// variable reads one value. Text stands for itself; lists and input objects are
// written as JSON. Whether the value fits the schema is for the server to say.
func variable(t *ast.Type, text string) (any, error) {
	name := t.Name()
	plain := name == "String" || name == "ID"
	switch {
	case text == "null" && !t.NonNull && !plain:
		return nil, nil
	case t.Elem != nil && strings.HasPrefix(text, "["):
		return jsonValue(text)
	case t.Elem != nil:
		return variable(t.Elem, text) // one value stands for a list of one
	case plain:
		return text, nil
	case name == "Boolean":
		if text != "true" && text != "false" {
			return nil, fmt.Errorf("%q is neither true nor false", text)
		}
		return text == "true", nil
	case name == "Int" || name == "Float":
		return number(text)
	case strings.HasPrefix(text, "{"):
		return jsonValue(text)
	}
	return text, nil
}

func number(text string) (any, error) {
	if v, err := jsonValue(text); err == nil {
		if n, ok := v.(json.Number); ok {
			return n, nil
		}
	}
	return nil, fmt.Errorf("%q is no number", text)
}

func jsonValue(text string) (any, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, fmt.Errorf("%q is no JSON: %w", text, err)
	}
	if dec.More() {
		return nil, fmt.Errorf("%q is more than one JSON value", text)
	}
	return v, nil
}
