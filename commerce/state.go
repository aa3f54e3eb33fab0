package commerce

// Mapping says how a canonical state was found from the source's own word.
type Mapping string

// The qualities of a mapping.
const (
	MappingExact   Mapping = "EXACT"   // the source has the same state
	MappingDerived Mapping = "DERIVED" // computed from other facts, such as amounts
	MappingLossy   Mapping = "LOSSY"   // the source distinguishes less or something else
	MappingUnknown Mapping = "UNKNOWN" // the source's word has no canonical state
)

// State is a canonical state with the source's own word beside it.
type State[E ~string] struct {
	Value E
	// Raw is the source's own word; empty when the state was derived from other facts.
	Raw Text
	// RawField is where in the source Raw was read: "displayFinancialStatus".
	RawField string
	Mapping  Mapping
}

// Words maps a source's own words, as they are written there, to canonical states.
type Words[E ~string] map[string]E

// State returns the canonical state of raw, mapped EXACT; a word that is not
// in the map becomes unknown, with the word kept.
func (w Words[E]) State(field, raw string) State[E] {
	if v, ok := w[raw]; ok {
		return State[E]{Value: v, Raw: Text(raw), RawField: field, Mapping: MappingExact}
	}
	return State[E]{Value: "UNKNOWN", Raw: Text(raw), RawField: field, Mapping: MappingUnknown}
}

// StateInfo is a state with its axis, for clients that want to know how it was found.
type StateInfo struct {
	Axis     string
	Value    string
	Raw      Text
	RawField Text
	Mapping  Mapping
}

func info[E ~string](axis string, s State[E]) StateInfo {
	if s.Value == "" {
		s.Value, s.Mapping = "UNKNOWN", MappingUnknown
	}
	return StateInfo{Axis: axis, Value: string(s.Value), Raw: s.Raw, RawField: Text(s.RawField), Mapping: s.Mapping}
}
