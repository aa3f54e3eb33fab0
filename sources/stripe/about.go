package stripe

import "github.com/galleria-graph/galleria/sources"

// About returns what the pages of docs/sources say of the connector.
func About() sources.About {
	const (
		intents, charges   = "rak_payment_intent_read", "rak_charge_read"
		balance, customers = "rak_balance_read", "rak_customer_read"
	)
	return sources.About{
		Title:   "Stripe",
		Summary: "One account, read through the REST API in version `" + Version + "`, whatever the account's own default is.",
		Example: `sources:
  pay:
    kind: stripe
    secretKey: ${STRIPE_KEY}
    orderMetadata: [order_id, order_name]
`,
		Access: "A restricted key (`rk_…`) with the permissions below, made in the dashboard under Developers, API keys, where each is the right to read what its name says; a secret key (`sk_…`) may do more than is needed. " +
			"`galleria check --connect` reads a payment and a customer, which shows what the key lacks of both; a lack of the right to fees shows when fees are asked for.",
		Kinds: []sources.AboutKind{
			{
				Kind:   "Customer",
				Rights: map[string][]string{"": {customers}},
				Notes: []string{
					"Stripe has one name of a customer. It is told as the last name alone where it is one word.",
					"Lists compare e-mail addresses with regard to case, so that addresses are looked up in the search.",
				},
			},
			{
				Kind:   "Payment",
				Rights: map[string][]string{"": {intents, charges}, "fees": {balance}},
				Notes: []string{
					"A payment is a payment intent with its charges and refunds. The id of a charge finds its intent, too. Charges without an intent, which integrations from before 2019 make, are not payments here.",
					"The order is named by metadata, under the keys of `orderMetadata`, the best first; each key beyond the first makes looking up by it dearer.",
					"`payment_details.order_reference` names the order as well, but Stripe's search does not find it.",
					"With `transactions`, the tries before the last one are read by requests of their own.",
				},
			},
		},
		Limits: []string{
			"Stripe allows 100 reads a second in live mode, 25 in test mode, and 20 searches a second in both. The connector asks for four fifths of that at most, and lets no more than 20 requests run at once.",
			"Stripe reads one object a request: a lookup of many ids is as many requests.",
			"A request that could not be sent before its deadline fails at once, with how long to wait.",
		},
		Gaps: []string{
			"The search knows what was written only after up to a minute, and later during outages of Stripe. Lists and lookups by id do not lag.",
			"Stripe offers no search to merchants in India, so that nothing is looked up by order name or e-mail address there.",
			"Stripe does not say when an object was last changed: `updatedAt` is empty.",
			"Stripe lists from the newest to the oldest only.",
			"Refunds and balance transactions cannot be searched, only read with their payment.",
		},
		Links: []sources.Link{
			{Text: "API reference", URL: "https://docs.stripe.com/api"},
			{Text: "Restricted keys", URL: "https://docs.stripe.com/keys"},
			{Text: "Rate limits", URL: "https://docs.stripe.com/rate-limits"},
			{Text: "Search", URL: "https://docs.stripe.com/search"},
			{Text: "Currencies", URL: "https://docs.stripe.com/currencies"},
		},
	}
}
