package docguard

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// canonicalArguments writes arguments so that two lists are the same text if,
// and only if, they pass the same values: names in order, every part with its
// length in front so that none can pose as another.
func canonicalArguments(args ast.ArgumentList) string {
	if len(args) == 0 {
		return ""
	}
	sorted := slices.Clone(args)
	slices.SortStableFunc(sorted, func(a, b *ast.Argument) int { return strings.Compare(a.Name, b.Name) })
	var b strings.Builder
	for _, arg := range sorted {
		writePart(&b, arg.Name)
		writeValue(&b, arg.Value)
	}
	return b.String()
}

func writeValue(b *strings.Builder, v *ast.Value) {
	b.WriteString(strconv.Itoa(int(v.Kind)))
	b.WriteByte(';')
	writePart(b, v.Raw)
	children := v.Children
	if v.Kind == ast.ObjectValue {
		children = slices.Clone(children)
		slices.SortStableFunc(children, func(a, b *ast.ChildValue) int { return strings.Compare(a.Name, b.Name) })
	}
	b.WriteString(strconv.Itoa(len(children)))
	b.WriteByte('[')
	for _, child := range children {
		writePart(b, child.Name)
		writeValue(b, child.Value)
	}
}

func writePart(b *strings.Builder, s string) {
	b.WriteString(strconv.Itoa(len(s)))
	b.WriteByte(':')
	b.WriteString(s)
}
