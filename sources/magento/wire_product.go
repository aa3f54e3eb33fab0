package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type productWire struct {
	ID                   optInt
	SKU, Name            optText
	Price, Weight        optNumeral
	Status, Visibility   optInt
	Type                 optText
	CreatedAt, UpdatedAt optText
	Media                []mediaWire
	Attributes           []attributeWire
	More                 productMore
}

// productMore is what a product says in its extension attributes. Lists can
// leave them out.
type productMore struct {
	Options []optionWire
	Links   []int64
	Linked  bool // whether the links are there at all
}

type optionWire struct {
	AttributeID optInt
	Label       optText
	Position    optInt
	Values      []indexWire
}

// indexWire is the id of a choice.
type indexWire struct{ Index optInt }

type mediaWire struct {
	Type, Label, File optText
	Disabled          jsonx.Opt[bool]
	Position          optInt
}

func (w *productWire) attribute(code string) string {
	for i := range w.Attributes {
		if w.Attributes[i].Code.Value == code {
			return w.Attributes[i].Value.joined()
		}
	}
	return ""
}

func (w *productWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = readInt(r)
		case "sku":
			w.SKU = r.Text()
		case "name":
			w.Name = r.Text()
		case "price":
			w.Price = r.Numeral()
		case "weight":
			w.Weight = r.Numeral()
		case "status":
			w.Status = readInt(r)
		case "visibility":
			w.Visibility = readInt(r)
		case "type_id":
			w.Type = r.Word()
		case "created_at":
			w.CreatedAt = r.Text()
		case "updated_at":
			w.UpdatedAt = r.Text()
		case "media_gallery_entries":
			w.Media = fillList(r, (*mediaWire).decode)
		case "custom_attributes":
			w.Attributes = fillList(r, (*attributeWire).decode)
		case "extension_attributes":
			w.More.decode(r)
		}
	}
}

func (w *productMore) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "configurable_product_options":
			w.Options = fillList(r, (*optionWire).decode)
		case "configurable_product_links":
			w.Linked = r.Kind() != jsonx.Null
			w.Links = readIDs(r)
		}
	}
}

// readIDs reads a list of ids, which PHP writes as an object when it has gaps.
func readIDs(r *jsonx.Reader) []int64 {
	var out []int64
	if r.Kind() == jsonx.Object {
		for ok := r.Object(); ok && r.Member(); {
			out = append(out, readInt(r).Value)
		}
		return out
	}
	for ok := r.Array(); ok && r.Element(); {
		out = append(out, readInt(r).Value)
	}
	return out
}

func (w *optionWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "attribute_id":
			w.AttributeID = readInt(r)
		case "label":
			w.Label = r.Text()
		case "position":
			w.Position = readInt(r)
		case "values":
			w.Values = fillList(r, (*indexWire).decode)
		}
	}
}

func (w *indexWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		if string(r.Name()) == "value_index" {
			w.Index = readInt(r)
		}
	}
}

func (w *mediaWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "media_type":
			w.Type = r.Word()
		case "label":
			w.Label = r.Text()
		case "file":
			w.File = r.Text()
		case "disabled":
			w.Disabled = readFlag(r)
		case "position":
			w.Position = readInt(r)
		}
	}
}
