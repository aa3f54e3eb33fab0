package stripesim

import (
	"strings"
)

// expandable tells per object which properties can be expanded and to which
// objects. Properties without objects are expandable in Stripe, but the
// simulation holds nothing that they could show.
func expandable(object string) map[string][]string {
	customer, intent, charge := []string{"customer"}, []string{"payment_intent"}, []string{"charge"}
	transaction, method := []string{"balance_transaction"}, []string{"payment_method"}
	switch object {
	case "customer":
		return map[string][]string{"default_source": nil, "test_clock": nil, "cash_balance": nil, "tax": nil,
			"sources": nil, "subscriptions": nil, "tax_ids": nil, "invoice_settings.default_payment_method": method}
	case "payment_intent":
		return map[string][]string{"application": nil, "customer": customer, "latest_charge": charge,
			"on_behalf_of": nil, "payment_method": method, "review": nil}
	case "charge":
		return map[string][]string{"application": nil, "application_fee": nil, "balance_transaction": transaction,
			"customer": customer, "failure_balance_transaction": transaction, "on_behalf_of": nil, "payment_intent": intent,
			"refunds": {"list of refund"}, "review": nil, "source_transfer": nil, "transfer": nil}
	case "refund":
		return map[string][]string{"balance_transaction": transaction, "charge": charge, "customer": customer,
			"failure_balance_transaction": transaction, "payment_intent": intent, "payment_method": method,
			"source_transfer_reversal": nil, "transfer_reversal": nil}
	case "list of refund":
		return map[string][]string{"data": {"refund"}}
	case "balance_transaction":
		return map[string][]string{"source": {"charge", "refund", "dispute", "payout"}}
	case "dispute":
		return map[string][]string{"charge": charge, "payment_intent": intent, "balance_transactions": transaction}
	case "payout":
		return map[string][]string{"application_fee": nil, "balance_transaction": transaction, "destination": nil,
			"failure_balance_transaction": transaction, "original_payout": {"payout"}, "reversed_by": {"payout"}}
	case "payment_method":
		return map[string][]string{"customer": customer}
	case "checkout.session":
		return map[string][]string{"customer": customer, "payment_intent": intent, "invoice": nil, "line_items": nil,
			"payment_link": nil, "setup_intent": nil, "subscription": nil}
	}
	return nil
}

// expansion is a tree of the properties to expand.
type expansion struct{ properties map[string]*expansion }

func (p *parameters) takeExpansions() ([]string, *apiError) {
	const deepest = 4
	paths, problem := p.takeList("expand")
	if problem != nil {
		return nil, problem
	}
	for _, path := range paths {
		if strings.Count(path, ".") >= deepest {
			return nil, invalidRequest("", "expand", "You cannot expand more than %d levels of a property: %s", deepest, path)
		}
	}
	return paths, nil
}

// planExpansion judges paths from an object.
func planExpansion(object string, paths []string, key credential) (*expansion, *apiError) {
	plan := &expansion{}
	for _, path := range paths {
		if problem := plan.add([]string{object}, path, path, key); problem != nil {
			return nil, problem
		}
	}
	return plan, nil
}

// planPageExpansion judges paths from a page, which begin with "data.".
func planPageExpansion(object string, paths []string, key credential) (*expansion, *apiError) {
	plan := &expansion{}
	for _, path := range paths {
		if path == "data" {
			continue
		}
		inner, ok := strings.CutPrefix(path, "data.")
		if !ok {
			return nil, suggestData(object, path, key)
		}
		if problem := plan.add([]string{object}, inner, path, key); problem != nil {
			return nil, problem
		}
	}
	return plan, nil
}

// suggestData refuses a path of a page, with Stripe's hint when the path fits
// the page's objects.
func suggestData(object, path string, key credential) *apiError {
	problem := notExpandable(path)
	if (&expansion{}).add([]string{object}, path, path, key) == nil {
		problem.message += " You may want to try expanding 'data." + path + "' instead."
	}
	return problem
}

func notExpandable(path string) *apiError {
	return invalidRequest("", "expand", "This property cannot be expanded (%s).", path)
}

