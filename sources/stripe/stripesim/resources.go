package stripesim

import (
	"net/http"
	"slices"
	"strings"
)

// operation is what a request asks of a resource.
type operation int

const (
	noOperation operation = iota
	listOperation
	searchOperation
	retrieveOperation
)

// argument is a filter parameter of a list.
type argument struct {
	name string
	// allowed are the values of an enumeration; nil allows all.
	allowed []string
	// refers names the object whose id the value must be, or is empty.
	refers string
}

// resource describes the endpoints of one kind of object.
type resource struct {
	object     string
	path       string
	permission Permission
	singleton  bool // the path itself is the object
	listed     bool
	searched   searchFields // nil: no search
	arguments  []argument
	ranges     []string // time filters besides created
	idParam    string   // how errors name the id in the path
}

// resources returns the endpoints of the simulation.
func resources() []resource {
	customer := argument{name: "customer", refers: "customer"}
	intent := argument{name: "payment_intent", refers: "payment_intent"}
	charge := argument{name: "charge", refers: "charge"}
	return []resource{
		{object: "customer", path: "/v1/customers", permission: ReadCustomers, listed: true, searched: customerSearch(),
			arguments: []argument{{name: "email"}, {name: "test_clock"}}},
		{object: "payment_intent", path: "/v1/payment_intents", permission: ReadPaymentIntents, listed: true, searched: intentSearch(),
			arguments: []argument{customer, {name: "customer_account"}}, idParam: "intent"},
		{object: "charge", path: "/v1/charges", permission: ReadCharges, listed: true, searched: chargeSearch(),
			arguments: []argument{customer, intent, {name: "transfer_group"}}},
		{object: "refund", path: "/v1/refunds", permission: ReadCharges, listed: true, arguments: []argument{charge, intent}},
		{object: "dispute", path: "/v1/disputes", permission: ReadDisputes, listed: true, arguments: []argument{charge, intent}},
		{object: "balance_transaction", path: "/v1/balance_transactions", permission: ReadBalance, listed: true,
			arguments: []argument{{name: "source"}, {name: "payout", refers: "payout"}, {name: "type"}, {name: "currency"}}},
		{object: "payout", path: "/v1/payouts", permission: ReadPayouts, listed: true,
			arguments: []argument{{name: "status", allowed: payoutStatuses()}, {name: "destination"}}, ranges: []string{"arrival_date"}},
		{object: "payment_method", path: "/v1/payment_methods", permission: ReadPaymentMethods, idParam: "payment_method"},
		{object: "event", path: "/v1/events", permission: ReadEvents, listed: true},
		{object: "checkout.session", path: "/v1/checkout/sessions", permission: ReadCheckout, listed: true, idParam: "session",
			arguments: []argument{intent, customer, {name: "customer_account"}, {name: "payment_link"}, {name: "subscription"},
				{name: "status", allowed: []string{"complete", "expired", "open"}}, {name: "customer_details[email]"}}},
		{object: "account", path: "/v1/account", permission: ReadAccount, singleton: true},
		{object: "balance", path: "/v1/balance", permission: ReadBalance, singleton: true},
	}
}

func payoutStatuses() []string {
	return []string{"canceled", "failed", "in_transit", "paid", "pending"}
}

// match says what a path asks of the resource.
func (r resource) match(path string) (operation, string) {
	rest, ok := strings.CutPrefix(path, r.path)
	if !ok {
		return noOperation, ""
	}
	id, nested := strings.CutPrefix(rest, "/")
	switch {
	case rest == "" && r.singleton:
		return retrieveOperation, ""
	case rest == "" && r.listed:
		return listOperation, ""
	case r.singleton || !nested || id == "" || strings.Contains(id, "/"):
		return noOperation, ""
	case id == "search" && r.searched != nil:
		return searchOperation, ""
	}
	return retrieveOperation, id
}

// noun is how Stripe's error texts name the object.
func noun(object string) string {
	if object == "payment_method" {
		return "PaymentMethod"
	}
	return object
}

// retrieve answers with one object.
func (s *Sim) retrieve(r resource, id string, p *parameters, key credential) (object, *apiError) {
	paths, problem := p.takeExpansions()
	if problem != nil {
		return nil, problem
	}
	if r.object == "payment_intent" {
		// The publishable way of reading an intent names its secret; with a
		// secret key it changes nothing.
		if _, _, problem := p.take("client_secret"); problem != nil {
			return nil, problem
		}
	}
	if problem := p.finish(); problem != nil {
		return nil, problem
	}
	expansion, problem := planExpansion(r.object, paths, key)
	if problem != nil {
		return nil, problem
	}
	return s.show(r, id, expansion)
}

func (s *Sim) show(r resource, id string, expansion *expansion) (object, *apiError) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v := s.view()
	switch r.object {
	case "account":
		return s.options.Account.render(), nil
	case "balance":
		return renderBalance(v, s.options.Account.DefaultCurrency), nil
	}
	record := s.store.find(r.object, id)
	if record == nil || expired(record.entity, v.now) {
		return nil, missing(http.StatusNotFound, noun(r.object), id, r.param())
	}
	answer := record.render(v)
	expansion.apply(v, answer)
	return answer, nil
}

func (r resource) param() string {
	if r.idParam != "" {
		return r.idParam
	}
	return "id"
}

// permits says whether an enumeration has a value.
func (a argument) permits(value string) bool {
	return a.allowed == nil || slices.Contains(a.allowed, value)
}

// view must be made under the lock.
func (s *Sim) view() *view {
	return &view{store: s.store, livemode: s.options.Livemode, now: s.clock()}
}
