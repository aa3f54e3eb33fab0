package config

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
)

// keyPrefix makes keys recognisable to people and to scanners for leaked secrets.
const keyPrefix = "gal_"

const hashPrefix = "sha256:"

// KeyHash is the SHA-256 of an API key.
//
// A fast hash is right here, and would be wrong for passwords. A slow, salted hash protects texts that can be guessed: it makes each guess dear. A key
// from GenerateKey is 256 random bits. Trying even 2^60 of them a second would take longer than the sun lasts, so there is nothing to make dear, while
// the server would pay for a slow hash with each request. The same holds for the salt: no two keys are equal, and no table of keys can be made.
type KeyHash [sha256.Size]byte

// GenerateKey returns a new random key and its hash, which is what the configuration holds. The key cannot be had from the hash.
func GenerateKey() (Secret, KeyHash) {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails: the program ends if the system has no randomness
	key := keyPrefix + base64.RawURLEncoding.EncodeToString(random)
	return NewSecret(key, ""), HashKey(key)
}

// HashKey returns the hash of a key as a caller sends it.
func HashKey(key string) KeyHash { return sha256.Sum256([]byte(key)) }

// Matches says whether h is the hash of key, in a time that tells nothing about either.
func (h KeyHash) Matches(key string) bool {
	other := HashKey(key)
	return subtle.ConstantTimeCompare(h[:], other[:]) == 1
}

// String returns the hash as the configuration has it: sha256: and 64 hexadecimal digits.
func (h KeyHash) String() string { return hashPrefix + hex.EncodeToString(h[:]) }

// ParseKeyHash reads what String returns.
func ParseKeyHash(text string) (KeyHash, error) {
	var h KeyHash
	digits, ok := strings.CutPrefix(text, hashPrefix)
	if !ok || len(digits) != hex.EncodedLen(len(h)) {
		return h, errors.New("a hash is sha256: and 64 hexadecimal digits")
	}
	if _, err := hex.Decode(h[:], []byte(digits)); err != nil {
		return KeyHash{}, errors.New("a hash is sha256: and 64 hexadecimal digits")
	}
	return h, nil
}
