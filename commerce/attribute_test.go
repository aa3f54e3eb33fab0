package commerce_test

import (
	"slices"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
)

func TestAttributesOf(t *testing.T) {
	a := commerce.Attribute{Namespace: "custom", Key: "colour", Type: commerce.AttributeTypeText, Value: `"red"`}
	b := commerce.Attribute{Namespace: "custom", Key: "size", Type: commerce.AttributeTypeInteger, Value: `4`}
	c := commerce.Attribute{Key: "colour", Type: commerce.AttributeTypeUnknown, Value: `"blue"`}
	o := &commerce.Order{Attributes: []commerce.Attribute{a, b, c}}
	custom, none := "custom", ""
	for _, tc := range []struct {
		namespace *string
		keys      []string
		want      []commerce.Attribute
	}{
		{nil, nil, []commerce.Attribute{a, b, c}},
		{&custom, nil, []commerce.Attribute{a, b}},
		{&none, nil, []commerce.Attribute{c}},
		{nil, []string{"colour"}, []commerce.Attribute{a, c}},
		{&custom, []string{"size", "weight"}, []commerce.Attribute{b}},
		{nil, []string{"weight"}, []commerce.Attribute{}},
	} {
		if got := o.AttributesOf(tc.namespace, tc.keys); got == nil || !slices.Equal(got, tc.want) {
			t.Errorf("AttributesOf(%v, %v) = %v, want %v", tc.namespace, tc.keys, got, tc.want)
		}
	}
}
