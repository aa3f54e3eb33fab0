package docguard

import "fmt"

// Code names the limit that a document breaks. It is stable: clients see it in
// extensions.code.
type Code string

// The codes of the breaches, one a limit.
const (
	TooManyTokens     Code = "DOCUMENT_TOO_MANY_TOKENS"
	TooNested         Code = "DOCUMENT_TOO_NESTED"
	NameTooLong       Code = "DOCUMENT_NAME_TOO_LONG"
	TooDeep           Code = "DOCUMENT_TOO_DEEP"
	TooManyFields     Code = "DOCUMENT_TOO_MANY_FIELDS"
	TooManySelections Code = "DOCUMENT_TOO_MANY_SELECTIONS"
	TooRepetitive     Code = "DOCUMENT_TOO_REPETITIVE"
	TooManyAliases    Code = "DOCUMENT_TOO_MANY_ALIASES"
	TooManyRootFields Code = "DOCUMENT_TOO_MANY_ROOT_FIELDS"
	TooManyDirectives Code = "DOCUMENT_TOO_MANY_DIRECTIVES"
	TooManyDefers     Code = "DOCUMENT_TOO_MANY_DEFERS"
	TooManyFragments  Code = "DOCUMENT_TOO_MANY_FRAGMENTS"
	FragmentCycle     Code = "DOCUMENT_FRAGMENT_CYCLE"
	TooManyOperations Code = "DOCUMENT_TOO_MANY_OPERATIONS"
	ListTooLong       Code = "LIST_TOO_LONG"
)

// Breach is one broken limit.
type Breach struct {
	Code   Code
	What   string // what was counted: "levels of fields"
	Limit  int
	Actual int    // what was found; counting stops early, so that it may be more
	Advice string // what to do about it
	Line   int    // 0 when the breach has no one place
	Column int
}

// Message says what was found, what is allowed and what to do, in one sentence.
func (b Breach) Message() string {
	if b.Code == FragmentCycle {
		return "a fragment spreads itself; " + b.Advice
	}
	return fmt.Sprintf("at least %d %s where %d are allowed; %s", b.Actual, b.What, b.Limit, b.Advice)
}

// over returns the breach if actual is above limit.
func over(list []Breach, code Code, what string, limit, actual int, advice string) []Breach {
	if actual <= limit {
		return list
	}
	return append(list, Breach{Code: code, What: what, Limit: limit, Actual: actual, Advice: advice})
}
