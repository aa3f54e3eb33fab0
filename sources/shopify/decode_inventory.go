package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

func (w *itemWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "sku":
			w.SKU = r.Text()
		case "tracked":
			w.Tracked = r.Bool()
		case "createdAt":
			w.CreatedAt = readInstant(r)
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "inventoryLevels":
			fillNodes(r, &w.Levels, (*levelWire).decode)
		}
	}
}

func (w *levelWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "location":
			fill(r, &w.Location, (*placeWire).decode)
		case "quantities":
			fillList(r, &w.Quantities, (*quantityWire).decode)
		}
	}
}

func (w *placeWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Word()
		}
	}
}

func (w *quantityWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "name":
			w.Name = r.Word()
		case "quantity":
			w.Quantity = r.Int()
		}
	}
}

func (w *locationWire) decode(r *jsonx.Reader) {
	for ok := r.Object(); ok && r.Member(); {
		switch string(r.Name()) {
		case "id":
			w.ID = r.Text()
		case "name":
			w.Name = r.Text()
		case "isActive":
			w.IsActive = r.Bool()
		case "isFulfillmentService":
			w.IsService = r.Bool()
		case "updatedAt":
			w.UpdatedAt = readInstant(r)
		case "address":
			fill(r, &w.Address, (*addressWire).decode)
		}
	}
}
