// Package magento reads a shop of Magento Open Source or Adobe Commerce
// through the REST API, V1: customers, orders, products, variants, stock and
// the places where it is kept.
//
// What a list leaves out is asked for beside it, for all its rows at once where
// that can be: documents of orders, what attributes are, the products of variants.
// Only stock records are asked for one by one. A part that fails or is broken
// spoils the entities that it belongs to, and no others.
//
// Lists are read by keyset, after the last row's sort value and entity id and
// always with a page size, because Magento repeats the last page of a list for
// every page behind it, shows rows twice when an order is not unique, and
// counts wrongly with some extensions. Its text comparisons know neither case
// nor accents, so what it finds is compared once more.
package magento
