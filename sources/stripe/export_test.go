package stripe

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/jsonxtest"
)

// orderKeys are the keys of metadata that the twins read.
var orderKeys = []string{"order_name", "order_id"}

// Twins are the wire types that lists bring.
func Twins() map[string]jsonxtest.Twin {
	intents := func(in *intent, r *jsonx.Reader) { in.decode(r, orderKeys) }
	out := map[string]jsonxtest.Twin{}
	for _, t := range []jsonxtest.Twin{
		jsonxtest.Of("payment_intent", intents, func(in *intent) {
			slices.SortFunc(in.Metadata, func(a, b pair) int { return strings.Compare(a.key, b.key) })
		}),
		jsonxtest.Of("charge", (*charge).decode, nil),
		jsonxtest.Of("try", (*try).decode, nil),
		jsonxtest.Of("refund", (*refund).decode, nil),
		jsonxtest.Of("customer", (*customer).decode, nil),
	} {
		out[t.Name] = t
	}
	return out
}

// Samples are texts of the types that are not written as their fields.
func Samples() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[metadata]():      `{"order_id":"1001","note":"x","order_name":"#1001"}`,
		reflect.TypeFor[methodDetails](): `{"card":{"brand":"visa","last4":"4242","capture_before":7,"wallet":{"type":"apple_pay"}},"link":7,"type":"card"}`,
	}
}

// What follows is how encoding/json reads the forms that Stripe gives a choice of.

func (m *metadata) UnmarshalJSON(raw []byte) error {
	var all map[string]string
	err := json.Unmarshal(raw, &all)
	for _, key := range orderKeys {
		if value, ok := all[key]; ok {
			*m = append(*m, pair{key, value})
		}
	}
	return err
}

func (r *reference) UnmarshalJSON(raw []byte) error {
	if raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(r))
	}
	var h head
	err := json.Unmarshal(raw, &h)
	*r = reference(h.ID)
	return err
}

func (b *balanceEntry) UnmarshalJSON(raw []byte) error {
	if raw[0] == '"' {
		return json.Unmarshal(raw, &b.ID)
	}
	type plainEntry balanceEntry
	return json.Unmarshal(raw, (*plainEntry)(b))
}

func (m *methodDetails) UnmarshalJSON(raw []byte) error {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil || parts == nil {
		return err
	}
	if json.Unmarshal(parts["type"], &m.Type) != nil {
		return errors.New("payment_method_details has no type")
	}
	var details struct {
		Brand         string `json:"brand"`
		Last4         string `json:"last4"`
		CaptureBefore int64  `json:"capture_before"`
		Wallet        struct {
			Type string `json:"type"`
		} `json:"wallet"`
	}
	if inner, ok := parts[m.Type]; ok {
		if err := json.Unmarshal(inner, &details); err != nil {
			return err
		}
	}
	m.Brand, m.LastFour, m.Wallet, m.CaptureBefore = details.Brand, details.Last4, details.Wallet.Type, details.CaptureBefore
	return nil
}
