package main_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/examples/online-retail/retail"
)

// dataset is the rows that a test works with, as CSV with its header.
type dataset struct {
	text []byte
	rows [][]string
}

// openData returns the data set, or the parts of it that have everything odd in
// them: both changes of the clocks, the debts written off, the largest
// cancellations, invoices over two minutes, prices of three decimals.
func openData(t *testing.T) dataset {
	t.Helper()
	d, err := readData()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: the Online Retail data set is not in the shared folder, which GALLERIA_SHARED names")
	}
	must(t, err)
	return d
}

// readData reads the file once for all tests, which do not change what it holds.
var readData = sync.OnceValues(func() (dataset, error) {
	path := retail.DefaultFile(os.LookupEnv)
	if !filepath.IsAbs(path) {
		path = filepath.Join("..", "..", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return dataset{}, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return dataset{}, err
	}
	records, err := csv.NewReader(unzipped).ReadAll()
	if err != nil {
		return dataset{}, err
	}
	d := dataset{rows: records[:0:0]}
	for _, r := range records[1:] {
		if os.Getenv("GALLERIA_TEST_FULL") != "" || chosen(r[4]) {
			d.rows = append(d.rows, r)
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err = errors.Join(w.Write(records[0]), w.WriteAll(d.rows))
	d.text = b.Bytes()
	return d, err
})

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
