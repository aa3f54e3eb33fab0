package magento

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

type productWire struct {
	ID         optInt                  `json:"id"`
	SKU        optText                 `json:"sku"`
	Name       optText                 `json:"name"`
	Price      optNumeral              `json:"price"`
	Weight     optNumeral              `json:"weight"`
	Status     optInt                  `json:"status"`
	Visibility optInt                  `json:"visibility"`
	Type       optText                 `json:"type_id"`
	CreatedAt  optText                 `json:"created_at"`
	UpdatedAt  optText                 `json:"updated_at"`
	Media      listWire[mediaWire]     `json:"media_gallery_entries"`
	Attributes listWire[attributeWire] `json:"custom_attributes"`
	More       productMore             `json:"extension_attributes"`
}

// productMore is what a product says in its extension attributes. Lists can
// leave them out.
type productMore struct {
	Options listWire[optionWire] `json:"configurable_product_options"`
	Links   idsWire              `json:"configurable_product_links"`
}

// idsWire is a list of ids, which PHP writes as an object when it has gaps.
type idsWire struct {
	IDs []int64
	OK  bool // whether the list is there at all
}

type optionWire struct {
	AttributeID optInt              `json:"attribute_id"`
	Label       optText             `json:"label"`
	Position    optInt              `json:"position"`
	Values      listWire[indexWire] `json:"values"`
}

// indexWire is the id of a choice.
type indexWire struct {
	Index optInt `json:"value_index"`
}

type mediaWire struct {
	Type     optText `json:"media_type"`
	Label    optText `json:"label"`
	File     optText `json:"file"`
	Disabled optFlag `json:"disabled"`
	Position optInt  `json:"position"`
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
			w.Price = readNumeral(r)
		case "weight":
			w.Weight = readNumeral(r)
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
			w.Media = readList(r, (*mediaWire).decode)
		case "custom_attributes":
			w.Attributes = readList(r, (*attributeWire).decode)
		case "extension_attributes":
			w.More.decode(r)
		}
	}
}

func (w *productMore) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "configurable_product_options":
			w.Options = readList(r, (*optionWire).decode)
		case "configurable_product_links":
			w.Links = readIDs(r)
		}
	}
}

func readIDs(r *jsonx.Reader) (w idsWire) {
	w.OK = r.Kind() != jsonx.Null
	if r.Kind() == jsonx.Object {
		for ok := r.Object(); ok && r.Member(); {
			w.IDs = append(w.IDs, readInt(r).Value)
		}
		return w
	}
	for ok := r.Array(); ok && r.Element(); {
		w.IDs = append(w.IDs, readInt(r).Value)
	}
	return w
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
			w.Values = readList(r, (*indexWire).decode)
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
