package stripe

import "strings"

// longestKey is far more than any id of Stripe has; its longest today are 255 characters.
const longestKey = 255

// isKey reports whether the text has the form of an id with the prefix. What
// has not is never sent.
func isKey(s, prefix string) bool {
	rest, ok := strings.CutPrefix(s, prefix)
	return ok && rest != "" && len(s) <= longestKey && plain(rest) && !strings.Contains(rest, "_secret_")
}
