package resolvers

import (
	"github.com/galleria-graph/galleria/graph/model"
	"github.com/galleria-graph/galleria/sources"
)

// The orders that listings of events have when none is asked for.
var (
	newestOrders   = sources.Sort{Field: "placedAt", Desc: true}
	newestPayments = sources.Sort{Field: "createdAt", Desc: true}
)

func customerSort(s *model.CustomerSort) sources.Sort {
	if s == nil {
		return sources.Sort{}
	}
	return sortBy(s.Field, s.Direction)
}

func orderSort(s *model.OrderSort) sources.Sort {
	if s == nil {
		return sources.Sort{}
	}
	return sortBy(s.Field, s.Direction)
}

func productSort(s *model.ProductSort) sources.Sort {
	if s == nil {
		return sources.Sort{}
	}
	return sortBy(s.Field, s.Direction)
}

func variantSort(s *model.ProductVariantSort) sources.Sort {
	if s == nil {
		return sources.Sort{}
	}
	return sortBy(s.Field, s.Direction)
}

func itemSort(s *model.InventoryItemSort) sources.Sort {
	if s == nil {
		return sources.Sort{}
	}
	return sortBy(s.Field, s.Direction)
}

func paymentSort(s *model.PaymentSort) sources.Sort {
	if s == nil {
		return sources.Sort{}
	}
	return sortBy(s.Field, s.Direction)
}
