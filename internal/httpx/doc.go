// Package httpx is what connectors that speak HTTP share: a client with sane
// limits, one exchange with a bounded body, and the translation of what can go
// wrong into a *sources.Error. It does not know any vendor, and it never sends
// a request again: that is the guard's work.
package httpx
