package shopify_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources/shopify"
	"github.com/galleria-graph/galleria/sources/shopify/shopifysim/shopifyspec"
)

// unknownOnPurpose are the words that no canonical state means.
var unknownOnPurpose = map[string][]string{
	"OrderDisplayFulfillmentStatus": {"RESTOCKED"},
	"OrderTransactionKind":          {"SUGGESTED_REFUND"},
	"OrderTransactionStatus":        {"UNKNOWN"},
	"FulfillmentDisplayStatus":      {"FULFILLED", "MARKED_AS_FULFILLED", "SUBMITTED"},
	"ReturnReason":                  {"UNKNOWN"},
	"DraftOrderStatus":              {"COMPLETED"}, // of which an order was made: no draft any more
}

// In each version that the connector is tried with, each word of each enum that
// it reads has a canonical value, or is unknown on purpose.
func TestEveryWordOfTheSchemaIsMapped(t *testing.T) {
	tables := shopify.StateTables()
	for _, version := range []string{shopify.DefaultAPIVersion, nextVersion} {
		t.Run(version, func(t *testing.T) { everyWordIsMapped(t, schemaOf(t, version), tables) })
	}
	if value, _ := tables["OrderDisplayFulfillmentStatus"]("FULFILLMENT_NOT_REQUIRED"); value != "NOT_REQUIRED" {
		t.Errorf("the word that 2026-10 adds is %s", value)
	}
}

// nextVersion is that of the newest schema there is.
const nextVersion = "2026-10-rc"

