package magento

import (
	"cmp"
	"context"
	"slices"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
	"github.com/galleria-graph/galleria/sources/internal/oauth1"
)

// choiceWire is an attribute by which a configurable product's variants differ.
type choiceWire struct {
	ID     optInt
	Code   optText
	Label  optText
	Labels map[string]string // by the value that products hold
}

func (w *choiceWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "attribute_id":
			w.ID = readInt(r)
		case "attribute_code":
			w.Code = r.Text()
		case "default_frontend_label":
			w.Label = r.Text()
		case "options":
			w.Labels = map[string]string{}
			for ok := array(r); ok && r.Element(); {
				var label, value optText
				for ok := object(r); ok && r.Member(); {
					switch string(r.Name()) {
					case "label":
						label = readValue(r)
					case "value":
						value = readValue(r)
					}
				}
				w.Labels[value.Value] = label.Value
			}
		}
	}
}

// attributesOf reads the attributes that configurable products name, all at once.
func (c *client) attributesOf(ctx context.Context, op string, products []productWire) (map[int64]*choiceWire, error) {
	var ids []string
	for i := range products {
		for _, o := range products[i].More.Options {
			if o.AttributeID.Value > 0 {
				ids = append(ids, formatInt(o.AttributeID.Value))
			}
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.Sort(ids)
	choices, err := listing[choiceWire]{
		path: "/V1/products/attributes", column: "attribute_id", key: "attribute_id", most: maxIDs,
		fields: "attribute_id,attribute_code,default_frontend_label,options[label,value]",
		decode: (*choiceWire).decode,
		id:     func(w *choiceWire) int64 { return w.ID.Value },
	}.whole(ctx, c, op, slices.Compact(ids))
	out := make(map[int64]*choiceWire, len(choices))
	for i := range choices {
		out[choices[i].ID.Value] = &choices[i]
	}
	return out, err
}

// inOrder returns a product's options as the shop shows them.
func inOrder(w *productWire) []optionWire {
	out := slices.Clone(w.More.Options)
	slices.SortStableFunc(out, func(a, b optionWire) int { return cmp.Compare(a.Position.Value, b.Position.Value) })
	return out
}

func (o *optionWire) name(a *choiceWire) string {
	if o.Label.Value == "" && a != nil {
		return a.Label.Value
	}
	return o.Label.Value
}

// options returns what a product lets choose. A value whose label is gone is its number.
func options(w *productWire, attributes map[int64]*choiceWire) []commerce.ProductOption {
	var out []commerce.ProductOption
	for _, o := range inOrder(w) {
		a := attributes[o.AttributeID.Value]
		option := commerce.ProductOption{Name: o.name(a)}
		for _, value := range o.Values {
			option.Values = append(option.Values, a.label(formatInt(value)))
		}
		out = append(out, option)
	}
	return out
}

// chosen returns a variant's value of each option of its product.
func chosen(w, variant *productWire, attributes map[int64]*choiceWire) []commerce.SelectedOption {
	var out []commerce.SelectedOption
	for _, o := range inOrder(w) {
		a := attributes[o.AttributeID.Value]
		if a == nil {
			continue
		}
		if value := variant.attribute(a.Code.Value); value != "" {
			out = append(out, commerce.SelectedOption{Name: o.name(a), Value: a.label(value)})
		}
	}
	return out
}

func (w *choiceWire) label(value string) string {
	if w == nil || w.Labels[value] == "" {
		return value
	}
	return w.Labels[value]
}

// readLinks reads one configurable product's options and variants.
func (c *client) readLinks(ctx context.Context, op string, w *productWire) error {
	var single productWire
	err := c.get(ctx, op, productPath+"/"+oauth1.Escape(w.SKU.Value), nil, func(r *jsonx.Reader) { single.decode(r) })
	if isMissing(err) { // gone since, or of a name that a web server does not let pass
		return nil
	}
	if err == nil {
		w.More = single.More
	}
	return err
}
