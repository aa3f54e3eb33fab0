// Package sourcetest is the contract of [sources.Collection] as a test suite.
// Every connector runs it against its simulator, and every decorator and view
// runs it too, so that what one of them relies on, all of them keep.
package sourcetest

import (
	"testing"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
	"go.uber.org/goleak"
)

// Harness says how to open the collection under test, and where it may differ.
// Kind, Make and Open are required.
type Harness[T any] struct {
	Kind commerce.Kind[T]
	// Make returns the i-th of a family of entities, with all that the source
	// can hold, and the id that it will have there. It returns the same for the
	// same i, in a new value. MakeOrder and its like give a realistic one to start from.
	Make func(i int) *T
	// Open returns a collection that serves exactly the seed. What it opens, it
	// closes with t.Cleanup.
	Open func(t *testing.T, seed []*T) sources.Collection[T]
	// Size is how many entities are seeded; 23 when it is 0.
	Size int

	// Change is Open with hooks that change what the source holds while it is
	// listed. Without it, stability is not tested.
	Change func(t *testing.T, seed []*T) (sources.Collection[T], Changes[T])
	// Faults opens collections whose source misbehaves in the named way.
	Faults map[Fault]func(t *testing.T) sources.Collection[T]
	// UnknownWord opens a collection that holds an entity with the word
	// [UnknownWord] as one of its states, and returns its id. States reads the
	// states of an entity.
	UnknownWord func(t *testing.T) (sources.Collection[T], commerce.ID)
	States      func(*T) []commerce.StateInfo

	// Compare orders texts as the source does. Without it, of a listing sorted
	// by text only the completeness is tested, and that equal texts are together.
	Compare func(a, b string) int

	// The exceptions.

	// Loose allows for what filters after the fact: pages may be short, End may
	// lie behind the last item, and HasNext may promise what is not there.
	Loose bool
	// Differs names fields that come back otherwise than they were seeded. They
	// are still filtered and sorted by the seeded value.
	Differs []string
	// Lacks is the groups that the source does not have.
	Lacks commerce.Groups
	// IgnoreLeaks lists goroutines that may outlive the test.
	IgnoreLeaks []goleak.Option
}

// Changes changes what an open source holds.
type Changes[T any] struct {
	// Put adds an entity.
	Put func(e *T)
	// Delete removes one.
	Delete func(id commerce.ID)
}

// Run tests that the collections which the harness opens keep the contract. It
// must not run in parallel with other tests, because it looks for leaked goroutines.
func Run[T any](t *testing.T, h Harness[T]) {
	t.Helper()
	leaks := append([]goleak.Option{goleak.IgnoreCurrent()}, h.IgnoreLeaks...)
	s := newSuite(h)
	for _, c := range s.cases() {
		t.Run(c.name, c.run)
	}
	if err := goleak.Find(leaks...); err != nil {
		t.Errorf("goroutines are left behind: %v", err)
	}
}

type testCase struct {
	name string
	run  func(t *testing.T)
}

func (s *suite[T]) cases() []testCase {
	return []testCase{
		{"TraitsAreSound", s.traitsAreSound},
		{"GetFindsWhatExists", s.getFindsWhatExists},
		{"GetOmitsMissing", s.getOmitsMissing},
		{"GetHoldsWhatIsWanted", s.getHoldsWhatIsWanted},
		{"PagesInOrder", s.pagesInOrder},
		{"ResumesAfterAnyItem", s.resumesAfterAnyItem},
		{"Reversible", s.reversible},
		{"StableUnderChanges", s.stableUnderChanges},
		{"Filters", s.filters},
		{"FiltersTogether", s.filtersTogether},
		{"FindAgreesWithQuery", s.findAgreesWithQuery},
		{"FindTakesManyValues", s.findTakesManyValues},
		{"RefusesUnpromisedFilters", s.refusesUnpromisedFilters},
		{"RefusesUnpromisedSorts", s.refusesUnpromisedSorts},
		{"RefusesUnpromisedSizes", s.refusesUnpromisedSizes},
		{"RefusesUnpromisedJoins", s.refusesUnpromisedJoins},
		{"RefusesWithoutRequired", s.refusesWithoutRequired},
		{"CursorOfAnotherListing", s.cursorOfAnotherListing},
		{"HostileCursors", s.hostileCursors},
		{"CanceledContext", s.canceledContext},
		{"Concurrent", s.concurrent},
		{"Immutable", s.immutable},
		{"Empty", s.empty},
		{"Faults", s.faults},
		{"UnknownWord", s.unknownWord},
	}
}
