package retail

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// DefaultFile is where the data set is, relative to the root of the repository,
// unless GALLERIA_SHARED names another folder of shared data.
func DefaultFile(env func(string) (string, bool)) string {
	shared := filepath.Join("..", "shared")
	if dir, ok := env("GALLERIA_SHARED"); ok && dir != "" {
		shared = dir
	}
	return filepath.Join(shared, "data", "online-retail", "online-retail.csv.gz")
}

// ReadFile reads the file, which may be compressed with gzip, into a book. It
// stops after the day in which the row number atLeast stands, so that no
// invoice is cut in two; 0 reads everything.
func ReadFile(path string, atLeast int) (*Book, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open data set: %w", err)
	}
	defer func() { _ = file.Close() }() // nothing was written
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return nil, fmt.Errorf("decompress data set: %w", err)
		}
	}
	return Read(in, atLeast)
}

// Read reads CSV with a header into a book, as [ReadFile] does.
func Read(in io.Reader, atLeast int) (*Book, error) {
	records := csv.NewReader(in)
	records.ReuseRecord = true
	records.FieldsPerRecord = len(columns)
	header, err := records.Read()
	if err != nil {
		return nil, fmt.Errorf("read header of data set: %w", err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	if !slices.Equal(header, columns[:]) {
		return nil, errors.New("read header of data set: its columns are not " + strings.Join(columns[:], ", "))
	}
	b := newBook()
	for {
		cells, err := records.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read data set: %w", err)
		}
		row, err := parseRow(cells)
		if err != nil {
			line, _ := records.FieldPos(0)
			return nil, fmt.Errorf("read data set: line %d: %w", line, err)
		}
		if atLeast > 0 && b.Rows >= atLeast && !sameDay(b.last, row.At) {
			break
		}
		if err := b.add(row); err != nil {
			line, _ := records.FieldPos(0)
			return nil, fmt.Errorf("keep books: line %d: %w", line, err)
		}
	}
	b.close()
	return b, nil
}
