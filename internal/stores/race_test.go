//go:build race

package stores_test

// sales is how many orders the long listings have. The race detector sees what
// it can see in a part of them.
const sales = 2_000
