package stripe

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// methodMember is a member of payment_method_details that may be the one of
// the method's type, which can come behind it.
type methodMember struct {
	name  string
	parts methodParts
	wrong *jsonx.WrongType
}

// readMethodDetails reads the type and the object of that name. Other members
// may be of any form.
func readMethodDetails(r *jsonx.Reader) methodDetails {
	if !r.Object() {
		return methodDetails{}
	}
	var (
		m     methodDetails
		named bool
		room  [2]methodMember
	)
	members := room[:0]
	for r.Member() {
		if string(r.Name()) == "type" {
			named = r.Kind() == jsonx.Text || r.Kind() == jsonx.Null
			m.Type = r.Word().Value
			continue
		}
		c := methodMember{name: r.NameWord()}
		part := r.Begin()
		c.parts.decode(r)
		c.wrong = r.End(part)
		members = append(members, c)
	}
	if !named {
		r.SetWrong()
	}
	for i := len(members) - 1; i >= 0; i-- { // a repeated name counts as it comes last
		if members[i].name == m.Type {
			m.methodParts = members[i].parts
			if members[i].wrong != nil {
				r.SetWrong()
			}
			break
		}
	}
	return m
}

func (p *methodParts) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "brand":
			p.Brand = r.Word().Value
		case "last4":
			p.LastFour = r.Text().Value
		case "capture_before":
			p.CaptureBefore = r.Int().Value
		case "wallet":
			for ok := r.Object(); ok && r.Member(); {
				if string(r.Name()) == "type" {
					p.Wallet = r.Word().Value
				}
			}
		}
	}
}
