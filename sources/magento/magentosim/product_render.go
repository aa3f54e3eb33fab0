package magentosim

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// several is a column that holds more than one value, of which one must fit.
type several []string

var productColumns = func() columns {
	known := newColumns(`attribute_set_id category_id created_at entity_id name price sku status store_id type_id updated_at visibility website_id weight`)
	known.eav = true
	known.extra = func(v *view, name string) bool { return v.store.attributeCodes[name] || standardAttributes[name] != "" }
	return known
}()

// standardAttributes are what every product has beside its own attributes.
var standardAttributes = map[string]string{
	"options_container": "container2", "required_options": "0", "has_options": "0", "url_key": "-", "tax_class_id": "2",
}

func (p *Product) column(v *view, name string) any {
	switch name {
	case "entity_id":
		return p.ID
	case "sku":
		return p.SKU
	case "type_id":
		return p.TypeID
	case "updated_at":
		return p.UpdatedAt.Format(time.DateTime)
	case "category_id":
		return several(p.CategoryIDs)
	case "website_id":
		ids := several{}
		for _, id := range p.WebsiteIDs {
			ids = append(ids, strconv.Itoa(id))
		}
		return ids
	}
	row := p.renderRow(v)
	if value, there := row[name]; there {
		return value
	}
	for _, attribute := range p.attributes() {
		if attribute.Code == name && attribute.Values != nil {
			return strings.Join(attribute.Values, ",")
		} else if attribute.Code == name {
			return attribute.Value
		}
	}
	return nil
}

func (p *Product) renderRow(v *view) object {
	name, price := p.Name, p.Price
	if values := p.Stores[v.storeCode]; values.Name != "" {
		name = values.Name
	}
	if values := p.Stores[v.storeCode]; values.Price != nil {
		price = *values.Price
	}
	const enabled, disabled = 1, 2
	status := enabled
	if p.Disabled {
		status = disabled
	}
	row := object{
		"id": p.ID, "sku": p.SKU, "name": name, "attribute_set_id": p.AttributeSetID, "price": number(price), "status": status,
		"visibility": p.Visibility, "type_id": p.TypeID,
	}
	moment(row, "created_at", p.CreatedAt)
	moment(row, "updated_at", p.UpdatedAt)
	if p.TypeID != "virtual" && p.TypeID != "downloadable" {
		row["weight"] = number(p.Weight)
	}
	return row
}

func (p *Product) render(v *view) object {
	row := p.renderRow(v)
	row["product_links"], row["options"], row["tier_prices"] = []any{}, []any{}, []any{}
	row["media_gallery_entries"] = p.renderMedia()
	row["custom_attributes"] = renderAttributes(p.attributes())
	row["extension_attributes"] = p.renderExtension(v)
	return row
}

func renderAttributes(list []Attribute) []any {
	attributes := make([]any, len(list))
	for i, attribute := range list {
		value := any(attribute.Value)
		if attribute.Values != nil {
			value = anyList(attribute.Values)
		}
		attributes[i] = object{"attribute_code": attribute.Code, "value": value}
	}
	return attributes
}

// renderExtension leaves the stock out of lists, and all but the websites and
// categories where lists are bare.
func (p *Product) renderExtension(v *view) object {
	extension := object{"website_ids": anyList(p.WebsiteIDs)}
	if len(p.CategoryIDs) > 0 {
		links := make([]any, len(p.CategoryIDs))
		for i, id := range p.CategoryIDs {
			links[i] = object{"position": i, "category_id": id}
		}
		extension["category_links"] = links
	}
	if !v.list {
		extension["stock_item"] = v.store.renderStockItem(p)
	}
	if v.list && v.options.BareProductLists {
		return extension
	}
	switch p.TypeID {
	case "configurable":
		extension["configurable_product_options"] = p.renderOptions()
		links := []any{}
		for _, sku := range p.Children {
			if child := v.store.product(sku); child != nil {
				links = append(links, child.ID)
			}
		}
		extension["configurable_product_links"] = links
	case "bundle":
		options := make([]any, len(p.Bundle))
		for i := range p.Bundle {
			options[i] = p.Bundle[i].render(p, i+1)
		}
		extension["bundle_product_options"] = options
	}
	return extension
}

func (p *Product) renderOptions() []any {
	options := make([]any, len(p.Options))
	for i, option := range p.Options {
		values := make([]any, len(option.Values))
		for j, value := range option.Values {
			values[j] = object{"value_index": value}
		}
		options[i] = object{
			"id": option.ID, "attribute_id": strconv.FormatInt(option.AttributeID, 10), "label": option.Label, "position": i,
			"values": values, "product_id": p.ID,
		}
	}
	return options
}

func (b *BundleOption) render(p *Product, position int) object {
	return object{
		"option_id": b.ID, "title": b.Title, "required": !b.Optional, "type": b.Type, "position": position, "sku": p.SKU,
		"product_links": b.renderLinks(),
	}
}

func (b *BundleOption) renderLinks() []any {
	links := make([]any, len(b.Links))
	for i, link := range b.Links {
		links[i] = object{
			"id": strconv.FormatInt(link.ID, 10), "sku": link.SKU, "option_id": b.ID, "qty": number(link.Qty), "position": i + 1,
			"is_default": false, "price": number(link.Price), "price_type": nil, "can_change_quantity": 0,
		}
	}
	return links
}

func (p *Product) renderMedia() []any {
	media := make([]any, len(p.Media))
	for i, entry := range p.Media {
		media[i] = object{
			"id": entry.ID, "media_type": entry.Type, "label": orNull(entry.Label), "position": i + 1, "disabled": entry.Disabled,
			"types": anyList(entry.Types), "file": entry.File,
		}
	}
	return media
}

// attributes are the product's own, the standard ones and the categories.
func (p *Product) attributes() []Attribute {
	all := slices.Clone(p.Attributes)
	has := func(code string) bool {
		return slices.ContainsFunc(all, func(a Attribute) bool { return a.Code == code })
	}
	for _, code := range slices.Sorted(maps.Keys(standardAttributes)) {
		if has(code) {
			continue
		}
		value := standardAttributes[code]
		if code == "url_key" {
			value = strings.ReplaceAll(strings.ToLower(p.Name), " ", "-")
		}
		all = append(all, Attribute{Code: code, Value: value})
	}
	if len(p.CategoryIDs) > 0 && !has("category_ids") {
		all = append(all, Attribute{Code: "category_ids", Values: p.CategoryIDs})
	}
	return all
}
