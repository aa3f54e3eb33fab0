package testgraph

import (
	"context"
	"slices"
	"sync"
)

// State is what the mutations of one operation change.
type State struct {
	mu     sync.Mutex
	words  []string
	number int
}

type stateKey struct{}

// WithState returns a context whose mutations change s.
func WithState(ctx context.Context, s *State) context.Context {
	return context.WithValue(ctx, stateKey{}, s)
}

func stateOf(ctx context.Context) *State { return ctx.Value(stateKey{}).(*State) }

// Words returns what was appended, in order.
func (s *State) Words() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.words)
}

func (s *State) append(words ...string) *Log {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.words = append(s.words, words...)
	l := &Log{Size: len(s.words), Words: slices.Clone(s.words)}
	if l.Size > 0 {
		l.Last = &l.Words[l.Size-1]
	}
	return l
}

func (s *State) clear() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.words)
	s.words = nil
	return n
}

func (s *State) read() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.number
}

// set changes the number and returns a view of it.
func (s *State) set(change func(int) int) *Number {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := &Number{state: s, Was: s.number}
	s.number = change(s.number)
	return n
}
