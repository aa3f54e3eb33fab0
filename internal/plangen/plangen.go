// Package plangen is the plugin of gqlgen that ties a schema to the executor by
// level: it writes, beside what gqlgen generates, how each field is read, how
// each resolver is called and how each value is completed, as a binding of
// internal/executor. It goes by gqlgen's own tables, so that both executors
// read and call the same.
package plangen

import (
	_ "embed"
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/99designs/gqlgen/plugin"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed binding.gotpl
var bindingTemplate string

// New returns the plugin.
func New() plugin.Plugin { return generator{} }

type generator struct{}

var _ plugin.CodeGenerator = generator{}

// Name names the plugin in gqlgen's messages.
func (generator) Name() string { return "plangen" }

// GenerateCode writes binding.generated.go into the package of the generated executor.
func (generator) GenerateCode(data *codegen.Data) error {
	b, err := bindingOf(data)
	if err != nil {
		return err
	}
	dir := data.Config.Exec.Dir()
	return templates.Render(templates.Options{
		PackageName:     data.Config.Exec.Package,
		Template:        bindingTemplate,
		Filename:        filepath.Join(dir, "binding.generated.go"),
		Data:            b,
		GeneratedHeader: true,
		Packages:        data.Config.Packages,
	})
}

// binding is what the template writes.
type binding struct {
	*codegen.Data
	Leaves     []*config.TypeReference
	Composites []*config.TypeReference
	Abstract   []*codegen.Interface
	ids        map[string]int
}

func bindingOf(data *codegen.Data) (*binding, error) {
	b := &binding{Data: data, ids: map[string]int{}}
	if data.Config.UseFunctionSyntaxForExecutionContext {
		return nil, fmt.Errorf("plangen: use_function_syntax_for_execution_context is not supported")
	}
	for i, o := range data.Objects {
		if o.IsMap() {
			return nil, fmt.Errorf("plangen: type %s is bound to a map, which is not supported: bind it to a struct", o.Name)
		}
		b.ids[o.Name] = i
	}
	for _, t := range data.ReferencedTypes {
		switch {
		case t.MarshalFunc() == "" || t.Definition.Kind == ast.InputObject:
		case isLeaf(t):
			b.Leaves = append(b.Leaves, t)
		default:
			b.Composites = append(b.Composites, t)
		}
	}
	byName := func(list []*config.TypeReference) {
		sort.Slice(list, func(i, j int) bool { return list[i].MarshalFunc() < list[j].MarshalFunc() })
	}
	byName(b.Leaves)
	byName(b.Composites)
	for _, i := range data.Interfaces {
		b.Abstract = append(b.Abstract, i)
	}
	slices.SortFunc(b.Abstract, func(x, y *codegen.Interface) int { return strings.Compare(x.Name, y.Name) })
	return b, nil
}

// isLeaf reports whether values are written as they are: scalars, enums, what
// writes itself, and lists of these.
func isLeaf(t *config.TypeReference) bool {
	return t.Definition.IsLeafType() || !t.IsSlice() && (t.IsMarshaler || t.Marshaler != nil)
}

// ID returns the place of an object type.
func (b *binding) ID(name string) int { return b.ids[name] }

// Leaf reports whether the values of a type are written as they are.
func (b *binding) Leaf(t *config.TypeReference) bool { return isLeaf(t) }

// WriteFunc names the function that writes a leaf.
func (b *binding) WriteFunc(t *config.TypeReference) string {
	return "write" + strings.TrimPrefix(t.MarshalFunc(), "marshal")
}

// ExpandFunc names the function that takes a composite value apart.
func (b *binding) ExpandFunc(t *config.TypeReference) string {
	return "expand" + strings.TrimPrefix(t.MarshalFunc(), "marshal")
}

// Appender returns the function that appends values of a scalar's Go type to
// bytes: AppendX where X's marshaler is MarshalX. It is nil where the package
// has none.
func (b *binding) Appender(t *config.TypeReference) types.Object {
	if t.Marshaler == nil || t.Marshaler.Pkg() == nil {
		return nil
	}
	name, ok := strings.CutPrefix(t.Marshaler.Name(), "Marshal")
	if !ok {
		return nil
	}
	f, ok := t.Marshaler.Pkg().Scope().Lookup("Append" + name).(*types.Func)
	if !ok {
		return nil
	}
	return f
}

// Direct returns the method of the writer for a marshaler of gqlgen's own, and
// the type that it takes; "" for any other.
func (b *binding) Direct(t *config.TypeReference) (method string) {
	if t.Marshaler == nil || t.Marshaler.Pkg() == nil || t.Marshaler.Pkg().Path() != "github.com/99designs/gqlgen/graphql" {
		return ""
	}
	switch t.Marshaler.Name() {
	case "MarshalString":
		return "String"
	case "MarshalBoolean":
		return "Bool"
	case "MarshalInt", "MarshalInt32", "MarshalInt64":
		return "Int"
	}
	return ""
}

// Value is the expression of a leaf's value, as its marshaler takes it.
func (b *binding) Value(t *config.TypeReference) string {
	v := "v"
	switch {
	case t.IsTargetNilable() && !t.IsNilable():
		v = "&v"
	case !t.IsTargetNilable() && t.IsNilable():
		v = "*v"
	}
	switch {
	case t.HasEnumValues():
		return fmt.Sprintf("%s[%s]", t.EnumMarshalVar(false), v)
	case t.CastType != nil:
		return fmt.Sprintf("%s(%s)", templates.CurrentImports.LookupType(t.CastType), v)
	}
	return v
}

// Plain reports whether a field is read from its object, with nothing else needed but arguments.
func (b *binding) Plain(f *codegen.Field) bool {
	return !f.IsResolver && !f.MethodHasContext && (f.IsVariable() || f.NoErr || f.VOkFunc) &&
		f.GoReceiverName == "obj" && !f.TypeReference.IsRoot
}

// ValueStruct reports whether a type's values are structs themselves, whose
// address can be taken where they stand.
func (b *binding) ValueStruct(t *config.TypeReference) bool {
	return !t.IsSlice() && !t.IsNilable() && !t.IsRoot && t.Definition.Kind == ast.Object && !isLeaf(t)
}

// Interface reports whether the values of a type may be none at all.
func (b *binding) Interface(t *config.TypeReference) bool { return types.IsInterface(t.GO) }

// Located reports whether the schema has directives of a location that run.
func (b *binding) Located(location string) bool {
	return len(b.AllDirectives.LocationDirectives(location)) > 0
}
