package retail

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Summary tells what is in the book. Its numbers add up: every row of the data
// set is one line, and every line is of one kind of order and one kind of line.
func (b *Book) Summary() string {
	orders, ordersLines, lines := make(map[OrderKind]int), make(map[OrderKind]int), make(map[LineKind]int)
	var nobody, nobodyLines, blank, negative int
	var sum Mills
	for _, o := range b.Orders {
		orders[o.Kind]++
		ordersLines[o.Kind] += len(o.Lines)
		sum += o.Total
		if o.Customer == 0 {
			nobody++
			nobodyLines += len(o.Lines)
		}
		for _, l := range o.Lines {
			lines[l.Kind]++
			blank += oneIf(l.Description == "")
			negative += oneIf(l.Quantity < 0)
		}
	}
	var w strings.Builder
	fmt.Fprintf(&w, "rows       %7d read\n", b.Rows)
	fmt.Fprintf(&w, "customers  %7d\nproducts   %7d\n", len(b.Customers), len(b.Products))
	fmt.Fprintf(&w, "orders     %7d = %s\n", len(b.Orders), parts(orders))
	fmt.Fprintf(&w, "lines      %7d = %s\n", b.Rows, parts(ordersLines))
	fmt.Fprintf(&w, "           %7d = %s\n", b.Rows, parts(lines))
	fmt.Fprintf(&w, "labels     %7d\n", b.tagCount())
	fmt.Fprintf(&w, "of nobody  %7d orders with %d lines\n", nobody, nobodyLines)
	fmt.Fprintf(&w, "negative   %7d quantities\nblank      %7d descriptions\n", negative, blank)
	fmt.Fprintf(&w, "sum        %s GBP\n", sum)
	return w.String()
}

// parts writes the summands, the largest first.
func parts[K ~string](counts map[K]int) string {
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = fmt.Sprintf("%d %s", counts[k], strings.ToLower(string(k)))
	}
	return strings.Join(out, " + ")
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}
