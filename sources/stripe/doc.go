// Package stripe reads payments and customers from Stripe's REST API, version
// [Version]. It translates, and promises only what Stripe evaluates itself:
//
//   - Listings run from the newest to the oldest, the only order that Stripe
//     has, and are filtered by creation time and, for payments, by customer.
//   - A payment is a payment intent with its charges and refunds. The id of a
//     charge finds its intent too, because stores note either. Charges without
//     an intent, which integrations from before 2019 make, are not payments here.
//   - Payments by the name of their order, and customers by e-mail address, are
//     found through Stripe's search. Its index lags behind by up to a minute, and
//     more during outages of Stripe: what was written just now may not be found
//     yet. It searches metadata only, so that a payment which names its order in
//     payment_details.order_reference alone shows the name and is not found by it.
//     Stripe does not offer search to merchants in India.
//   - Every row that Stripe returns for a filter or search is checked again.
//
// Stripe reads one object a request. A Get of many ids is as many requests, of
// which Config.MaxParallel run at once. Nothing is sent twice: sources/guard
// decides about retries.
package stripe
