package server

import (
	"hash/maphash"
	"net/netip"
	"sync"
	"time"
)

const (
	failureSlots  = 4096             // a fixed table: an attacker with many addresses cannot make it grow
	failureBurst  = 10               // failures at once
	failureRefill = 10 * time.Second // until one more is allowed
)

// failures counts failed tries by address in a table of fixed size. Addresses
// that share a slot share its count; a valid key is not held up by it.
type failures struct {
	now  func() time.Time
	seed maphash.Seed

	mu    sync.Mutex
	slots [failureSlots]failureSlot
}

type failureSlot struct {
	spent int
	since time.Time // when spent was last brought up to date
}

func newFailures(now func() time.Time) *failures {
	return &failures{now: now, seed: maphash.MakeSeed()}
}

// add counts a failure. When the address has spent its allowance, it reports so
// and how long to wait.
func (f *failures) add(remoteAddr string) (wait time.Duration, over bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.now()
	slot := &f.slots[maphash.String(f.seed, network(remoteAddr))%failureSlots]
	if refilled := int(now.Sub(slot.since) / failureRefill); refilled > 0 {
		slot.spent = max(slot.spent-refilled, 0)
		slot.since = now
	}
	if slot.spent >= failureBurst {
		return failureRefill, true
	}
	slot.spent++
	return 0, false
}

// network returns what counts as one address: an IPv4 address, or the /64 that
// an IPv6 host usually has to itself.
func network(remoteAddr string) string {
	addr, err := netip.ParseAddrPort(remoteAddr)
	if err != nil {
		return remoteAddr
	}
	ip := addr.Addr().Unmap()
	if ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return ip.String()
	}
	return prefix.String()
}
