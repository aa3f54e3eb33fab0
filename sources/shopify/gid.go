package shopify

import "strings"

// numberOf returns the number in the gid of an entity of that type; false for
// any other text. Only the one form that the API answers is taken, so that two
// keys never name one entity.
func numberOf(gid, typ string) (string, bool) {
	n, ok := strings.CutPrefix(gid, "gid://shopify/"+typ+"/")
	if !ok || n == "" || len(n) > 19 || n[0] == '0' {
		return "", false
	}
	for i := range len(n) {
		if n[i] < '0' || n[i] > '9' {
			return "", false
		}
	}
	return n, true
}
