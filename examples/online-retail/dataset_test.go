package main_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/examples/online-retail/retail"
)

// dataset is the rows that a test works with, as CSV with its header.
type dataset struct {
	text []byte
	rows [][]string
}

// openData reads the data set, or the parts of it that have everything odd in
// them: both changes of the clocks, the debts written off, the largest
// cancellations, invoices over two minutes, prices of three decimals.
func openData(t *testing.T) dataset {
	t.Helper()
	path := retail.DefaultFile(os.LookupEnv)
	if !filepath.IsAbs(path) {
		path = filepath.Join("..", "..", path)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Skip("skipped: the Online Retail data set is not in the shared folder, which GALLERIA_SHARED names")
	}
	defer func() { _ = file.Close() }() // nothing was written
	unzipped, err := gzip.NewReader(file)
	must(t, err)
	records, err := csv.NewReader(unzipped).ReadAll()
	must(t, err)
	d := dataset{rows: records[:0:0]}
	for _, r := range records[1:] {
		if os.Getenv("GALLERIA_TEST_FULL") != "" || chosen(r[4]) {
			d.rows = append(d.rows, r)
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	must(t, w.Write(records[0]))
	must(t, w.WriteAll(d.rows))
	d.text = b.Bytes()
	return d
}

// chosen reports whether the day of a wall clock is one of those that a test takes.
func chosen(at string) bool {
	for _, days := range [][2]string{
		{"2010-12-01", "2010-12-09"}, {"2011-01-18", "2011-01-18"}, {"2011-03-25", "2011-03-30"},
		{"2011-08-11", "2011-08-12"}, {"2011-10-28", "2011-11-01"}, {"2011-12-09", "2011-12-09"},
	} {
		if day := at[:10]; strings.Compare(days[0], day) <= 0 && day <= days[1] {
			return true
		}
	}
	return false
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
