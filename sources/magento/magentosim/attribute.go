package magentosim

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
)

// ProductAttribute describes a custom attribute of products.
type ProductAttribute struct {
	ID       int64
	Code     string
	Label    string
	Input    string // "select"; weight, datetime, text, textarea, multiselect, price, date, boolean
	Required bool
	Options  []AttributeOption
}

// AttributeOption is a value that can be chosen. Products hold its id.
type AttributeOption struct {
	ID    int64
	Label string
}

func (a *ProductAttribute) id() int64 { return a.ID }

// PutAttribute stores an attribute as it stands. One with the same id is
// replaced.
func (s *Sim) PutAttribute(attribute ProductAttribute) (ProductAttribute, error) {
	attribute.Options = slices.Clone(attribute.Options)
	err := s.change("put attribute", func(c *change) error {
		if attribute.Code == "" {
			return errors.New("an attribute needs a code")
		}
		st := c.sim.store
		st.attributes.assign(&attribute.ID)
		setDefault(&attribute.Input, "select")
		setDefault(&attribute.Label, attribute.Code)
		for i := range attribute.Options {
			st.attributeOptions.assign(&attribute.Options[i].ID)
		}
		st.attributeCodes[attribute.Code] = true
		stored := attribute
		stored.Options = slices.Clone(attribute.Options)
		st.attributes.put(&stored)
		return nil
	})
	return attribute, err
}

var attributeColumns = newColumns(`attribute_code attribute_id backend_type default_value entity_type_id frontend_input frontend_label is_filterable is_required
	is_searchable is_unique is_user_defined is_visible position`)

func (a *ProductAttribute) column(v *view, name string) any {
	row := a.render(v)
	if name == "frontend_label" {
		return row["default_frontend_label"]
	}
	return row[name]
}

func (a *ProductAttribute) render(*view) object {
	backend := map[string]string{"select": "int", "boolean": "int", "price": "decimal", "date": "datetime", "datetime": "datetime", "textarea": "text", "weight": "decimal"}[a.Input]
	setDefault(&backend, "varchar")
	return object{
		"attribute_id": a.ID, "attribute_code": a.Code, "default_frontend_label": a.Label, "frontend_labels": []any{}, "frontend_input": a.Input,
		"backend_type": backend, "entity_type_id": "4", "is_required": a.Required, "is_user_defined": true, "is_visible": true, "is_unique": "0",
		"is_wysiwyg_enabled": false, "is_html_allowed_on_front": true, "used_for_sort_by": false, "is_filterable": false, "is_filterable_in_search": false,
		"is_used_in_grid": false, "is_visible_in_grid": false, "is_filterable_in_grid": false, "position": 0, "apply_to": []any{}, "is_searchable": "0",
		"is_visible_in_advanced_search": "0", "is_comparable": "0", "is_used_for_promo_rules": "0", "is_visible_on_front": "0", "used_in_product_listing": "0",
		"scope": "global", "options": a.renderOptions(), "validation_rules": []any{},
	}
}

// renderOptions begins with the empty choice, as Magento's own list does.
func (a *ProductAttribute) renderOptions() []any {
	if a.Input != "select" && a.Input != "multiselect" {
		return []any{}
	}
	options := []any{object{"label": " ", "value": ""}}
	for _, option := range a.Options {
		options = append(options, object{"label": option.Label, "value": strconv.FormatInt(option.ID, 10)})
	}
	return options
}

// attribute finds the attribute of the path's code, or id.
func (c *call) attribute() (*ProductAttribute, *apiError) {
	for _, e := range c.sim.store.attributes.rows {
		if a := e.(*ProductAttribute); a.Code == c.values[0] || strconv.FormatInt(a.ID, 10) == c.values[0] {
			return a, nil
		}
	}
	return nil, &apiError{
		status:  http.StatusNotFound,
		message: "The attribute with a \"%1\" attributeCode doesn't exist. Verify the attribute and try again.", parameters: []any{c.values[0]},
	}
}

func answerAttribute(c *call) (any, *apiError) {
	found, problem := c.attribute()
	if problem != nil {
		return nil, problem
	}
	return found.render(c.view), nil
}

func answerAttributeOptions(c *call) (any, *apiError) {
	found, problem := c.attribute()
	if problem != nil {
		return nil, problem
	}
	return found.renderOptions(), nil
}
