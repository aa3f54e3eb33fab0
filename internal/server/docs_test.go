package server_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/internal/server"
)

var update = flag.Bool("update", false, "write the reference pages instead of comparing them")

// TestErrorReference keeps docs/errors.md equal to the table of codes.
func TestErrorReference(t *testing.T) {
	page := filepath.Join("..", "..", "docs", "errors.md")
	want := errorReference()
	if *update {
		if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Fatal("docs/errors.md differs from the table of codes: run go test ./internal/server -run ErrorReference -update")
	}
}

func TestEveryCodeIsDocumented(t *testing.T) {
	for code, info := range server.Codes() {
		if info.Status < 400 || info.Meaning == "" || info.Advice == "" {
			t.Errorf("%s: %+v", code, info)
		}
	}
}

const referenceHead = `# Errors

Every error, in GraphQL answers and on every other path, has the form of a GraphQL error. Decide on
` + "`extensions.code`" + `; messages may change.

| extension | meaning |
| --- | --- |
| ` + "`code`" + ` | one of the codes below |
| ` + "`retryable`" + ` | whether the same request may succeed later |
| ` + "`source`" + ` | the source at fault, by its configured name |
| ` + "`retryAfter`" + ` | seconds until a retry makes sense, where known |
| ` + "`limit`, `actual`" + ` | what is allowed and at least what was found, for limits |
| ` + "`id`" + ` | with INTERNAL: the request's id, under which the log holds more |

The status is that of an answer without data. A fault of the document itself gets it only for clients that
accept ` + "`application/graphql-response+json`" + `; for ` + "`application/json`" + ` it is 200, as GraphQL over HTTP asks. An answer
with data always has 200, and its errors name the fields that are null because of them.

| code | status | retryable | meaning | what to do |
| --- | --- | --- | --- | --- |
`

func errorReference() string {
	codes := server.Codes()
	var names []string
	for code := range codes {
		names = append(names, string(code))
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString(referenceHead)
	for _, name := range names {
		info := codes[server.Code(name)]
		retryable := "no"
		if info.Retryable {
			retryable = "yes"
		}
		fmt.Fprintf(&b, "| `%s` | %d | %s | %s | %s |\n", name, info.Status, retryable, info.Meaning, info.Advice)
	}
	return b.String()
}
