//go:build !race

package stores_test

const (
	sales     = 10_000 // orders of the long listings
	someSeeds = 14     // entities of five accounts: two pages of 7
	fewSeeds  = 8      // of three: a page of 7, and one more
)
