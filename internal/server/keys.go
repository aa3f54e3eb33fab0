package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Role is one thing that a caller may do. No role contains another.
type Role string

// The roles.
const (
	RoleQuery   Role = "query"   // run operations
	RoleExplore Role = "explore" // read the schema, the pages and the state of sources
	RoleTrace   Role = "trace"   // ask for traces
	RoleAdmin   Role = "admin"   // change the running server
)

// Roles returns all roles.
func Roles() []Role { return []Role{RoleQuery, RoleExplore, RoleTrace, RoleAdmin} }

// Key is a caller who proves itself by an API key. Only the key's hash is kept.
type Key struct {
	Name  string // shown in logs; unique
	Hash  string // sha256: and the hexadecimal digits of the key's SHA-256
	Roles []Role
}

// hashPrefix names the hash. A key is 256 random bits, so that one round of it is enough.
const hashPrefix = "sha256:"

func parseHash(text string) ([sha256.Size]byte, error) {
	var sum [sha256.Size]byte
	digits, ok := strings.CutPrefix(text, hashPrefix)
	if !ok || len(digits) != hex.EncodedLen(sha256.Size) {
		return sum, errors.New("hash is not sha256: and 64 hexadecimal digits")
	}
	if _, err := hex.Decode(sum[:], []byte(digits)); err != nil {
		return sum, errors.New("hash is not sha256: and 64 hexadecimal digits")
	}
	return sum, nil
}

func validateKeys(keys []Key) error {
	var problems []error
	names, hashes := make(map[string]bool), make(map[string]bool)
	for i, k := range keys {
		who := fmt.Sprintf("key %d (%s)", i+1, k.Name)
		if k.Name == "" || names[k.Name] {
			problems = append(problems, fmt.Errorf("%s: a name that no other key has is required", who))
		}
		if _, err := parseHash(k.Hash); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", who, err))
		} else if hashes[strings.ToLower(k.Hash)] {
			problems = append(problems, fmt.Errorf("%s: another key has the same hash", who))
		}
		if len(k.Roles) == 0 {
			problems = append(problems, fmt.Errorf("%s: at least one role is required", who))
		}
		problems = append(problems, validateRoles(who, k.Roles))
		names[k.Name], hashes[strings.ToLower(k.Hash)] = true, true
	}
	return errors.Join(problems...)
}

func validateRoles(who string, roles []Role) error {
	for _, r := range roles {
		if !slices.Contains(Roles(), r) {
			return fmt.Errorf("%s: role %q is none of %q", who, r, Roles())
		}
	}
	return nil
}

// keyring finds the caller of a key.
type keyring struct {
	hashes  [][sha256.Size]byte
	callers []*Caller
}

// newKeyring needs keys that validateKeys accepts.
func newKeyring(keys []Key) *keyring {
	ring := &keyring{}
	for _, k := range keys {
		sum, _ := parseHash(k.Hash)
		ring.hashes = append(ring.hashes, sum)
		ring.callers = append(ring.callers, &Caller{Name: k.Name, Roles: slices.Clone(k.Roles)})
	}
	return ring
}

// find compares the key with every hash, always all of them, in constant time.
// It returns nil for an unknown key.
func (r *keyring) find(key string) *Caller {
	sum := sha256.Sum256([]byte(key))
	found := -1
	for i := range r.hashes {
		equal := subtle.ConstantTimeCompare(sum[:], r.hashes[i][:])
		found = subtle.ConstantTimeSelect(equal, i, found)
	}
	if found < 0 {
		return nil
	}
	return r.callers[found]
}
