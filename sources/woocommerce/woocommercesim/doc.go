// Package woocommercesim is a simulated WooCommerce shop: an [http.Handler]
// that speaks WooCommerce's REST API, wc/v3, over a store that lives in memory.
// It is written from WooCommerce's documents alone and knows nothing of the
// code that reads from it, so that the two can be held against each other.
//
// [Sim] is seeded with the Put methods and changed with methods named for what
// happens in a shop (Pay, Refund, Complete, TrashOrder …), or over HTTP: the
// documented routes write, one object or a batch at a time. What WooCommerce
// derives is derived here too: totals, tax lines, statuses of stock, notes. The
// plug-in's version decides which fields, routes and parameters there are.
// Hosts' habits, failures and the odd values of other plug-ins can be switched
// at run time.
//
// Webhook deliveries, coupons, reports, settings and the Store API are not
// simulated, nor are products' filters by attribute and shipping class, taxes
// of lines that are written over HTTP, and refunds of shipping lines and fees
// apart from an amount.
package woocommercesim
