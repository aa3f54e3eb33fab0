package magento

import (
	"cmp"
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// inOrder returns a product's options as the shop shows them.
func inOrder(w *productWire) []optionWire {
	out := slices.Clone(w.More.Options)
	slices.SortStableFunc(out, func(a, b optionWire) int { return cmp.Compare(a.Position.Value, b.Position.Value) })
	return out
}

func (o *optionWire) name(d *definitionWire) string {
	if o.Label.Value == "" && d != nil {
		return d.Label.Value
	}
	return o.Label.Value
}

// options returns what a product lets choose. A value whose label is gone is its number.
func options(w *productWire, known *definitions) []commerce.ProductOption {
	var out []commerce.ProductOption
	for _, o := range inOrder(w) {
		d := known.byID[o.AttributeID.Value]
		option := commerce.ProductOption{Name: o.name(d)}
		for _, value := range o.Values {
			option.Values = append(option.Values, d.label(formatInt(value.Index.Value)))
		}
		out = append(out, option)
	}
	return out
}

// chosen returns a variant's value of each option of its product.
func chosen(w, variant *productWire, known *definitions) []commerce.SelectedOption {
	var out []commerce.SelectedOption
	for _, o := range inOrder(w) {
		d := known.byID[o.AttributeID.Value]
		if d == nil {
			continue
		}
		if value := variant.attribute(d.Code.Value); value != "" {
			out = append(out, commerce.SelectedOption{Name: o.name(d), Value: d.label(value)})
		}
	}
	return out
}

// readLinks reads one configurable product's options and variants.
func (c *client) readLinks(ctx context.Context, op string, w *productWire) error {
	var single productWire
	err := c.get(ctx, op, productPath+"/"+oauth1.Escape(w.SKU.Value), []param{{"fields", linkFields}}, func(r *jsonx.Reader) { single.decode(r) })
	if isMissing(err) { // gone since, or of a name that a web server does not let pass
		return nil
	}
	if err == nil {
		w.More = single.More
	}
	return err
}
