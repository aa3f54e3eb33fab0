package woocommercesim

import (
	"net/http"
	"slices"

	"github.com/shopspring/decimal"
)

// refundBody is a line of a refund as it is written, in positive figures.
type refundBody struct {
	ID       int
	Quantity decimal.Decimal
	Total    amount `json:"refund_total"`
	Tax      []struct {
		Total amount `json:"refund_total"`
	} `json:"refund_tax"`
}

// createRefund gives money back: through the gateway, unless it is told not to.
func (c *command) createRefund() (answer, *apiError) {
	r := Refund{OrderID: c.ids["order_id"], By: 1, Restock: c.truth("api_restock", true), Paid: c.truth("api_refund", true)}
	var total amount
	var lines []refundBody
	take(c, "amount", &total)
	take(c, "reason", &r.Reason)
	take(c, "line_items", &lines)
	r.Amount, r.Meta = total.Decimal, c.meta(nil)
	for _, l := range lines {
		back := RefundLine{Item: l.ID, Quantity: l.Quantity, Total: l.Total.Decimal}
		for _, tax := range l.Tax {
			back.TotalTax = back.TotalTax.Add(tax.Total.Decimal)
		}
		r.Lines = append(r.Lines, back)
	}
	if problem := c.complained(); problem != nil {
		return answer{}, problem
	}
	problem := c.run(func(change *change) error {
		order := change.store.orders.get(r.OrderID)
		switch {
		case order == nil:
			return &apiError{status: http.StatusNotFound, code: "woocommerce_rest_invalid_order_id", message: "Invalid order ID."}
		case r.Paid && !change.store.gives(order.PaymentMethod):
			return cannotRefund("The payment gateway for this order does not support automatic refunds.")
		}
		if change.refund(&r) != nil {
			return cannotRefund("Invalid refund amount.")
		}
		return nil
	})
	if problem != nil {
		return answer{}, problem
	}
	c.ids = map[string]int{"order_id": r.OrderID, "id": r.ID}
	return c.then(http.StatusCreated, c.getRefund)
}

func cannotRefund(message string) *apiError {
	return &apiError{status: http.StatusInternalServerError, code: "woocommerce_rest_cannot_create_order_refund", message: message}
}

// gives says whether a gateway can give money back.
func (s *store) gives(method string) bool {
	return slices.ContainsFunc(s.gateways, func(g Gateway) bool { return g.ID == method && slices.Contains(g.Supports, "refunds") })
}
