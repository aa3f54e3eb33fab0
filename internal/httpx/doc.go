// Package httpx is what connectors that speak HTTP share: one exchange with a
// bounded body, and the translation of what can go wrong into a
// *sources.Error. It does not know any vendor, and it never asks again for an
// answer that failed: that is the guard's work.
//
// A request that only reads goes over a connection of our own, in the caller's
// goroutine, where the host is known to speak HTTP/1.1; everything else goes
// over net/http. Which way is taken cannot be told from an answer or an error.
package httpx
