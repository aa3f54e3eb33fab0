package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// catalogue is a schema as it is written: its definitions by name, extensions
// merged in. It is not validated, so that directives may be those of any router.
type catalogue struct {
	types      map[string]*ast.Definition
	directives map[string]*ast.DirectiveDefinition
	roots      map[ast.Operation]string // the type of each kind of operation
}

// readSDL reads a schema. The name is for errors.
func readSDL(name, text string) (*catalogue, error) {
	doc, err := parser.ParseSchema(&ast.Source{Name: name, Input: text})
	if err != nil {
		return nil, fmt.Errorf("read the schema: %s", where(name, err))
	}
	c := &catalogue{
		types:      make(map[string]*ast.Definition),
		directives: make(map[string]*ast.DirectiveDefinition),
		roots:      map[ast.Operation]string{ast.Query: "Query", ast.Mutation: "Mutation", ast.Subscription: "Subscription"},
	}
	for _, d := range doc.Definitions {
		if _, twice := c.types[d.Name]; twice {
			return nil, fmt.Errorf("read the schema: %s defines %s twice", name, d.Name)
		}
		c.types[d.Name] = d
	}
	for _, d := range doc.Extensions {
		if err := c.extend(d); err != nil {
			return nil, fmt.Errorf("read the schema: %s: %w", name, err)
		}
	}
	for _, d := range doc.Directives {
		c.directives[d.Name] = d
	}
	for _, s := range append(doc.Schema, doc.SchemaExtension...) {
		for _, o := range s.OperationTypes {
			c.roots[o.Operation] = o.Type
		}
	}
	return c, nil
}

// extend adds an extension to its type. A type that only extensions name is
// one that another subgraph may define.
func (c *catalogue) extend(d *ast.Definition) error {
	base, ok := c.types[d.Name]
	if !ok {
		c.types[d.Name] = d
		return nil
	}
	if base.Kind != d.Kind {
		return fmt.Errorf("%s is extended as another kind of type", d.Name)
	}
	base.Fields = append(base.Fields, d.Fields...)
	base.EnumValues = append(base.EnumValues, d.EnumValues...)
	base.Types = append(base.Types, d.Types...)
	base.Interfaces = append(base.Interfaces, d.Interfaces...)
	base.Directives = append(base.Directives, d.Directives...)
	return nil
}

// field returns the field of a type, or nil.
func (c *catalogue) field(parent, name string) *ast.FieldDefinition {
	if name == "__typename" {
		return &ast.FieldDefinition{Name: name, Type: ast.NonNullNamedType("String", nil)}
	}
	d := c.types[parent]
	if d == nil {
		return nil
	}
	return d.Fields.ForName(name)
}

// composite says whether values of the type have fields.
func (c *catalogue) composite(name string) bool {
	d := c.types[name]
	return d != nil && (d.Kind == ast.Object || d.Kind == ast.Interface || d.Kind == ast.Union)
}

// where words an error of the parser with its place.
func where(name string, err error) string {
	var e *gqlerror.Error
	if errors.As(err, &e) && len(e.Locations) > 0 {
		return fmt.Sprintf("%s:%d:%d: %s", name, e.Locations[0].Line, e.Locations[0].Column, e.Message)
	}
	return name + ": " + strings.TrimSpace(err.Error())
}
