package config

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// maxWord is the longest word that is compared. The comparison takes the product of two lengths, and no key is as long as this.
const maxWord = 64

// Nearest returns the candidate that word was probably meant to be, or "" if none is near. Letters' case does not count.
func Nearest(word string, candidates []string) string {
	if len(word) > maxWord {
		return ""
	}
	best, nearest := 1+max(1, len(word)/3), ""
	for _, candidate := range candidates {
		distance := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(candidate))
		if distance < best {
			best, nearest = distance, candidate
		}
	}
	return nearest
}

// oneOf writes alternatives as a sentence has them: a, b or c.
func oneOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
