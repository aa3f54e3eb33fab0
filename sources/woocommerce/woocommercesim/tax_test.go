package woocommercesim_test

import (
	"testing"

	"github.com/galleria-graph/galleria/sources/woocommerce/woocommercesim"
)

// TestSeveralTaxRates is an order of Quebec: each line has a federal and a
// provincial tax, the parcel only the former.
func TestSeveralTaxRates(t *testing.T) {
	f := start(t, woocommercesim.Options{})
	o := example()
	o.TaxRate = nil
	o.TaxRates = []woocommercesim.TaxRate{{ID: 7, Code: "CA-GST", Label: "GST", Percent: 5}, {ID: 8, Code: "CA-QC-QST", Label: "QST", Percent: 9.975}}
	o.Lines[0].Taxes = []woocommercesim.ItemTax{{Rate: 7, Total: d("0.30"), Subtotal: d("0.30")}, {Rate: 8, Total: d("0.6"), Subtotal: d("0.6")}}
	o.Lines[1].Taxes = []woocommercesim.ItemTax{{Rate: 8, Total: d("1.20"), Subtotal: d("1.20")}}
	o.Delivery[0].Taxes = []woocommercesim.ItemTax{{Rate: 7, Total: d("0.50")}}
	o.Fees = []woocommercesim.Fee{{Name: "Wrapping", Total: d("2"), Taxes: []woocommercesim.ItemTax{{Rate: 7, Total: d("0.10")}}}}
	f.order(o)
	f.refund(woocommercesim.Refund{OrderID: 727, Lines: []woocommercesim.RefundLine{{Item: 315, Quantity: d("1"), Total: d("3"), TotalTax: d("0.45")}}})
	f.shows(f.get("orders/727"), object{
		"total": "32.70", "total_tax": "2.70", "cart_tax": "2.20", "shipping_tax": "0.50",
		"line_items.0.total_tax": "0.90", "line_items.0.taxes.0.id": 7, "line_items.0.taxes.1.total": "0.6", "line_items.1.taxes.0.id": 8, "line_items.1.taxes.1": nil,
		"shipping_lines.0.taxes.0.total": "0.5", "fee_lines.0.taxes.0.subtotal": "",
		"tax_lines.0.rate_id": 7, "tax_lines.0.tax_total": "0.40", "tax_lines.0.shipping_tax_total": "0.50", "tax_lines.1.tax_total": "1.80", "tax_lines.1.shipping_tax_total": "0.00",
	})
	f.shows(f.get("orders/727/refunds").([]any)[0], object{
		"amount": "3.45", "line_items.0.total_tax": "-0.45", "line_items.0.taxes.0.total": "-0.15", "line_items.0.taxes.1.total": "-0.3",
	})
	o.Lines[0].Taxes[0].Rate = 9
	if _, err := f.PutOrder(o); err == nil {
		t.Error("taxes of a rate that the order does not have are taken")
	}
}