// add enters a path that may start at any of several objects. A property of an
// inner object, such as invoice_settings.default_payment_method, is one step.
func (e *expansion) add(objects []string, rest, path string, key credential) *apiError {
	property, rest, _ := strings.Cut(rest, ".")
	if property == "invoice_settings" {
		inner, further, _ := strings.Cut(rest, ".")
		property, rest = property+"."+inner, further
	}
	targets, known := targetsOf(objects, property)
	if !known {
		return notExpandable(path)
	}
	for _, target := range targets {
		if problem := permitExpansion(target, key); problem != nil {
			return problem
		}
	}
	child := e.child(property)
	if rest == "" {
		return nil
	}
	return child.add(targets, rest, path, key)
}

func targetsOf(objects []string, property string) (targets []string, known bool) {
	for _, object := range objects {
		more, ok := expandable(object)[property]
		targets = append(targets, more...)
		known = known || ok
	}
	return targets, known
}

func (e *expansion) child(property string) *expansion {
	if e.properties == nil {
		e.properties = map[string]*expansion{}
	}
	if e.properties[property] == nil {
		e.properties[property] = &expansion{}
	}
	return e.properties[property]
}

// permitExpansion refuses objects that a restricted key may not read.
func permitExpansion(target string, key credential) *apiError {
	if key.all {
		return nil
	}
	for _, resource := range resources() {
		if resource.object == target {
			return key.permit(resource.permission)
		}
	}
	return nil
}

// apply expands the properties of a rendered object in place.
func (e *expansion) apply(v *view, item object) {
	for property, inner := range e.properties {
		holder, name := item, property
		if outer, last, nested := strings.Cut(property, "."); nested {
			holder, name = clonedMember(item, outer), last
		}
		if holder != nil {
			inner.expand(v, item, holder, name)
		}
	}
}

// clonedMember replaces an inner object by a copy that may be changed.
func clonedMember(item object, name string) object {
	member, ok := item[name].(object)
	if !ok {
		return nil
	}
	clone := make(object, len(member))
	for key, value := range member {
		clone[key] = value
	}
	item[name] = clone
	return clone
}

func (e *expansion) expand(v *view, item, holder object, name string) {
	if included := include(v, item, name); included != nil {
		holder[name] = included
	}
	switch value := holder[name].(type) {
	case string:
		e.expandID(v, item, holder, name, value)
	case object:
		e.apply(v, value)
	case []any:
		for _, element := range value {
			if element, ok := element.(object); ok {
				e.apply(v, element)
			}
		}
	}
}

// expandID replaces an id by its object. An id of something that the
// simulation does not hold stays an id.
func (e *expansion) expandID(v *view, item, holder object, name, id string) {
	property := name
	if _, own := item[name]; !own {
		property = "invoice_settings." + name
	}
	kind, _ := item["object"].(string)
	for _, target := range expandable(kind)[property] {
		collection := v.store.collections[target]
		if collection == nil || collection.byID[id] == nil {
			continue
		}
		expanded := collection.byID[id].render(v)
		e.apply(v, expanded)
		holder[name] = expanded
		return
	}
}

// include renders the lists that are absent unless asked for.
func include(v *view, item object, name string) object {
	id, _ := item["id"].(string)
	switch item["object"] {
	case "charge":
		if name == "refunds" {
			return refundsOf(v, id)
		}
	case "customer":
		if name == "sources" || name == "subscriptions" || name == "tax_ids" {
			return emptyList("/v1/customers/" + id + "/" + name)
		}
	case "checkout.session":
		if name == "line_items" {
			return emptyList("/v1/checkout/sessions/" + id + "/line_items")
		}
	}
	return nil
}

func emptyList(url string) object {
	return object{"object": "list", "data": []any{}, "has_more": false, "url": url}
}

// refundsOf is the list inside a charge: the ten newest refunds.
func refundsOf(v *view, charge string) object {
	newest := listing{limit: 10, created: everything()}
	page, more := newest.newest(v.store.related("refund", "charge", charge))
	return object{
		"object": "list", "has_more": more, "url": "/v1/charges/" + charge + "/refunds",
		"data": renderAll(v, page, &expansion{}),
	}
}
