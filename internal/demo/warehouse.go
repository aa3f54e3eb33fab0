package demo

import "github.com/galleria-graph/galleria/internal/merchant"

const warehouseSchema = `
CREATE TABLE sites (
	site_id  TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	kind     TEXT NOT NULL,
	street   TEXT,
	city     TEXT,
	postcode TEXT,
	country  TEXT,
	active   INTEGER NOT NULL
);
CREATE TABLE articles (
	article_id INTEGER PRIMARY KEY,
	sku        TEXT NOT NULL UNIQUE,
	name       TEXT NOT NULL,
	counted    INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	changed_at INTEGER NOT NULL
);
CREATE INDEX articles_changed ON articles (changed_at);
CREATE TABLE stock (
	article_id INTEGER NOT NULL REFERENCES articles,
	site_id    TEXT NOT NULL REFERENCES sites,
	on_hand    INTEGER NOT NULL,
	committed  INTEGER NOT NULL,
	damaged    INTEGER NOT NULL,
	available  INTEGER NOT NULL CHECK (available = on_hand - committed - damaged),
	incoming   INTEGER NOT NULL,
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (article_id, site_id)
);
`

// siteID is the warehouse's word for a location.
func siteID(location int) string { return [...]string{"HAM", "RTM", "AUS", "MMA"}[location] }

// articleID is the warehouse's number of a SKU.
func articleID(sku int) int { return 501 + sku }

func writeWarehouse(w *writer, m *merchant.Merchant) {
	const siteColumns, articleColumns, stockColumns = 8, 6, 8
	w.rows(insert("sites", siteColumns), func(add func(...any)) {
		for i, l := range m.Locations {
			add(siteID(i), l.Name, l.Kind, l.Street, l.City, l.Zip, l.Country, 1)
		}
	})
	changed := map[int]int64{}
	for _, s := range m.Stock {
		changed[s.SKU] = max(changed[s.SKU], s.CountedAt.Unix())
	}
	w.rows(insert("articles", articleColumns), func(add func(...any)) {
		for i := range m.SKUs {
			add(articleID(i), m.SKUs[i].Code, m.Products[m.SKUs[i].Product].Title, 1, m.SKUs[i].CreatedAt.Unix(), changed[i])
		}
	})
	w.rows(insert("stock", stockColumns), func(add func(...any)) {
		for _, s := range m.Stock {
			add(articleID(s.SKU), siteID(s.Location), s.OnHand, s.Committed, s.Damaged, s.Available(), s.Incoming, s.CountedAt.Unix())
		}
	})
}
