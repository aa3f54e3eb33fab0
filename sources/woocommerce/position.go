package woocommerce

import (
	"encoding/json"
	"errors"
	"math"
	"slices"

	"github.com/galleria-graph/galleria/sources"
)

// position is where a listing goes on.
type position struct {
	// Last is the id of the last row. In the order of ids all up to it were passed.
	Last int64 `json:"i"`
	// Offsets are how many rows of each lane lay before the place. Changes make
	// them wrong: they only say where to look for the last row.
	Offsets []int `json:"o,omitempty"`
	// At is the second of the last row where the order is by time, and Same are
	// the rows of that second that were passed.
	At   int64 `json:"t,omitempty"`
	Same idSet `json:"s,omitempty"`
}

// idSet is ids, each once and in their order. A cursor holds their distances,
// which are short: orders of one second have been given their ids one after another.
type idSet []int64

func (s idSet) has(id int64) bool {
	_, found := slices.BinarySearch(s, id)
	return found
}

func (s idSet) with(id int64) idSet {
	at, found := slices.BinarySearch(s, id)
	if found {
		return s
	}
	return slices.Insert(slices.Clone(s), at, id)
}

// MarshalJSON writes the distances, the first from 0.
func (s idSet) MarshalJSON() ([]byte, error) {
	distances := make([]int64, len(s))
	for i, id := range s {
		distances[i] = id
		if i > 0 {
			distances[i] -= s[i-1]
		}
	}
	return json.Marshal(distances)
}

// UnmarshalJSON reads distances.
func (s *idSet) UnmarshalJSON(text []byte) error {
	var ids []int64
	if err := json.Unmarshal(text, &ids); err != nil {
		return err
	}
	var last int64
	for i, distance := range ids {
		if distance < 1 || distance > math.MaxInt64-last {
			return errors.New("an id is none")
		}
		last += distance
		ids[i] = last
	}
	*s = ids
	return nil
}

// mostSame bounds a cursor: so many rows of one second can be told apart.
const mostSame = 1000

var errTooManyAtOnce = errors.New("too many rows of one second")

// inLanes returns the position, or the beginning, with an offset for each lane.
// A shop that was updated may have others than before.
func (p *position) inLanes(lanes int) *position {
	out := position{}
	if p != nil {
		out = *p
	}
	if len(out.Offsets) != lanes {
		out.Offsets = make([]int, lanes)
	}
	return &out
}

// offset is where the rows of a lane that come behind the position are likely to begin.
func (p *position) offset(lane int) int {
	if p == nil || lane >= len(p.Offsets) {
		return 0
	}
	return p.Offsets[lane]
}

func (p *position) lastID() int64 {
	if p == nil {
		return 0
	}
	return p.Last
}

// next is the position after a row that comes behind p.
func (p *position) next(s sources.Sort, h *head, lane, upTo int) (*position, error) {
	out := &position{Last: h.ID}
	if s.Field == "" {
		out.Offsets = slices.Clone(p.Offsets)
		out.Offsets[lane] = upTo
		return out, nil
	}
	out.At = h.Created.Unix()
	if p.At == out.At {
		out.Same = p.Same.with(h.ID)
	} else {
		out.Same = idSet{h.ID}
	}
	if len(out.Same) > mostSame {
		return nil, errTooManyAtOnce
	}
	return out, nil
}

// readCursor returns nil for the beginning.
func (c *collection[T, W]) readCursor(q sources.Query) (*position, error) {
	if q.After == "" {
		return nil, nil
	}
	var p position
	reversed, err := sources.CursorsOf(c.source, q).Read(q.After, &p)
	if err != nil {
		return nil, err
	}
	timed := q.Sort.Field != ""
	sound := p.Last > 0 && len(p.Same) <= mostSame && timed == (len(p.Same) > 0) && (timed || len(p.Offsets) > 0) && len(p.Offsets) <= mostSame &&
		!slices.ContainsFunc(p.Offsets, func(n int) bool { return n < 0 || n > 1<<40 }) && p.At >= minTime && p.At <= maxTime
	if reversed || !sound {
		return nil, &sources.Error{
			Kind: sources.KindInvalid, Source: c.source, Op: "read cursor",
			Reason: "the cursor is not one of this listing: pass a cursor answered for the same filters and sort, unchanged",
		}
	}
	return &p, nil
}

func (c *client) tooManyAtOnce(op string) error {
	return &sources.Error{
		Kind: sources.KindUnsupported, Source: c.source, Op: op,
		Reason: "more than a thousand are of one second: list them without a sort",
	}
}