func schemaOf(t *testing.T, version string) *ast.Schema {
	t.Helper()
	path, err := shopifyspec.SharedPath("specs/shopify/admin_" + version + ".full-no-descriptions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	sdl, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		t.Skip("the official schema is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return must[*shopifyspec.Spec](t)(shopifyspec.Parse(version, string(sdl))).Schema()
}

func everyWordIsMapped(t *testing.T, schema *ast.Schema, tables map[string]func(string) (string, commerce.Mapping)) {
	for _, enum := range slices.Sorted(maps.Keys(tables)) {
		definition := schema.Types[enum]
		if definition == nil {
			t.Errorf("the schema has no enum %s", enum)
			continue
		}
		for _, v := range definition.EnumValues {
			value, mapping := tables[enum](v.Name)
			want := slices.Contains(unknownOnPurpose[enum], v.Name)
			if (value == "UNKNOWN") != want || (mapping == commerce.MappingUnknown) != want {
				t.Errorf("%s %s is %s, mapped %s", enum, v.Name, value, mapping)
			}
		}
		if value, mapping := tables[enum]("SOMETHING_NEW"); value != "UNKNOWN" || mapping != commerce.MappingUnknown {
			t.Errorf("%s: a new word is %s, mapped %s", enum, value, mapping)
		}
	}
}

const orderAnswer = `{"data":{"nodes":[{
 "id":"gid://shopify/Order/450789469","name":"#1001","email":"Bob@Example.com","phone":null,"test":false,"edited":EDITED,"note":null,"tags":["a"],"sourceName":"pos",
 "createdAt":"2026-01-10T11:00:00-05:00","processedAt":"2026-01-10T16:00:01Z","updatedAt":"2026-01-11T00:00:00Z","cancelledAt":null,"closedAt":"2026-01-12T00:00:00Z",
 "cancelReason":null,"displayFinancialStatus":null,"displayFulfillmentStatus":"FULFILLMENT_DREAMED","returnStatus":"RETURN_REQUESTED",
 "customer":{"id":"gid://shopify/Customer/207119551","defaultEmailAddress":{"emailAddress":"bob@home.example"}},"billingAddress":null,"shippingAddress":{"city":"Ottawa","countryCode":"CA"},
 "subtotalPriceSet":null,"totalDiscountsSet":null,"totalTaxSet":null,
 "totalShippingPriceSet":BAG,"totalRefundedSet":BAG,"totalPriceSet":{"shopMoney":{"amount":409.940000000000000001,"currencyCode":"CAD"},"presentmentMoney":{"amount":"45000","currencyCode":"JPY"}},
 "lineItems":{"nodes":[{"id":"gid://shopify/LineItem/466157049","title":"Tea","variantTitle":null,"sku":"T","quantity":5,"currentQuantity":3,"unfulfilledQuantity":1,"nonFulfillableQuantity":0,"requiresShipping":true,
   "variant":null,"product":{"id":"gid://shopify/Product/7513594"},"originalUnitPriceSet":BAG,"discountedUnitPriceSet":BAG,"discountedTotalSet":BAG,"taxLines":[{"title":"VAT","rate":1e-3,"priceSet":BAG}]}],"pageInfo":{"hasNextPage":false,"endCursor":null}},
 "discountApplications":{"nodes":[{"code":"SPRING","value":{"percentage":-12.5}},{"title":"Sorry","value":{"amount":"-1.0","currencyCode":"CAD"}}],"pageInfo":{"hasNextPage":false,"endCursor":null}},
 "taxLines":[],"shippingLines":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}},
 "transactions":[{"id":"gid://shopify/OrderTransaction/1","kind":"EMV_AUTHORIZATION","status":"ERROR","gateway":"shopify_payments","paymentId":"pi_1","errorCode":"CARD_DECLINED","test":true,"createdAt":"2026-01-10T16:00:00Z","processedAt":null,"amountSet":BAG,"parentTransaction":null}],
 "refunds":[{"id":"gid://shopify/Refund/1","createdAt":null,"processedAt":"2026-01-13T00:00:00Z","updatedAt":"2026-01-13T00:00:00Z","note":"n","totalRefundedSet":BAG,
   "refundLineItems":{"nodes":[{"quantity":1,"lineItem":{"id":"gid://shopify/LineItem/466157049"},"subtotalSet":BAG}],"pageInfo":{"hasNextPage":false,"endCursor":null}},
   "transactions":{"nodes":[{"kind":"REFUND","status":"FAILURE"},{"kind":"REFUND","status":"PENDING"},{"kind":"SALE","status":"SUCCESS"}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}],
 "fulfillments":[{"id":"gid://shopify/Fulfillment/1","name":"#1001.1","status":"SUCCESS","displayStatus":"CARRIER_PICKED_UP","createdAt":"2026-01-11T00:00:00Z","updatedAt":"2026-01-11T00:00:00Z","estimatedDeliveryAt":null,"deliveredAt":null,
   "location":{"id":"gid://shopify/Location/1"},"trackingInfo":[{"company":"UPS","number":"1Z","url":null}],
   "fulfillmentLineItems":{"nodes":[{"quantity":4,"lineItem":{"id":"gid://shopify/LineItem/466157049"}}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}],
 "returns":{"nodes":[{"id":"gid://shopify/Return/945000954","name":"#1001-R1","status":"DECLINED","createdAt":"2026-01-14T00:00:00Z","closedAt":null,"decline":{"reason":"FINAL_SALE","note":"It was a sale."},
   "returnLineItems":{"nodes":[
     {"__typename":"ReturnLineItem","quantity":2,"refundedQuantity":1,"returnReason":"OTHER","returnReasonNote":"n","customerNote":"too hot","returnReasonDefinition":{"handle":"size-too-large"},"fulfillmentLineItem":{"lineItem":{"id":"gid://shopify/LineItem/466157049"}}},
     {"__typename":"UnverifiedReturnLineItem","quantity":1,"refundedQuantity":0,"returnReason":"UNKNOWN","returnReasonNote":"","customerNote":null,"returnReasonDefinition":null}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}],"pageInfo":{"hasNextPage":false,"endCursor":null}},
 "fulfillmentOrders":{"nodes":[{"fulfillmentHolds":[]},{"fulfillmentHolds":[{"reason":"ONLINE_STORE_POST_PURCHASE_CROSS_SELL","reasonNotes":null},{"reason":"PAPERWORK","reasonNotes":"x"}]}],"pageInfo":{"hasNextPage":false,"endCursor":null}},
 "risk":{"recommendation":"INVESTIGATE","assessments":[{"riskLevel":"PENDING","provider":null,"facts":[]},{"riskLevel":"MEDIUM","provider":{"title":"Guard"},"facts":[{"description":"Card and address agree.","sentiment":"POSITIVE"}]}]},
 "events":{"nodes":[{"__typename":"BasicEvent"},{"__typename":"CommentEvent","rawMessage":"later","createdAt":"2026-01-15T00:00:00Z","appTitle":"Desk","attributeToApp":true},
   {"__typename":"CommentEvent","rawMessage":"a < b","createdAt":"2026-01-14T00:00:00Z","appTitle":"Shopify Web","attributeToApp":false}],"pageInfo":{"hasNextPage":false,"endCursor":null}},
 "metafields":{"nodes":[{"namespace":"custom","key":"weight","type":"weight","value":"{\"value\":2.50,\"unit\":\"kg\"}"}],"pageInfo":{"hasNextPage":false,"endCursor":null}}
}]}}`

func wholeAnswer(edited string) string {
	bag := `{"shopMoney":{"amount":"10.0","currencyCode":"CAD"},"presentmentMoney":{"amount":"10.00","currencyCode":"CAD"}}`
	return strings.NewReplacer("BAG", bag, "EDITED", edited).Replace(orderAnswer)
}

func readOrder(t *testing.T, want commerce.Groups, edited string) *commerce.Order {
	t.Helper()
	body := wholeAnswer(edited)
	id := commerce.ID{Source: sourceName, Key: "gid://shopify/Order/450789469"}
	found, err := openDirect(t, says(200, body)).Orders.Get(t.Context(), []commerce.ID{id}, want)
	if err != nil || found[id] == nil {
		t.Fatalf("found %v, error %v", found, err)
	}
	return found[id]
}

func TestOrderIsTranslated(t *testing.T) {
	o := readOrder(t, commerce.Orders.AllGroups(), "true")
	line, refund, parcel, paid := o.LineItems[0], o.Refunds[0], o.Fulfillments[0], o.Transactions[0]
	back, comments := o.Returns[0], o.Comments
	for what, pair := range map[string][2]any{
		"url":             {o.URL, commerce.Text("https://galleria-demo.myshopify.com/admin/orders/450789469")},
		"placed":          {o.PlacedAt.String(), "2026-01-10 16:00:00 +0000 UTC"},
		"total":           {o.Total.Shop.String(), "409.940000000000000001 CAD"},
		"presentment":     {o.Total.Presentment().String(), "45000 JPY"},
		"shipping":        {o.TotalShipping.Shop.String(), "10.00 CAD"},
		"status":          {o.Status, commerce.State[commerce.OrderStatus]{Value: "COMPLETED", RawField: "closedAt", Mapping: commerce.MappingDerived}},
		"payment":         {o.PaymentStatusValue(), commerce.OrderPaymentStatusUnknown},
		"fulfillment":     {o.FulfillmentStatus, commerce.State[commerce.OrderFulfillmentStatus]{Value: "UNKNOWN", Raw: "FULFILLMENT_DREAMED", RawField: "displayFulfillmentStatus", Mapping: commerce.MappingUnknown}},
		"return":          {o.ReturnStatusValue(), commerce.OrderReturnStatusRequested},
		"customer":        {o.Customer, commerce.CustomerRef{ID: commerce.ID{Source: sourceName, Key: "gid://shopify/Customer/207119551"}, Email: "bob@home.example"}},
		"order's address": {o.Email, commerce.Text("Bob@Example.com")},
		"no reason":       {o.CancelReasonValue() == nil, true},
		"percentage":      {o.Discounts[0].Percentage.String(), "12.5"},
		"amount off":      {o.Discounts[1].Amount.String(), "1.00 CAD"},
		"rate":            {line.TaxLines[0].Rate.String(), "0.001"},
		"variant":         {line.VariantID.IsZero(), true},
		"fulfilled":       {*line.Quantity.Fulfilled, 4},
		"refunded":        {*line.Quantity.Refunded, 1},
		"removed":         {*line.Quantity.Cancelled, 1},
		"remaining":       {*line.Quantity.Remaining, 1},
		"refund":          {refund.Status, commerce.State[commerce.RefundStatus]{Value: "PENDING", Raw: "PENDING", RawField: "transactions.status", Mapping: commerce.MappingDerived}},
		"refund made":     {refund.CreatedAt.String(), "2026-01-13 00:00:00 +0000 UTC"},
		"kind":            {paid.Kind.Mapping, commerce.MappingLossy},
		"outcome":         {paid.StatusValue(), commerce.TransactionStatusFailed},
		"reference":       {paid.PaymentReference, commerce.Text("pi_1")},
		"processed":       {paid.ProcessedAt.String(), "2026-01-10 16:00:00 +0000 UTC"},
		"parcel":          {parcel.TrackingStatusValue(), commerce.TrackingStatusInTransit},
		"return's state":  {back.Status, commerce.State[commerce.ReturnStatus]{Value: "DECLINED", Raw: "DECLINED", RawField: "status", Mapping: commerce.MappingExact}},
		"declined":        {back.DeclineReason + ": " + back.DeclineNote, commerce.Text("FINAL_SALE: It was a sale.")},
		"return is open":  {back.ClosedAt.IsZero(), true},
		"comes back":      {back.Lines[0].LineItemID, line.ID},
		"its reason":      {back.Lines[0].Reason, commerce.State[commerce.ReturnReason]{Value: "SIZE_TOO_LARGE", Raw: "size-too-large", RawField: "returnReasonDefinition.handle", Mapping: commerce.MappingExact}},
		"its units":       {fmt.Sprintf("%d %d %s %s", back.Lines[0].Quantity, *back.Lines[0].Refunded, back.Lines[0].Note, back.Lines[0].CustomerNote), "2 1 n too hot"},
		"untied":          {back.Lines[1].LineItemID.IsZero(), true},
		"no reason given": {back.Lines[1].Reason, commerce.State[commerce.ReturnReason]{Value: "UNKNOWN", Raw: "UNKNOWN", RawField: "returnReason", Mapping: commerce.MappingUnknown}},
		"holds":           {len(o.HeldFor), 2},
		"hold":            {o.HeldFor[0].ReasonValue(), commerce.HoldReasonPostPurchaseOffer},
		"unseen hold":     {o.HeldFor[1], commerce.Hold{Reason: commerce.State[commerce.HoldReason]{Value: "UNKNOWN", Raw: "PAPERWORK", RawField: "fulfillmentHolds.reason", Mapping: commerce.MappingUnknown}, Note: "x"}},
		"advice":          {o.Risk.RecommendationValue(), commerce.RiskRecommendationInvestigate},
		"judges":          {o.Risk.Assessments[0].Provider + "|" + o.Risk.Assessments[1].Provider, commerce.Text("|Guard")},
		"fact":            {o.Risk.Assessments[1].Facts[0].SentimentValue(), commerce.RiskSentimentPositive},
		"comments":        {len(comments), 2},
		"first comment":   {comments[0].Message + "|" + string(comments[0].Author), "a < b|"},
		"second comment":  {comments[1].Message + "|" + string(comments[1].Author), "later|Desk"},
		"seen by staff":   {*comments[0].CustomerVisible, false},
		"attribute":       {o.Attributes[0], commerce.Attribute{Namespace: "custom", Key: "weight", Type: "MEASUREMENT", RawType: "weight", Value: `{"value":"2.50","unit":"kg"}`}},
		"part's groups":   {line.Holds, commerce.Groups(0)},
		"order's groups":  {o.Holds, commerce.Orders.AllGroups()},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %+v, want %+v", what, pair[0], pair[1])
		}
	}
}

