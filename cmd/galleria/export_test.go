package main

// What the tests of the command use of it.
var (
	Run     = run
	ReadSDL = readSDL
	Compare = compare
)
