package stripe

import (
	"slices"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// decode reads an intent, and of its metadata what is under the keys.
func (in *intent) decode(r *jsonx.Reader, keys []string) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			in.ID = r.Text().Value
		case "amount":
			in.Amount = r.Int()
		case "amount_capturable":
			in.AmountCapturable = r.Int().Value
		case "amount_received":
			in.AmountReceived = r.Int()
		case "canceled_at":
			in.CanceledAt = r.Int().Value
		case "cancellation_reason":
			in.CancellationReason = r.Word().Value
		case "capture_method":
			in.CaptureMethod = r.Word().Value
		case "created":
			in.Created = r.Int()
		case "currency":
			in.Currency = r.Word().Value
		case "customer":
			in.Customer = readReference(r)
		case "last_payment_error":
			in.LastPaymentError = readPaymentError(r)
		case "latest_charge":
			in.LatestCharge = readCharge(r)
		case "livemode":
			in.Livemode = r.Bool()
		case "metadata":
			in.Metadata = readMetadata(r, keys)
		case "payment_details":
			for ok := r.Object(); ok && r.Member(); {
				if string(r.Name()) == "order_reference" {
					in.PaymentDetails.OrderReference = r.Text().Value
				}
			}
		case "receipt_email":
			in.ReceiptEmail = r.Text().Value
		case "status":
			in.Status = r.Word().Value
		}
	}
}

// readMetadata reads the values under the keys. All values are texts, or the
// object is not what it promises to be.
func readMetadata(r *jsonx.Reader, keys []string) metadata {
	var out metadata
	for ok := r.Object(); ok && r.Member(); {
		name := r.Name()
		if i := slices.IndexFunc(keys, func(key string) bool { return key == string(name) }); i >= 0 {
			out = append(out, pair{keys[i], r.Text().Value})
		} else {
			r.Raw()
		}
	}
	return out
}

func readPaymentError(r *jsonx.Reader) *paymentError {
	if !r.Object() {
		return nil
	}
	e := new(paymentError)
	for r.Member() {
		switch string(r.Name()) {
		case "type":
			e.Type = r.Word().Value
		case "code":
			e.Code = r.Word().Value
		case "decline_code":
			e.DeclineCode = r.Word().Value
		}
	}
	return e
}

// readReference reads the id of an object, also from the object itself.
func readReference(r *jsonx.Reader) reference {
	if r.Kind() == jsonx.Text {
		return reference(r.Text().Value)
	}
	return reference(readHead(r).ID)
}

func readHead(r *jsonx.Reader) head {
	var h head
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			h.ID = r.Text().Value
		case "created":
			h.Created = r.Int()
		}
	}
	return h
}
