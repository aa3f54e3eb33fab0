// Package schema holds the schema of the graph as text: what clients and
// other subgraphs compose with.
package schema

import (
	"embed"
	"strings"
)

//go:embed *.graphqls
var files embed.FS

// SDL returns the schema of the subgraph in one text, its files in the order of their names.
func SDL() string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // embedded at build time
	}
	var b strings.Builder
	for i, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		if i > 0 {
			b.WriteString("\n")
		}
		b.Write(text)
	}
	return b.String()
}
