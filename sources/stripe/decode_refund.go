package stripe

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func readRefundList(r *jsonx.Reader) jsonx.Opt[refundList] {
	if !r.Object() {
		return jsonx.Opt[refundList]{}
	}
	var l refundList
	for r.Member() {
		switch string(r.Name()) {
		case "data":
			if l.Data = nil; !r.Array() {
				continue
			}
			l.Data = []refund{}
			for r.Element() {
				l.Data = append(l.Data, refund{})
				l.Data[len(l.Data)-1].decode(r)
			}
		case "has_more":
			l.HasMore = r.Bool().Value
		}
	}
	return jsonx.Some(l)
}

func (b *refund) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			b.ID = r.Text().Value
		case "amount":
			b.Amount = r.Int()
		case "balance_transaction":
			b.BalanceTransaction = readReference(r)
		case "charge":
			b.Charge = readReference(r)
		case "created":
			b.Created = r.Int()
		case "currency":
			b.Currency = r.Word().Value
		case "description":
			b.Description = r.Text().Value
		case "failure_reason":
			b.FailureReason = r.Word().Value
		case "reason":
			b.Reason = r.Word().Value
		case "status":
			b.Status = r.Word().Value
		}
	}
}
