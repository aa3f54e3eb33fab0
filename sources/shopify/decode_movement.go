package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *transactionWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "kind":
			w.Kind = r.Word()
		case "status":
			w.Status = r.Word()
		case "amountSet":
			fillBag(r, &w.Amount)
		case "gateway":
			w.Gateway = r.Word()
		case "paymentId":
			w.PaymentID = r.Text()
		case "errorCode":
			w.ErrorCode = r.Word()
		case "test":
			w.Test = r.Bool()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "processedAt":
			w.ProcessedAt = readInstant(r)
		case "parentTransaction":
			fill(r, &w.Parent, (*refWire).decode)
		}
	}
}

func (w *refundWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "processedAt":
			w.ProcessedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "note":
			w.Note = r.Text()
		case "totalRefundedSet":
			fillBag(r, &w.Total)
		case "refundLineItems":
			fillNodes(r, &w.Lines, (*refundLineWire).decode)
		case "transactions":
			fillNodes(r, &w.Transactions, (*movementWire).decode)
		}
	}
}

func (w *movementWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "kind":
			w.Kind = r.Word()
		case "status":
			w.Status = r.Word()
		}
	}
}

func (w *refundLineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "quantity":
			w.Quantity = r.Int()
		case "lineItem":
			fill(r, &w.Line, (*refWire).decode)
		case "subtotalSet":
			fillBag(r, &w.Subtotal)
		}
	}
}

func (w *fulfillmentWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Text()
		case "status":
			w.Status = r.Word()
		case "displayStatus":
			w.Display = r.Word()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "estimatedDeliveryAt":
			w.EstimatedAt = readInstant(r)
		case "deliveredAt":
			w.DeliveredAt = readInstant(r)
		case "location":
			fill(r, &w.Location, (*refWire).decode)
		case "trackingInfo":
			fillList(r, &w.Tracking, (*trackingWire).decode)
		case "fulfillmentLineItems":
			fillNodes(r, &w.Lines, (*fulfillmentLineWire).decode)
		}
	}
}

func (w *trackingWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "company":
			w.Company = r.Word()
		case "number":
			w.Number = r.Text()
		case "url":
			w.URL = r.Text()
		}
	}
}

func (w *fulfillmentLineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "quantity":
			w.Quantity = r.Int()
		case "lineItem":
			fill(r, &w.Line, (*refWire).decode)
		}
	}
}