// What Shopify's figures do not tell is unknown, never guessed.
func TestQuantitiesThatAreNotTold(t *testing.T) {
	alone := readOrder(t, commerce.OrderLines, "true").LineItems[0].Quantity
	if alone.Refunded != nil || alone.Cancelled != nil || alone.Fulfilled != nil || alone.Remaining == nil {
		t.Errorf("an edited order tells %+v", alone)
	}
	unedited := readOrder(t, commerce.OrderLines, "false").LineItems[0].Quantity
	if unedited.Refunded == nil || *unedited.Refunded != 2 || *unedited.Cancelled != 0 || unedited.Fulfilled != nil {
		text, _ := json.Marshal(unedited)
		t.Errorf("an order that was not edited tells %s", text)
	}
}

// Numbers that no amount can have are refused before their digits are written out.
func TestHostileNumbers(t *testing.T) {
	for _, number := range []string{"1e999999999", `"1e999999999"`, `"NaN"`, `"1,000.00"`, `""`, "true", "1e-999999", `"` + strings.Repeat("9", 100) + `"`} {
		body := `{"data":{"nodes":[{"id":"gid://shopify/Customer/1","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","numberOfOrders":"3","amountSpent":{"amount":` + number + `,"currencyCode":"EUR"}}]}}`
		id := commerce.ID{Source: sourceName, Key: "gid://shopify/Customer/1"}
		found, err := openDirect(t, says(200, body)).Customers.Get(t.Context(), []commerce.ID{id}, commerce.CustomerStatistics)
		if err == nil || len(found) != 0 {
			t.Errorf("amount %.20s: found %v, error %v", number, found[id], err)
		}
	}
}

