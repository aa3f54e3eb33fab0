package sqldb

import (
	"math"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// A column holds values in steps: whole cents, microseconds, days. A bound
// between two of them is moved to the next one inside the range, so that
// nothing is rounded by the database.

// boundNumber writes that the column's number is op d: "=", ">", ">=", "<" or "<=".
func (b *builder) boundNumber(o operand, op string, d decimal.Decimal) {
	if s := size(d); s != 0 {
		b.beyond(o, op, s)
		return
	}
	d, cut := shorten(d)
	if b.d.floats() && o.dom == domText {
		b.boundKey(o, op, d, cut)
		return
	}
	d = d.Shift(o.col.shift)
	if o.col.digits < 0 {
		if cut {
			op = inside(op)
		}
		b.boundText(o, op, d.String())
		return
	}
	floor, exact := floorAt(d, o.col.digits)
	if !exact || cut {
		op = inside(op)
	}
	if o.dom != domInt {
		if floor.Abs().GreaterThanOrEqual(decimal.New(1, 35)) {
			b.beyond(o, op, floor.Sign())
			return
		}
		b.boundText(o, op, floor.String())
		return
	}
	if n := floor.BigInt(); n.IsInt64() {
		b.boundText(o, op, n.String())
		return
	}
	b.beyond(o, op, floor.Sign())
}

func (b *builder) boundKey(o operand, op string, d decimal.Decimal, cut bool) {
	if cut {
		op = inside(op)
	}
	b.boundText(o, op, numberKey(d.Shift(o.col.shift)))
}

// inside returns the comparison with the step below a bound that is itself no step.
func inside(op string) string {
	switch op {
	case ">=":
		return ">"
	case "<":
		return "<="
	case "=":
		return ""
	}
	return op
}

func (b *builder) boundText(o operand, op, text string) {
	if op == "" {
		b.write(never)
		return
	}
	b.compare(o, op, text)
}

// beyond writes what a comparison with more (1) or less (-1) than every value comes to.
func (b *builder) beyond(o operand, op string, side int) {
	if side > 0 && (op == "<" || op == "<=") || side < 0 && (op == ">" || op == ">=") {
		b.write(o.eq, " IS NOT NULL")
		return
	}
	b.write(never)
}

// boundTime writes that the column's instant is op at.
func (b *builder) boundTime(o operand, op string, at time.Time) {
	c := o.col
	unit := c.unit()
	if o.dom == domText {
		b.boundText(o, op, clockKey(at))
		return
	}
	if c.zone == time.UTC {
		floor := floorTime(at, unit)
		if !floor.Equal(at) {
			op = inside(op)
		}
		b.boundText(o, op, clockText(o, floor))
		return
	}
	from, after := ceilTime(wallFrom(at, c.zone), unit), wallAfter(at, c.zone, unit)
	switch op {
	case ">=":
		b.compare(o, ">=", clockText(o, from))
	case ">":
		b.compare(o, ">=", clockText(o, after))
	case "<":
		b.compare(o, "<", clockText(o, from))
	case "<=":
		b.compare(o, "<", clockText(o, after))
	default: // several wall clocks may stand for one instant: those that the clocks skipped
		b.write("(")
		b.compare(o, ">=", clockText(o, from))
		b.write(" AND ")
		b.compare(o, "<", clockText(o, after))
		b.write(")")
	}
}

// clockText writes a wall clock as a parameter of the operand's domain.
func clockText(o operand, wall time.Time) string {
	switch o.col.store {
	case storeUnix:
		return strconv.FormatInt(wall.Unix(), 10)
	case storeUnixMilli:
		if wall.Unix() > math.MaxInt64/1000-1 || wall.Unix() < math.MinInt64/1000+1 {
			return strconv.FormatInt(math.MaxInt64, 10)
		}
		return strconv.FormatInt(wall.UnixMilli(), 10)
	}
	if wall.Year() < 1 { // no database writes a year 0, and nothing before it can be read
		wall = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if wall.Year() > 9999 {
		wall = time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC)
	}
	switch o.dom {
	case domDate:
		return wall.Format("2006-01-02")
	case domZoned:
		return wall.Format("2006-01-02 15:04:05.000000") + "+00"
	}
	return wall.Format("2006-01-02 15:04:05.000000")
}
