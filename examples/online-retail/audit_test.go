package main_test

import (
	"testing"

	"github.com/shopspring/decimal"
)

// audit holds what the loader wrote to the data set: no row is lost or twice,
// and every order is the sum of its lines, as plain Go adds them.
func (d *database) audit(t *testing.T, data dataset) {
	t.Helper()
	sums, total := make(map[string]decimal.Decimal), decimal.Zero
	for _, r := range data.rows {
		amount := decimal.RequireFromString(r[3]).Mul(decimal.RequireFromString(r[5]))
		sums[r[0]] = sums[r[0]].Add(amount)
		total = total.Add(amount)
	}
	for what, want := range map[string]int{
		"retail_lines": len(data.rows), "retail_orders": len(sums), "truth_rows": len(data.rows), "truth_orders": len(sums),
	} {
		if n := *d.query(t, "SELECT COUNT(*) FROM "+what)[0][0]; whole(n) != int64(want) {
			t.Errorf("%s has %s rows, not %d", what, n, want)
		}
	}
	for _, row := range d.query(t, "SELECT invoice_no, "+d.money("total")+" FROM retail_orders") {
		if !decimal.RequireFromString(*row[1]).Equal(sums[*row[0]]) {
			t.Errorf("the order %s is %s, not %s", *row[0], *row[1], sums[*row[0]])
		}
	}
	lines := *d.query(t, "SELECT "+d.money("SUM(quantity * unit_price)")+" FROM retail_lines")[0][0]
	if !decimal.RequireFromString(lines).Equal(total) {
		t.Errorf("all lines are %s, not %s", lines, total)
	}
}
