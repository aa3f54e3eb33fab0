package woocommercesim

import "slices"

// Gateway is a payment gateway.
type Gateway struct {
	ID, Title, Description string
	Enabled                bool
	MethodTitle            string
	Supports               []string // products when empty
	// Test says that the gateway's test mode is on, where it has one.
	Test *bool
}

func (q *query) gateway(order int, g Gateway) object {
	settings := object{setting("title", "Title", "text", g.Title)}
	if g.Test != nil {
		mode := map[bool]string{true: "yes", false: "no"}[*g.Test]
		settings = append(settings, setting("testmode", "Test mode", "checkbox", mode))
	}
	rendered := object{
		{"id", g.ID}, {"title", g.Title}, {"description", g.Description}, {"order", order}, {"enabled", g.Enabled},
		{"method_title", g.MethodTitle}, {"method_description", ""}, {"method_supports", g.Supports}, {"settings", settings},
	}
	return append(rendered, q.links("payment_gateways", g.ID, "")...)
}

func setting(id, label, kind, value string) member {
	return member{id, object{
		{"id", id}, {"label", label}, {"description", ""}, {"type", kind}, {"value", value}, {"default", ""}, {"tip", ""}, {"placeholder", ""},
	}}
}

// listGateways lists all gateways on one page.
func (q *query) listGateways() (answer, *apiError) {
	list := []object{}
	for i, g := range q.sim.store.gateways {
		list = append(list, q.gateway(i, g))
	}
	return answer{body: list}, nil
}

// PutGateway stores a payment gateway. One with the same id is replaced.
func (s *Sim) PutGateway(g Gateway) {
	if len(g.Supports) == 0 {
		g.Supports = []string{"products"}
	}
	g.Supports, g.Test = slices.Clone(g.Supports), copied(g.Test)
	if g.MethodTitle == "" {
		g.MethodTitle = g.Title
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.store.gateways, func(o Gateway) bool { return o.ID == g.ID })
	if i >= 0 {
		s.store.gateways[i] = g
		return
	}
	s.store.gateways = append(s.store.gateways, g)
}
