package shopify

import "github.com/galleria-graph/galleria/sources/internal/jsonx"

// reviewWire is what an order brings along of its returns, holds, risk and history.
type reviewWire struct {
	Returns    jsonx.Opt[connection[returnWire]]           `json:"returns"`
	WorkOrders jsonx.Opt[connection[fulfillmentOrderWire]] `json:"fulfillmentOrders"`
	Risk       jsonx.Opt[riskWire]                         `json:"risk"`
}

type returnWire struct {
	ID        optText                               `json:"id"`
	Name      optText                               `json:"name"`
	Status    optText                               `json:"status"`
	CreatedAt instantWire                           `json:"createdAt"`
	ClosedAt  instantWire                           `json:"closedAt"`
	Decline   jsonx.Opt[declineWire]                `json:"decline"`
	Lines     jsonx.Opt[connection[returnLineWire]] `json:"returnLineItems"`
}

type declineWire struct {
	Reason optText `json:"reason"`
	Note   optText `json:"note"`
}

// returnLineWire is of an interface: what is tied to no line has nothing sent.
type returnLineWire struct {
	Type         optText                        `json:"__typename"`
	Quantity     optInt                         `json:"quantity"`
	Refunded     optInt                         `json:"refundedQuantity"`
	Reason       optText                        `json:"returnReason"`
	Definition   jsonx.Opt[reasonWire]          `json:"returnReasonDefinition"`
	Note         optText                        `json:"returnReasonNote"`
	CustomerNote optText                        `json:"customerNote"`
	Sent         jsonx.Opt[fulfillmentLineWire] `json:"fulfillmentLineItem"`
}

type reasonWire struct {
	Handle optText `json:"handle"`
}

type fulfillmentOrderWire struct {
	Holds listOf[holdWire] `json:"fulfillmentHolds"`
}

type holdWire struct {
	Reason optText `json:"reason"`
	Notes  optText `json:"reasonNotes"`
}

type riskWire struct {
	Recommendation optText                `json:"recommendation"`
	Assessments    listOf[assessmentWire] `json:"assessments"`
}

type assessmentWire struct {
	Provider jsonx.Opt[appWire] `json:"provider"`
	Level    optText            `json:"riskLevel"`
	Facts    listOf[factWire]   `json:"facts"`
}

type appWire struct {
	Title optText `json:"title"`
}

type factWire struct {
	Description optText `json:"description"`
	Sentiment   optText `json:"sentiment"`
}

// eventWire is of an interface: what is no comment has nothing but its type.
type eventWire struct {
	Type      optText     `json:"__typename"`
	Message   optText     `json:"rawMessage"`
	CreatedAt instantWire `json:"createdAt"`
	App       optText     `json:"appTitle"`
	ByApp     optBool     `json:"attributeToApp"`
}

type metafieldWire struct {
	Namespace optText `json:"namespace"`
	Key       optText `json:"key"`
	Type      optText `json:"type"`
	Value     optText `json:"value"`
}
