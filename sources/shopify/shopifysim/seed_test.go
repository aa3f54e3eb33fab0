package shopifysim_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/galleria-graph/galleria/sources/shopify/shopifysim"
)

var (
	decimalOf = decimal.RequireFromString
	eur       = func(amount string) shopifysim.MoneyBag { return shopifysim.SameMoney(amount, "EUR") }
)

func bag(amount string) *shopifysim.MoneyBag { return new(eur(amount)) }

// seed fills a shop with one of everything and a few of most.
func seed(s *shop) {
	berlin := must(s.PutLocation(shopifysim.Location{ID: gid("Location", 1), Name: "Berlin", Primary: true, FulfillsOnlineOrders: true, ShipsInventory: true,
		Address: shopifysim.LocationAddress{Address1: new("Allee 1"), City: new("Berlin"), Country: new("Germany"), CountryCode: new("DE"), Zip: new("10115"), Latitude: new(52.5)}}))
	must(s.PutLocation(shopifysim.Location{ID: gid("Location", 2), Name: "Old store", Inactive: true, DeactivatedAt: &today}))
	must(s.PutProduct(shopifysim.Product{ID: gid("Product", 10), Title: "Green Tea", DescriptionHTML: "<p>Fine <b>leaves</b></p>", Vendor: "Leaf", ProductType: "Tea", Tags: []string{"organic"},
		Options: []shopifysim.ProductOption{{Name: "Size", Values: []string{"100 g", "500 g"}}}, PublishedAt: &today,
		Media: []shopifysim.MediaImage{{Alt: new("A tin"), Image: &shopifysim.Image{URL: "https://cdn.example.com/tin.png", Width: new(10), Height: new(20)}}}}))
	for i, size := range []string{"100 g", "500 g"} {
		variant := must(s.PutVariant(shopifysim.ProductVariant{ID: gid("ProductVariant", 20+i), ProductID: gid("Product", 10), SKU: new(fmt.Sprintf("TEA-%d", i)), Price: decimalOf("9.90"),
			CompareAtPrice: new(decimalOf("12")), SelectedOptions: []shopifysim.SelectedOption{{Name: "Size", Value: size}}, InventoryItemID: gid("InventoryItem", 30+i), Taxable: true}))
		must(s.PutInventoryLevel(shopifysim.InventoryLevel{ItemID: variant.InventoryItemID, LocationID: berlin.ID, Quantities: map[string]int{"available": 10 * (i + 1), "committed": 1}}))
	}
	must(s.PutInventoryItem(shopifysim.InventoryItem{ID: gid("InventoryItem", 30), SKU: new("TEA-0"), Tracked: true, UnitCost: new(shopifysim.Money("4.20", "EUR")), Weight: &shopifysim.Weight{Value: 0.1, Unit: "KILOGRAMS"}}))
	must(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", 5), FirstName: new("Ada"), LastName: new("König"), Email: new("ada@shop.example"), Phone: new("+4930123456"), State: "ENABLED", Tags: []string{"vip"},
		Addresses: []shopifysim.MailingAddress{{FirstName: new("Ada"), LastName: new("König"), Address1: new("Weg 2"), City: new("Köln"), Country: new("Germany"), CountryCodeV2: "DE", Zip: new("50667")}}, CreatedAt: today.AddDate(-1, 0, 0)}))
	must(s.PutCustomer(shopifysim.Customer{ID: gid("Customer", 6), FirstName: new("Bob"), Email: new("bob@shop.example"), CreatedAt: today.AddDate(0, -1, 0)}))
	fullOrder(s)
	fullDraft(s)
	for i := 2; i <= 9; i++ {
		must(s.PutOrder(shopifysim.Order{ID: gid("Order", i), CustomerID: gid("Customer", 5+i%2), Email: new("guest@other.example"), CreatedAt: today.Add(-time.Duration(10-i) * time.Hour), UpdatedAt: today.Add(-time.Duration(i*37%11) * time.Minute),
			LineItems: []shopifysim.LineItem{{Title: "Tea", Quantity: i % 3, OriginalUnitPriceSet: eur("9.90"), RequiresShipping: true}}}))
	}
}

