package commerce

import "slices"

// Attribute is a fact that a merchant or a plug-in keeps beside what the
// system's own model has: a metafield at Shopify, meta data at WooCommerce, a
// custom attribute at Magento.
type Attribute struct {
	// Namespace groups keys, where the source has namespaces: "custom".
	Namespace Text
	Key       string
	// Type is what the value is; [AttributeTypeUnknown] when the source does not say.
	Type AttributeType
	// RawType is the source's own name of the type: "number_decimal"; empty when it has none.
	RawType Text
	// Value is exact: a decimal, and an integer that a float cannot hold, is a string in it.
	Value JSON
}

// AttributeType is what the value of an attribute is.
type AttributeType string

// The values of AttributeType.
const (
	AttributeTypeText        AttributeType = "TEXT"
	AttributeTypeInteger     AttributeType = "INTEGER"
	AttributeTypeDecimal     AttributeType = "DECIMAL"
	AttributeTypeBoolean     AttributeType = "BOOLEAN"
	AttributeTypeDate        AttributeType = "DATE"
	AttributeTypeDateTime    AttributeType = "DATE_TIME"
	AttributeTypeMoney       AttributeType = "MONEY"
	AttributeTypeMeasurement AttributeType = "MEASUREMENT"
	AttributeTypeRating      AttributeType = "RATING"
	AttributeTypeURL         AttributeType = "URL"
	AttributeTypeReference   AttributeType = "REFERENCE"
	AttributeTypeJSON        AttributeType = "JSON"
	AttributeTypeList        AttributeType = "LIST"
	AttributeTypeUnknown     AttributeType = "UNKNOWN"
)

// attributesOf returns the attributes of the namespace with these keys; nil
// means any namespace, and no keys means all.
func attributesOf(all []Attribute, namespace *string, keys []string) []Attribute {
	if namespace == nil && len(keys) == 0 {
		return all
	}
	out := []Attribute{}
	for _, a := range all {
		if (namespace == nil || string(a.Namespace) == *namespace) && (len(keys) == 0 || slices.Contains(keys, a.Key)) {
			out = append(out, a)
		}
	}
	return out
}

// AttributesOf returns the attributes of the namespace with these keys; nil means any namespace, and no keys means all.
func (c *Customer) AttributesOf(namespace *string, keys []string) []Attribute {
	return attributesOf(c.Attributes, namespace, keys)
}

// AttributesOf returns the attributes of the namespace with these keys; nil means any namespace, and no keys means all.
func (o *Order) AttributesOf(namespace *string, keys []string) []Attribute {
	return attributesOf(o.Attributes, namespace, keys)
}

// AttributesOf returns the attributes of the namespace with these keys; nil means any namespace, and no keys means all.
func (p *Product) AttributesOf(namespace *string, keys []string) []Attribute {
	return attributesOf(p.Attributes, namespace, keys)
}

// AttributesOf returns the attributes of the namespace with these keys; nil means any namespace, and no keys means all.
func (v *ProductVariant) AttributesOf(namespace *string, keys []string) []Attribute {
	return attributesOf(v.Attributes, namespace, keys)
}
