package demo

import (
	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/internal/merchant"
)

// loadStock writes down what lies at the sources for the shop, and what its
// orders have reserved of it.
func (s *magentoShop) loadStock() error {
	for i := range s.merchant.Orders {
		if o := &s.merchant.Orders[i]; o.Store == s.index {
			for line := range o.Lines {
				if at, kept := s.merchant.StockOf(o.Lines[line].SKU, o.Location); kept {
					s.own[at] += o.Open(line)
				}
			}
		}
	}
	extra := drifts(s.merchant, s.index)
	for i := range s.merchant.Stock {
		m := &s.merchant.Stock[i]
		if !keeps(s.merchant, s.index, m.SKU, m.Location) {
			continue
		}
		if err := s.count(i, m, extra[i]); err != nil {
			return err
		}
		if err := s.reserve(m.SKU, s.own[i]); err != nil {
			return err
		}
	}
	return nil
}

// count writes down a source's quantity: what the shop may sell of the stock,
// and what it has sold and not sent. What other stores have sold is not the shop's.
func (s *magentoShop) count(at int, stock *merchant.Stock, extra int) error {
	quantity := stock.Available() + s.own[at] + extra
	return s.sim.SetStock(s.merchant.SKUs[stock.SKU].Code, sourceCode(stock.Location), decimal.NewFromInt(int64(quantity)))
}

// reserve keeps units for an order; a negative number lets go of them.
func (s *magentoShop) reserve(sku, units int) error {
	if units == 0 {
		return nil
	}
	return s.sim.PutReservation(s.stock, s.merchant.SKUs[sku].Code, decimal.NewFromInt(int64(-units)))
}

// restock counts a stock anew, and reserves what an order of the shop's own
// needs, or lets go of what it has got.
func (s *magentoShop) restock(at int, stock *merchant.Stock, m movement, own bool) error {
	if !keeps(s.merchant, s.index, stock.SKU, stock.Location) {
		return nil
	}
	if own {
		s.own[at] += m.committed
		if err := s.reserve(stock.SKU, m.committed); err != nil {
			return err
		}
	}
	return s.count(at, stock, drifts(s.merchant, s.index)[at])
}
