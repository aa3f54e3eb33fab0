package woocommercesim

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// namespace is where the API lies in WordPress's own.
const namespace = "/wc/v3"

// route is an address of the API. Segments in braces are numbers.
type route struct {
	pattern []string
	list    bool
	params  []param
	serve   func(*query) (answer, *apiError)
	writes  map[string]writer // by method
}

// offered are the routes that the plug-in of this version has.
func (s *Sim) offered() []route {
	list := func(pattern string, params []param, serve func(*query) (answer, *apiError)) route {
		return route{pattern: strings.Split(pattern, "/"), list: true, params: params, serve: serve}
	}
	one := func(pattern string, serve func(*query) (answer, *apiError)) route {
		return route{pattern: strings.Split(pattern, "/"), params: decimalsParam, serve: serve}
	}
	routes := []route{
		list("orders", s.orderParams(), (*query).listOrders), one("orders/{id}", (*query).getOrder),
		list("orders/{order_id}/refunds", s.refundParams(), (*query).listRefunds),
		one("orders/{order_id}/refunds/{id}", (*query).getRefund),
		list("orders/{order_id}/notes", noteParams, (*query).listNotes),
		list("customers", s.customerParams(), (*query).listCustomers), one("customers/{id}", (*query).getCustomer),
		list("products", s.productParams(), (*query).listProducts), one("products/{id}", (*query).getProduct),
		list("products/{product_id}/variations", s.variationParams(), (*query).listVariations),
		one("products/{product_id}/variations/{id}", (*query).getVariation),
		list("webhooks", webhookParams, (*query).listWebhooks), one("webhooks/{id}", (*query).getWebhook),
		list("payment_gateways", nil, (*query).listGateways),
		one("data/currencies/current", (*query).getCurrency), list("system_status", nil, (*query).getStatus),
	}
	if s.version.has(withRefundsRoute) {
		routes = append(routes, list("refunds", s.refundParams(), (*query).listRefunds))
	}
	if s.version.has(withVariationsRoute) {
		routes = append(routes, list("variations", s.variationParams(), (*query).listVariations))
	}
	if s.options.Fulfillments {
		routes = append(routes, list("orders/{order_id}/fulfillments", nil, (*query).listFulfillments))
	}
	return withWrites(routes)
}

// written are the writers by address and method.
var written = map[string]map[string]writer{
	"orders":                                {http.MethodPost: (*command).createOrder},
	"orders/{id}":                           {http.MethodPut: (*command).updateOrder, http.MethodDelete: (*command).deleteOrder},
	"orders/{order_id}/refunds":             {http.MethodPost: (*command).createRefund},
	"orders/{order_id}/notes":               {http.MethodPost: (*command).createNote},
	"customers/{id}":                        {http.MethodPut: (*command).updateCustomer},
	"products/{id}":                         {http.MethodPut: (*command).updateProduct},
	"products/{product_id}/variations/{id}": {http.MethodPut: (*command).updateVariation},
	"webhooks":                              {http.MethodPost: (*command).createWebhook},
	"webhooks/{id}":                         {http.MethodPut: (*command).updateWebhook, http.MethodDelete: (*command).deleteWebhook},
	"orders/batch":                          {http.MethodPost: batch((*command).createOrder, (*command).updateOrder, (*command).deleteOrder)},
	"products/batch":                        {http.MethodPost: batch((*command).createProduct, (*command).updateProduct, nil)},
	"customers/batch":                       {http.MethodPost: batch((*command).createCustomer, (*command).updateCustomer, nil)},
	"webhooks/batch":                        {http.MethodPost: batch((*command).createWebhook, (*command).updateWebhook, (*command).deleteWebhook)},
}

// withWrites gives routes their writers, and adds those that only write.
func withWrites(routes []route) []route {
	left := maps.Clone(written)
	for i := range routes {
		pattern := strings.Join(routes[i].pattern, "/")
		routes[i].writes = written[pattern]
		delete(left, pattern)
	}
	for pattern, writes := range left {
		routes = append(routes, route{pattern: strings.Split(pattern, "/"), writes: writes})
	}
	return routes
}

// match finds the route of a path below the namespace, and the numbers in it.
func (s *Sim) match(path string) (route, map[string]int, bool) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for _, r := range s.routes {
		if ids, ok := r.match(segments); ok {
			return r, ids, true
		}
	}
	return route{}, nil, false
}

func (r route) match(segments []string) (map[string]int, bool) {
	if len(segments) != len(r.pattern) {
		return nil, false
	}
	ids := map[string]int{}
	for i, want := range r.pattern {
		if !strings.HasPrefix(want, "{") {
			if segments[i] != want {
				return nil, false
			}
			continue
		}
		id, ok := digits(segments[i])
		if !ok {
			return nil, false
		}
		ids[strings.Trim(want, "{}")] = id
	}
	return ids, true
}

// digits reads a number of a path, which has nothing but digits. One that is
// too long stands for no object.
func digits(text string) (int, bool) {
	if text == "" || strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, false
	}
	id, err := strconv.Atoi(text)
	if err != nil {
		return -1, true
	}
	return id, true
}

// route returns the route that a request names, below /wp-json or with
// ?rest_route=.
func (s *Sim) route(path string, given values) (string, bool) {
	path, ok := strings.CutPrefix(path, s.options.Directory)
	if !ok {
		return "", false
	}
	if named, ok := given["rest_route"]; ok && !named.many && slices.Contains([]string{"", "/", "/index.php"}, path) {
		return named.text, true
	}
	named, ok := strings.CutPrefix(path, "/wp-json")
	if !ok || s.options.PlainPermalinks || named != "" && named[0] != '/' {
		return "", false
	}
	return named, true
}