func TestOpenRefusesWhatCannotWork(t *testing.T) {
	good := shopify.Config{Name: "north", Shop: "North.myshopify.com", AccessToken: "shpat_x"}
	for name, change := range map[string]func(*shopify.Config){
		"":             func(*shopify.Config) {},
		"no name":      func(c *shopify.Config) { c.Name = "" },
		"https://":     func(c *shopify.Config) { c.Shop = "https://north.myshopify.com" },
		"other domain": func(c *shopify.Config) { c.Shop = "north.example.com" },
		"injection":    func(c *shopify.Config) { c.Shop = "evil.example/north" },
		"no token":     func(c *shopify.Config) { c.AccessToken = "" },
		"line break":   func(c *shopify.Config) { c.AccessToken = "shpat_x\r\nX: y" },
		"no version":   func(c *shopify.Config) { c.APIVersion = "2026" },
		"relative URL": func(c *shopify.Config) { c.URL = "/graphql" },
		"other scheme": func(c *shopify.Config) { c.URL = "file:///etc/passwd" },
	} {
		cfg := good
		change(&cfg)
		source, err := shopify.Open(cfg)
		if (err == nil) != (name == "") {
			t.Errorf("%q: error %v", name, err)
		}
		if err == nil && source.Account != "north.myshopify.com" {
			t.Errorf("account is %q", source.Account)
		}
		if err != nil && strings.Contains(err.Error(), "shpat_x") {
			t.Errorf("%q: the error tells the token", name)
		}
	}
}
