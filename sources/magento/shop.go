package magento

import (
	"context"
	"sync"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/internal/jsonx"
)

// shop is what products do not say about themselves. It is read once, when it
// is first needed, because a shop does not change it while it sells.
type shop struct {
	mu    sync.Mutex
	known bool
	facts facts
}

type facts struct {
	currency   string // of prices
	weightUnit string
	media      string // where pictures are, with a slash at the end
	zone       *time.Location
}

type storeWire struct {
	ID         optInt  `json:"id"`
	Code       optText `json:"code"`
	Currency   optText `json:"base_currency_code"`
	WeightUnit optText `json:"weight_unit"`
	Media      optText `json:"secure_base_media_url"`
	Timezone   optText `json:"timezone"`
}

func (w *storeWire) decode(r *jsonx.Reader) {
	for ok := object(r); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = readInt(r)
		case "code":
			w.Code = r.Text()
		case "base_currency_code":
			w.Currency = r.Text()
		case "weight_unit":
			w.WeightUnit = r.Text()
		case "timezone":
			w.Timezone = r.Text()
		case "secure_base_media_url":
			w.Media = r.Text()
		}
	}
}

// shopFacts returns what the store view says whose prices are read; of all, the first.
func (c *client) shopFacts(ctx context.Context, op string) (facts, error) {
	c.shop.mu.Lock()
	known, f := c.shop.known, c.shop.facts
	c.shop.mu.Unlock()
	if known {
		return f, nil
	}
	f, err := c.readShop(ctx, op)
	if err != nil {
		return facts{}, err
	}
	c.shop.mu.Lock()
	defer c.shop.mu.Unlock()
	c.shop.known, c.shop.facts = true, f
	return f, nil
}

func (c *client) readShop(ctx context.Context, op string) (facts, error) {
	var stores []storeWire
	err := c.get(ctx, op, "/V1/store/storeConfigs", nil, func(r *jsonx.Reader) {
		stores = readList(r, (*storeWire).decode)
	})
	if err != nil {
		return facts{}, err
	}
	var chosen *storeWire
	for i := range stores {
		s := &stores[i]
		if s.ID.Value == 0 && len(stores) > 1 {
			continue // the administration's own
		}
		if s.Code.Value == c.store {
			chosen = s
			break
		}
		if chosen == nil || s.ID.Value < chosen.ID.Value {
			chosen = s
		}
	}
	if chosen == nil || !commerce.ValidCurrency(chosen.Currency.Value) {
		return facts{}, c.malformed(op, "the shop does not say its currency")
	}
	zone, err := time.LoadLocation(chosen.Timezone.Value)
	if err != nil { // of a name that this machine does not know
		zone = time.UTC
	}
	return facts{currency: chosen.Currency.Value, weightUnit: chosen.WeightUnit.Value, media: chosen.Media.Value, zone: zone}, nil
}
