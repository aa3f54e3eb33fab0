// Package quota shares out what a system lets one account ask: a bucket of
// points or requests that fills again with time.
//
// A connector says what a request will cost before it sends it, and afterwards
// what the system said of the budget. Requests that do not fit wait their turn,
// which is fair between callers, and one that could not be sent before its
// deadline is refused at once, with the time to come back.
//
// For a system that tells of no budget there are slots, which bound how many
// requests run at once, as fairly.
package quota
