//go:build race

package main_test

// combinations is less under the race detector, which slows SQLite, C made Go,
// by more than ten times: what it looks for, it finds in the first questions.
const combinations = 150
