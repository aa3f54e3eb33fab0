package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// CostOf reads what an answer says of its price: requested, actual, and the most,
// the rest and the restore rate of the budget.
func CostOf(body []byte) ([5]float64, error) {
	var e envelope
	err := jsonx.Read(body, func(r *jsonx.Reader) { e.decode(r, func(*jsonx.Reader) {}) })
	if err != nil || e.cost == nil {
		return [5]float64{}, err
	}
	return [5]float64{e.cost.Requested, e.cost.Actual, e.cost.Throttle.Maximum, e.cost.Throttle.Available, e.cost.Throttle.Restore}, nil
}
