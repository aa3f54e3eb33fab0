//go:build !race

package main_test

// combinations is how many random questions each database is asked.
const combinations = 2200
