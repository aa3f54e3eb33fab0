package merchant

import (
	"fmt"
	"time"
)

// Product is something that stores sell, in one or more kinds.
type Product struct {
	Title, Type, Vendor string
	Description         string // HTML
	Option              string // how the SKUs differ; empty for a product of one SKU
	Tags                []string
	Archived            bool
	SKUs                []int
	CreatedAt           time.Time
}

// SKU is one thing that can be bought.
type SKU struct {
	Code      string
	Product   int
	Value     string            // of the product's option
	Barcode   string            // EAN-13; empty for some
	Price     [storeCount]int64 // by store, in minor units; 0 where it is not sold
	Before    int64             // the price that is crossed out, at the store north; 0 for none
	Grams     int
	CreatedAt time.Time

	popularity float64
}

// SoldBy says whether a store sells it.
func (s *SKU) SoldBy(store int) bool { return s.Price[store] > 0 }

// row is a SKU in the table of goods.
type row struct {
	code, value string
	eur, usd    int64
	grams       int
	popularity  float64
}

type goods struct {
	title, kind, vendor, option string
	tags                        string
	rows                        []row
}

// goodsOnSale are 26 products with 44 SKUs, with their prices at the main
// stores. A price of 0 is that of a store that does not have it. Those of the
// other stores alone come last.
func goodsOnSale() []goods {
	return []goods{
		{"Harbour Espresso", "Coffee", "Hafenrösterei", "Size", "organic,bestseller", []row{{"HE-250", "250 g", 790, 990, 260, 9}, {"HE-500", "500 g", 1490, 1790, 515, 6}, {"HE-1000", "1 kg", 2690, 3190, 1020, 4}}},
		{"Morgenrot Filter Coffee", "Coffee", "Hafenrösterei", "Size", "organic", []row{{"MF-250", "250 g", 740, 920, 260, 7}, {"MF-1000", "1 kg", 2490, 2950, 1020, 3}}},
		{"Decaf Lagom", "Coffee", "Kafferosteriet Växjö", "", "decaf", []row{{"DL-250", "", 820, 0, 260, 2}}},
		{"Sencha Uji 宇治", "Tea", "Café Übersee", "Size", "organic,green", []row{{"SU-050", "50 g", 690, 850, 55, 3}, {"SU-100", "100 g", 1290, 1550, 105, 3}}},
		{"Earl Grey № 7", "Tea", "Café Übersee", "Size", "bestseller", []row{{"EG-100", "100 g", 890, 1090, 105, 4}, {"EG-250", "250 g", 1890, 2190, 255, 2}}},
		{"Rooibos Überland", "Tea", "Café Übersee", "", "", []row{{"RU-100", "", 650, 0, 105, 2}}},
		{"Peppermint São Miguel", "Tea", "Chá dos Açores", "", "herbal", []row{{"PM-050", "", 0, 720, 55, 2}}},
		{"Enamel Mug", "Tableware", "Emaillewerk Görlitz", "Colour", "gift", []row{{"MUG-BLUE", "Blue", 1450, 1650, 210, 4}, {"MUG-WHITE", "White", 1450, 1650, 210, 4}, {"MUG-MOSS", "Moss", 1450, 1650, 210, 2}}},
		{"Stoneware Cup", "Tableware", "Keramik Ærø", "Colour", "gift,handmade", []row{{"CUP-SAND", "Sand", 1990, 2400, 320, 2}, {"CUP-SLATE", "Slate", 1990, 2400, 320, 2}}},
		{"Pour-Over Dripper", "Brewing", "Tsubame", "Size", "", []row{{"DRIP-01", "01", 2200, 2500, 150, 2}, {"DRIP-02", "02", 2600, 2900, 190, 2}}},
		{"Paper Filters", "Brewing", "Tsubame", "Pieces", "bestseller", []row{{"FILT-040", "40", 390, 450, 60, 8}, {"FILT-100", "100", 690, 790, 140, 6}}},
		{"Hand Grinder", "Brewing", "Mølle", "", "gift", []row{{"GRIND-1", "", 8900, 9900, 720, 1}}},
		{"Gooseneck Kettle", "Brewing", "Tsubame", "Plug", "", []row{{"KETTLE-EU", "EU", 11900, 0, 1350, 1}, {"KETTLE-US", "US", 0, 12900, 1350, 1}}},
		{"Travel Tumbler", "Tableware", "Friluft", "Volume", "travel", []row{{"TUMB-350", "350 ml", 2450, 2700, 240, 3}, {"TUMB-500", "500 ml", 2850, 3100, 300, 2}}},
		{"Milk Frother", "Brewing", "Mølle", "", "sale", []row{{"FROTH-1", "", 3490, 0, 410, 1}}},
		{"Wool Blanket Älvdalen", "Textiles", "Väveriet", "Colour", "handmade", []row{{"WOOL-GREY", "Grey", 12900, 0, 1600, 0.5}, {"WOOL-OCHRE", "Ochre", 12900, 0, 1600, 0.5}}},
		{"Canvas Tote", "Textiles", "Kontor Nord", "Colour", "", []row{{"TOTE-NAT", "Natural", 1290, 1400, 180, 3}, {"TOTE-BLACK", "Black", 1290, 1400, 180, 3}}},
		{"Linen Tea Towel", "Textiles", "Väveriet", "", "", []row{{"TOWEL-1", "", 1590, 1800, 120, 2}}},
		{"Cold Brew Bottle", "Brewing", "Southbound", "Volume", "summer", []row{{"COLD-750", "750 ml", 0, 3200, 640, 2}, {"COLD-1000", "1 l", 0, 3800, 810, 1}}},
		{"Chocolate Café con Leche", "Food", "Chocolates Íñigo", "", "", []row{{"CHOC-70", "", 490, 590, 75, 5}}},
		{"Honey from the Heide", "Food", "Imkerei Jürgens", "", "", []row{{"HONEY-250", "", 850, 0, 420, 2}}},
		{"Maple Syrup", "Food", "Southbound", "", "", []row{{"MAPLE-250", "", 0, 1150, 430, 2}}},
		{"Gift Box “Guten Morgen”", "Gifts", "Kontor Nord", "Size", "gift", []row{{"GIFT-S", "Small", 2900, 3300, 900, 2}, {"GIFT-L", "Large", 5900, 6500, 2100, 1}}},
		{"Advent Calendar", "Gifts", "Kontor Nord", "", "gift,seasonal", []row{{"ADVENT-1", "", 3900, 4400, 1400, 1}}},
		{"Harbour Espresso, Catering", "Coffee", "Hafenrösterei", "Size", "organic", []row{{"HE-3000", "3 kg", 0, 0, 3060, 6}, {"HE-6000", "6 kg", 0, 0, 6100, 4}}},
		{"Enamel Mug, second choice", "Tableware", "Emaillewerk Görlitz", "Colour", "sale", []row{{"MUG-BLUE-2", "Blue", 0, 0, 210, 6}, {"MUG-WHITE-2", "White", 0, 0, 210, 5}}},
	}
}

