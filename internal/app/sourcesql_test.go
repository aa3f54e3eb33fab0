package app_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources/sqldb"
)

// Every SQL database promises the same for a mapping of every column.
func TestDatabasesPromiseTheSame(t *testing.T) {
	names, none := readGraphNames(t), written{}
	c := connectors()[slices.IndexFunc(connectors(), func(c connector) bool { return c.file == "sqldb" })]
	want := openPage(t, c, c.whole, names, none)
	if len(want.Kinds) != len(kindViews()) {
		t.Errorf("%d kinds", len(want.Kinds))
	}
	for kind, url := range map[string]string{"mysql": "reader@tcp(127.0.0.1:1)/x", "sqlite": filepath.Join(t.TempDir(), "none", "x.db")} {
		got := openPage(t, c, everyColumn(kind, url), names, none)
		for i, k := range got.Kinds {
			if !reflect.DeepEqual(k.Fields, want.Kinds[i].Fields) {
				t.Errorf("%s, %s:\n%v\n%v", kind, k.Plural, k.Fields, want.Kinds[i].Fields)
			}
		}
	}
}

// everyColumn is a configuration that maps all that can be mapped.
func everyColumn(kind, url string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "sources:\n  all:\n    kind: %s\n    url: %q\n    tables:\n", kind, url)
	feeds := func(indent string, feeds []sqldb.Feed) {
		fmt.Fprintf(&b, "%sfields:\n", indent)
		for _, f := range feeds {
			fmt.Fprintf(&b, "%s  %s: {column: %s", indent, f.Name, strings.ReplaceAll(f.Name, ".", "_"))
			if f.Holds == sqldb.HoldsAmount {
				b.WriteString(", currency: GBP")
			}
			b.WriteString("}\n")
		}
	}
	for _, m := range sqldb.Mappables() {
		fmt.Fprintf(&b, "      %s:\n        table: %s\n        id: id\n", m.Key, m.Key)
		own := slices.DeleteFunc(slices.Clone(m.Feeds), func(f sqldb.Feed) bool {
			return slices.ContainsFunc(m.Children, func(c sqldb.MappableChild) bool { return c.Key == f.Name })
		})
		feeds("        ", own)
		if len(m.Children) > 0 {
			b.WriteString("        children:\n")
		}
		for _, c := range m.Children {
			fmt.Fprintf(&b, "          %s:\n            table: %s_%s\n            parent: parent\n            id: id\n", c.Key, m.Key, c.Key)
			feeds("            ", c.Feeds)
		}
	}
	return b.String()
}
