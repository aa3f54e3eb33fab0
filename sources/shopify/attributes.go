package shopify

import (
	"strings"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

func metafieldsSelection() fields { return inner("metafields", metafieldSelection()) }

func metafieldSelection() fields { return scalars("namespace key type value") }

// attributes reads metafields. The text of the value is read, not its form as
// JSON, which rounds numbers.
func (r *reader) attributes(w jsonx.Opt[connection[metafieldWire]]) []commerce.Attribute {
	out := make([]commerce.Attribute, 0, len(w.Value.Nodes.Value))
	for f := range nodes(r, w, "metafields") {
		typ, value := need(r, f.Type, "metafields.type"), need(r, f.Value, "metafields.value")
		a := commerce.Attribute{
			Namespace: commerce.Text(need(r, f.Namespace, "metafields.namespace")),
			Key:       need(r, f.Key, "metafields.key"),
			RawType:   commerce.Text(typ),
		}
		a.Type, a.Value = attributeOf(typ, value)
		out = append(out, a)
	}
	return out
}

// attributeOf translates the text of a metafield. One of a type that is not
// known, or whose text is not what its type promises, is the text itself.
func attributeOf(typ, text string) (commerce.AttributeType, commerce.JSON) {
	base, isList := strings.CutPrefix(typ, "list.")
	kind, known := metafieldTypes[base]
	if !known {
		return commerce.AttributeTypeUnknown, commerce.JSONString(text)
	}
	if isList {
		if list, ok := listValue(kind, text); ok {
			return commerce.AttributeTypeList, list
		}
	} else if value, ok := kind.value(text); ok {
		return kind.typ, value
	}
	return commerce.AttributeTypeUnknown, commerce.JSONString(text)
}

// metafieldType is what the metafields of a type are, and how their text is read.
type metafieldType struct {
	typ   commerce.AttributeType
	value func(text string) (commerce.JSON, bool)
}

var (
	ofText        = metafieldType{commerce.AttributeTypeText, textValue}
	ofReference   = metafieldType{commerce.AttributeTypeReference, textValue}
	ofJSON        = metafieldType{commerce.AttributeTypeJSON, jsonValue}
	ofMeasurement = metafieldType{commerce.AttributeTypeMeasurement, measurementValue}
)

// metafieldTypes are the types that Shopify documents, those of before included.
var metafieldTypes = map[string]metafieldType{
	"boolean":                {commerce.AttributeTypeBoolean, booleanValue},
	"color":                  ofText,
	"date":                   {commerce.AttributeTypeDate, dateValue},
	"date_time":              {commerce.AttributeTypeDateTime, dateTimeValue},
	"id":                     ofText,
	"json":                   ofJSON,
	"language":               ofText,
	"link":                   ofJSON, // a text and its URL
	"money":                  {commerce.AttributeTypeMoney, moneyValue},
	"multi_line_text_field":  ofText,
	"number_decimal":         {commerce.AttributeTypeDecimal, decimalValue},
	"number_integer":         {commerce.AttributeTypeInteger, integerValue},
	"rating":                 {commerce.AttributeTypeRating, ratingValue},
	"rich_text_field":        ofJSON,
	"single_line_text_field": ofText,
	"url":                    {commerce.AttributeTypeURL, textValue},

	"article_reference":                ofReference,
	"collection_reference":             ofReference,
	"company_reference":                ofReference,
	"customer_reference":               ofReference,
	"file_reference":                   ofReference,
	"metaobject_reference":             ofReference,
	"mixed_reference":                  ofReference,
	"order_reference":                  ofReference,
	"page_reference":                   ofReference,
	"product_reference":                ofReference,
	"product_taxonomy_value_reference": ofReference,
	"variant_reference":                ofReference,

	"antenna_gain":            ofMeasurement,
	"area":                    ofMeasurement,
	"battery_charge_capacity": ofMeasurement,
	"battery_energy_capacity": ofMeasurement,
	"capacitance":             ofMeasurement,
	"concentration":           ofMeasurement,
	"data_storage_capacity":   ofMeasurement,
	"data_transfer_rate":      ofMeasurement,
	"dimension":               ofMeasurement,
	"display_density":         ofMeasurement,
	"distance":                ofMeasurement,
	"duration":                ofMeasurement,
	"electric_current":        ofMeasurement,
	"electrical_resistance":   ofMeasurement,
	"energy":                  ofMeasurement,
	"frequency":               ofMeasurement,
	"illuminance":             ofMeasurement,
	"inductance":              ofMeasurement,
	"luminous_flux":           ofMeasurement,
	"mass_flow_rate":          ofMeasurement,
	"power":                   ofMeasurement,
	"pressure":                ofMeasurement,
	"resolution":              ofMeasurement,
	"rotational_speed":        ofMeasurement,
	"sound_level":             ofMeasurement,
	"speed":                   ofMeasurement,
	"temperature":             ofMeasurement,
	"thermal_power":           ofMeasurement,
	"voltage":                 ofMeasurement,
	"volume":                  ofMeasurement,
	"volumetric_flow_rate":    ofMeasurement,
	"weight":                  ofMeasurement,

	"integer":     {commerce.AttributeTypeInteger, integerValue},
	"json_string": ofJSON,
	"string":      ofText,
}

func textValue(text string) (commerce.JSON, bool) { return commerce.JSONString(text), true }

func booleanValue(text string) (commerce.JSON, bool) {
	return commerce.JSON(text), text == "true" || text == "false"
}

func dateValue(text string) (commerce.JSON, bool) {
	_, err := time.Parse(time.DateOnly, text)
	return commerce.JSONString(text), err == nil
}

// dateTimeValue reads a time, which Shopify writes without a zone when it is in UTC.
func dateTimeValue(text string) (commerce.JSON, bool) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04:05", text)
	}
	return commerce.JSONString(at.UTC().Format(time.RFC3339Nano)), err == nil
}
