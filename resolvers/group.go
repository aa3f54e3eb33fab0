package resolvers

import "github.com/galleria-graph/galleria/commerce"

// GroupOf returns the group that must be fetched for a field of a kind, both
// named as in the schema; 0 for what the core holds.
func GroupOf(kind, field string) commerce.Groups { return costly[kind][field] }
