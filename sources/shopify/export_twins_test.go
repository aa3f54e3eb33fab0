package shopify

import (
	"encoding/json"
	"reflect"
	"time"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/jsonxtest"
)

// Twins are the wire types of entities, by the GraphQL name of their type.
func Twins() map[string]jsonxtest.Twin {
	return map[string]jsonxtest.Twin{
		"Order":          jsonxtest.Of("Order", (*orderWire).decode, nil),
		"DraftOrder":     jsonxtest.Of("DraftOrder", (*draftWire).decode, nil),
		"Customer":       jsonxtest.Of("Customer", (*customerWire).decode, nil),
		"Product":        jsonxtest.Of("Product", (*productWire).decode, nil),
		"ProductVariant": jsonxtest.Of("ProductVariant", (*variantWire).decode, nil),
		"InventoryItem":  jsonxtest.Of("InventoryItem", (*itemWire).decode, nil),
		"Location":       jsonxtest.Of("Location", (*locationWire).decode, nil),
	}
}

// Samples are texts of the types that are not written as their fields.
func Samples() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[instantWire](): `"2026-01-10T11:00:00-05:00"`,
		reflect.TypeFor[decimalText](): `409.940000000000000001`,
	}
}

// What follows is how encoding/json reads the types that are not written as their fields.

// UnmarshalJSON takes a text or a number.
func (d *decimalText) UnmarshalJSON(raw []byte) error {
	if raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(d))
	}
	var n json.Number
	err := json.Unmarshal(raw, &n)
	*d = decimalText(n)
	return err
}

// UnmarshalJSON takes a text, and keeps whether it is a time.
func (w *instantWire) UnmarshalJSON(raw []byte) error {
	var written jsonx.Opt[string]
	if err := json.Unmarshal(raw, &written); err != nil || !written.OK {
		return err
	}
	at, err := time.Parse(time.RFC3339, written.Value)
	if *w = (instantWire{ok: true, bad: true}); err == nil {
		*w = instantWire{at: at.UTC(), ok: true}
	}
	return nil
}
