package sqldb_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"github.com/galleria-graph/galleria/sources/sourcetest"
	"github.com/galleria-graph/galleria/sources/sqldb"
)

var update = flag.Bool("update", false, "write the golden files anew")

// recorder keeps the statements that are sent.
type recorder struct {
	mu   sync.Mutex
	sent []string
}

func (r *recorder) trace(_ context.Context, statement string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent = append(r.sent, statement)
}

func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := r.sent
	r.sent = nil
	return sent
}

// TestStatements holds the text and the number of statements of each call.
func TestStatements(t *testing.T) {
	eachDatabase(t, func(t *testing.T, d *database) {
		var r recorder
		tables := createOrders(t, d)
		for i := range 5 {
			putOrder(t, d, sourcetest.MakeOrder(name, i))
		}
		src := d.source(t, tables, func(c *sqldb.Config) { c.Trace = r.trace })
		r.take()
		var golden strings.Builder
		calls := statementCalls(t, src.Orders)
		r.take()
		for _, c := range calls {
			c.do()
			sent := r.take()
			if len(sent) != c.statements {
				t.Errorf("%s sends %d statements, want %d:\n%s", c.name, len(sent), c.statements, strings.Join(sent, "\n"))
			}
			golden.WriteString("-- " + c.name + "\n")
			for _, s := range sent {
				golden.WriteString(readable(d, s) + ";\n")
			}
			golden.WriteString("\n")
		}
		checkGolden(t, strings.ToLower(string(d.system))+".sql", golden.String())
	})
}

// readable leaves out the columns that are read, and the test's own schema.
func readable(d *database, statement string) string {
	if d.schema != "" {
		statement = strings.NewReplacer(`"`+d.schema+`".`, "", "`"+d.schema+"`.", "").Replace(statement)
	}
	at := selected.FindAllStringIndex(statement, -1)
	if len(at) < 2 {
		return statement
	}
	return statement[:at[0][1]] + ", …" + statement[at[len(at)-1][1]:]
}

var selected = regexp.MustCompile(` AS c\d+`)

type statementCall struct {
	name       string
	statements int
	do         func()
}

func statementCalls(t *testing.T, c sources.Collection[commerce.Order]) []statementCall {
	noon := commerce.Time(time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC))
	query := func(q sources.Query) func() {
		return func() {
			q.First = 2
			page, err := c.Query(t.Context(), q)
			if err != nil || len(page.Items) == 0 {
				t.Errorf("%+v: %d items, %v", q, len(page.Items), err)
			}
		}
	}
	after := func(q sources.Query) func() {
		q.First = 1
		page, err := c.Query(t.Context(), q)
		if err != nil {
			t.Fatalf("first page: %v", err)
		}
		q.After = page.End.Cursor()
		return query(q)
	}
	find := func(field string, values ...string) func() {
		return func() {
			pages, err := c.Find(t.Context(), field, values, sources.Query{First: 10, Sort: sources.Sort{Field: "placedAt", Desc: true}, Want: commerce.OrderLines})
			if err != nil || len(pages) == 0 {
				t.Errorf("find by %s: %d pages, %v", field, len(pages), err)
			}
		}
	}
	eq := func(field string, values ...commerce.Value) sources.Query {
		return sources.Query{}.With(sources.Predicate{Field: field, Op: sources.Eq, Values: values})
	}
	calls := []statementCall{
		{"get two ids", 2, func() {
			if found, err := c.Get(t.Context(), []commerce.ID{{Source: name, Key: "1001"}, {Source: name, Key: "1002"}, {Source: name, Key: "abc"}}, 0); err != nil || len(found) != 2 {
				t.Errorf("get: %d, %v", len(found), err)
			}
		}},
		{"get ids that cannot be", 0, func() {
			if found, err := c.Get(t.Context(), []commerce.ID{{Source: name, Key: "abc"}, {Source: "south", Key: "1001"}, {Source: name, Key: "01001"}}, 0); err != nil || len(found) != 0 {
				t.Errorf("get: %d, %v", len(found), err)
			}
		}},
		{"get all groups", 4, func() {
			if _, err := c.Get(t.Context(), []commerce.ID{{Source: name, Key: "1001"}}, commerce.Orders.AllGroups()); err != nil {
				t.Errorf("get: %v", err)
			}
		}},
		{"list, own order", 2, query(sources.Query{})},
		{"list with lines", 3, query(sources.Query{Want: commerce.OrderLines})},
		{"filter by two names", 2, query(eq("name", commerce.String("#1001"), commerce.String("#1002")))},
		{"filter by e-mail", 2, query(eq("email", commerce.Folded("customer.1@example.com")))},
		{"filter by state", 2, query(eq("status", commerce.String("OPEN"), commerce.String("UNKNOWN")))},
		{"filter by truth", 2, query(eq("test", commerce.Bool(false)))},
		{"filter by reference", 2, query(eq("customer", commerce.String(name+":1001")))},
		{"filter by SKU of a line", 2, query(eq("sku", commerce.String("71053")))},
		{"filter by prefix", 2, query(sources.Query{}.With(sources.Predicate{Field: "name", Op: sources.Prefix, Values: []commerce.Value{commerce.String("#1")}}))},
		{"filter by time and amount", 2, query(sources.Query{}.With(sources.Predicate{Field: "placedAt", Op: sources.Range, To: &sources.Bound{Value: noon, Open: true}}).
			With(sources.Predicate{Field: "total", Op: sources.Range, From: &sources.Bound{Value: commerce.Num(commerce.NewDecimal(100005, -5))}}))},
		{"find by customer", 3, find("customer", name+":1001", name+":1002")},
		{"find by e-mail", 3, find("email", "customer.1@example.com", "CUSTOMER.1@example.com", "customer.2@example.com")},
		{"find by SKU of a line", 3, find("sku", "71053", "85123A")},
	}
	for _, field := range []string{"", "placedAt", "processedAt", "name", "country"} {
		for _, desc := range []bool{false, true} {
			if field == "" && desc {
				continue
			}
			calls = append(calls, statementCall{"go on, by " + pick(field == "", "its own order", field) + pick(desc, " down", ""), 2,
				after(sources.Query{Sort: sources.Sort{Field: field, Desc: desc}})})
		}
	}
	return calls
}

func checkGolden(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatalf("write %s: %v", path, err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read %s: %v: run with -update", path, err)
	}
	if string(want) != got {
		t.Errorf("the statements differ from %s; run with -update and look at what changes:\n%s", path, got)
	}
}
