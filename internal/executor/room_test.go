package executor_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/galleria-graph/galleria/internal/executor"
)

// Answers that are made side by side, in rooms and without, are never written
// over while somebody holds them.
func TestRoomsBelongToOneAnswerAtATime(t *testing.T) {
	r := newRows(50)
	const query = `query($n: Int!) { rows(first: $n) { id name tags } }`
	want := make(map[int64]string)
	for n := range int64(50) {
		want[n] = string(r.ask(t, query, map[string]any{"n": n})().Data)
	}
	var running sync.WaitGroup
	for client := range 8 {
		running.Go(func() {
			var kept []string
			var copies [][]byte
			for n := range int64(50) {
				ask := r.askIn(t, query, map[string]any{"n": n})
				if client%2 == 0 {
					copies = append(copies, ask(t.Context()).Data)
					kept = append(kept, want[n])
				}
				ctx, room := executor.WithRoom(t.Context())
				if got := string(ask(ctx).Data); got != want[n] {
					t.Errorf("%d rows in a room: %.80s", n, got)
				}
				if got := string(ask(ctx).Data); got != want[n] { // a second one, in a room that is taken
					t.Errorf("%d rows beside a room: %.80s", n, got)
				}
				room.Close()
				room.Close()
			}
			for i, data := range copies {
				if string(data) != kept[i] {
					t.Errorf("data that belongs to its response has changed: %.80s", data)
				}
			}
		})
	}
	running.Wait()
}

// With a room, the data of an answer takes no memory that is not used again.
func TestRoomsAreUsedAgain(t *testing.T) {
	r := newRows(1)
	r.all[0].name = strings.Repeat("a long name ", 1000)
	ask := r.askIn(t, `{ rows(first: 1) { name } }`, nil)
	const asked = 100
	bytes := func(within bool) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range asked {
			ctx, room := executor.WithRoom(t.Context())
			if !within {
				ctx = t.Context()
			}
			ask(ctx)
			room.Close()
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) / asked
	}
	if within, without := bytes(true), bytes(false); without < within+6000 {
		t.Errorf("an answer of 12 kB takes %d bytes in a room and %d without", within, without)
	}
}
