package shopify_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/shopify"
)

// Whatever a file holds, nothing panics, nothing comes that was not a whole line,
// and a file that is not all that was found is never taken for it.
func FuzzBulkFile(f *testing.F) {
	one, two := fmt.Sprintf(someOrder, 1), fmt.Sprintf(someOrder, 2)
	ofOne, ofTwo := fmt.Sprintf(address, 1), fmt.Sprintf(address, 2)
	whole := strings.Join([]string{one, ofOne, two, ofTwo}, "\n")
	for _, seed := range []string{
		"", "\n\n", whole, whole + "\n", strings.ReplaceAll(whole, "\n", "\r\n"), one, ofOne, one + two, one + "\n" + ofTwo, whole[:len(whole)/2], "null\n", "[]\n1\n\"x\"", one + "\n" + one,
		strings.ReplaceAll(whole, `"__parentId"`, `"__parentId":null,"x"`), strings.ReplaceAll(whole, `"MailingAddress"`, `["MailingAddress"]`), strings.ReplaceAll(whole, "Ada", "\xff"),
	} {
		f.Add([]byte(seed), 4)
	}
	f.Fuzz(func(t *testing.T, file []byte, objects int) {
		given, errs := shopify.ReadLines(file, objects)
		count := 0
		for line := range bytes.Lines(file) {
			if len(bytes.TrimRight(line, "\r\n")) > 0 {
				count++
			}
		}
		failed := errs[len(errs)-1]
		if failed == nil && count != objects {
			t.Errorf("%d lines are taken for %d objects", count, objects)
		}
		if failed != nil && sources.KindOf(failed) != sources.KindMalformed {
			t.Errorf("the file's error is %v", failed)
		}
		if len(given)+len(errs)-1 > count {
			t.Errorf("%d entities and %d errors of %d lines", len(given), len(errs)-1, count)
		}
		for _, e := range given {
			if e.ID.Key == "" || e.CreatedAt.IsZero() {
				t.Errorf("half an entity: %+v", e)
			}
		}
	})
}
