package magento

import (
	"context"
	"slices"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// definitionWire says what an attribute of products is.
type definitionWire struct {
	ID      optInt               `json:"attribute_id"`
	Code    optText              `json:"attribute_code"`
	Label   optText              `json:"default_frontend_label"`
	Input   optText              `json:"frontend_input"`
	Backend optText              `json:"backend_type"`
	Options listWire[choiceWire] `json:"options"`

	labels map[string]string // of the options by their values, once they are asked for
}

// choiceWire is a value that can be chosen. Products hold its id.
type choiceWire struct {
	Label optNumeral `json:"label"`
	Value optNumeral `json:"value"`
}

func (w *definitionWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "attribute_id":
			w.ID = readInt(r)
		case "attribute_code":
			w.Code = r.Text()
		case "default_frontend_label":
			w.Label = r.Text()
		case "frontend_input":
			w.Input = r.Word()
		case "backend_type":
			w.Backend = r.Word()
		case "options":
			w.Options = readList(r, (*choiceWire).decode)
		}
	}
}

func (w *choiceWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "label":
			w.Label = readNumeral(r)
		case "value":
			w.Value = readNumeral(r)
		}
	}
}

// label returns the label of a choice; the value itself where that is gone.
func (w *definitionWire) label(value string) string {
	if label := w.known(value); label != "" {
		return label
	}
	return value
}

// known returns the label of a choice; empty for none. What is not chosen has a
// label, too: a blank.
func (w *definitionWire) known(value string) string {
	if w == nil || value == "" {
		return ""
	}
	return w.labels[value]
}

// definitions are the attributes that some products have.
type definitions struct {
	byID   map[int64]*definitionWire
	byCode map[string]*definitionWire
}

const attributesPath = "/V1/products/attributes"

func definitionList(column string, most int) listing[definitionWire] {
	return listing[definitionWire]{
		path: attributesPath, column: column, key: "attribute_id", most: most,
		fields: "attribute_id,attribute_code,default_frontend_label,frontend_input,backend_type,options[label,value]",
		decode: (*definitionWire).decode,
		id:     func(w *definitionWire) int64 { return w.ID.Value },
	}
}

// define reads what the attributes with these ids and codes are, one list for each.
func (c *client) define(ctx context.Context, op string, ids, codes []string) (*definitions, error) {
	out := &definitions{byID: map[int64]*definitionWire{}, byCode: map[string]*definitionWire{}}
	lists := []struct {
		listing[definitionWire]
		values []string
	}{
		{definitionList("attribute_id", maxIDs), ids}, {definitionList("attribute_code", maxSKUs), codes},
	}
	found := make([][]definitionWire, len(lists))
	errs := each(len(lists), func(i int) (err error) {
		values := slices.Compact(sortedTexts(lists[i].values))
		found[i], err = lists[i].whole(ctx, c, op, values)
		return err
	})
	if err := joined(errs); err != nil {
		return nil, err
	}
	for _, some := range found {
		for i := range some {
			w := &some[i]
			w.labels = make(map[string]string, len(w.Options))
			for _, o := range w.Options {
				w.labels[o.Value.Value] = o.Label.Value
			}
			out.byID[w.ID.Value], out.byCode[w.Code.Value] = w, w
		}
	}
	return out, nil
}
