// Package shopify reads a Shopify shop through its Admin GraphQL API:
// customers, orders, products, variants, stock and locations. It only
// translates. What Shopify does not do itself it refuses, and every row that a
// search returns is checked again, because Shopify ignores filters that it does
// not know and its search index lags behind its data.
//
// The API charges points for what a request could return. The connector asks
// for as much at once as fits one request's limit, learns the real prices from
// the answers, and does not send what cannot fit the account's budget.
package shopify
