//go:build !race

package stores_test

// sales is how many orders the long listings have.
const sales = 10_000
