package sourcetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleria-graph/galleria/commerce"
	"github.com/galleria-graph/galleria/sources"
)

// Fault names a way in which a source misbehaves.
type Fault string

// The faults that a harness can offer.
const (
	// ServerError: every answer has a status of 500 to 599, with [Secret] in its body.
	ServerError Fault = "server error"
	// Unauthorized: the credentials are refused, with [Secret] in the body.
	Unauthorized Fault = "unauthorized"
	// TooManyRequests: the quota is spent, and the source says when to come back.
	TooManyRequests Fault = "too many requests"
	// MalformedBody: a success, with a body that is not what the source promises, and holds [Secret].
	MalformedBody Fault = "malformed body"
	// TruncatedBody: a success that ends in the middle.
	TruncatedBody Fault = "truncated body"
	// OversizedBody: a success that is longer than anything that the source would send.
	OversizedBody Fault = "oversized body"
	// Hang: no answer comes while the caller waits.
	Hang Fault = "hang"
	// Reset: the connection is closed without an answer.
	Reset Fault = "reset"
	// Refused: nothing listens at the source's address.
	Refused Fault = "refused"
)

// Secret is a text that a misbehaving source sends. No error may repeat it.
const Secret = "hunter2-d41d8cd98f00"

// UnknownWord is a state that no source has.
const UnknownWord = "galactically_pending"

// hangTime is how long a caller waits for a source that hangs.
const hangTime = 250 * time.Millisecond

var faultKinds = map[Fault][]sources.ErrorKind{
	ServerError:     {sources.KindUnavailable},
	Unauthorized:    {sources.KindDenied},
	TooManyRequests: {sources.KindLimited},
	MalformedBody:   {sources.KindMalformed},
	TruncatedBody:   {sources.KindMalformed, sources.KindUnavailable},
	OversizedBody:   {sources.KindMalformed},
	Hang:            {sources.KindTimeout},
	Reset:           {sources.KindUnavailable},
	Refused:         {sources.KindUnavailable},
}

func (s *suite[T]) faults(t *testing.T) {
	if len(s.h.Faults) == 0 {
		t.Skip("the harness offers no faults")
	}
	for fault, open := range s.h.Faults {
		t.Run(string(fault), func(t *testing.T) {
			kinds, ok := faultKinds[fault]
			if !ok {
				t.Fatalf("there is no fault %q", fault)
			}
			c := open(t)
			for _, call := range s.calls(t, c) {
				err := s.callFaulty(t, fault, call)
				wantKind(t, call.name, c.Traits(), err, kinds...)
				checkFaultError(t, fault, call.name, err)
			}
		})
	}
}

func (s *suite[T]) callFaulty(t *testing.T, fault Fault, call call) error {
	t.Helper()
	ctx := t.Context()
	if fault == Hang {
		short, cancel := context.WithTimeout(ctx, hangTime)
		defer cancel()
		ctx = short
	}
	return within(t, call.name, func() error { return call.do(ctx) })
}

func checkFaultError(t *testing.T, fault Fault, what string, err error) {
	t.Helper()
	var e *sources.Error
	if !errors.As(err, &e) {
		return
	}
	if strings.Contains(err.Error(), Secret) {
		t.Errorf("%s: the error repeats what the source sent", what)
	}
	if fault == TooManyRequests && e.RetryAfter <= 0 {
		t.Errorf("%s: the error does not say when to come back", what)
	}
}

func (s *suite[T]) unknownWord(t *testing.T) {
	if s.h.UnknownWord == nil || s.h.States == nil {
		t.Skip("the harness offers no unknown word")
	}
	c, id := s.h.UnknownWord(t)
	found, err := c.Get(t.Context(), []commerce.ID{id}, s.h.Kind.AllGroups())
	if err != nil || found[id] == nil {
		t.Fatalf("get %s, which has an unknown state: found %v, error %v", id, found, err)
	}
	states := s.h.States(found[id])
	if !slices.ContainsFunc(states, func(i commerce.StateInfo) bool {
		return i.Value == "UNKNOWN" && i.Raw == UnknownWord && i.Mapping == commerce.MappingUnknown
	}) {
		t.Errorf("the states of %s are %+v, want one UNKNOWN with the source's word", id, states)
	}
}
