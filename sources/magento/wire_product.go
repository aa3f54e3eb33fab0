package magento

import (
	"strings"

	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

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
	Values      []int64
}

type mediaWire struct {
	Type, Label, File optText
	Disabled          jsonx.Opt[bool]
	Position          optInt
}

// attributeWire is a custom attribute. One of several values holds them with commas.
type attributeWire struct{ Code, Value optText }

func (w *productWire) attribute(code string) string {
	for i := range w.Attributes {
		if w.Attributes[i].Code.Value == code {
			return w.Attributes[i].Value.Value
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
			for ok := array(r); ok && r.Element(); {
				for ok := object(r); ok && r.Member(); {
					if string(r.Name()) == "value_index" {
						w.Values = append(w.Values, readInt(r).Value)
					}
				}
			}
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

func (w *attributeWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "attribute_code":
			w.Code = r.Word()
		case "value":
			w.Value = readValue(r)
		}
	}
}

// readValue reads a value of any type as a text. One that is an object is no
// text, and nobody asks for it.
func readValue(r *jsonx.Reader) optText {
	switch r.Kind() {
	case jsonx.Text, jsonx.Number:
		return r.Numeral()
	case jsonx.Array:
		var parts []string
		for ok := r.Array(); ok && r.Element(); {
			if v := readValue(r); v.OK {
				parts = append(parts, v.Value)
			}
		}
		return jsonx.Some(strings.Join(parts, ","))
	}
	r.Skip()
	return optText{}
}
