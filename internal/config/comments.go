package config

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// The structs' comments are part of the program, so that the schema, the reference and a written configuration say what the code says. They are read when
// one of these is asked for, which no request does.
//
//go:embed config.go source.go sql.go view.go
var sources embed.FS

// comments returns the comments of the structs by type, such as Limits, and of their fields, such as Limits.Depth. Line breaks are spaces.
func comments() (map[string]string, error) {
	found := map[string]string{}
	names, err := sources.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("read comments: %w", err)
	}
	for _, name := range names {
		text, err := sources.ReadFile(name.Name())
		if err != nil {
			return nil, fmt.Errorf("read comments: %w", err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name.Name(), text, parser.ParseComments)
		if err != nil {
			return nil, fmt.Errorf("read comments: %w", err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if decl, ok := node.(*ast.GenDecl); ok && len(decl.Specs) == 1 {
				collectComments(decl, found)
			}
			return true
		})
	}
	return found, nil
}

// collectComments takes the comments of a declaration if it is of a struct.
func collectComments(decl *ast.GenDecl, found map[string]string) {
	spec, ok := decl.Specs[0].(*ast.TypeSpec)
	if !ok {
		return
	}
	block, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	found[spec.Name.Name] = oneLine(decl.Doc.Text())
	for _, f := range block.Fields.List {
		for _, name := range f.Names {
			found[spec.Name.Name+"."+name.Name] = oneLine(f.Doc.Text())
		}
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
