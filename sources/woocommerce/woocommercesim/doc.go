// Package woocommercesim is a simulated WooCommerce shop: an [http.Handler]
// that speaks the reading half of WooCommerce's REST API, wc/v3, over a store
// that lives in memory. It is written from WooCommerce's documents alone and
// knows nothing of the code that reads from it, so that the two can be held
// against each other.
//
// [Sim] is seeded with the Put methods and changed with methods named for what
// happens in a shop (Pay, Refund, Complete, TrashOrder …). What WooCommerce
// derives is derived here too: totals, tax lines, statuses of stock, notes. The
// plug-in's version decides which fields, routes and parameters there are.
// Hosts' habits, failures and the odd values of other plug-ins can be switched
// at run time.
//
// Writing over HTTP, webhook deliveries, coupons, reports, settings and the
// Store API are not simulated, nor are products' filters by attribute and
// shipping class, and refunds of shipping
// lines and fees apart from an amount.
package woocommercesim
