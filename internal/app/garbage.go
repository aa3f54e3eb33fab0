package app

import (
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// garbage is how far the heap may grow over what lives in it before it is
// collected, in percent. A server's live heap is small and each answer leaves
// about a hundred times as much behind as it needs in the end, so that Go's 100
// collects every few answers: docs/performance.md has the measurements.
const garbage = 400

// memoryShare is how much of the memory that the container has the heap may
// take before it is collected more often.
const memoryShare = 0.9

// TuneMemory sets how the process collects its garbage. What GOGC and
// GOMEMLIMIT say in the environment stays.
func TuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	// Without a container, or where its limit cannot be read, there is no limit to keep.
	_, _ = memlimit.Set(memlimit.WithRatio(memoryShare), memlimit.WithProvider(memlimit.FromCgroup))
}
