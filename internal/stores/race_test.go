//go:build race

package stores_test

// The race detector sees what it can see in a part of what is proven without it.
const (
	sales     = 2_000 // orders of the long listings
	someSeeds = 9     // entities of five accounts
	fewSeeds  = 5     // of three
)
