// Package commerce is the vocabulary of the unified graph: customers, orders,
// products, inventory and payments as every source is translated into them,
// and, for each kind, which fields can be filtered, sorted and joined.
//
// Names follow Shopify's Admin GraphQL API where it has a word; states are
// canonical enums that keep the source's own word beside them. Entities are
// plain values: a connector fills one once, and nobody changes it afterwards,
// because one pointer may be handed to many requests.
//
// How absence is written: an empty [Text], a zero [ID], a zero time and a nil
// pointer all mean that the source has no such value. A zero number is a number.
package commerce
