package woocommerce

import (
	"slices"
	"strings"

	"github.com/galleria-graph/galleria/commerce"
)

// attributes are the meta data, in their order: what plug-ins and merchants keep
// beside an entity, keys that begin with "_" too, because plug-ins keep their
// facts there. WooCommerce has no types. Keys of secrets are left out.
func attributes(all []metaWire) []commerce.Attribute {
	out := make([]commerce.Attribute, 0, len(all))
	for i := range all {
		if m := &all[i]; m.Key != "" && m.Value != "" && !isSecret(m.Key) {
			out = append(out, commerce.Attribute{Key: m.Key, Type: commerce.AttributeTypeUnknown, Value: m.Value})
		}
	}
	return out
}

// secretWords are what the keys of secrets are made of, as whole words.
var secretWords = []string{
	"secret", "secrets", "token", "tokens", "password", "passwords", "passwd", "pwd", "passphrase", "credential", "credentials",
	"nonce", "apikey", "bearer", "otp", "cvv", "cvc", "iban",
}

// secretPairs are words that make a secret of the word before them: "_api_key".
var secretPairs = map[string][]string{
	"key":    {"api", "private", "access", "consumer", "encryption", "license", "licence", "security", "auth", "order", "session"},
	"id":     {"session"},
	"number": {"card", "account"},
}

// isSecret reports a key that says that its value opens something, or is the
// number of a means of payment.
func isSecret(key string) bool {
	words := wordsOf(key)
	for i, word := range words {
		if slices.Contains(secretWords, word) || i > 0 && slices.Contains(secretPairs[word], words[i-1]) {
			return true
		}
	}
	return false
}

// wordsOf parts a key at all that is no letter or digit, and where a capital
// follows a small letter.
func wordsOf(key string) []string {
	var b strings.Builder
	small := false
	for _, r := range key {
		capital := r >= 'A' && r <= 'Z'
		if capital && small {
			b.WriteByte(' ')
		}
		small = r >= 'a' && r <= 'z'
		if !small && !capital && (r < '0' || r > '9') {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.Fields(strings.ToLower(b.String()))
}
