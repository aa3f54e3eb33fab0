package server_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/99designs/gqlgen/graphql"

	"github.com/galleria-graph/galleria/internal/server"
)

func TestDocumentCacheEvictsByBytes(t *testing.T) {
	// Room for two documents of this length, not for three.
	text := func(i int) string { return fmt.Sprintf("{me{id}}#%04d", i) }
	c, err := server.NewCache(2*server.Footprint(text(0))+10, 1000)
	if err != nil {
		t.Fatal(err)
	}
	docs := []*ast.QueryDocument{{}, {}, {}}
	c.Add(text(0), docs[0])
	c.Add(text(1), docs[1])
	c.Add(text(1), docs[2]) // already there
	if c.Get(text(1)) != docs[1] {
		t.Fatal("the first document of a query stays")
	}
	c.Get(text(0))
	c.Add(text(2), docs[2])
	for i, want := range []bool{true, false, true} {
		if got := c.Get(text(i)) != nil; got != want {
			t.Errorf("document %d: %v, want %v", i, got, want)
		}
	}
	long := strings.Repeat("#", 1001)
	c.Add(long, docs[0])
	if c.Get(long) != nil {
		t.Error("a long query is kept")
	}
	c, err = server.NewCache(server.Footprint(long)+10, 1000)
	if err != nil {
		t.Fatal(err)
	}
	c.Add(text(0), docs[0])
	c.Add(long, docs[1])
	if c.Get(text(0)) == nil {
		t.Error("a long query drove out a short one")
	}
}

// TestFootprintIsFromAbove measures what documents take that are all syntax.
func TestFootprintIsFromAbove(t *testing.T) {
	g := newGraph(t, nil)
	for name, text := range map[string]string{
		"short fields": "{me{" + strings.Repeat("id ", 1500) + "}}",
		"one letter":   "{" + strings.Repeat("a ", 2400) + "}",
		"arguments":    "{a(" + strings.Repeat("b:1,", 1100) + ")}",
		"objects":      "{" + strings.Repeat("a{b}", 1000) + "}",
		"directives":   "{a" + strings.Repeat("@b", 2000) + "}",
		"lists":        "{a(b:[" + strings.Repeat("1,", 2000) + "])}",
		"tiny":         "{a}",
	} {
		t.Run(name, func(t *testing.T) {
			const copies = 20
			kept := make([]*ast.QueryDocument, copies)
			before := heap()
			for i := range kept {
				doc, err := parser.ParseQuery(&ast.Source{Input: strings.Clone(text)})
				if err != nil {
					t.Fatal(err)
				}
				validator.Walk(g.schema, doc, &validator.Events{})
				kept[i] = doc
			}
			each := (heap() - before) / copies
			if estimate := server.Footprint(text); each > estimate {
				t.Errorf("takes %d bytes of memory, estimated %d", each, estimate)
			}
			runtime.KeepAlive(kept)
		})
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestDocumentsAreCached(t *testing.T) {
	var docs []*ast.QueryDocument
	g := newGraph(t, nil)
	g.ran = func(op *graphql.OperationContext) { docs = append(docs, op.Doc) }
	s := start(t, nil, func(o *server.Options) { o.Schema = g })
	for range 2 {
		s.do(t, query("{me{id}}"))
	}
	for range 2 {
		s.do(t, query("{me{id}}"+strings.Repeat(" ", 17<<10)))
	}
	if len(docs) != 4 || docs[0] != docs[1] || docs[2] == docs[3] {
		t.Fatalf("documents %p", docs)
	}
}
