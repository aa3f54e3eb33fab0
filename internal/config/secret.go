package config

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

// masked stands in place of a secret wherever one is printed.
const masked = "***"

// Secret is a text that nothing prints: only Reveal gives it. The zero Secret is empty.
type Secret struct {
	// The text is behind a pointer because fmt prints the unexported fields of other packages' structs without asking their methods, and it must be one
	// to a plain type: fmt follows pointers to structs.
	text     *string
	variable string // environment variable that is all of the value, or empty
}

// NewSecret returns text as a secret. If variable is not empty, it is the environment variable that a written configuration takes the text from.
func NewSecret(text, variable string) Secret { return Secret{&text, variable} }

// Reveal returns the text itself.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsZero says whether there is no text.
func (s Secret) IsZero() bool { return s.Reveal() == "" }

// String returns three asterisks.
func (Secret) String() string { return masked }

// GoString returns three asterisks.
func (Secret) GoString() string { return masked }

// Format writes three asterisks, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, masked) }

// LogValue returns three asterisks.
func (Secret) LogValue() slog.Value { return slog.StringValue(masked) }

// MarshalJSON returns three asterisks.
func (Secret) MarshalJSON() ([]byte, error) { return json.Marshal(masked) }

// MarshalText returns three asterisks.
func (Secret) MarshalText() ([]byte, error) { return []byte(masked), nil }

// MarshalYAML returns three asterisks.
func (Secret) MarshalYAML() (any, error) { return masked, nil }