// story is a metafield.
func story(value string) []shopifysim.Metafield {
	return []shopifysim.Metafield{{Key: "story", Value: value}}
}

// fullDraft is a draft with every part.
func fullDraft(s *shop) {
	must(s.PutDraftOrder(shopifysim.DraftOrder{
		ID: gid("DraftOrder", 150), CustomerID: gid("Customer", 5), Email: new("ada@shop.example"), Note: new("n"), Tags: []string{"phone"}, CreatedAt: today.Add(-time.Hour), InvoiceSentAt: &today,
		ShippingAddress: &shopifysim.MailingAddress{City: new("Köln"), CountryCodeV2: "DE"}, DiscountCodes: []string{"SPRING"},
		AppliedDiscount: &shopifysim.DraftDiscount{Title: new("Sorry"), Description: "late", Value: 10, ValueType: "PERCENTAGE", AmountSet: eur("1.98")},
		ShippingLine:    &shopifysim.ShippingLine{Title: "Standard", OriginalPriceSet: eur("4.90")},
		TaxLines:        []shopifysim.TaxLine{{Title: "VAT", Rate: new(decimalOf("0.07")), PriceSet: eur("1.25")}},
		LineItems:       []shopifysim.DraftLine{{Title: "Green Tea", SKU: new("TEA-0"), Quantity: 2, ProductID: gid("Product", 10), VariantID: gid("ProductVariant", 20), OriginalUnitPriceSet: eur("9.90"), RequiresShipping: true}},
		Events:          []shopifysim.Event{{Author: "Grace", RawMessage: "rang <twice>", CreatedAt: today}}, Metafields: story("d"),
	}))
}

