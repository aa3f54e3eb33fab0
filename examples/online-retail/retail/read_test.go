package retail_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/examples/online-retail/retail"
)

const header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"

func read(t *testing.T, rows string) *retail.Book {
	t.Helper()
	b, err := retail.Read(strings.NewReader(header+rows), 0)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBookKeepsWhatIsOdd(t *testing.T) {
	b := read(t, `1,A,CUP,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
1,A,CUP,1,2010-12-01 08:27:00,0.001,17850.0,United Kingdom
1,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom
C2,A,,-6,2010-12-02 09:00:00,2.55,17850,EIRE
A3,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom
4,a,,-7,2011-08-12 15:00:00,0,,Unspecified
`)
	kinds := []retail.OrderKind{}
	for _, o := range b.Orders {
		kinds = append(kinds, o.Kind)
	}
	if want := []retail.OrderKind{retail.Sale, retail.Stock, retail.Adjustment, retail.Cancellation}; !equal(kinds, want) {
		t.Errorf("orders are %v, not %v", kinds, want)
	}
	first := b.Orders[0]
	if first.Total != 33_301 || len(first.Lines) != 3 || first.LastAt.Sub(first.At).Minutes() != 1 || !equal(first.Tags, []string{"postage"}) {
		t.Errorf("the sale is %+v", first)
	}
	if stock := b.Orders[1]; !equal(stock.Tags, []string{"Unspecified", "no-customer"}) || stock.Code != "" {
		t.Errorf("the movement of stock is %+v", stock)
	}
	if c := b.Customers; len(c) != 1 || c[0].Code != "IE" {
		t.Errorf("customers are %+v, not one of the latest country", c)
	}
	if p := b.Products; len(p) != 4 || p[0].Title != "CUP" || *p[0].Price != 1 || p[3].Title != "" || p[3].Price != nil {
		t.Errorf("products are %+v", p)
	}
}

func equal[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	const good = "1,A,CUP,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
	for name, c := range map[string]struct{ text, want string }{
		"header":   {"a,b,c,d,e,f,g,h\n", "columns are not InvoiceNo"},
		"empty":    {"", "read header"},
		"invoice":  {header + ",A,CUP,6,2010-12-01 08:26:00,2.55,,UK\n", "line 2: InvoiceNo, StockCode or Country is blank"},
		"quantity": {header + good + "1,A,CUP,six,2010-12-01 08:26:00,2.55,,UK\n", "line 3: Quantity"},
		"date":     {header + "1,A,CUP,6,1.12.2010,2.55,,UK\n", "line 2: InvoiceDate"},
		"price":    {header + "1,A,CUP,6,2010-12-01 08:26:00,2.5555,,UK\n", "line 2: UnitPrice is no decimal number of up to three"},
		"exponent": {header + "1,A,CUP,6,2010-12-01 08:26:00,2e5,,UK\n", "line 2: UnitPrice"},
		"sign":     {header + "1,A,CUP,6,2010-12-01 08:26:00,--2,,UK\n", "line 2: UnitPrice"},
		"customer": {header + "1,A,CUP,6,2010-12-01 08:26:00,2,12.5,UK\n", "line 2: CustomerID"},
		"cells":    {header + "1,A,CUP\n", "wrong number of fields"},
		"two":      {header + good + "1,A,CUP,6,2010-12-01 08:26:00,2,,United Kingdom\n", "line 3: the invoice is of another customer"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := retail.Read(strings.NewReader(c.text), 0); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, not %q", err, c.want)
			}
		})
	}
}

func TestReadEndsWithADay(t *testing.T) {
	rows := "1,A,X,1,2010-12-01 08:00:00,1,,UK\n2,A,X,1,2010-12-01 09:00:00,1,,UK\n3,A,X,1,2010-12-02 08:00:00,1,,UK\n"
	for atLeast, want := range map[int]int{0: 3, 1: 2, 2: 2, 3: 3} {
		b, err := retail.Read(strings.NewReader(header+rows), atLeast)
		if err != nil || b.Rows != want {
			t.Errorf("%d rows, %v; not %d", b.Rows, err, want)
		}
	}
}

func TestLoadLeavesATableAlone(t *testing.T) {
	book := read(t, "1,A,CUP,6,2010-12-01 08:26:00,2.55,,EIRE\n")
	o := retail.Options{Database: "sqlite:" + filepath.Join(t.TempDir(), "retail.db")}
	for i, want := range []string{"", "add --replace", ""} {
		o.Replace = i == 2
		err := retail.Load(context.Background(), book, o)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("load %d: %v", i, err)
		}
	}
	if err := retail.Load(context.Background(), book, retail.Options{Database: "oracle"}); err == nil {
		t.Error("an unknown database is no error")
	}
}

func TestMillsAreExact(t *testing.T) {
	for m, want := range map[retail.Mills]string{0: "0.000", 1: "0.001", -1: "-0.001", -11_062_060: "-11062.060", 33_301: "33.301"} {
		if m.String() != want {
			t.Errorf("%d is %s, not %s", int64(m), m, want)
		}
	}
}
