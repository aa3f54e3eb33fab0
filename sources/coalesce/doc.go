// Package coalesce shares identical calls to a system that are under way at the
// same time: of a hundred clients that ask the same, the system sees one call.
//
// Calls are the same when all that was asked is, compared whole and not by a
// hash. Nothing is kept: a call that begins when another has ended is made. It
// does tell what a call that had begun before it has read, which is as old as
// that call is long.
//
// Every caller of a collection has the same rights, those of the account's
// credentials. A collection whose answers depend on who asks must not be shared.
package coalesce
