// Package guard stands between one account of a system and whoever asks it:
// it bounds each call in time, and how many run at once, tries again what
// failed for a passing reason, and keeps away while the system has asked to be
// left alone.
//
// One [Guard] serves one account and is shared by its collections, because
// quotas and faults are of the account. It relies on connectors to honour their
// context, which the contract suite proves of each.
package guard
