package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// decodeField reads the member at hand, where it is one of its fields.
func (w *reviewWire) decodeField(r *jsonx.Reader) {
	switch string(r.Name()) {
	case "returns":
		fillNodes(r, &w.Returns, (*returnWire).decode)
	case "fulfillmentOrders":
		fillNodes(r, &w.WorkOrders, (*fulfillmentOrderWire).decode)
	case "risk":
		fill(r, &w.Risk, (*riskWire).decode)
	}
}

func (w *returnWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Text()
		case "status":
			w.Status = r.Word()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "closedAt":
			w.ClosedAt = readInstant(r)
		case "decline":
			fill(r, &w.Decline, (*declineWire).decode)
		case "returnLineItems":
			fillNodes(r, &w.Lines, (*returnLineWire).decode)
		}
	}
}

func (w *declineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "reason":
			w.Reason = r.Word()
		case "note":
			w.Note = r.Text()
		}
	}
}

func (w *returnLineWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "__typename":
			w.Type = r.Word()
		case "quantity":
			w.Quantity = r.Int()
		case "refundedQuantity":
			w.Refunded = r.Int()
		case "returnReason":
			w.Reason = r.Word()
		case "returnReasonDefinition":
			fill(r, &w.Definition, (*reasonWire).decode)
		case "returnReasonNote":
			w.Note = r.Text()
		case "customerNote":
			w.CustomerNote = r.Text()
		case "fulfillmentLineItem":
			fill(r, &w.Sent, (*fulfillmentLineWire).decode)
		}
	}
}

func (w *reasonWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "handle":
			w.Handle = r.Word()
		}
	}
}

func (w *fulfillmentOrderWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "fulfillmentHolds":
			fillList(r, &w.Holds, (*holdWire).decode)
		}
	}
}

func (w *holdWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "reason":
			w.Reason = r.Word()
		case "reasonNotes":
			w.Notes = r.Text()
		}
	}
}

func (w *riskWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "recommendation":
			w.Recommendation = r.Word()
		case "assessments":
			fillList(r, &w.Assessments, (*assessmentWire).decode)
		}
	}
}

func (w *assessmentWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "provider":
			fill(r, &w.Provider, (*appWire).decode)
		case "riskLevel":
			w.Level = r.Word()
		case "facts":
			fillList(r, &w.Facts, (*factWire).decode)
		}
	}
}

func (w *appWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "title":
			w.Title = r.Word()
		}
	}
}

func (w *factWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "description":
			w.Description = r.Text()
		case "sentiment":
			w.Sentiment = r.Word()
		}
	}
}

func (w *eventWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "__typename":
			w.Type = r.Word()
		case "rawMessage":
			w.Message = r.Text()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "appTitle":
			w.App = r.Word()
		case "attributeToApp":
			w.ByApp = r.Bool()
		}
	}
}

func (w *metafieldWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "namespace":
			w.Namespace = r.Word()
		case "key":
			w.Key = r.Word()
		case "type":
			w.Type = r.Word()
		case "value":
			w.Value = r.Text()
		}
	}
}
