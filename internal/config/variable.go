package config

import (
	"fmt"
	"regexp"
	"strings"
)

// The grammar of variables is OpenTelemetry's (declarative configuration, "Environment variable substitution"): ${NAME}, ${env:NAME}, ${NAME:-default},
// and $$ for a $. What stands for a variable is not looked through again. Two things are stricter here: a variable that is neither set nor has a default
// is a problem rather than empty, and so is a reference without its closing brace.

var (
	reference        = regexp.MustCompile(`\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}\n]*))?\}`)
	invalidReference = regexp.MustCompile(`\$\{[^}\n]*\}`)
	wholeReference   = regexp.MustCompile(`^` + reference.String() + `$`)
)

// expansion is what became of a text with variables.
type expansion struct {
	text     string
	changed  bool
	variable string // the variable that is all of the text, or ""
}

// expand puts values in the place of variables. It reports each that has none, or is not well written.
func expand(text string, env func(string) (string, bool), report func(Problem)) expansion {
	if !strings.Contains(text, "$") {
		return expansion{text: text}
	}
	segments := strings.Split(text, "$$")
	for i, segment := range segments {
		segments[i] = expandSegment(segment, env, report)
	}
	if last := text[strings.LastIndex(text, "$"):]; strings.HasPrefix(last, "${") && !strings.Contains(last, "}") && !strings.HasSuffix(text[:len(text)-len(last)], "$") {
		report(Problem{Message: "a variable has no closing brace", Remedy: "Write ${NAME}, or $${ for a literal ${."})
	}
	out := expansion{text: strings.Join(segments, "$"), changed: true}
	if match := wholeReference.FindStringSubmatch(text); match != nil {
		out.variable = match[1]
	}
	return out
}

// expandSegment expands a text that has no escape sequence.
func expandSegment(text string, env func(string) (string, bool), report func(Problem)) string {
	return invalidReference.ReplaceAllStringFunc(text, func(ref string) string {
		match := wholeReference.FindStringSubmatch(ref)
		if match == nil {
			report(Problem{
				Message: fmt.Sprintf("%s is not a variable", quoted(ref)),
				Remedy:  "Write ${NAME} or ${NAME:-default}, with letters, digits and underscores in the name, or $${ for a literal ${.",
			})
			return ""
		}
		name, fallback, hasFallback := match[1], match[2], strings.Contains(ref, ":-")
		value, ok := env(name)
		if hasFallback && value == "" {
			return fallback
		}
		if !ok {
			report(Problem{
				Message: fmt.Sprintf("environment variable %s is not set, and has no default", name),
				Remedy:  fmt.Sprintf("Set %s, or write ${%s:-default} to give one.", name, name),
			})
		}
		return value
	})
}

// escaped writes a text so that expand returns it.
func escaped(text string) string {
	if !strings.Contains(text, "${") && !strings.Contains(text, "$$") {
		return text
	}
	return strings.ReplaceAll(text, "$", "$$")
}
