package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	module           = "github.com/galleria-graph/galleria/"
	vocabularyImport = module + "commerce"
)

// written is which fields of the vocabulary's structs a package writes, as "Order.Name".
type written map[string]bool

// writtenBy reads what the shipped files of packages write: keys of literals,
// targets of assignments, and fields whose address is taken.
func writtenBy(t *testing.T, paths ...string) map[string]written {
	t.Helper()
	dirs, exports := packagesOf(t, paths)
	set := token.NewFileSet()
	checker := types.Config{Importer: importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	out := map[string]written{}
	for _, path := range paths {
		var files []*ast.File
		for _, name := range dirs[path] {
			file, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
		if _, err := checker.Check(path, set, files, info); err != nil {
			t.Fatal(err)
		}
		w := writing{info: info, out: written{}}
		for _, file := range files {
			ast.Inspect(file, w.visit)
		}
		out[path] = w.out
	}
	return out
}

// packagesOf returns the files of the packages, and where the compiled form of all that they import is.
func packagesOf(t *testing.T, paths []string) (files map[string][]string, exports map[string]string) {
	t.Helper()
	args := append([]string{"list", "-export", "-deps", "-json=ImportPath,Export,Dir,GoFiles"}, paths...)
	list := exec.CommandContext(t.Context(), "go", args...)
	var said bytes.Buffer
	list.Stderr = &said
	text, err := list.Output()
	if err != nil {
		t.Fatalf("list packages: %v\n%s", err, said.Bytes())
	}
	files, exports = map[string][]string{}, map[string]string{}
	for dec := json.NewDecoder(bytes.NewReader(text)); ; {
		var p struct {
			ImportPath, Export, Dir string
			GoFiles                 []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return files, exports
		} else if err != nil {
			t.Fatal(fmt.Errorf("read list of packages: %w", err))
		}
		exports[p.ImportPath] = p.Export
		for _, name := range p.GoFiles {
			files[p.ImportPath] = append(files[p.ImportPath], filepath.Join(p.Dir, name))
		}
	}
}

type writing struct {
	info *types.Info
	out  written
}

func (w writing) visit(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.CompositeLit:
		w.literal(n)
	case *ast.AssignStmt:
		for _, target := range n.Lhs {
			w.target(target)
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			w.target(n.X)
		}
	}
	return true
}

// literal notes what a literal of a struct holds.
func (w writing) literal(n *ast.CompositeLit) {
	name, of := vocabulary(w.info.Types[n].Type)
	if of == nil {
		return
	}
	for i, element := range n.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			w.out[name+"."+pair.Key.(*ast.Ident).Name] = true
		} else {
			w.out[name+"."+of.Field(i).Name()] = true
		}
	}
}

// target notes the fields on the way to what is written: o.Customer and Email of o.Customer.Email.
func (w writing) target(x ast.Expr) {
	switch x := x.(type) {
	case *ast.SelectorExpr:
		if s := w.info.Selections[x]; s != nil && s.Kind() == types.FieldVal {
			if name, of := vocabulary(s.Recv()); of != nil {
				w.out[name+"."+x.Sel.Name] = true
			}
		}
		w.target(x.X)
	case *ast.IndexExpr:
		w.target(x.X)
	case *ast.ParenExpr:
		w.target(x.X)
	case *ast.StarExpr:
		w.target(x.X)
	}
}

// vocabulary returns the name of a struct of the vocabulary, or of what points to one.
func vocabulary(t types.Type) (string, *types.Struct) {
	if t == nil {
		return "", nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != vocabularyImport {
		return "", nil
	}
	of, ok := named.Underlying().(*types.Struct)
	if !ok {
		return "", nil
	}
	return named.Obj().Name(), of
}

// The reading of sources is held to what is known of them: Stripe's customers
// have no tags, and every store's orders have a name.
func TestWrittenFields(t *testing.T) {
	const shopify, stripe = module + "sources/shopify", module + "sources/stripe"
	got := writtenBy(t, shopify, stripe)
	for field, want := range map[string]bool{
		stripe + " Customer.Email": true, stripe + " Customer.Tags": false, stripe + " Order.Name": false, stripe + " Payment.Refunds": true,
		shopify + " Order.Name": true, shopify + " Order.LineItems": true, shopify + " Customer.Phone": true, shopify + " Payment.Amount": false,
	} {
		path, name, _ := strings.Cut(field, " ")
		if got[path][name] != want {
			t.Errorf("%s: %v, want %v", field, got[path][name], want)
		}
	}
}
