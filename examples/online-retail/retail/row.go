package retail

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Row is one row of the data set, as it stands there.
type Row struct {
	Invoice     string
	StockCode   string
	Description string // may be blank
	Quantity    int    // negative where goods went back or were written off
	At          time.Time
	UnitPrice   Mills // negative where a debt was written off
	Customer    int64 // 0 where the row has none
	Country     string
}

// columns are the names of the columns, in their order.
var columns = [...]string{"InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"}

const wallClock = "2006-01-02 15:04:05"

// parseRow reads the cells of a row. At is the wall clock of the shop, labelled UTC.
func parseRow(cells []string) (Row, error) {
	r := Row{Invoice: cells[0], StockCode: cells[1], Description: cells[2], Country: cells[7]}
	if r.Invoice == "" || r.StockCode == "" || r.Country == "" {
		return r, errors.New("InvoiceNo, StockCode or Country is blank")
	}
	quantity, err := strconv.ParseInt(cells[3], 10, 32)
	if err != nil {
		return r, fmt.Errorf("%s is no whole number, or too large", columns[3])
	}
	r.Quantity = int(quantity)
	if r.At, err = time.Parse(wallClock, cells[4]); err != nil {
		return r, errors.New("InvoiceDate is not written as " + wallClock)
	}
	if r.UnitPrice, err = parseMills(cells[5]); err != nil {
		return r, fmt.Errorf("UnitPrice %w", err)
	}
	if r.Customer, err = parseCustomer(cells[6]); err != nil {
		return r, fmt.Errorf("CustomerID %w", err)
	}
	return r, nil
}

// parseCustomer reads 17850 and 17850.0, as spreadsheets write a number among blanks.
func parseCustomer(s string) (int64, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(strings.TrimSuffix(s, ".0"), 10, 64)
	if err != nil || n < 1 || n > math.MaxInt32 {
		return 0, errors.New("is no number of a customer")
	}
	return n, nil
}

// amount is what the row comes to.
func (r Row) amount() Mills { return r.UnitPrice * Mills(r.Quantity) }