// branchPrices are the prices by SKU at the stores Trade, in cents without tax,
// and Outlet, in öre. A price of 0 is that of a store that does not have it.
var branchPrices = map[string][2]int64{
	"HE-250": {460, 0}, "HE-500": {860, 0}, "HE-1000": {1550, 0}, "HE-3000": {4390, 0}, "HE-6000": {8290, 0},
	"MF-250": {430, 6900}, "MF-1000": {1430, 22_900}, "DL-250": {480, 7500},
	"SU-100": {750, 0}, "EG-100": {510, 7900}, "EG-250": {1080, 16_900}, "RU-100": {370, 5900},
	"MUG-BLUE": {820, 0}, "MUG-WHITE": {820, 0}, "CUP-SAND": {1140, 0}, "CUP-SLATE": {1140, 17_900},
	"FILT-040": {210, 3500}, "FILT-100": {370, 5900}, "GRIND-1": {5290, 0}, "TUMB-350": {1390, 19_900}, "TUMB-500": {0, 22_900},
	"WOOL-GREY": {0, 99_900}, "WOOL-OCHRE": {0, 99_900}, "TOTE-NAT": {0, 9900}, "TOWEL-1": {0, 12_900}, "CHOC-70": {270, 3900},
	"GIFT-S": {0, 22_900}, "MUG-BLUE-2": {0, 8900}, "MUG-WHITE-2": {0, 8900},
}

// gift wrapping is a line without a SKU.
const wrapping = "Gift wrapping"

func catalogue(now time.Time) ([]Product, []SKU) {
	var products []Product
	var skus []SKU
	for i, g := range goodsOnSale() {
		created := now.AddDate(-2, 0, i*11)
		product := Product{
			Title: g.title, Type: g.kind, Vendor: g.vendor, Option: g.option, Archived: g.title == "Milk Frother", CreatedAt: created,
			Description: "<p><strong>" + g.title + "</strong> from " + g.vendor + ".</p>",
		}
		if g.tags != "" {
			product.Tags = list(g.tags)
		}
		for _, row := range g.rows {
			sku := SKU{Code: row.code, Product: i, Value: row.value, Price: [storeCount]int64{North: row.eur, South: row.usd, Trade: branchPrices[row.code][0], Outlet: branchPrices[row.code][1]}, Grams: row.grams, CreatedAt: created, popularity: row.popularity}
			if len(skus)%9 != 8 {
				sku.Barcode = barcode(len(skus))
			}
			if product.Archived || g.tags == "summer" {
				sku.Before = row.eur + 1000
			}
			product.SKUs = append(product.SKUs, len(skus))
			skus = append(skus, sku)
		}
		products = append(products, product)
	}
	return products, skus
}

// barcode is an EAN-13 with its check digit.
func barcode(number int) string {
	digits := fmt.Sprintf("4012345%05d", number*37+11)
	sum := 0
	for i, digit := range digits {
		weight := 1
		if i%2 == 1 {
			weight = 3
		}
		sum += weight * int(digit-'0')
	}
	return fmt.Sprintf("%s%d", digits, (10-sum%10)%10)
}

// shelf is what a store sells, for drawing.
type shelf struct {
	skus []int
	sums []float64
}

func (m *Merchant) makeShelves() {
	m.shelf = make([]shelf, len(m.Stores))
	for store := range m.Stores {
		s, sum := &m.shelf[store], 0.0
		for i := range m.SKUs {
			if m.SKUs[i].SoldBy(store) {
				sum += m.SKUs[i].popularity
				s.skus, s.sums = append(s.skus, i), append(s.sums, sum)
			}
		}
	}
}
