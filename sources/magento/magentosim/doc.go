// Package magentosim is a simulated Magento (Adobe Commerce) shop: an
// [http.Handler] that speaks the reading half of the REST API V1 as release
// 2.4.9 documents it, over a shop held in memory. It is written from Adobe's
// specification alone and knows nothing of the code that reads from it, so
// that the two can be held against each other.
//
// [Sim] is seeded with the Put methods and changed with methods named for what
// a merchant does (PlaceOrder, Pay, Ship, Refund, Hold, Cancel …). What Magento
// derives is derived here too: totals, quantities, states, reservations. Faults
// and latency can be switched at run time.
//
// Writing over HTTP, asynchronous calls, quotes, categories, customer groups,
// returns and the features of Adobe Commerce alone are not simulated.
package magentosim