// fullOrder is an order with every part.
func fullOrder(s *shop) {
	must(s.PutOrder(shopifysim.Order{
		ID: gid("Order", 1), Number: 1001, CustomerID: gid("Customer", 5), Email: new("ada@shop.example"), Note: new("Please \"hurry\" – danke"), Tags: []string{"gift", "web"},
		CreatedAt: today.Add(-48 * time.Hour), SourceName: new("web"), SourceIdentifier: new("SRC-1"), CustomAttributes: []shopifysim.Attribute{{Key: "k"}},
		App:                &shopifysim.OrderApp{ID: gid("App", 1), Name: "Online Store"},
		ChannelInformation: &shopifysim.ChannelInformation{ID: gid("ChannelInformation", 1), ChannelID: gid("Channel", 1), App: shopifysim.App{ID: gid("App", 1), Title: "Online Store"}, ChannelDefinition: &shopifysim.ChannelDefinition{ID: gid("ChannelDefinition", 1), Handle: "web", ChannelName: "Web", SubChannelName: "Web"}},
		ShippingAddress:    &shopifysim.MailingAddress{FirstName: new("Ada"), City: new("Köln"), CountryCodeV2: "DE"},
		BillingAddress:     &shopifysim.MailingAddress{FirstName: new("Ada"), City: new("Bonn"), CountryCodeV2: "DE"},
		LineItems: []shopifysim.LineItem{
			{ID: gid("LineItem", 100), Title: "Green Tea", VariantTitle: new("100 g"), SKU: new("TEA-0"), Quantity: 2, ProductID: gid("Product", 10), VariantID: gid("ProductVariant", 20), OriginalUnitPriceSet: eur("9.90"), DiscountedUnitPriceSet: bag("8.90"), RequiresShipping: true, Taxable: true,
				DiscountAllocations: []shopifysim.DiscountAllocation{{AllocatedAmountSet: eur("2.00"), Index: 0}}, TaxLines: []shopifysim.TaxLine{{Title: "VAT", Rate: new(decimalOf("0.07")), PriceSet: eur("1.25")}}},
			{ID: gid("LineItem", 101), Title: "Cup", SKU: new("CUP"), Quantity: 1, ProductID: gid("Product", 404), OriginalUnitPriceSet: eur("5"), RequiresShipping: true},
		},
		ShippingLines:        []shopifysim.ShippingLine{{ID: gid("ShippingLine", 110), Title: "Standard", OriginalPriceSet: eur("4.90")}},
		TaxLines:             []shopifysim.TaxLine{{Title: "VAT", Rate: new(decimalOf("0.07")), PriceSet: eur("1.60")}},
		DiscountApplications: []shopifysim.DiscountApplication{{Kind: "DiscountCodeApplication", Code: "SPRING", Percentage: new(decimalOf("10"))}, {Kind: "ManualDiscountApplication", Title: "Sorry", Amount: shopifysim.Money("1", "EUR")}},
		Transactions:         []shopifysim.OrderTransaction{{ID: gid("OrderTransaction", 120), Gateway: new("paypal"), PaymentID: new("c1.1"), AmountSet: eur("29.30"), ProcessedAt: &today, ReceiptJSON: new(`{"a":1}`)}},
		Fulfillments: []shopifysim.Fulfillment{{ID: gid("Fulfillment", 130), LocationID: gid("Location", 1), TrackingInfo: []shopifysim.FulfillmentTrackingInfo{{Company: new("DHL"), Number: new("123"), URL: new("https://dhl.example/123")}},
			Events:               []shopifysim.FulfillmentEvent{{Status: "IN_TRANSIT", HappenedAt: today}},
			FulfillmentLineItems: []shopifysim.FulfillmentLineItem{{LineItemID: gid("LineItem", 100), Quantity: 1}}}},
		Refunds: []shopifysim.Refund{{ID: gid("Refund", 140), CreatedAt: &today, TotalRefundedSet: bag("5"), RefundLineItems: []shopifysim.RefundLineItem{{LineItemID: gid("LineItem", 101), Quantity: 1, RestockType: "RETURN", Restocked: true, LocationID: gid("Location", 1)}},
			RefundShippingLines: []shopifysim.RefundShippingLine{{ShippingLineID: gid("ShippingLine", 110), SubtotalAmountSet: eur("0"), TaxAmountSet: eur("0")}},
			OrderAdjustments:    []shopifysim.OrderAdjustment{{AmountSet: eur("0"), TaxAmountSet: eur("0"), Reason: "RESTOCK"}}}},
		Returns: []shopifysim.Return{{ID: gid("Return", 160), Status: "DECLINED", Decline: &shopifysim.ReturnDecline{Reason: "FINAL_SALE", Note: new("no")}, Lines: []shopifysim.ReturnLine{
			{LineItemID: gid("LineItem", 100), Quantity: 1, ReturnReason: "DEFECTIVE", ReturnReasonDefinition: &shopifysim.ReturnReasonDefinition{Handle: "defective"}, CustomerNote: new("broken")},
			{Quantity: 2, ReturnReason: "OTHER", UnitPrice: shopifysim.Money("1", "EUR")}}}},
		FulfillmentOrders: []shopifysim.FulfillmentOrder{{ID: gid("FulfillmentOrder", 170), FulfillmentHolds: []shopifysim.FulfillmentHold{{Reason: "OTHER", HeldByApp: &shopifysim.App{ID: gid("App", 2), Title: "Held"}}}}},
		Risk: shopifysim.OrderRisk{Assessments: []shopifysim.RiskAssessment{{RiskLevel: "LOW", Facts: []shopifysim.RiskFact{{Description: "known", Sentiment: "POSITIVE"}}},
			{Provider: &shopifysim.App{ID: gid("App", 3), Title: "Guard"}, RiskLevel: "MEDIUM"}}},
		Events:     []shopifysim.Event{{Author: "Grace", RawMessage: "a < b", CreatedAt: today}},
		Metafields: append(story("o"), shopifysim.Metafield{Key: "n", Type: "number_integer", Value: "7"}, shopifysim.Metafield{Key: "j", Type: "json", Value: `{"a":[1]}`}),
	}))
}
