package shopify

import (
	"bytes"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// ReadLines reads the file of a bulk operation that has found so many objects, of
// customers with their addresses. It returns what was given, and the errors, the
// last of which is that of the file.
func ReadLines(file []byte, objects int) (given []*commerce.Customer, errs []error) {
	c := newCollection(&client{source: "north", domain: "north.myshopify.com"}, customers())
	x := &export[commerce.Customer, customerWire]{collection: c, branches: []branch[customerWire]{
		branchOf(commerce.CustomerContact, "MailingAddress", addressesOf, (*addressWire).decode),
	}}
	l := &lines[commerce.Customer, customerWire]{
		export: x, op: "export customers", where: []sources.Predicate{}, objects: objects,
		reader: reader{source: "north", domain: "north.myshopify.com", currency: "GBP", reading: commerce.ReadNow(), holds: commerce.CustomerContact},
		yield: func(e *commerce.Customer, err error) bool {
			if err != nil {
				errs = append(errs, err)
			} else {
				given = append(given, e)
			}
			return true
		},
	}
	failed := l.scan(bytes.NewReader(file))
	return given, append(errs, failed)
}
