package config

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Literal secrets in a file are a mistake that people make, and then a snippet of the file would carry them into a log. So a snippet shows three
// asterisks for what stands behind a key that holds a secret or looks as if it should, for credentials within an address, and for the tokens of vendors
// wherever they stand. This goes by the text of a line alone: where the file cannot be parsed, there is nothing else to go by.

var (
	keyValue    = regexp.MustCompile(`(?:^|[\s{,])["']?([A-Za-z][A-Za-z0-9_-]*)["']?\s*:(?:\s+|$)`)
	references  = regexp.MustCompile(`^["']?(?:\$\{(?:env:)?[^}:]*\}|\s)*["']?,?\s*[}\]]*\s*(?:#.*)?$`)
	quotedValue = regexp.MustCompile(`^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')`)
	credentials = regexp.MustCompile(`[^\s"'/:@]*:[^\s"'@]*@|(?i:password|passwd|pwd)=[^\s&"']*`)
	vendorToken = regexp.MustCompile(`(?:shp[a-z]{2}|[sr]k_(?:live|test)|whsec|gal)_[A-Za-z0-9_-]+|c[ks]_[0-9a-f]{16,}`)
	keySecret   = regexp.MustCompile(`(?i)token|secret|passw|pwd|credential|api_?key`)
	indentation = regexp.MustCompile(`^[\s-]*`)
)

// withoutSecrets returns the runes of a line with literal secrets masked, and where the given column has gone.
func (d *document) withoutSecrets(line, column int) ([]rune, int) {
	text := d.lines[line-1]
	var out []rune
	from, shifted := 0, column
	for _, span := range d.secretSpans(line) {
		out = append(out, []rune(text[from:span[0]])...)
		before, hidden := utf8.RuneCountInString(text[:span[0]]), utf8.RuneCountInString(text[span[0]:span[1]])
		switch {
		case column > before+hidden:
			shifted += len(masked) - hidden
		case column > before:
			shifted = len(out) + 1
		}
		out = append(out, []rune(masked)...)
		from = span[1]
	}
	return append(out, []rune(text[from:])...), shifted
}

// secretSpans returns the parts of a line that are literal secrets, in bytes, in order, not overlapping.
func (d *document) secretSpans(line int) [][2]int {
	text := d.lines[line-1]
	if d.continuesSecret(line) {
		start := len(indentation.FindString(text))
		return [][2]int{{start, len(text)}}
	}
	var spans [][2]int
	for _, match := range keyValue.FindAllStringSubmatchIndex(text, -1) {
		end := match[1] + valueLength(text[:match[0]], text[match[1]:])
		if d.secrets.holds(text[match[2]:match[3]]) && !references.MatchString(text[match[1]:end]) {
			spans = append(spans, [2]int{match[1], end})
		}
	}
	for _, pattern := range []*regexp.Regexp{credentials, vendorToken} {
		for _, match := range pattern.FindAllStringIndex(text, -1) {
			spans = append(spans, [2]int{match[0], match[1]})
		}
	}
	return merged(spans)
}

// valueLength returns how much of a line's rest is the value of a key, given what stands before the key. In doubt it is all of the rest.
func valueLength(before, rest string) int {
	if quotedText := quotedValue.FindString(rest); quotedText != "" {
		return len(quotedText)
	}
	if end := strings.IndexAny(rest, ",}"); end >= 0 && strings.Contains(before, "{") && !strings.ContainsAny(rest[:1], `"'`) && !strings.Contains(rest[:end], "${") {
		return end
	}
	return len(rest)
}

// continuesSecret says whether a line belongs to the value of a secret that began on a line above: the nearest one that is indented less.
func (d *document) continuesSecret(line int) bool {
	indent := len(indentation.FindString(d.lines[line-1]))
	for n := line - 1; n > 0 && n > line-200; n-- {
		above := d.lines[n-1]
		if strings.TrimSpace(above) == "" || len(indentation.FindString(above)) >= indent {
			continue
		}
		match := keyValue.FindStringSubmatch(above)
		return match != nil && d.secrets.holds(match[1])
	}
	return false
}

// secretKeys are the keys of the configuration, by whether they hold secrets.
type secretKeys struct{ secret, plain []string }

// newSecretKeys reads them from the structs. `url` holds a secret for some sources and none for others. Within an address the credentials are masked
// wherever it stands, so the rest of it may be shown.
func newSecretKeys() secretKeys {
	var keys secretKeys
	for _, b := range blocks() {
		for _, f := range fieldsOf(b.typ) {
			if f.typ == reflect.TypeFor[Secret]() && f.key != "url" {
				keys.secret = append(keys.secret, f.key)
			} else {
				keys.plain = append(keys.plain, f.key)
			}
		}
	}
	return keys
}

// holds says whether the value of a key is a secret: because the configuration says so, or because the key is unknown and looks like it.
func (s secretKeys) holds(key string) bool {
	switch {
	case slices.Contains(s.secret, key):
		return true
	case slices.Contains(s.plain, key):
		return false
	}
	return Nearest(key, s.secret) != "" || keySecret.MatchString(key)
}

// merged returns spans in order with overlapping ones made one.
func merged(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, span := range spans {
		if n := len(out); n > 0 && span[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], span[1])
			continue
		}
		out = append(out, span)
	}
	return out
}
