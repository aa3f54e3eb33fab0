package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/internal/view"
	"github.com/galleria-graph/galleria/sources/memory"
	"github.com/galleria-graph/galleria/sources/sourcetest"
)

// twin is the record of a second source: another name and phone, same address of e-mail.
func twin(source string, i int) *customer {
	c := sourcetest.MakeCustomer(source, i+3)
	c.ID.Key = fmt.Sprint("twin-", i)
	c.Email = sourcetest.MakeCustomer(source, i).Email
	return c
}

func TestPreferKeepsTheContract(t *testing.T) {
	secondaries := func() []customers {
		var north, south []*customer
		for i := range 20 {
			north = append(north, twin("north", i))
			south = append(south, twin("south", i/2))
			south[i].ID.Key += fmt.Sprint("-", i)
		}
		return []customers{people("north", north...), people("south", south...)}
	}
	sourcetest.Run(t, sourcetest.Harness[customer]{
		Kind: commerce.Customers,
		Make: func(i int) *customer { return sourcetest.MakeCustomer("crm", i) },
		Open: func(t *testing.T, seed []*customer) customers {
			return prefer(t, nil, people("crm", seed...), secondaries()...)
		},
		Change: func(t *testing.T, seed []*customer) (customers, sourcetest.Changes[customer]) {
			crm := people("crm", seed...)
			return prefer(t, nil, crm, secondaries()...), changesOf(crm)
		},
		Compare: strings.Compare,
		Differs: []string{"firstName", "lastName", "phone", "country", "tag"}, // filled in where the primary has none
	})
}

func TestPreferOverWeakSources(t *testing.T) {
	weak := func(name string, list []*customer) customers {
		return view.Complete(commerce.Customers, memory.New(commerce.Customers, name, list, memory.Filters(nil), memory.MaxPage(5), memory.MaxBatch(3)))
	}
	sourcetest.Run(t, sourcetest.Harness[customer]{
		Kind: commerce.Customers,
		Make: func(i int) *customer { return sourcetest.MakeCustomer("crm", i) },
		Open: func(t *testing.T, seed []*customer) customers {
			return prefer(t, nil, weak("crm", seed), weak("north", []*customer{twin("north", 1), twin("north", 2)}))
		},
		Compare: strings.Compare,
		Loose:   true,
		Differs: []string{"firstName", "lastName", "phone", "country", "tag"},
	})
}
