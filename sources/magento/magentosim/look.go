package magentosim

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// SourceItem returns how much of a product lies at a source, as stored.
func (s *Sim) SourceItem(sku, source string) (SourceItem, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found := s.store.sourceItem(sku, source)
	if found == nil {
		return SourceItem{}, false
	}
	return *found, true
}

// Reserved returns how much of a product is reserved in a stock for orders that
// are not shipped.
func (s *Sim) Reserved(stockID int64, sku string) decimal.Decimal {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.store.reservations[fmt.Sprintf("%d\n%s", stockID, strings.ToLower(sku))].Neg()
}
