// Package woocommerce reads one shop of WooCommerce through its REST API, version
// wc/v3. Shops differ in their version of the plug-in and in what other plug-ins
// add, so what they answer is read tolerantly: lists for empty objects, numbers
// written as texts, notices of PHP before the answer, states that no plan knows.
// What of an answer is not carried stands in left_out.md, with the reason.
//
// Listings are in the order of ids, or of time where that is asked for. WooCommerce
// pages by offsets, which shift under changes: a cursor holds which row was the
// last, a page begins one row before it, and what was passed is left out. The
// order of time goes by windows of time instead.
//
// A page is one request, and one more for each hundred of its refunds or of its
// products' variations. Fulfilments and notes have no list over several orders:
// they take a request for each, so that pages with them are short. No more than
// four requests are under way at once.
package woocommerce
